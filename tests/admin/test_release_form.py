"""The form of a release: advice on the headline, and lists that are taken anew."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from learningcircles_wagtail.models import PressReleasePage
from tests.factories import make_circle, make_press_index, make_release, publish

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 1, 15, tzinfo=UTC)


@pytest.fixture
def release() -> PressReleasePage:
    """A release that was published in November with a list."""
    circle = make_circle(title="Speaking up")
    release = make_release(live=False)
    release.body = [("circle_facts", {"title": "Where", "circles": [circle]})]
    release.save()
    with time_machine.travel(NOVEMBER, tick=False):
        release = publish(release)
    circle.title = "Another name"
    publish(circle)
    return release


def edit_address(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def body_of(release: PressReleasePage) -> dict[str, str]:
    """Return what the browser sends of the release's one list."""
    (child,) = release.body
    (circle,) = child.value["circles"]
    return {
        "body-count": "1",
        "body-0-type": "circle_facts",
        "body-0-id": child.id,
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-value-title": "Where",
        "body-0-value-facts_of": "frozen",
        "body-0-value-circles-count": "1",
        "body-0-value-circles-0-order": "0",
        "body-0-value-circles-0-deleted": "",
        "body-0-value-circles-0-value": str(circle.pk),
    }


def send(editor: Any, page_form: Any, release: Any, **values: str) -> PressReleasePage:
    """Publish the form of a release as it stands, with some fields changed."""
    address = edit_address(release)
    data = page_form(address, PressReleasePage)
    sent = {"action-publish": "1", **body_of(release), **values}
    for name, value in sent.items():
        data[name] = value
    response = editor.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    return PressReleasePage.objects.get(pk=release.pk)


def test_the_headline_s_length_is_advised_without_a_script(editor) -> None:
    address = reverse(
        "wagtailadmin_pages:add",
        args=["learningcircles_wagtail", "pressreleasepage", make_press_index().pk],
    )
    html = editor.get(address).content.decode()

    assert "Up to 80 characters are best" in html
    assert "data-lc-headline=" in html
    assert "admin/headline.js" in html


def test_lists_can_be_taken_anew_where_there_are_some(editor, release) -> None:
    plain = make_release()

    assert "take_lists_anew" in editor.get(edit_address(release)).content.decode()
    assert "take_lists_anew" not in editor.get(edit_address(plain)).content.decode()


def test_publishing_the_form_keeps_the_lists(editor, page_form, release) -> None:
    before = release.frozen["lists"]

    assert send(editor, page_form, release, lead="New.").frozen["lists"] == before


def test_publishing_with_the_tick_takes_them_anew(editor, page_form, release) -> None:
    release = send(editor, page_form, release, take_lists_anew="on")
    (entry,) = release.frozen["lists"].values()

    assert entry["facts"][0]["title"] == "Another name"


def test_a_tick_in_a_draft_counts_when_the_draft_is_published(
    editor, page_form, release
) -> None:
    before = release.frozen["lists"]
    address = edit_address(release)
    data = page_form(address, PressReleasePage)
    for name, value in {**body_of(release), "take_lists_anew": "on"}.items():
        data[name] = value
    assert editor.post(address, data).status_code == 302
    assert PressReleasePage.objects.get(pk=release.pk).frozen["lists"] == before

    release = PressReleasePage.objects.get(pk=release.pk)
    release.latest_revision.publish()
    (entry,) = PressReleasePage.objects.get(pk=release.pk).frozen["lists"].values()
    assert entry["facts"][0]["title"] == "Another name"


def test_the_tick_of_a_draft_is_there_again_and_can_be_taken_back(
    editor, page_form, release
) -> None:
    before = release.frozen["lists"]
    address = edit_address(release)
    for ticked in (True, False):
        data = page_form(address, PressReleasePage)
        assert ("take_lists_anew" in data) is not ticked
        data.pop("take_lists_anew", None)
        sent = {**body_of(release), **({"take_lists_anew": "on"} if ticked else {})}
        for name, value in sent.items():
            data[name] = value
        assert editor.post(address, data).status_code == 302
    release = send(editor, page_form, release)

    assert release.frozen["lists"] == before


def test_versions_can_be_compared(editor, page_form, release) -> None:
    send(editor, page_form, release, lead="New.", take_lists_anew="on")
    address = reverse(
        "wagtailadmin_pages:revisions_compare", args=[release.pk, "earliest", "latest"]
    )

    assert editor.get(address).status_code == 200


def test_a_headline_is_one_line_whatever_a_browser_sends(
    editor: Any, page_form: Any, release: PressReleasePage
) -> None:
    sent = send(
        editor, page_form, release, title=" Neighbours\r\nlearn \u00a0 together "
    )

    assert sent.title == "Neighbours learn together"
