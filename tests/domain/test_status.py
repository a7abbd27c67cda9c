"""Where a circle stands: every state and the instants at which states change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from learningcircles_wagtail.domain.status import (
    BEFORE_ALL,
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

    timeline = at(meetings, now, called_off_at=now)

    assert timeline.status is CircleStatus.CANCELLED
    assert (timeline.next, timeline.next_number, timeline.under_way) == (
        None,
        None,
        False,
    )
    assert timeline.total == 3
    assert timeline.days_until_start("UTC") is None


@pytest.mark.parametrize(
    ("called_off", "held"),
    [
        ("long before", 0),
        ("at the first start", 0),
        ("during the first", 1),
        ("at the first end", 1),
        ("at the third start", 2),
        ("during the third", 3),
        ("after all", 4),
    ],
)
def test_of_a_cancelled_circle_only_what_had_begun_by_then_was_held(
    called_off: str, held: int
) -> None:
    meetings = weekly(5, m2="cancelled")
    first, third, last = meetings[0], meetings[3], meetings[4]
    called_off_at = {
        "long before": BEFORE_ALL,
        "at the first start": first.start,
        "during the first": first.start + TICK,
        "at the first end": first.end,
        "at the third start": third.start,
        "during the third": third.start + TICK,
        "after all": last.end,
    }[called_off]

    later = at(meetings, last.end + timedelta(days=90), called_off_at=called_off_at)

    assert later.status is CircleStatus.CANCELLED
    # Not the hour of asking decides: all of them are long past.
    assert (later.held, later.total) == (held, 4)
    assert sum(meeting.takes_place(called_off_at) for meeting in meetings) == held


def test_what_was_under_way_when_its_circle_was_cancelled_is_held_when_it_is_over() -> (
    None
):
    meetings = weekly(2)
    called_off_at = meetings[0].start + TICK

    amid = at(meetings, meetings[0].end - TICK, called_off_at=called_off_at)
    over = at(meetings, meetings[0].end, called_off_at=called_off_at)

    assert (amid.held, over.held) == (0, 1)


def test_a_meeting_of_another_zone_is_compared_by_its_instant() -> None:
    start = datetime(2026, 11, 4, 18, tzinfo=ZoneInfo("America/Chicago"))
    meeting = MeetingFacts(start, start + timedelta(hours=1))

    # A minute before and after by the clock of Berlin: 5 November, 1:00.
    berlin = datetime(2026, 11, 5, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert not meeting.takes_place(berlin - timedelta(minutes=1))
    assert meeting.takes_place(berlin + timedelta(minutes=1))


def test_a_circle_whose_meetings_are_all_cancelled_is_cancelled() -> None:
    meetings = weekly(2, m1="cancelled", m2="cancelled")

    timeline = at(meetings, meetings[0].start)

    assert timeline.status is CircleStatus.CANCELLED
    assert (timeline.total, timeline.first, timeline.last) == (0, None, None)


def test_a_circle_without_meetings_is_upcoming_unless_it_is_cancelled() -> None:
    now = datetime(2026, 11, 4, tzinfo=UTC)

    assert at([], now).status is CircleStatus.UPCOMING
    assert at([], now).days_until_start("UTC") is None
    assert at([], now, called_off_at=now).status is CircleStatus.CANCELLED


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
    timeline = Timeline.build([later, earlier], called_off_at=None, now=now)

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


def test_a_timeline_refuses_naive_instants_even_without_meetings() -> None:
    with pytest.raises(ValueError, match=r"^now must be an aware datetime"):
        Timeline.build([], called_off_at=None, now=NAIVE)
    with pytest.raises(ValueError, match=r"^called_off_at must be an aware datetime"):
        Timeline.build([], called_off_at=NAIVE, now=AWARE)


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
