"""Editors make, see and take back reporters' links; the hour is typed by its zone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from learningcircles_wagtail.admin.reporter_links import LIST, REVOKE
from learningcircles_wagtail.directory.words import instant_words
from learningcircles_wagtail.models import PressReleasePage, ReporterLink
from learningcircles_wagtail.press import reporter
from tests.factories import make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> PressReleasePage:
    """A release that is scheduled for tomorrow."""
    page = make_release(
        title="The news",
        timing="embargo",
        embargo_until=timezone.now() + timedelta(days=1),
        embargo_time_zone="America/Chicago",
    )
    page.save_revision().publish()
    return PressReleasePage.objects.get(pk=page.pk)


def make(editor: Client, page: Any, **values: Any) -> Any:
    """Send the form for a new link."""
    data = {"label": "City desk", "days": "7", **values}
    return editor.post(reverse(LIST, args=[page.pk]), data)


def address_in(response: Any) -> str:
    """Return the address of a new link on a page, without its host, or ""."""
    found = re.search(r'value="http://[^/]+(/[^"]*/reporter/[^"]+)"', response.text)
    return found[1] if found else ""


def test_a_new_link_is_shown_once_and_opens_the_release(editor, client, release):
    made = make(editor, release)
    address = address_in(made)

    assert "no-store" in made["Cache-Control"]
    assert Client().get(address).status_code == 200
    again = editor.get(reverse(LIST, args=[release.pk]))
    assert address_in(again) == ""
    assert address.rstrip("/").rsplit("/", 1)[1] not in again.text
    for words in ("City desk", "Works", "1"):
        assert words in again.text


def test_a_link_is_taken_back_by_post_alone(editor, release):
    address = address_in(make(editor, release))
    link = ReporterLink.objects.get()
    url = reverse(REVOKE, args=[release.pk, link.pk])

    assert editor.get(url).status_code == 405
    assert Client().get(address).status_code == 200
    assert editor.post(url, follow=True).status_code == 200
    assert Client().get(address).status_code == 404
    assert "Taken back" in editor.get(reverse(LIST, args=[release.pk])).text


@pytest.mark.parametrize(
    "values",
    [
        {"label": ""},
        {"label": "x" * 151},
        {"days": "0"},
        {"days": "9" * 5000},
        {"days": "²"},
        {"label": "\x00"},
    ],
)
def test_a_form_that_cannot_be_read_makes_no_link(editor, release, values):
    response = make(editor, release, **values)

    assert response.status_code == 200
    assert not ReporterLink.objects.exists()


def test_a_release_that_nobody_has_scheduled_gets_no_link(editor):
    page = make_release(live=False)

    response = make(editor, page)

    assert "Nothing is scheduled yet" in response.text
    assert not ReporterLink.objects.exists()


@pytest.mark.parametrize("may_publish", [True, False])
def test_who_may_publish_a_release_may_make_links_and_nobody_else(release, may_publish):
    group = Group.objects.create(name="Press")
    group.permissions.add(
        *Group.objects.get(name="Editors").permissions.filter(codename="access_admin")
    )
    for kind in ("change", *(["publish"] if may_publish else [])):
        GroupPagePermission.objects.create(
            group=group, page=release.get_parent(), permission_type=kind
        )
    user = User.objects.create_user("press", password="x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)

    made = make(client, release)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[release.pk])).text

    assert ReporterLink.objects.exists() is may_publish
    assert (made.status_code == 200) is may_publish
    assert (reverse(LIST, args=[release.pk]) in edit) is may_publish


def test_a_stranger_is_asked_to_log_in(client, release):
    response = client.get(reverse(LIST, args=[release.pk]))

    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize("pk", ["1", "9" * 30])
def test_what_is_no_release_is_not_found(editor, release, pk):
    url = reverse(LIST, args=[release.pk]).replace(f"/{release.pk}/", f"/{pk}/")

    assert editor.get(url).status_code == 404


def test_a_link_of_another_release_is_not_taken_back(editor, release):
    other = make_release(title="Other")
    link, _token = reporter.make_link(release, label="A", now=timezone.now())

    url = reverse(REVOKE, args=[other.pk, link.pk])

    assert editor.post(url).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.fixture
def edit(
    editor: Client, release: PressReleasePage, page_form: Callable[..., Any]
) -> Callable[..., Any]:
    """A function that sends the release's form with other values."""
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])
    # Wagtail locks a page that is scheduled.
    editor.post(
        reverse(
            "wagtailadmin_pages:revisions_unschedule",
            args=[release.pk, release.scheduled_revision.pk],
        )
    )

    def send(**values: str) -> Any:
        data = page_form(address, PressReleasePage)
        for name, value in values.items():
            data[name] = value
        return editor.post(address, data)

    return send


def latest(page: Any) -> PressReleasePage:
    """Return a release as saved last."""
    return PressReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("America/Chicago", datetime(2030, 12, 1, 15, tzinfo=UTC)),
        ("Europe/Paris", datetime(2030, 12, 1, 8, tzinfo=UTC)),
        ("", datetime(2030, 12, 1, 15, tzinfo=UTC)),
    ],
)
def test_the_hour_is_read_by_the_clock_of_the_release(edit, release, zone, hour):
    edit(
        embargo_until="2030-12-01 09:00",
        embargo_time_zone=zone,
        **{"action-publish": "1"},
    )

    assert latest(release).embargo_until == hour
    assert latest(release).go_live_at == hour


def test_the_editors_own_time_zone_does_not_matter(edit, editor, release, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    settings.LEARNINGCIRCLES_DEFAULT_TIME_ZONE = "UTC"
    with timezone.override("Asia/Tokyo"):
        edit(embargo_until="2030-12-01 09:00", embargo_time_zone="America/Chicago")

    assert latest(release).embargo_until == datetime(2030, 12, 1, 15, tzinfo=UTC)


def test_the_form_shows_the_hour_as_it_was_typed(editor, edit, release):
    edit(embargo_until="2030-12-01 09:00", embargo_time_zone="Asia/Tokyo")

    text = editor.get(reverse("wagtailadmin_pages:edit", args=[release.pk])).text

    assert 'value="2030-12-01 09:00"' in text
    assert "2030, 9 a.m. JST" in text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2030-03-10 02:30", "does not exist"),
        ("2030-11-03 01:30", "comes twice"),
    ],
)
def test_an_hour_at_a_change_of_clocks_is_refused_with_a_word(
    edit, release, typed, words
):
    before = latest(release).embargo_until

    response = edit(embargo_until=typed, embargo_time_zone="America/Chicago")

    assert words in str(response.context["form"].errors["embargo_until"])
    assert latest(release).embargo_until == before


def test_a_form_that_is_sent_unchanged_keeps_an_hour_that_comes_twice(edit, release):
    second = datetime(2030, 11, 3, 7, 30, tzinfo=UTC)
    assert second.astimezone(ZoneInfo("America/Chicago")).fold == 1
    release.embargo_until = release.go_live_at = second
    release.save_revision()

    edit(subheadline="New")

    assert latest(release).embargo_until.astimezone(UTC) == second
    assert latest(release).subheadline == "New"


def test_a_wrong_zone_is_refused_and_breaks_nothing(edit, release):
    response = edit(embargo_until="2030-12-01 09:00", embargo_time_zone="Mars/Base")

    assert "embargo_time_zone" in response.context["form"].errors


def test_the_edit_view_says_that_a_release_is_scheduled(editor, release):
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])

    assert "appears by itself at that hour" in editor.get(url).text


def test_the_edit_view_says_that_a_release_is_not_scheduled(editor, edit, release):
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])

    assert "It is not scheduled yet" in editor.get(url).text


def test_the_edit_view_names_the_hour_that_is_scheduled_and_not_a_draft_s(
    editor, release
):
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])
    scheduled = instant_words(release.embargo_until, release.embargo_zone)
    assert "The draft below names another time" not in editor.get(url).text

    draft = PressReleasePage.objects.get(pk=release.pk)
    draft.embargo_until += timedelta(days=2)
    draft.save_revision()
    text = editor.get(url).text

    assert f"<strong>{scheduled}</strong>" in text
    assert instant_words(draft.embargo_until, draft.embargo_zone) not in text
    assert "The draft below names another time" in text


def test_an_embargo_is_still_spoken_of_when_a_draft_drops_it(editor, release):
    draft = PressReleasePage.objects.get(pk=release.pk)
    draft.timing, draft.embargo_until = "immediate", None
    draft.save_revision()
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[release.pk])).text

    assert "appears by itself at that hour" in text
    assert "The draft below names another time" in text


def test_no_cache_keeps_a_preview(editor, release):
    draft = editor.get(reverse("wagtailadmin_pages:view_draft", args=[release.pk]))

    assert draft.status_code == 200
    assert "no-store" in draft["Cache-Control"]
