"""Meetings from a pattern: against a slow reference, over many zones and years."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.schedule import (
    MAX_LENGTH_MINUTES,
    MAX_MEETINGS,
    MeetingPattern,
    PlannedMeeting,
    ScheduleError,
    plan_meetings,
    to_instant,
    zone_info,
)
from tests.domain.makers import pattern

ZONES = [
    "Africa/Casablanca",  # goes back for Ramadan
    "Africa/Nairobi",
    "America/Chicago",
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",  # until 2019 went forward at midnight
    "America/St_Johns",
    "America/Toronto",
    "Asia/Kathmandu",  # UTC+5:45
    "Asia/Kolkata",
    "Australia/Adelaide",
    "Australia/Lord_Howe",  # moves by half an hour
    "Europe/Berlin",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Auckland",
    "UTC",
]
FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2029, 12, 31)

CHICAGO_TUESDAYS_AND_THURSDAYS = MeetingPattern(
    first_date=date(2026, 10, 19),
    start_time=time(18, 0),
    length_minutes=90,
    meeting_count=8,
    weekdays=(1, 3),
    skipped_dates=frozenset({date(2026, 11, 3)}),
    time_zone="America/Chicago",
)


@st.composite
def patterns(draw: st.DrawFn) -> MeetingPattern:
    """Draw patterns that an editor could enter, in the zones and years above."""
    first_date = draw(st.dates(FIRST_DAY, LAST_DAY))
    skips = draw(st.frozensets(st.integers(0, 70), max_size=12))
    # Any quarter of an hour of the day, those at which clocks change most often.
    quarter = draw(st.integers(0, 15) | st.integers(0, 95))
    return MeetingPattern(
        first_date=first_date,
        start_time=time(quarter // 4, quarter % 4 * 15),
        length_minutes=draw(st.integers(1, MAX_LENGTH_MINUTES)),
        meeting_count=draw(st.integers(1, MAX_MEETINGS)),
        weekdays=tuple(draw(st.lists(st.integers(0, 6), max_size=4))),
        skipped_dates=frozenset(first_date + timedelta(days=skip) for skip in skips),
        time_zone=draw(st.sampled_from(ZONES)),
    )


def reference_days(given_pattern: MeetingPattern) -> list[date]:
    """Walk the calendar a day at a time and keep what fits."""
    wanted = given_pattern.weekdays or (given_pattern.first_date.weekday(),)
    days: list[date] = []
    day = given_pattern.first_date
    while len(days) < given_pattern.meeting_count:
        if day.weekday() in wanted and day not in given_pattern.skipped_dates:
            days.append(day)
        day += timedelta(days=1)
    return days


def reference_instant(day: date, clock: time, time_zone: str) -> datetime | None:
    """Try every quarter-hour offset for the first instant whose clock shows this."""
    zone = zone_info(time_zone)
    local = datetime.combine(day, clock)
    for quarters in range(15 * 4, -13 * 4, -1):  # the furthest east comes first
        offset = timezone(timedelta(minutes=15 * quarters))
        instant = local.replace(tzinfo=offset).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == local:
            return instant
    return None


def elapsed(meeting: PlannedMeeting) -> timedelta:
    """Return how long a meeting really lasts, whatever the clocks do."""
    return meeting.end.astimezone(UTC) - meeting.start.astimezone(UTC)


@settings(max_examples=500, deadline=None)
@given(patterns())
def test_meetings_are_what_the_pattern_says(drawn: MeetingPattern) -> None:
    try:
        meetings = plan_meetings(drawn)
    except ScheduleError as error:
        assume(error.code != "nonexistent_time")
        raise

    zone = zone_info(drawn.time_zone)
    days = [meeting.day for meeting in meetings]
    assert len(meetings) == drawn.meeting_count
    assert min(days) >= drawn.first_date
    assert not drawn.skipped_dates & set(days)
    assert {day.weekday() for day in days} <= set(
        drawn.weekdays or [drawn.first_date.weekday()]
    )
    assert all(a < b for a, b in pairwise(days))
    assert all(
        a.start.astimezone(UTC) < b.start.astimezone(UTC) for a, b in pairwise(meetings)
    )
    assert {meeting.start.tzinfo for meeting in meetings} == {zone}
    assert {meeting.end.tzinfo for meeting in meetings} == {zone}
    assert [meeting.start.date() for meeting in meetings] == days
    assert {meeting.start.time() for meeting in meetings} == {drawn.start_time}
    length = timedelta(minutes=drawn.length_minutes)
    assert {elapsed(meeting) for meeting in meetings} == {length}


@settings(max_examples=400, deadline=None)
@given(patterns())
@example(CHICAGO_TUESDAYS_AND_THURSDAYS)
def test_meetings_are_those_of_the_slow_reference(drawn: MeetingPattern) -> None:
    days = reference_days(drawn)
    starts = [reference_instant(day, drawn.start_time, drawn.time_zone) for day in days]
    if None in starts:
        with pytest.raises(ScheduleError) as caught:
            plan_meetings(drawn)
        assert caught.value.code == "nonexistent_time"
        assert caught.value.params == {
            "day": days[starts.index(None)],
            "time": drawn.start_time,
            "zone": drawn.time_zone,
        }
    else:
        meetings = plan_meetings(drawn)
        assert [meeting.day for meeting in meetings] == days
        assert [meeting.start.astimezone(UTC) for meeting in meetings] == starts


def test_the_zones_tried_are_at_least_twelve_and_the_years_at_least_ten() -> None:
    assert len(set(ZONES)) >= 12
    assert LAST_DAY.year - FIRST_DAY.year + 1 >= 10


def test_tuesdays_and_thursdays_keep_their_hour_when_clocks_go_back() -> None:
    meetings = plan_meetings(CHICAGO_TUESDAYS_AND_THURSDAYS)

    assert [meeting.start.isoformat() for meeting in meetings] == [
        "2026-10-20T18:00:00-05:00",
        "2026-10-22T18:00:00-05:00",
        "2026-10-27T18:00:00-05:00",
        "2026-10-29T18:00:00-05:00",
        "2026-11-05T18:00:00-06:00",
        "2026-11-10T18:00:00-06:00",
        "2026-11-12T18:00:00-06:00",
        "2026-11-17T18:00:00-06:00",
    ]
    assert meetings[0].end.isoformat() == "2026-10-20T19:30:00-05:00"


def test_no_weekday_means_the_weekday_of_the_first_date() -> None:
    meetings = plan_meetings(pattern(meeting_count=3))

    assert [meeting.day for meeting in meetings] == [
        date(2026, 11, 4),
        date(2026, 11, 11),
        date(2026, 11, 18),
    ]


def test_a_weekday_given_twice_or_out_of_order_counts_once() -> None:
    assert plan_meetings(pattern(weekdays=(3, 1, 3))) == plan_meetings(
        pattern(weekdays=(1, 3))
    )


def test_a_first_date_on_another_weekday_moves_on_to_the_first_that_matches() -> None:
    first = plan_meetings(pattern(first_date=date(2026, 11, 4), weekdays=(0,)))[0]

    assert first.day == date(2026, 11, 9)


def test_a_meeting_over_a_clock_change_lasts_its_length_not_its_clock_span() -> None:
    meeting = plan_meetings(
        pattern(
            first_date=date(2026, 11, 1),
            start_time=time(0, 30),
            length_minutes=120,
            meeting_count=1,
        )
    )[0]

    assert meeting.end.isoformat() == "2026-11-01T01:30:00-06:00"
    assert elapsed(meeting) == timedelta(minutes=120)


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    instant = to_instant(date(2026, 11, 1), time(1, 30, fold=1), "America/Chicago")

    assert instant.isoformat() == "2026-11-01T01:30:00-05:00"
