"""Meetings in a message, a line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learningcircles_wagtail.directory.words import (
    clock_span_words,
    in_zone,
    instant_words,
    long_day,
    zone_words,
)
from learningcircles_wagtail.enums import MeetingState
from learningcircles_wagtail.models import Circle, Meeting


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting for a template; all words are local to the circle, and translated.

    `moved_from` is when it was to be before, or "". `place` names room and branch.
    """

    day: str
    hours: str
    zone: str
    title: str
    note: str
    place: str
    moved_from: str
    is_cancelled: bool

    @property
    def when(self) -> str:
        """Day and hours: two meetings of one day differ by it."""
        return f"{self.day}, {self.hours}"


def meeting_line(
    row: Meeting, circle: Circle, titles: Mapping[str, Any] | None = None
) -> MeetingLine:
    """Return a meeting's line; `titles` are facts in the reader's language, by uid."""
    start, end = (in_zone(moment, circle.time_zone) for moment in (row.start, row.end))
    words = (titles or {}).get(row.uid, row)
    before = row.original_start if row.state == MeetingState.MOVED else None
    hidden = circle.branch is not None and not circle.branch.live
    return MeetingLine(
        day=long_day(start),
        hours=clock_span_words(start.time(), end.time()),
        zone=zone_words(start),
        title=words.title,
        note=words.note,
        place="" if hidden else row.place,
        moved_from=instant_words(before, circle.time_zone) if before else "",
        is_cancelled=not circle.holds(row),
    )
