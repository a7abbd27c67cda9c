"""Tests of the findings in the editor, and of what the form refuses."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from learningcircles_wagtail.mixins.release_checks import CHECKS_URL_NAME
from learningcircles_wagtail.models import PressIndexPage, PressReleasePage

pytestmark = pytest.mark.django_db

QUOTE = "[Quote of the facilitator]"


@pytest.fixture
def release(home: Page) -> PressReleasePage:
    """A draft with a quote that is still to be written."""
    room = home.add_child(instance=PressIndexPage(title="Press room"))
    page = PressReleasePage(
        title="Circles begin",
        live=False,
        body=json.dumps(
            [{"type": "quote", "id": "q", "value": {"quote": QUOTE, "name": ""}}]
        ),
    )
    room.add_child(instance=page)
    page.save_revision()
    return page


def sent(data: QueryDict, quote: str, **more: str) -> QueryDict:
    """Return the form with one quote in its text."""
    fields = {"quote": quote, "name": "Ada", "role": "", "organisation": ""}
    data["body-count"] = "1"
    data["body-0-type"], data["body-0-order"] = "quote", "0"
    data["body-0-deleted"], data["body-0-id"] = "", "q"
    for name, value in {**fields, "picture": ""}.items():
        data[f"body-0-value-{name}"] = value
    for name, value in more.items():
        data[name.replace("_", "-")] = value
    return data


def test_the_editor_shows_the_findings_with_their_places(
    editor: Client, release: PressReleasePage
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])

    words = editor.get(address).content.decode()

    assert "Before you publish" in words
    assert 'href="#block-q-section"' in words
    assert 'href="#id_dateline_city"' in words
    assert 'data-lc-finding="placeholder"' in words


def test_a_new_release_shows_no_findings_yet(
    editor: Client, release: PressReleasePage, new_page_address: Any
) -> None:
    words = editor.get(
        new_page_address(PressReleasePage, release.get_parent())
    ).content.decode()

    assert "data-lc-checks" not in words


def test_a_placeholder_is_refused_at_publication_at_its_field(
    editor: Client, release: PressReleasePage, page_form: Any
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])
    data = sent(page_form(address, PressReleasePage), QUOTE, action_publish="x")

    answer = editor.post(address, data)

    assert answer.status_code == 200
    assert "body" in answer.context["form"].errors
    release.refresh_from_db()
    assert not release.live


def test_a_placeholder_is_no_hindrance_to_saving_a_draft(
    editor: Client, release: PressReleasePage, page_form: Any
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])

    answer = editor.post(address, sent(page_form(address, PressReleasePage), QUOTE))

    assert answer.status_code == 302


def test_warnings_stop_nobody_and_are_told_after_publication(
    editor: Client, release: PressReleasePage, page_form: Any
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])
    data = sent(page_form(address, PressReleasePage), "Come!", action_publish="x")

    answer = editor.post(address, data, follow=True)

    release.refresh_from_db()
    assert release.live
    # No city, no date, no contact.
    assert "There are 3 things to look at" in answer.content.decode()


def test_the_findings_are_those_of_the_latest_draft(
    editor: Client, release: PressReleasePage
) -> None:
    release.dateline_city = "Springfield"
    release.save_revision()

    words = editor.get(reverse(CHECKS_URL_NAME, args=[release.pk])).content.decode()

    assert "The dateline has no city." not in words
    assert "The dateline has no date." in words


def test_findings_are_for_those_who_may_edit_the_release(
    client: Client, release: PressReleasePage
) -> None:
    address = reverse(CHECKS_URL_NAME, args=[release.pk])
    assert client.get(address).status_code == 302
    user = User.objects.create_user("limited", "l@example.org", "-")
    group = Group.objects.create(name="limited")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)

    assert client.get(address).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("key", ["0", "9" * 30, "1"])
def test_the_findings_of_what_is_no_release_are_not_found(
    editor: Client, key: str
) -> None:
    address = reverse(CHECKS_URL_NAME, args=[7]).replace("/7/", f"/{key}/")
    assert editor.get(address).status_code == 404
    assert editor.post(address).status_code == 405
