"""Tests of the address that answers a pattern with meetings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from learningcircles_wagtail.domain.schedule import MAX_MEETINGS
from learningcircles_wagtail.models import Branch, BranchClosingDay, CirclePage
from tests.admin.conftest import stream_of_meetings

pytestmark = pytest.mark.django_db


PATTERN = {
    "first_date": "2026-11-04",
    "start_time": "18:00",
    "length_minutes": "90",
    "meeting_count": "6",
    "skipped_dates-count": "0",
    "skip_closing_days": "on",
    "time_zone": "America/Chicago",
    "branch": "",
    "meetings-count": "0",
}
WEDNESDAYS = ["2026-11-04", "2026-11-11", "2026-11-18", "2026-11-25"]


@pytest.fixture(autouse=True)
def before_the_term() -> Iterator[None]:
    """The first of October 2026: no meeting of these tests has been held."""
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=UTC)):
        yield


def address(
    app_label: str = "learningcircles_wagtail", name: str = "circlepage"
) -> str:
    return reverse("learningcircles_wagtail_lay_out", args=[app_label, name])


def ask(client: Client, **more: Any) -> dict[str, Any]:
    data = {name: value for name, value in {**PATTERN, **more}.items() if value != []}
    answer = client.post(address(), data)
    assert answer.status_code == 200
    return answer.json()


def test_a_pattern_is_answered_with_rows_that_the_stream_can_show(
    editor: Client,
) -> None:
    answer = ask(editor)

    assert answer["errors"] == {}
    assert (answer["has_rows"], answer["changes"]) == (False, True)
    assert [row["source"] for row in answer["rows"]] == [None] * 6
    assert [row["state"]["date"] for row in answer["rows"]][:4] == WEDNESDAYS
    assert {k: v for k, v in answer["rows"][0]["state"].items() if v} == {
        "date": "2026-11-04",
        "state": ["planned"],
    }
    assert len({row["id"] for row in answer["rows"]}) == 6
    assert answer["preview"].replace("\xa0", " ") == (
        "Wednesdays, 6 – 7:30 p.m. CST: "
        "Nov. 4, Nov. 11, Nov. 18, Nov. 25, Dec. 2 and Dec. 9, 2026"
    )
    assert answer["message"] == "6 meetings stand below."
    assert not CirclePage.objects.exists()


def test_a_long_series_is_previewed_in_short(editor: Client) -> None:
    answer = ask(editor, meeting_count="20", weekdays=["1", "3"])

    assert answer["preview"].startswith("Tuesdays and Thursdays, ")
    assert answer["preview"].endswith(": Nov. 5, Nov. 10, …, Jan. 12, 2027")


def test_a_series_over_new_year_names_the_year_at_the_end_of_each(
    editor: Client,
) -> None:
    answer = ask(editor, first_date="2026-12-23", meeting_count="3")

    assert answer["preview"].endswith(": Dec. 23, Dec. 30, 2026 and Jan. 6, 2027")


def test_closing_days_and_dates_to_skip_are_left_out(
    editor: Client, branch: Branch
) -> None:
    BranchClosingDay.objects.create(branch=branch, first_day=date(2026, 11, 11))
    skipped = {
        "skipped_dates-count": "1",
        "skipped_dates-0-type": "day",
        "skipped_dates-0-order": "0",
        "skipped_dates-0-deleted": "",
        "skipped_dates-0-id": "x",
        "skipped_dates-0-value": "2026-11-18",
    }

    both = ask(editor, branch=branch.pk, **skipped)
    open_then = ask(editor, branch=branch.pk, skip_closing_days=[], **skipped)

    assert [row["state"]["date"] for row in both["rows"]][:2] == [
        "2026-11-04",
        "2026-11-25",
    ]
    assert [row["state"]["date"] for row in open_then["rows"]][:2] == [
        "2026-11-04",
        "2026-11-11",
    ]


def test_the_rows_of_the_editor_are_answered_by_their_index(editor: Client) -> None:
    rows = stream_of_meetings(date(2026, 11, 5), date(2026, 11, 12), title="Stitches")

    answer = ask(editor, meeting_count="2", **rows)

    assert answer["has_rows"]
    assert answer["rows"] == [
        {"source": 0, "state": {"date": "2026-11-04"}},
        {"source": 1, "state": {"date": "2026-11-11"}},
    ]
    assert answer["summary"] == [
        "2 planned meetings get new dates and keep their titles and notes."
    ]


def test_what_is_deleted_in_the_editor_does_not_count(editor: Client) -> None:
    rows = {"meetings-count": "1", "meetings-0-deleted": "1", "meetings-0-order": "0"}

    answer = ask(editor, **rows)

    assert not answer["has_rows"]
    assert len(answer["rows"]) == 6


def test_the_summary_names_everything_that_would_happen(editor: Client) -> None:
    days = [date.fromisoformat(day) for day in WEDNESDAYS]
    rows = stream_of_meetings(*days)
    rows["meetings-1-value-state"] = "cancelled"
    rows["meetings-3-value-title"] = "The last evening"

    answer = ask(editor, first_date="2026-11-04", meeting_count="2", **rows)

    assert answer["summary"] == [
        "1 meeting stays on its date.",
        "1 moved or cancelled meeting stays as it is.",
        "1 meeting is taken away.",
        "1 meeting has no place in the pattern, but a title, a note or a time of its "
        "own: it stays, and you can delete it.",
    ]
    assert [row["source"] for row in answer["rows"]] == [0, 1, 3]


def test_meetings_that_follow_the_pattern_need_no_change(editor: Client) -> None:
    rows = stream_of_meetings(*[date.fromisoformat(day) for day in WEDNESDAYS])

    answer = ask(editor, meeting_count="4", **rows)

    assert not answer["changes"]
    assert answer["message"] == "The meetings already follow this pattern."


def test_titled_meetings_past_the_pattern_are_named_though_nothing_changes(
    editor: Client,
) -> None:
    days = [date.fromisoformat(day) for day in WEDNESDAYS]

    answer = ask(editor, meeting_count="3", **stream_of_meetings(*days, title="Words"))

    assert not answer["changes"]
    assert answer["message"].startswith(
        "3 meetings stay on their dates. 1 meeting has no place in the pattern, but"
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"first_date": ""}, "first_date"),
        ({"first_date": []}, "first_date"),
        ({"first_date": "soon"}, "first_date"),
        ({"first_date": "9999-12-31"}, "first_date"),
        ({"first_date": "\x00"}, "first_date"),
        ({"start_time": ""}, "start_time"),
        ({"start_time": "25:00"}, "start_time"),
        ({"start_time": "\x00"}, "start_time"),
        ({"length_minutes": ""}, "length_minutes"),
        ({"length_minutes": "0"}, "length_minutes"),
        ({"length_minutes": "1"}, "length_minutes"),
        ({"length_minutes": "601"}, "length_minutes"),
        ({"length_minutes": "-90"}, "length_minutes"),
        ({"meeting_count": ""}, "meeting_count"),
        ({"meeting_count": "0"}, "meeting_count"),
        ({"meeting_count": "500"}, "meeting_count"),
        ({"meeting_count": str(10**30)}, "meeting_count"),
        ({"meeting_count": "9" * 5000}, "meeting_count"),
        ({"meeting_count": "²"}, "meeting_count"),
        ({"meeting_count": "NaN"}, "meeting_count"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"weekdays": ["\x00"]}, "weekdays"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"time_zone": "\x00"}, "time_zone"),
        ({"branch": "0"}, "branch"),
        ({"branch": "x"}, "branch"),
        ({"branch": str(10**30)}, "branch"),
        (
            {
                "skipped_dates-count": "1",
                "skipped_dates-0-type": "day",
                "skipped_dates-0-order": "0",
                "skipped_dates-0-deleted": "",
                "skipped_dates-0-value": "never",
            },
            "skipped_dates",
        ),
    ],
)
def test_a_mistake_is_answered_with_a_message_at_its_field(
    editor: Client, sent: dict[str, Any], field: str
) -> None:
    answer = ask(editor, **sent)

    assert list(answer["errors"]) == [field]
    assert answer["errors"][field]
    assert "rows" not in answer


def test_a_time_that_the_clocks_skip_is_told_at_the_time(editor: Client) -> None:
    answer = ask(editor, first_date="2026-03-01", start_time="02:30")

    assert list(answer["errors"]) == ["start_time"]
    assert "March 8, 2026" in answer["errors"]["start_time"]
    assert ask(editor, first_date="2026-03-01", start_time="01:30")["errors"] == {}


def test_every_hole_is_told_at_once(editor: Client) -> None:
    answer = ask(editor, first_date="", start_time="", meeting_count="")

    assert list(answer["errors"]) == ["first_date", "start_time", "meeting_count"]


@pytest.mark.parametrize(
    "stream",
    [
        {"meetings-count": []},
        {"meetings-count": "many"},
        {"meetings-count": "-1"},
        {"meetings-count": str(10**9)},
        {"meetings-count": "3"},
        {"meetings-count": "1", "meetings-0-type": "meeting"},
        {
            "meetings-count": "1",
            "meetings-0-type": "unknown",
            "meetings-0-order": "x",
            "meetings-0-deleted": "",
        },
        {"skipped_dates-count": []},
        {"skipped_dates-count": str(10**9)},
        {"skipped_dates-count": "2"},
    ],
)
def test_a_stream_that_cannot_be_read_counts_as_empty(
    editor: Client, stream: dict[str, Any]
) -> None:
    answer = ask(editor, **stream)

    assert len(answer["rows"]) == 6
    assert not answer["has_rows"]


@pytest.mark.parametrize("value", ["", "soon", "\x00", "9999-12-31", "0001-01-01"])
def test_a_row_with_nonsense_in_it_breaks_nothing(editor: Client, value: str) -> None:
    rows = stream_of_meetings(date(2026, 11, 4), moved_from=value, title=value)
    for name in ("date", "start_time", "length_minutes", "state"):
        rows[f"meetings-0-value-{name}"] = value

    assert len(ask(editor, **rows)["rows"]) == 6


def test_the_longest_series_is_laid_out(editor: Client) -> None:
    assert len(ask(editor, meeting_count=str(MAX_MEETINGS))["rows"]) == MAX_MEETINGS


def test_only_circle_pages_are_laid_out(editor: Client) -> None:
    for label, name in [
        ("wagtailcore", "page"),
        ("learningcircles_wagtail", "toolkitpage"),
        ("nowhere", "nothing"),
    ]:
        assert editor.post(address(label, name), PATTERN).status_code == 404


def test_only_a_post_is_answered(editor: Client) -> None:
    assert editor.get(address()).status_code == 405


def test_a_post_without_the_token_is_refused(editor: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies

    assert strict.post(address(), PATTERN).status_code == 403


def test_somebody_who_may_not_enter_the_admin_is_sent_to_the_login(
    client: Client,
) -> None:
    user = User.objects.create_user("reader")
    client.force_login(user)
    assert client.post(address(), PATTERN).status_code == 302

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert client.post(address(), PATTERN).status_code == 200
