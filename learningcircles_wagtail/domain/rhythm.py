"""The rhythm of a circle: the weekdays and the hours that it usually keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from learningcircles_wagtail.domain.schedule import zone_info
from learningcircles_wagtail.domain.status import MeetingFacts, MeetingState


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a circle usually meets, by the clocks of one time zone.

    ``weekdays`` ascend from 0 for Monday. ``start_time`` and ``end_time`` are
    ``None`` where meetings differ in them.
    """

    weekdays: tuple[int, ...]
    start_time: time | None
    end_time: time | None


def rhythm_of(meetings: Iterable[MeetingFacts], time_zone: str) -> Rhythm:
    """Return the rhythm of some meetings in a zone (IANA name).

    Meetings that stand as planned decide; where there is none, the moved ones; where
    there is none either, the cancelled ones, so that a cancelled circle still says
    when it would have met. A weekday belongs to the rhythm when it has at least half
    as many meetings as the weekday that has most: one extra Saturday does not make
    "Wednesdays and Saturdays" of six Wednesdays. Hours are those of the meetings on
    these weekdays. Without meetings all is empty.

    Raises ``ScheduleError`` (``unknown_time_zone``).
    """
    zone = zone_info(time_zone)
    spans = [
        (meeting.start.astimezone(zone), meeting.end.astimezone(zone))
        for meeting in _deciding(list(meetings))
    ]
    counts = Counter(start.weekday() for start, _ in spans)
    most = max(counts.values(), default=0)
    weekdays = tuple(sorted(day for day, count in counts.items() if 2 * count >= most))
    usual = [span for span in spans if span[0].weekday() in weekdays]
    return Rhythm(
        weekdays=weekdays,
        start_time=_common_time([start for start, _ in usual]),
        end_time=_common_time([end for _, end in usual]),
    )


def _deciding(meetings: list[MeetingFacts]) -> list[MeetingFacts]:
    for state in (MeetingState.PLANNED, MeetingState.MOVED):
        chosen = [meeting for meeting in meetings if meeting.state is state]
        if chosen:
            return chosen
    return meetings


def _common_time(moments: list[datetime]) -> time | None:
    times = {moment.time() for moment in moments}
    return times.pop() if len(times) == 1 else None
