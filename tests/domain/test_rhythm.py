"""The rhythm of a circle: which weekdays and hours are its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.rhythm import Rhythm, rhythm_of
from learningcircles_wagtail.domain.schedule import (
    MeetingPattern,
    ScheduleError,
    plan_meetings,
)
from learningcircles_wagtail.domain.status import MeetingFacts, MeetingState

CHICAGO = "America/Chicago"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def meeting(
    day: str,
    hour: int = 18,
    minute: int = 0,
    *,
    minutes: int = 90,
    state: MeetingState = MeetingState.PLANNED,
) -> MeetingFacts:
    """Return a meeting in Chicago on a day of November 2026 or another ISO date."""
    moment = date.fromisoformat(day if "-" in day else f"2026-11-{day}")
    start = datetime.combine(moment, time(hour, minute), tzinfo=ZoneInfo(CHICAGO))
    return MeetingFacts(start, start + timedelta(minutes=minutes), state=state)


SIX_WEDNESDAYS = [
    meeting(day) for day in ("04", "11", "18", "25", "2026-12-02", "2026-12-09")
]


def test_wednesdays_at_six_are_wednesdays_at_six() -> None:
    assert rhythm_of(SIX_WEDNESDAYS, CHICAGO) == Rhythm(
        (WEDNESDAY,), time(18, 0), time(19, 30)
    )


def test_the_rhythm_is_told_by_the_clocks_of_the_zone() -> None:
    # Six in Chicago is midnight in London, where it is Thursday by then.
    assert rhythm_of(SIX_WEDNESDAYS, "Europe/London") == Rhythm(
        (THURSDAY,), time(0, 0), time(1, 30)
    )


def test_the_hours_stay_one_over_a_change_of_clocks() -> None:
    meetings = [meeting("2026-10-28"), meeting("04")]

    assert rhythm_of(meetings, CHICAGO).start_time == time(18, 0)
    # By clocks that do not change the two differ by an hour.
    assert rhythm_of(meetings, "UTC").start_time is None


def test_two_weekdays_are_both_named_in_the_order_of_the_week() -> None:
    meetings = [meeting("05"), meeting("10"), meeting("12")]

    assert rhythm_of(meetings, CHICAGO).weekdays == (TUESDAY, THURSDAY)


def test_a_moved_or_cancelled_meeting_does_not_change_the_rhythm() -> None:
    meetings = [
        *SIX_WEDNESDAYS[:2],
        meeting("20", 10, state=MeetingState.MOVED),
        meeting("28", 9, state=MeetingState.CANCELLED),
    ]

    assert rhythm_of(meetings, CHICAGO) == Rhythm(
        (WEDNESDAY,), time(18, 0), time(19, 30)
    )


def test_moved_meetings_decide_where_none_is_as_planned() -> None:
    meetings = [
        meeting("20", 10, state=MeetingState.MOVED),
        meeting("28", 9, state=MeetingState.CANCELLED),
    ]

    assert rhythm_of(meetings, CHICAGO) == Rhythm((FRIDAY,), time(10, 0), time(11, 30))


def test_a_circle_all_cancelled_says_when_it_would_have_met() -> None:
    meetings = [
        meeting(day, state=MeetingState.CANCELLED) for day in ("04", "11", "18")
    ]

    assert rhythm_of(meetings, CHICAGO).weekdays == (WEDNESDAY,)


def test_one_extra_meeting_is_no_second_weekday_and_no_second_hour() -> None:
    meetings = [*SIX_WEDNESDAYS, meeting("21", 10)]

    assert rhythm_of(meetings, CHICAGO) == Rhythm(
        (WEDNESDAY,), time(18, 0), time(19, 30)
    )


def test_a_weekday_with_half_as_many_meetings_as_the_first_is_named() -> None:
    two_mondays = [meeting("09"), meeting("16")]
    four_wednesdays = SIX_WEDNESDAYS[:4]

    assert rhythm_of([*two_mondays, *four_wednesdays], CHICAGO).weekdays == (
        MONDAY,
        WEDNESDAY,
    )
    assert rhythm_of([*two_mondays, *SIX_WEDNESDAYS[:5]], CHICAGO).weekdays == (
        WEDNESDAY,
    )


def test_only_the_hour_that_differs_is_left_out() -> None:
    longer = [*SIX_WEDNESDAYS[:2], meeting("18", minutes=120)]
    later = [*SIX_WEDNESDAYS[:2], meeting("18", 18, 30, minutes=60)]

    assert rhythm_of(longer, CHICAGO) == Rhythm((WEDNESDAY,), time(18, 0), None)
    assert rhythm_of(later, CHICAGO) == Rhythm((WEDNESDAY,), None, time(19, 30))


def test_an_hour_that_comes_twice_is_one_hour() -> None:
    start = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(CHICAGO), fold=1)
    second = MeetingFacts(start, start + timedelta(minutes=60))

    assert rhythm_of([second, meeting("08", 1, 30)], CHICAGO).start_time == time(1, 30)


def test_no_meetings_have_no_rhythm() -> None:
    assert rhythm_of([], CHICAGO) == Rhythm((), None, None)


def test_meetings_may_come_from_an_iterator() -> None:
    assert rhythm_of(iter(SIX_WEDNESDAYS), CHICAGO).weekdays == (WEDNESDAY,)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ScheduleError):
        rhythm_of([], "Mars/Base")


@settings(max_examples=150, deadline=None)
@given(
    weekdays=st.frozensets(st.integers(0, 6), min_size=1, max_size=3),
    weeks=st.integers(1, 12),
    first_date=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    zone=st.sampled_from([CHICAGO, "Asia/Kathmandu", "Pacific/Auckland"]),
)
def test_the_rhythm_of_a_pattern_is_the_pattern(
    weekdays: frozenset[int], weeks: int, first_date: date, zone: str
) -> None:
    planned = plan_meetings(
        MeetingPattern(
            first_date=first_date,
            start_time=time(17, 45),
            length_minutes=75,
            meeting_count=len(weekdays) * weeks,
            weekdays=tuple(weekdays),
            skipped_dates=frozenset(),
            time_zone=zone,
        )
    )
    meetings = [
        MeetingFacts(one.start.astimezone(UTC), one.end.astimezone(UTC))
        for one in planned
    ]

    assert rhythm_of(meetings, zone) == Rhythm(
        tuple(sorted(weekdays)), time(17, 45), time(19, 0)
    )
