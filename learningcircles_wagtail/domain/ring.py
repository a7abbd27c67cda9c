"""The meeting ring: where the dots of a circle's picture stand, one dot a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, sin

from learningcircles_wagtail.domain.status import MeetingFacts, Timeline

SIZE = 56
"""Width and height of the drawing's view box, which begins at 0 0."""

_CENTRE = SIZE / 2
_EDGE = 27.5
_RADIUS, _NEXT_RADIUS = 4.0, 5.0
_STROKE, _NEXT_STROKE = 2.0, 3.0
_OUTER, _NEXT_OUTER = _RADIUS + _STROKE / 2, _NEXT_RADIUS + _NEXT_STROKE / 2
_GAP = 0.25


class DotKind(StrEnum):
    """What a dot of the ring says about its meeting."""

    PAST = "past"
    NEXT = "next"
    CANCELLED = "cancelled"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot, in units of the view box.

    ``cx`` and ``cy`` are its middle, ``r`` its radius to the middle of its outline,
    ``stroke`` the width of that outline.
    """

    kind: DotKind
    cx: float
    cy: float
    r: float
    stroke: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's meetings as dots in a view box of 0 0 56 56.

    The dots begin at the top and go clockwise. ``label_held`` of ``label_total`` is
    the count in the middle; a circle whose meetings are all cancelled counts these.
    """

    dots: tuple[Dot, ...]
    label_held: int
    label_total: int


def ring(timeline: Timeline, *, meant: MeetingFacts | None = None) -> Ring:
    """Return the ring of a timeline; ``meant`` has the dot of the next meeting instead.

    Every meeting has a dot, cancelled ones too. What had not begun when its circle
    was called off is cancelled, however long ago; what was under way then is to come
    until it is over. No dots touch one another or leave the view box, outlines
    included: where there are many, they are smaller and further out.
    """
    count = len(timeline.meetings)
    scale = _scale(count)
    orbit = _EDGE - scale * _NEXT_OUTER
    next_meeting = timeline.next if meant is None else meant
    dots = []
    for index, meeting in enumerate(timeline.meetings):
        kind = _kind(meeting, timeline, next_meeting)
        is_next = kind is DotKind.NEXT
        angle = 2 * pi * index / count
        dots.append(
            Dot(
                kind=kind,
                cx=round(_CENTRE + orbit * sin(angle), 2),
                cy=round(_CENTRE - orbit * cos(angle), 2),
                r=round(scale * (_NEXT_RADIUS if is_next else _RADIUS), 2),
                stroke=round(scale * (_NEXT_STROKE if is_next else _STROKE), 2),
            )
        )
    return Ring(tuple(dots), timeline.held, timeline.total or count)


def _scale(count: int) -> float:
    """Return the size of dots, 1 at most, at which ``count`` of them fit.

    The widest pair of neighbours is the next meeting's dot beside another. Their
    middles are a chord of the orbit apart, and the orbit widens as dots shrink:
    ``2 * (_EDGE - scale * _NEXT_OUTER) * sin(pi / count) = scale * pair``, solved
    for ``scale``.
    """
    if count < 2:
        return 1.0
    half_chord = sin(pi / count)
    pair = _NEXT_OUTER + _OUTER + _GAP
    return min(1.0, 2 * _EDGE * half_chord / (pair + 2 * _NEXT_OUTER * half_chord))


def _kind(
    meeting: MeetingFacts, timeline: Timeline, next_meeting: MeetingFacts | None
) -> DotKind:
    if not meeting.takes_place(timeline.called_off_at):
        return DotKind.CANCELLED
    if meeting.has_ended(timeline.now):
        return DotKind.PAST
    # By identity: two meetings may be equal in every fact.
    return DotKind.NEXT if meeting is next_meeting else DotKind.COMING
