"""Tests of a circle's form: mistakes are told at fields, drafts may have holes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from learningcircles_wagtail.models import Branch, CircleIndexPage, CirclePage, Topic
from tests.admin.conftest import stream_of_meetings
from tests.factories import make_circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(
    editor: Client,
    circles: CircleIndexPage,
    branch: Branch,
    page_form: Callable[..., QueryDict],
    new_page_address: Callable[..., str],
) -> Callable[..., Any]:
    """A function that sends the form of a new circle, valid but for what is given.

    `action` is `publish`, or "" to save a draft. Returns the answer.
    """
    address = new_page_address(CirclePage, circles)
    blank = page_form(address, CirclePage)

    def post(action: str = "publish", **more: Any) -> Any:
        data = blank.copy()
        data.update(
            {
                "title": "Knitting",
                "slug": "knitting",
                "format": "in_person",
                "branch": str(branch.pk),
                "first_date": "2026-11-04",
                "start_time": "18:00",
                "length_minutes": "90",
                "meeting_count": "6",
            }
        )
        for name, value in more.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        if action:
            data[f"action-{action}"] = "1"
        # querydict_from_html leaves earlier values of a name before the new ones.
        for name in list(data):
            if name != "weekdays" and name not in more:
                data.setlist(name, data.getlist(name)[-1:])
        return editor.post(address, data)

    return post


def errors_of(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200, "the form was accepted"
    return dict(answer.context["form"].errors)


def test_a_circle_is_published_with_the_meetings_of_its_pattern(
    send: Callable[..., Any],
) -> None:
    assert send().status_code == 302

    page = CirclePage.objects.get()
    assert page.live
    assert [child.value["date"] for child in page.meetings] == [
        date(2026, 11, 4),
        date(2026, 11, 11),
        date(2026, 11, 18),
        date(2026, 11, 25),
        date(2026, 12, 2),
        date(2026, 12, 9),
    ]
    assert page.circle.meetings.count() == 6


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"meeting_count": "0"}, ["meeting_count"]),
        ({"meeting_count": "500"}, ["meeting_count"]),
        ({"meeting_count": "-1"}, ["meeting_count"]),
        ({"meeting_count": str(10**30)}, ["meeting_count"]),
        ({"meeting_count": ""}, ["meeting_count"]),
        ({"first_date": ""}, ["first_date"]),
        ({"first_date": "2026-02-30"}, ["first_date"]),
        ({"first_date": "9999-12-31"}, ["first_date"]),
        ({"first_date": "0001-01-01"}, ["first_date"]),
        ({"length_minutes": "0"}, ["length_minutes"]),
        ({"length_minutes": "4"}, ["length_minutes"]),
        ({"length_minutes": "601"}, ["length_minutes"]),
        ({"start_time": "25:00"}, ["start_time"]),
        ({"start_time": ""}, ["start_time"]),
        ({"first_date": "2027-03-14", "start_time": "02:30"}, ["start_time"]),
        ({"time_zone": "Mars/Olympus"}, ["time_zone"]),
        ({"branch": ""}, ["branch"]),
        ({"branch": "99"}, ["branch"]),
        ({"format": "hybrid", "branch": ""}, ["branch"]),
        ({"sign_up_backend": "external"}, ["sign_up_link"]),
        (
            {"sign_up_backend": "external", "sign_up_link": "not a link"},
            ["sign_up_link"],
        ),
        (
            {
                "sign_up_opens_at": "2026-10-02 09:00",
                "sign_up_closes_at": "2026-10-01 09:00",
            },
            ["sign_up_closes_at"],
        ),
        (
            {
                "sign_up_opens_at": "2026-10-02 09:00",
                "sign_up_closes_at": "2026-10-02 09:00",
            },
            ["sign_up_closes_at"],
        ),
        ({"waiting_limit": "3", "waiting_list": []}, ["waiting_limit"]),
        ({"capacity": "10001"}, ["capacity"]),
        ({"language": "English"}, ["language"]),
        ({"title": ""}, ["title"]),
        ({"title": "\x00"}, ["title"]),
        ({"meeting_count": "", "first_date": ""}, ["first_date", "meeting_count"]),
    ],
)
def test_a_mistake_is_told_at_its_field(
    send: Callable[..., Any], sent: dict[str, Any], fields: list[str]
) -> None:
    answer = send(**sent)

    assert sorted(errors_of(answer)) == sorted(fields)
    assert not CirclePage.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"meeting_count": "60"},
        {"length_minutes": "5"},
        {"first_date": "2027-03-14", "start_time": "03:00"},
        {"format": "online", "branch": ""},
        {"sign_up_backend": "external", "sign_up_link": "https://example.org/"},
        {
            "sign_up_opens_at": "2026-10-01 09:00",
            "sign_up_closes_at": "2026-10-02 09:00",
        },
        {"waiting_limit": "3", "waiting_list": "on"},
        {"capacity": "0"},
        {"language": "es-MX"},
    ],
)
def test_what_lies_just_beside_a_mistake_is_published(
    send: Callable[..., Any], sent: dict[str, Any]
) -> None:
    assert send(**sent).status_code == 302
    assert CirclePage.objects.get().live


def test_a_count_of_500_is_answered_in_plain_words(send: Callable[..., Any]) -> None:
    assert errors_of(send(meeting_count="500"))["meeting_count"] == [
        "A circle can have 60 meetings at most."
    ]


def test_a_meeting_in_the_gap_is_told_at_that_meetings_time(
    send: Callable[..., Any],
) -> None:
    rows = stream_of_meetings(date(2027, 3, 7), date(2027, 3, 14), start_time="02:30")

    answer = send(**rows)

    error = answer.context["form"].errors.as_data()["meetings"][0]
    assert list(error.block_errors) == [1]
    assert list(error.block_errors[1].block_errors) == ["start_time"]


def test_a_meeting_past_the_calendars_end_is_told_at_its_date(
    send: Callable[..., Any],
) -> None:
    answer = send(**stream_of_meetings(date(9999, 12, 31)))

    error = answer.context["form"].errors.as_data()["meetings"][0]
    assert list(error.block_errors[0].block_errors) == ["date"]


def test_meetings_need_a_time_of_the_circle_or_of_their_own(
    send: Callable[..., Any],
) -> None:
    without = send(start_time="", **stream_of_meetings(date(2026, 11, 4)))
    assert list(errors_of(without)) == ["start_time"]

    own = stream_of_meetings(date(2026, 11, 4), start_time="18:00")
    assert send(start_time="", **own).status_code == 302


def test_rows_that_are_there_are_not_laid_out_again(send: Callable[..., Any]) -> None:
    send(**stream_of_meetings(date(2026, 11, 7)))

    page = CirclePage.objects.get()
    assert [child.value["date"] for child in page.meetings] == [date(2026, 11, 7)]
    assert [child.id for child in page.meetings] == ["row-0"]


@pytest.mark.parametrize(
    "holes",
    [
        {},
        {"branch": "", "first_date": "", "start_time": ""},
        {"length_minutes": "", "meeting_count": ""},
        {"format": ""},
        {"sign_up_backend": "external"},
        {
            "sign_up_opens_at": "2026-10-02 09:00",
            "sign_up_closes_at": "2026-10-01 09:00",
        },
        {"first_date": "2027-03-14", "start_time": "02:30"},
        stream_of_meetings(date(2026, 11, 4), start_time="", date=""),
        stream_of_meetings(date(2027, 3, 14), start_time="02:30"),
        stream_of_meetings(date(9999, 12, 31)),
        stream_of_meetings(date(1, 1, 1)),
    ],
)
def test_a_draft_with_holes_is_saved_previewed_and_opened_again(
    editor: Client, send: Callable[..., Any], holes: dict[str, Any]
) -> None:
    assert send(action="", **holes).status_code == 302

    page = CirclePage.objects.get()
    assert not page.live
    for name in ("edit", "view_draft"):
        answer = editor.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        assert answer.status_code == 200, name


def test_saving_a_draft_fills_nothing_in(send: Callable[..., Any]) -> None:
    send(action="")

    assert len(CirclePage.objects.get().meetings) == 0


def test_topics_of_another_language_are_not_offered(
    editor: Client, circles: CircleIndexPage, new_page_address: Callable[..., str]
) -> None:
    here = Topic.objects.create(name="Health")
    french = Locale.objects.create(language_code="fr")
    Topic.objects.create(name="Santé", locale=french)

    form = editor.get(new_page_address(CirclePage, circles)).context["form"]

    assert list(form.fields["topics"].queryset) == [here]


def test_a_branch_that_is_a_draft_is_told_before_the_circle_vanishes(
    send: Callable[..., Any], branch: Branch
) -> None:
    Branch.objects.update(live=False)
    assert list(errors_of(send())) == ["branch"]
    assert send(action="").status_code == 302

    Branch.objects.update(live=True)
    CirclePage.objects.all().delete()
    assert send().status_code == 302


@pytest.mark.parametrize("own", ["America/Chicago", "Europe/Madrid"])
def test_hours_of_sign_up_say_by_whose_clock_they_are_typed(
    editor: Client, circles: CircleIndexPage, new_page_address, own: str
) -> None:
    user = get_user_model().objects.get(pk=editor.session["_auth_user_id"])
    UserProfile.objects.update_or_create(user=user, defaults={"current_time_zone": own})
    page = make_circle(circles, time_zone="America/Chicago")

    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert html.count(f"By your own clock ({own}).") == 2
    theirs = "by the circle&#x27;s clock (America/Chicago)."
    assert html.count(theirs) == (0 if own == "America/Chicago" else 2)
