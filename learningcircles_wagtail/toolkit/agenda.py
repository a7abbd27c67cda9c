"""When each part of a meeting begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate

from learningcircles_wagtail.directory.words import clock_words, in_zone
from learningcircles_wagtail.toolkit.chosen import ChosenCircle

HOUR = 60


def beginnings(minutes: Sequence[int], circle: ChosenCircle | None) -> list[str]:
    """Return when each part begins: "6:15 p.m." for a circle, else "0:15".

    `minutes` is how long each part takes. The clock is that of the circle's next
    meeting, or of its first where none is to come. Nothing is said of a single part
    without a circle.
    """
    offsets = [0, *accumulate(minutes)][: len(minutes)]
    start = None
    if circle is not None:
        timeline = circle.summary.timeline
        meeting = timeline.next or timeline.first
        start = meeting.start if meeting else None
    if start is not None and circle is not None:
        zone = circle.summary.time_zone
        moments = [start + timedelta(minutes=offset) for offset in offsets]
        return [clock_words(in_zone(moment, zone).time()) for moment in moments]
    if len(minutes) < 2:
        return ["" for _part in minutes]
    return [f"{offset // HOUR}:{offset % HOUR:02}" for offset in offsets]
