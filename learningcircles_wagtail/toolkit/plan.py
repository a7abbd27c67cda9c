"""The rows of a timeline with the dates of a circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from learningcircles_wagtail.domain.preparation import (
    Distance,
    Nearness,
    due_day,
    nearness,
)
from learningcircles_wagtail.toolkit.chosen import ChosenCircle
from learningcircles_wagtail.toolkit.words import day_words, nearness_words

TONES = {Nearness.PAST: "past", Nearness.TODAY: "open", Nearness.NEXT: "open"}


@dataclass(frozen=True, slots=True)
class DueDay:
    """When a row of a timeline is due; all empty where no circle gives a date.

    `state` is `past`, `today`, `next`, `later` or "", `tone` that of a state label.
    """

    day: date | None = None
    words: str = ""
    state: str = ""
    state_label: str = ""
    tone: str = ""


def distance_of(row: Any) -> Distance:
    """Return how far a row of a timeline block lies from the first meeting."""
    return Distance(
        row.get("amount"), row.get("unit") or "weeks", row.get("direction") or "before"
    )


def due_days(
    distances: Sequence[Distance], circle: ChosenCircle | None
) -> list[DueDay]:
    """Return when each row is due for a circle, by the circle's own clock."""
    first = circle.first_day if circle is not None else None
    if circle is None or first is None:
        return [DueDay() for _distance in distances]
    today = circle.today
    days = [due_day(first, distance) for distance in distances]
    return [
        DueDay(
            day=day,
            words=day_words(day, today=today) if day else "",
            state=near.value if near else "",
            state_label=nearness_words(near),
            tone=TONES.get(near, "") if near else "",
        )
        for day, near in zip(days, nearness(days, today=today), strict=True)
    ]
