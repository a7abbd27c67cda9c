"""Tests of the flat list of circles."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from learningcircles_wagtail.admin.circle_rows import moment_words, places_words
from learningcircles_wagtail.admin.sign_up_pages import LIST
from learningcircles_wagtail.domain.seats import SignUpFacts
from learningcircles_wagtail.models import Branch, Circle, CircleIndexPage, CirclePage
from tests.admin.makers import reader

pytestmark = pytest.mark.django_db

CHICAGO = ZoneInfo("America/Chicago")


@pytest.fixture
def listed(editor: Client) -> Callable[..., list[CirclePage]]:
    """A function that returns the pages of the list for a query string."""

    def get(**query: Any) -> list[CirclePage]:
        answer = editor.get(reverse("learning_circles:index"), query)
        assert answer.status_code == 200
        return list(answer.context["pages"])

    return get


def titles(pages: list[CirclePage]) -> list[str]:
    return [page.title for page in pages]


def facts(**more: Any) -> SignUpFacts:
    given = {
        "backend": "database",
        "capacity": 12,
        "taken": 3,
        "waiting_list": True,
        "waiting_limit": None,
        "waiting": 0,
        "opens_at": None,
        "closes_at": None,
    }
    return SignUpFacts(**{**given, **more})


def test_a_row_tells_state_next_meeting_branch_and_places(
    listed: Callable[..., list[CirclePage]], add_circle: Callable[..., CirclePage]
) -> None:
    page = add_circle("Knitting", in_days=-8, sign_up_backend="database", capacity=12)
    Circle.objects.update(taken=10)
    third = page.circle.meetings.order_by("start")[2].start

    row = listed()[0].lc_row

    assert row.state == "Meeting 3 of 6 is next"
    assert row.detail == "2 places left"
    assert row.is_active
    assert row.next_meeting == moment_words(
        third, "America/Chicago", now=timezone.now()
    )
    assert row.branch == "Central Library"
    assert row.places == "10 of 12"


def test_a_moment_has_weekday_zone_and_the_year_only_where_it_is_another() -> None:
    start = datetime(2026, 11, 18, 18, tzinfo=CHICAGO)

    same_year = moment_words(start, "America/Chicago", now=start)
    year_before = moment_words(
        start, "America/Chicago", now=start - timedelta(days=365)
    )

    assert same_year.replace("\xa0", " ") == "Wednesday, Nov. 18, 6 p.m. CST"
    assert year_before.replace("\xa0", " ") == ("Wednesday, Nov. 18, 2026, 6 p.m. CST")


@pytest.mark.parametrize(
    ("sign_up", "words"),
    [
        ({}, "3 of 12"),
        ({"capacity": None}, "3 taken"),
        ({"taken": 12, "waiting": 2}, "12 of 12, 2 waiting"),
        ({"backend": "none"}, ""),
        ({"backend": "external"}, ""),
    ],
)
def test_places_are_told_where_somebody_counts(
    sign_up: dict[str, Any], words: str
) -> None:
    assert places_words(facts(**sign_up)) == words


def test_a_draft_is_listed_by_its_own_fields_and_a_bare_one_too(
    listed: Callable[..., list[CirclePage]],
    add_circle: Callable[..., CirclePage],
    circles: CircleIndexPage,
) -> None:
    add_circle("Planned", live=False, capacity=1)
    circles.add_child(instance=CirclePage(title="Bare", live=False))

    rows = {page.title: page.lc_row for page in listed()}

    assert rows["Planned"].state == "Upcoming"
    assert rows["Planned"].next_meeting != ""
    assert rows["Planned"].places == "1 place"
    assert rows["Bare"].state == "No meetings yet"
    assert (rows["Bare"].next_meeting, rows["Bare"].branch) == ("", "")


def test_the_place_is_the_branch_or_online(
    listed: Callable[..., list[CirclePage]],
    add_circle: Callable[..., CirclePage],
    branch: Branch,
) -> None:
    add_circle("Here", in_days=1)
    add_circle("Afar", in_days=2, format="online")
    add_circle("Both", in_days=3, format="hybrid")
    add_circle("Unknown", in_days=4, branch=None)

    assert [page.lc_row.branch for page in listed()] == [
        branch.name,
        "Online",
        branch.name,
        "",
    ]


def test_running_circles_come_before_those_that_are_over(
    listed: Callable[..., list[CirclePage]], add_circle: Callable[..., CirclePage]
) -> None:
    add_circle("Over", in_days=-100)
    add_circle("Cancelled", cancelled=True)
    add_circle("Later", in_days=30)
    add_circle("Soon", in_days=3)

    assert titles(listed()) == ["Soon", "Later", "Cancelled", "Over"]
    assert titles(listed(ordering="-title"))[0] == "Soon"
    assert titles(listed(ordering="title"))[0] == "Cancelled"
    assert titles(listed(ordering="lc_next"))[:2] == ["Soon", "Later"]
    assert titles(listed(ordering="-lc_next"))[:2] == ["Later", "Soon"]
    assert titles(listed(ordering="1; DROP TABLE"))[0] == "Soon"


def test_running_circles_are_in_the_order_of_their_next_meetings(
    listed: Callable[..., list[CirclePage]], add_circle: Callable[..., CirclePage]
) -> None:
    add_circle("Begins tomorrow", in_days=1)
    add_circle("Meets in six days", in_days=-8)
    add_circle("Begins in four days", in_days=4)

    assert titles(listed()) == [
        "Begins tomorrow",
        "Begins in four days",
        "Meets in six days",
    ]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("upcoming", ["Soon"]),
        ("in_progress", ["Running"]),
        ("completed", ["Over"]),
        ("cancelled", ["Cancelled"]),
    ],
)
def test_the_state_filter_asks_at_the_present_moment(
    listed: Callable[..., list[CirclePage]],
    add_circle: Callable[..., CirclePage],
    state: str,
    found: list[str],
) -> None:
    add_circle("Over", in_days=-100)
    add_circle("Cancelled", cancelled=True)
    add_circle("Running", in_days=-8)
    add_circle("Soon", in_days=3)
    add_circle("Draft", in_days=3, live=False)

    assert titles(listed(state=state)) == found


def test_branch_page_and_words_filter_together(
    listed: Callable[..., list[CirclePage]], add_circle: Callable[..., CirclePage]
) -> None:
    north = Branch.objects.create(name="North Library")
    add_circle("Knitting", branch=north)
    add_circle("Knitting at noon", branch=north, live=False)
    add_circle("Public speaking")

    assert titles(listed(branch=north.pk, live="true")) == ["Knitting"]
    assert titles(listed(branch=north.pk, live="false")) == ["Knitting at noon"]
    assert titles(listed(q="central")) == ["Public speaking"]
    assert titles(listed(q="north noon", ordering="branch__name")) == [
        "Knitting at noon"
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"branch": "x"},
        {"branch": 10**30},
        {"state": "\x00"},
        {"live": "maybe"},
        {"p": 10**30},
        {"p": "²"},
        {"ordering": "\x00"},
    ],
)
def test_no_query_string_breaks_the_list(
    listed: Callable[..., list[CirclePage]],
    add_circle: Callable[..., CirclePage],
    query: dict[str, Any],
) -> None:
    add_circle("Knitting")

    assert len(listed(**query)) in {0, 1}


def test_the_number_of_queries_does_not_grow_with_the_list(
    editor: Client, add_circle: Callable[..., CirclePage]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = editor.get(reverse("learning_circles:index"))
        assert answer.status_code == 200
        return len(queries)

    for number in range(2):
        add_circle(f"Published {number}")
        add_circle(f"Draft {number}", live=False)
    count()
    few = count()
    for number in range(2, 8):
        library = Branch.objects.create(name=f"Branch {number}")
        add_circle(f"Published {number}", branch=library)
        add_circle(f"Draft {number}", branch=library, live=False)

    assert count() == few


def test_somebody_without_rights_on_pages_is_refused(client: Client) -> None:
    user = User.objects.create_user("reader")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    answer = client.get(reverse("learning_circles:index"))

    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")


def test_add_leads_to_the_form_below_the_only_list(
    editor: Client, circles: CircleIndexPage
) -> None:
    answer = editor.get(reverse("learning_circles:choose_parent"))

    assert answer.url == reverse(
        "wagtailadmin_pages:add",
        args=["learningcircles_wagtail", "circlepage", circles.pk],
    )


def test_a_meeting_past_midnight_utc_is_told_by_the_branchs_clock(
    listed: Callable[..., list[CirclePage]], add_circle: Callable[..., CirclePage]
) -> None:
    page = add_circle("Late", start_time=time(22))
    first: date = page.first_date

    assert f"{first.day}," in listed()[0].lc_row.next_meeting


def test_places_lead_to_the_sign_ups_for_who_may_see_them(
    editor: Client, add_circle: Callable[..., CirclePage]
) -> None:
    near = add_circle("Knitting", sign_up_backend="database", capacity=12)
    far = add_circle("Sewing", sign_up_backend="database", capacity=12)
    address = reverse("learning_circles:index")

    def links(browser: Client) -> list[bool]:
        html = browser.get(address).content.decode()
        return [
            f'href="{reverse(LIST, args=[page.pk])}"' in html for page in (near, far)
        ]

    assert links(editor) == [True, True]
    one = reader(near)
    GroupPagePermission.objects.create(
        group=one.groups.get(),
        page=CirclePage.objects.get(pk=far.pk).get_parent(),
        permission=Permission.objects.get(codename="lock_page"),
    )
    browser = Client()
    browser.force_login(one)
    assert links(browser) == [True, False]
