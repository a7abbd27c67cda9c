"""What a timeline tells besides the state: days to go, and parts that agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.schedule import ScheduleError
from learningcircles_wagtail.domain.status import (
    BEFORE_ALL,
    CircleStatus,
    MeetingFacts,
    MeetingState,
    Timeline,
)
from tests.domain.makers import at, weekly

FAR_APART = ["Pacific/Kiritimati", "America/Chicago", "UTC", "Pacific/Pago_Pago"]


@pytest.mark.parametrize(
    ("time_zone", "days"),
    [
        # Now is Tuesday 3 November, 23:30 in Chicago; the start is Wednesday 18:00.
        ("America/Chicago", 1),
        ("UTC", 1),  # 4 November 05:30; the start is 5 November 00:00
        ("Pacific/Kiritimati", 1),  # 4 November 19:30; 5 November 14:00
        ("Asia/Kolkata", 1),  # 4 November 11:00; 5 November 05:30
        ("Europe/London", 1),
        ("Pacific/Pago_Pago", 1),  # 3 November 18:30; 4 November 13:00
        ("America/Los_Angeles", 1),  # 3 November 21:30; 4 November 16:00
        ("Asia/Tokyo", 1),  # 4 November 14:30; 5 November 09:00
        ("Atlantic/Azores", 0),  # 4 November 04:30; 4 November 23:00
    ],
)
def test_days_until_the_start_are_those_of_the_calendar_in_the_zone(
    time_zone: str, days: int
) -> None:
    now = datetime(2026, 11, 3, 23, 30, tzinfo=ZoneInfo("America/Chicago"))

    assert at(weekly(2), now).days_until_start(time_zone) == days


def test_days_until_the_start_count_dates_and_not_spans_of_24_hours() -> None:
    meetings = weekly(2)
    day_before = meetings[0].start - timedelta(hours=18, minutes=1)  # 23:59

    assert at(meetings, day_before).days_until_start("America/Chicago") == 1
    same_day = day_before + timedelta(minutes=1)
    assert at(meetings, same_day).days_until_start("America/Chicago") == 0


def test_days_until_the_start_end_when_the_circle_starts() -> None:
    meetings = weekly(2)

    timeline = at(meetings, meetings[0].start)

    assert timeline.days_until_start("America/Chicago") is None


def test_days_until_the_start_refuse_an_unknown_zone() -> None:
    with pytest.raises(ScheduleError):
        at(weekly(2), datetime(2026, 1, 1, tzinfo=UTC)).days_until_start("Mars/Base")


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Draw meetings of any states, in several zones, and an instant among them."""
    origin = datetime(2026, 10, 1, tzinfo=UTC)
    minutes = st.integers(0, 90 * 24 * 60)
    meetings = []
    for _ in range(draw(st.integers(0, 8))):
        zone = ZoneInfo(draw(st.sampled_from(FAR_APART)))
        start = origin + timedelta(minutes=draw(minutes))
        end = start + timedelta(minutes=draw(st.integers(1, 600)))
        state = draw(st.sampled_from(MeetingState))
        meetings.append(
            MeetingFacts(start.astimezone(zone), end.astimezone(zone), state=state)
        )
    now = draw(
        st.sampled_from(
            [origin, *(m.start for m in meetings), *(m.end for m in meetings)]
        )
        | minutes.map(lambda minute: origin + timedelta(minutes=minute))
    )
    called_off_at = draw(
        st.none()
        | st.sampled_from([BEFORE_ALL, now, *(m.start for m in meetings)])
        | minutes.map(lambda minute: origin + timedelta(minutes=minute))
    )
    return Timeline.build(meetings, called_off_at=called_off_at, now=now)


@settings(max_examples=250, deadline=None)
@given(timelines())
def test_the_parts_of_a_timeline_never_contradict_one_another(
    timeline: Timeline,
) -> None:
    status, upcoming = timeline.status, timeline.next
    assert timeline.total == len([n for n in timeline.numbers if n is not None])
    assert 0 <= timeline.held <= timeline.total <= len(timeline.meetings)
    over = [m for m in timeline.meetings if m.has_ended(timeline.now)]
    assert timeline.held == len(
        [m for m in over if m.takes_place(timeline.called_off_at)]
    )
    if timeline.called_off_at is not None:
        assert status is CircleStatus.CANCELLED
        begun = [m for m in over if m.start < timeline.called_off_at]
        assert timeline.held == len([m for m in begun if not m.is_cancelled])
    assert (upcoming is None) == (timeline.next_number is None)
    if upcoming is None:
        assert not timeline.under_way
        assert status is not CircleStatus.IN_PROGRESS
    else:
        place = next(
            index for index, m in enumerate(timeline.meetings) if m is upcoming
        )
        assert timeline.numbers[place] == timeline.next_number
        assert timeline.now < upcoming.end
        assert timeline.under_way == (upcoming.start <= timeline.now)
    if status is CircleStatus.COMPLETED:
        assert timeline.held == timeline.total > 0
    if status is CircleStatus.UPCOMING:
        assert (timeline.held, timeline.under_way) == (0, False)
    days = timeline.days_until_start("America/Chicago")
    assert (days is not None) == (
        status is CircleStatus.UPCOMING and timeline.total > 0
    )
    assert days is None or days >= 0
