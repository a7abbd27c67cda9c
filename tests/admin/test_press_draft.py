"""Tests of “Write a press release”: who may, what is written, and what is not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, PageLogEntry

from learningcircles_wagtail.admin.press_draft import write_release_url
from learningcircles_wagtail.models import (
    Boilerplate,
    Branch,
    CircleIndexPage,
    CirclePage,
    LearningCirclesSettings,
    PressContact,
    PressIndexPage,
    PressReleasePage,
)

pytestmark = pytest.mark.django_db

AddCircle = Callable[..., CirclePage]


@pytest.fixture
def press_room(home: Page) -> PressIndexPage:
    """A published press room."""
    return home.add_child(instance=PressIndexPage(title="Press room"))


def write(client: Client, press_room: PressIndexPage, **query: Any) -> PressReleasePage:
    """Send the form of the page; return the draft to which it leads."""
    answer = client.post(write_release_url(**query), {"press_room": press_room.pk})
    assert answer.status_code == 302, answer.content.decode()
    release = PressReleasePage.objects.latest("pk")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[release.pk])
    return release


def limited_user(*pages: Page, permissions: tuple[str, ...] = ("add",)) -> User:
    """Return somebody who may enter the admin, with rights on some pages."""
    user = User.objects.create_user("limited", "l@example.org", "-")
    group = Group.objects.create(name="limited")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        for name in permissions:
            GroupPagePermission.objects.create(
                group=group,
                page=page,
                permission=Permission.objects.get(
                    codename=f"{name}_page", content_type__app_label="wagtailcore"
                ),
            )
    user.groups.add(group)
    return user


def test_one_action_on_a_circle_makes_a_draft_that_opens_in_the_editor(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage, branch: Branch
) -> None:
    Branch.objects.update(city="Riverbend", region="Iowa")
    page = add_circle("Public speaking")

    release = write(editor, press_room, circle=page.pk)

    assert release.title == (
        "Free learning circle “Public speaking” begins at Central Library"
    )
    assert not release.live
    assert release.get_parent().pk == press_room.pk
    assert (release.dateline_city, release.dateline_region) == ("Riverbend", "Iowa")
    assert abs(release.dateline_date - timezone.localdate()) <= timedelta(days=1)
    assert "Central Library" in release.lead and "free" in release.lead
    kinds = [child.block_type for child in release.body]
    assert kinds == ["quote", "circle_facts", "heading", "paragraph"]
    facts = release.body[1].value
    assert [one.pk for one in facts["circles"]] == [page.pk]
    assert release.owner.username == "editor"


def test_the_draft_is_in_the_audit_log_and_has_a_revision(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    release = write(editor, press_room, circle=add_circle("Knitting").pk)

    logged = PageLogEntry.objects.filter(page=release.pk)
    assert [one.action for one in logged] == ["wagtail.create"]
    assert logged[0].user.username == "editor"
    assert release.latest_revision is not None


def test_the_draft_opens_in_the_editor(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    page = add_circle("Knitting")

    answer = editor.post(
        write_release_url(circle=page.pk), {"press_room": press_room.pk}, follow=True
    )

    assert answer.status_code == 200
    assert "This is a draft" in answer.content.decode()


def test_the_site_s_usual_contact_and_boilerplate_are_filled_in(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    locale = Locale.get_default()
    contact = PressContact.objects.create(name="Ada Vale", locale=locale)
    about = Boilerplate.objects.create(title="About us", locale=locale)
    settings = LearningCirclesSettings.for_site(press_room.get_site())
    settings.default_press_contact = contact
    settings.default_boilerplate = about
    settings.save()

    release = write(editor, press_room, circle=add_circle("Knitting").pk)

    assert list(release.contacts.all()) == [contact]
    assert list(release.boilerplates.all()) == [about]


def test_looking_at_the_page_writes_nothing(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    page = add_circle("Knitting")

    answer = editor.get(write_release_url(circle=page.pk))

    assert answer.status_code == 200
    assert "Knitting" in answer.content.decode()
    assert not PressReleasePage.objects.exists()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"live": False}, "It is not published yet."),
        ({"in_days": -60}, "It is over."),
        ({"cancelled": True}, "It is cancelled."),
    ],
)
def test_a_circle_that_nobody_can_join_is_refused_with_a_reason(
    editor: Client,
    add_circle: AddCircle,
    press_room: PressIndexPage,
    more: dict[str, Any],
    reason: str,
) -> None:
    page = add_circle("Knitting", **more)

    answer = editor.post(
        write_release_url(circle=page.pk), {"press_room": press_room.pk}
    )

    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert not PressReleasePage.objects.exists()


def test_a_private_circle_and_one_at_a_draft_branch_are_refused(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage, branch: Branch
) -> None:
    page = add_circle("Knitting")
    Branch.objects.update(live=False)

    words = editor.get(write_release_url(circle=page.pk)).content.decode()

    assert "Visitors cannot see its page or its branch." in words
    assert "Write the draft" not in words


def test_the_link_of_an_online_meeting_is_nowhere_in_the_draft(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    page = add_circle(
        "Knitting", format="hybrid", online_link="https://meet.example.org/secret"
    )

    release = write(editor, press_room, circle=page.pk)

    revision = release.latest_revision.content
    assert "meet.example.org" not in str(revision)


def test_somebody_without_rights_on_a_press_room_is_turned_away(
    client: Client,
    add_circle: AddCircle,
    press_room: PressIndexPage,
    circles: CircleIndexPage,
) -> None:
    page = add_circle("Knitting")
    client.force_login(limited_user(circles, permissions=("add", "change")))

    for answer in (
        client.get(write_release_url(circle=page.pk)),
        client.post(write_release_url(circle=page.pk), {"press_room": press_room.pk}),
    ):
        assert answer.status_code == 302
        assert answer.url == reverse("wagtailadmin_home")
    assert not PressReleasePage.objects.exists()


def test_somebody_who_may_add_releases_writes_one_below_that_room_only(
    client: Client, add_circle: AddCircle, press_room: PressIndexPage, home: Page
) -> None:
    other = home.add_child(instance=PressIndexPage(title="Other room"))
    page = add_circle("Knitting")
    client.force_login(limited_user(press_room))

    refused = client.post(write_release_url(circle=page.pk), {"press_room": other.pk})
    assert refused.status_code == 200
    assert not PressReleasePage.objects.exists()

    write(client, press_room, circle=page.pk)


def test_a_post_without_a_token_is_refused(
    add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    page = add_circle("Knitting")
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root", "r@example.org", "-"))

    answer = client.post(
        write_release_url(circle=page.pk), {"press_room": press_room.pk}
    )

    assert answer.status_code == 403
    assert not PressReleasePage.objects.exists()


def test_a_new_term_names_the_circles_that_begin_within_the_weeks(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    soon, later = add_circle("Soon", in_days=10), add_circle("Later", in_days=20)
    add_circle("Next year", in_days=200)
    begun = add_circle("Begun", in_days=-7)
    index = begun.get_parent()

    release = write(editor, press_room, index=index.pk, weeks=4)

    facts = next(one for one in release.body if one.block_type == "circle_facts")
    assert [one.pk for one in facts.value["circles"]] == [soon.pk, later.pk]
    assert release.title == "2 free learning circles begin at Central Library"


def test_the_address_of_a_public_search_names_the_circles_that_it_finds(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    found = add_circle("Found", in_days=9)
    west = Branch.objects.create(name="West Branch", time_zone="America/Chicago")
    add_circle("Elsewhere", in_days=8, branch=west)
    search = "https://example.org/circles/?branch=central-library&hat=1#content"

    release = write(
        editor, press_room, index=found.get_parent().pk, search=search, weeks=""
    )

    assert "Found" in release.title


def test_the_filters_of_the_list_in_the_admin_choose_the_circles(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    add_circle("Knitting")
    wanted = add_circle("Chess")
    listing = editor.get(
        reverse("learning_circles:index"), {"q": "chess", "state": "upcoming"}
    )
    button = next(
        one
        for one in listing.context["view"].header_more_buttons
        if "press release" in one.label
    )

    answer = editor.get(button.url)

    assert [page.pk for page in answer.context["subjects"].pages] == [wanted.pk]


def test_buttons_stand_on_circles_and_their_list_for_those_who_may_write(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    page = add_circle("Knitting")
    label = "Write a press release"
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.get_parent().pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("learning_circles:index"),
    ):
        assert label in editor.get(address).content.decode(), address

    press_room.delete()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert label not in editor.get(address).content.decode()


def test_the_rows_of_a_list_ask_once_who_may_write(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse("learning_circles:index"))
        return len(captured)

    add_circle("First")
    queries()
    one = queries()
    for number in range(4):
        add_circle(f"More {number}")
    assert queries() == one


def test_drafting_takes_the_same_queries_for_one_circle_and_for_many(
    editor: Client, add_circle: AddCircle, press_room: PressIndexPage
) -> None:
    def queries(*keys: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            write(editor, press_room, circle=list(keys))
        return len(captured)

    pages = [add_circle(f"Circle {number}", in_days=9) for number in range(6)]
    queries(*[page.pk for page in pages])
    two = queries(*[page.pk for page in pages[:2]])
    # The reference index has a row for each circle that the text names.
    assert queries(*[page.pk for page in pages]) - two <= 4


@pytest.mark.parametrize(
    "query",
    [
        "",
        "circle=",
        "circle=²",
        "circle=" + "9" * 5000,
        "circle=1&circle=-1&circle=%00",
        "index=0",
        "index=" + "9" * 18,
        "index=x",
        "listed=nothing.real",
        "listed=learningcircles_wagtail.circlepage&q=%00&branch=²&state=nan",
        "listed=learningcircles_wagtail.circlepage&branch=" + "9" * 400,
    ],
)
def test_no_address_breaks_the_page(
    editor: Client, press_room: PressIndexPage, add_circle: AddCircle, query: str
) -> None:
    add_circle("Knitting")

    for answer in (
        editor.get(f"{write_release_url()}{query}"),
        editor.post(f"{write_release_url()}{query}", {"press_room": "²"}),
    ):
        assert answer.status_code in {200, 404}
    assert not PressReleasePage.objects.exists()


@pytest.mark.parametrize(
    ("weeks", "search"),
    [
        ("-1", ""),
        ("²", "["),
        ("9" * 5000, "//["),
        ("", "?" + "&a=1" * 1500),
        ("1", "\0"),
    ],
)
def test_no_value_of_the_term_form_breaks_the_page(
    editor: Client,
    press_room: PressIndexPage,
    circles: CircleIndexPage,
    weeks: str,
    search: str,
) -> None:
    answer = editor.get(write_release_url(index=circles.pk, weeks=weeks, search=search))

    assert answer.status_code == 200
