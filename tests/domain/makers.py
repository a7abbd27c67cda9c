"""Makes the patterns and meetings that several tests of the rules start from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from learningcircles_wagtail.domain.schedule import MeetingPattern, plan_meetings
from learningcircles_wagtail.domain.status import (
    MeetingFacts,
    MeetingState,
    Timeline,
)


def pattern(**changes: object) -> MeetingPattern:
    """Return a sound pattern with some fields changed."""
    values: dict[str, object] = {
        "first_date": date(2026, 11, 4),
        "start_time": time(18, 0),
        "length_minutes": 90,
        "meeting_count": 6,
        "weekdays": (),
        "skipped_dates": frozenset(),
        "time_zone": "America/Chicago",
    }
    return MeetingPattern(**{**values, **changes})  # type: ignore[arg-type]


def weekly(
    count: int, *, time_zone: str = "America/Chicago", **states: str
) -> list[MeetingFacts]:
    """Return Wednesdays at 18:00 for 90 minutes; ``m2="cancelled"`` sets a state."""
    planned = plan_meetings(
        MeetingPattern(
            first_date=date(2026, 11, 4),
            start_time=time(18),
            length_minutes=90,
            meeting_count=count,
            weekdays=(),
            skipped_dates=frozenset(),
            time_zone=time_zone,
        )
    )
    return [
        MeetingFacts(
            meeting.start,
            meeting.end,
            state=MeetingState(states.get(f"m{number}", "planned")),
            title=f"Meeting {number}",
        )
        for number, meeting in enumerate(planned, start=1)
    ]


def at(
    meetings: list[MeetingFacts],
    now: datetime,
    *,
    called_off_at: datetime | None = None,
) -> Timeline:
    """Return the timeline at an instant, which is told in UTC."""
    return Timeline.build(
        meetings, called_off_at=called_off_at, now=now.astimezone(UTC)
    )
