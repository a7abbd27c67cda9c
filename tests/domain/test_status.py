"""Where a circle stands: every state and the instants at which states change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from learningcircles_wagtail.domain.status import (
    CircleStatus,
    MeetingFacts,
    MeetingState,
    Timeline,
    as_utc,
)
from tests.domain.makers import at, weekly

# The first and the last are 25 hours apart and never show the same date.
FAR_APART = ["Pacific/Kiritimati", "America/Chicago", "UTC", "Pacific/Pago_Pago"]
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize("time_zone", FAR_APART)
def test_a_circle_is_upcoming_until_its_first_meeting_starts(time_zone: str) -> None:
    meetings = weekly(3, time_zone=time_zone)
    start = meetings[0].start

    before, when_it_starts = at(meetings, start - TICK), at(meetings, start)

    assert (before.status, before.under_way) == (CircleStatus.UPCOMING, False)
    assert (when_it_starts.status, when_it_starts.under_way) == (
        CircleStatus.IN_PROGRESS,
        True,
    )
    assert before.next is when_it_starts.next is meetings[0]


@pytest.mark.parametrize("time_zone", FAR_APART)
def test_a_circle_is_completed_as_soon_as_its_last_meeting_ends(time_zone: str) -> None:
    meetings = weekly(3, time_zone=time_zone)
    end = meetings[-1].end

    before, when_it_ends = at(meetings, end - TICK), at(meetings, end)

    assert before.status is CircleStatus.IN_PROGRESS
    assert (before.held, before.next_number, before.under_way) == (2, 3, True)
    assert when_it_ends.status is CircleStatus.COMPLETED
    assert (when_it_ends.held, when_it_ends.next, when_it_ends.next_number) == (
        3,
        None,
        None,
    )


def test_the_next_meeting_changes_when_the_present_one_ends() -> None:
    meetings = weekly(3)

    before = at(meetings, meetings[0].end - TICK)
    after = at(meetings, meetings[0].end)

    assert (before.next, before.next_number, before.under_way, before.held) == (
        meetings[0],
        1,
        True,
        0,
    )
    assert (after.next, after.next_number, after.under_way, after.held) == (
        meetings[1],
        2,
        False,
        1,
    )


def test_a_cancelled_meeting_is_neither_next_nor_counted() -> None:
    meetings = weekly(4, m2="cancelled")

    timeline = at(meetings, meetings[0].end)

    assert timeline.meetings == tuple(meetings)
    assert timeline.numbers == (1, None, 2, 3)
    assert (timeline.total, timeline.held) == (3, 1)
    assert (timeline.next, timeline.next_number) == (meetings[2], 2)


def test_a_moved_meeting_takes_place() -> None:
    meetings = weekly(2, m2="moved")

    timeline = at(meetings, meetings[0].end)

    assert (timeline.total, timeline.next, timeline.next_number) == (2, meetings[1], 2)


def test_a_circle_is_completed_when_only_cancelled_meetings_are_to_come() -> None:
    meetings = weekly(3, m3="cancelled")

    timeline = at(meetings, meetings[1].end)

    assert timeline.status is CircleStatus.COMPLETED
    assert timeline.last is meetings[1]


def test_a_circle_is_upcoming_when_only_cancelled_meetings_are_over() -> None:
    meetings = weekly(3, m1="cancelled")

    timeline = at(meetings, meetings[0].end)

    assert timeline.status is CircleStatus.UPCOMING
    assert (timeline.first, timeline.next_number) == (meetings[1], 1)


@pytest.mark.parametrize("moment", ["before", "amid", "after"])
def test_a_cancelled_circle_is_cancelled_at_every_instant(moment: str) -> None:
    meetings = weekly(3)
    now = {
        "before": meetings[0].start - TICK,
        "amid": meetings[1].start,
        "after": meetings[2].end,
    }[moment]

    timeline = at(meetings, now, cancelled=True)

    assert timeline.status is CircleStatus.CANCELLED
    assert (timeline.next, timeline.next_number, timeline.under_way) == (
        None,
        None,
        False,
    )
    assert timeline.total == 3
    assert timeline.days_until_start("UTC") is None


def test_a_circle_whose_meetings_are_all_cancelled_is_cancelled() -> None:
    meetings = weekly(2, m1="cancelled", m2="cancelled")

    timeline = at(meetings, meetings[0].start)

    assert timeline.status is CircleStatus.CANCELLED
    assert (timeline.total, timeline.first, timeline.last) == (0, None, None)


def test_a_circle_without_meetings_is_upcoming_unless_it_is_cancelled() -> None:
    now = datetime(2026, 11, 4, tzinfo=UTC)

    assert at([], now).status is CircleStatus.UPCOMING
    assert at([], now).days_until_start("UTC") is None
    assert at([], now, cancelled=True).status is CircleStatus.CANCELLED


def test_meetings_are_put_in_order() -> None:
    meetings = weekly(5)

    timeline = at(list(reversed(meetings)), meetings[0].start - TICK)

    assert timeline.meetings == tuple(meetings)
    assert (timeline.first, timeline.last) == (meetings[0], meetings[-1])


def test_a_repeated_hour_is_ordered_and_ended_by_instants_not_by_clocks() -> None:
    chicago = ZoneInfo("America/Chicago")
    # 1:50 comes at 6:50 UTC and again at 7:50 UTC; 1:10 comes again at 7:10 UTC.
    earlier = MeetingFacts(
        datetime(2026, 11, 1, 1, 50, tzinfo=chicago),
        datetime(2026, 11, 1, 1, 10, tzinfo=chicago, fold=1),
    )
    later = MeetingFacts(
        datetime(2026, 11, 1, 1, 20, tzinfo=chicago, fold=1),
        datetime(2026, 11, 1, 2, 0, tzinfo=chicago),
    )

    # In the meetings' own zone, where Python compares by wall clock alone.
    now = datetime(2026, 11, 1, 1, 55, tzinfo=chicago)
    timeline = Timeline.build([later, earlier], cancelled=False, now=now)

    assert timeline.meetings == (earlier, later)
    assert (timeline.held, timeline.next, timeline.under_way) == (0, earlier, True)


def test_overlapping_meetings_complete_a_circle_when_the_longest_has_ended() -> None:
    start = datetime(2026, 11, 4, 18, tzinfo=UTC)
    long = MeetingFacts(start, start + timedelta(hours=5))
    short = MeetingFacts(
        start + timedelta(hours=1), start + timedelta(hours=2), state="planned"
    )

    timeline = at([short, long], start + timedelta(hours=3))

    assert timeline.status is CircleStatus.IN_PROGRESS
    assert (timeline.held, timeline.next) == (1, long)


AWARE = datetime(2026, 11, 4, 18, tzinfo=UTC)
NAIVE = AWARE.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("start", "end", "original_start", "blamed"),
    [
        (NAIVE, AWARE, None, "start"),
        (AWARE, NAIVE, None, "end"),
        (AWARE, AWARE, NAIVE, "original_start"),
    ],
)
def test_a_meeting_refuses_naive_datetimes(
    start: datetime, end: datetime, original_start: datetime | None, blamed: str
) -> None:
    with pytest.raises(ValueError, match=f"^{blamed} must be an aware datetime"):
        MeetingFacts(start, end, original_start=original_start)


def test_a_timeline_refuses_a_naive_now_even_without_meetings() -> None:
    with pytest.raises(ValueError, match=r"^now must be an aware datetime"):
        Timeline.build([], cancelled=False, now=NAIVE)


def test_an_aware_datetime_comes_out_as_the_same_instant_in_utc() -> None:
    local = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/Chicago"), fold=1)

    assert as_utc(local, "start").isoformat() == "2026-11-01T07:30:00+00:00"


def test_a_state_in_plain_text_becomes_a_state_and_an_unknown_one_is_refused() -> None:
    meeting = MeetingFacts(AWARE, AWARE, state="cancelled")  # type: ignore[arg-type]

    assert meeting.state is MeetingState.CANCELLED
    assert meeting.is_cancelled
    with pytest.raises(ValueError, match="postponed"):
        MeetingFacts(AWARE, AWARE, state="postponed")  # type: ignore[arg-type]


def test_the_values_of_the_states_are_those_of_the_contract() -> None:
    assert [state.value for state in MeetingState] == ["planned", "moved", "cancelled"]
    assert [status.value for status in CircleStatus] == [
        "cancelled",
        "upcoming",
        "in_progress",
        "completed",
    ]
