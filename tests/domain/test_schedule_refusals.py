"""Patterns from which no meetings can be made, and those that just can."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from learningcircles_wagtail.domain.schedule import (
    MAX_LENGTH_MINUTES,
    MAX_MEETINGS,
    SEARCH_YEARS,
    ScheduleError,
    plan_meetings,
    to_instant,
)
from tests.domain.makers import pattern


@pytest.mark.parametrize(
    ("day", "clock", "time_zone"),
    [
        (date(2027, 3, 14), time(2, 30), "America/Chicago"),
        (date(2027, 3, 14), time(2, 0), "America/Chicago"),
        (date(2018, 11, 4), time(0, 0), "America/Sao_Paulo"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe"),
        (date(2011, 12, 30), time(18, 0), "Pacific/Apia"),  # a day left out
    ],
)
def test_a_time_that_clocks_skip_is_refused(
    day: date, clock: time, time_zone: str
) -> None:
    with pytest.raises(ScheduleError) as caught:
        to_instant(day, clock, time_zone)

    assert caught.value.field == "start_time"
    assert caught.value.code == "nonexistent_time"
    assert caught.value.params == {"day": day, "time": clock, "zone": time_zone}


@pytest.mark.parametrize(
    ("day", "clock", "time_zone", "expected"),
    [
        (date(2027, 3, 14), time(1, 59), "America/Chicago", "-06:00"),
        (date(2027, 3, 14), time(3, 0), "America/Chicago", "-05:00"),
        (date(2026, 10, 4), time(2, 30), "Australia/Lord_Howe", "+11:00"),
        (date(2027, 3, 14), time(2, 30), "Africa/Nairobi", "+03:00"),
    ],
)
def test_a_time_at_the_edge_of_a_gap_is_accepted(
    day: date, clock: time, time_zone: str, expected: str
) -> None:
    assert to_instant(day, clock, time_zone).isoformat().endswith(expected)


def test_a_skipped_date_may_lie_in_a_gap() -> None:
    series = pattern(
        first_date=date(2027, 3, 7), start_time=time(2, 30), meeting_count=2
    )
    with pytest.raises(ScheduleError):
        plan_meetings(series)

    skipping = pattern(
        first_date=date(2027, 3, 7),
        start_time=time(2, 30),
        meeting_count=2,
        skipped_dates=frozenset({date(2027, 3, 14)}),
    )

    assert [meeting.day for meeting in plan_meetings(skipping)] == [
        date(2027, 3, 7),
        date(2027, 3, 21),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "code", "params"),
    [
        (
            {"meeting_count": 0},
            "meeting_count",
            "too_few",
            {"minimum": 1, "value": 0},
        ),
        (
            {"meeting_count": -1},
            "meeting_count",
            "too_few",
            {"minimum": 1, "value": -1},
        ),
        (
            {"meeting_count": 500},
            "meeting_count",
            "too_many",
            {"maximum": 60, "value": 500},
        ),
        (
            {"meeting_count": 61},
            "meeting_count",
            "too_many",
            {"maximum": 60, "value": 61},
        ),
        (
            {"length_minutes": -90},
            "length_minutes",
            "length_out_of_range",
            {"minimum": 1, "maximum": 600, "value": -90},
        ),
        (
            {"length_minutes": 0},
            "length_minutes",
            "length_out_of_range",
            {"minimum": 1, "maximum": 600, "value": 0},
        ),
        (
            {"length_minutes": 601},
            "length_minutes",
            "length_out_of_range",
            {"minimum": 1, "maximum": 600, "value": 601},
        ),
        (
            {"weekdays": (1, 7)},
            "weekdays",
            "weekday_out_of_range",
            {"value": 7},
        ),
        (
            {"weekdays": (-1,)},
            "weekdays",
            "weekday_out_of_range",
            {"value": -1},
        ),
    ],
)
def test_a_number_out_of_range_is_blamed_on_its_field(
    changes: dict[str, object], field: str, code: str, params: dict[str, object]
) -> None:
    with pytest.raises(ScheduleError) as caught:
        plan_meetings(pattern(**changes))

    assert (caught.value.field, caught.value.code) == (field, code)
    assert caught.value.params == params


@pytest.mark.parametrize(
    "changes",
    [
        {"meeting_count": 1},
        {"meeting_count": MAX_MEETINGS},
        {"length_minutes": 1},
        {"length_minutes": MAX_LENGTH_MINUTES},
        {"weekdays": (0, 6)},
    ],
)
def test_a_number_at_the_edge_of_its_range_is_accepted(
    changes: dict[str, object],
) -> None:
    series = pattern(**changes)

    assert len(plan_meetings(series)) == series.meeting_count


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "America",
        "America/Riverbend",
        "America/Chicago/",
        "../UTC",
        "/etc/passwd",
        "UTC\x00",
        "\ud800",
        "x" * 5000,
        None,
    ],
)
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        plan_meetings(pattern(time_zone=name))

    assert caught.value.field == "time_zone"
    assert caught.value.code == "unknown_time_zone"
    assert caught.value.params == {"zone": name}


def test_skipping_every_date_within_reach_is_refused() -> None:
    start = date(2026, 11, 4)
    skipped = frozenset(
        start + timedelta(weeks=week) for week in range(SEARCH_YEARS * 53)
    )

    with pytest.raises(ScheduleError) as caught:
        plan_meetings(pattern(first_date=start, skipped_dates=skipped))

    assert caught.value.field == "skipped_dates"
    assert caught.value.code == "out_of_dates"
    assert caught.value.params == {"years": SEARCH_YEARS, "found": 0, "wanted": 6}


def test_a_series_that_resumes_within_reach_is_accepted() -> None:
    start = date(2026, 11, 4)
    skipped = frozenset(start + timedelta(weeks=week) for week in range(500))

    first = plan_meetings(pattern(first_date=start, skipped_dates=skipped))[0]

    assert first.day == start + timedelta(weeks=500)


@pytest.mark.parametrize(
    ("first_date", "time_zone"),
    [
        (date.max, "America/Chicago"),
        (date(9999, 12, 20), "UTC"),
        (date.min, "Asia/Tokyo"),
    ],
)
def test_a_series_past_an_end_of_the_calendar_is_refused(
    first_date: date, time_zone: str
) -> None:
    series = pattern(first_date=first_date, start_time=time(0), time_zone=time_zone)

    with pytest.raises(ScheduleError) as caught:
        plan_meetings(series)

    assert (caught.value.field, caught.value.code) == ("first_date", "out_of_dates")


def test_a_meeting_that_ends_past_the_last_instant_is_refused() -> None:
    series = pattern(
        first_date=date.max,
        start_time=time(23, 30),
        meeting_count=1,
        time_zone="UTC",
    )

    with pytest.raises(ScheduleError) as caught:
        plan_meetings(series)

    assert (caught.value.field, caught.value.code) == ("first_date", "out_of_dates")
