"""The days of a plan that counts from a first meeting: "2 weeks before" as a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = 7


class Nearness(StrEnum):
    """Where a day lies, seen from today."""

    PAST = "past"
    TODAY = "today"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a task lies from the first meeting.

    ``amount`` counts days or weeks, ``unit`` is ``days`` or ``weeks``, ``direction``
    ``before`` or ``after``. A row that an editor has not finished has no amount.
    """

    amount: int | None
    unit: str = "weeks"
    direction: str = "before"

    @property
    def days(self) -> int | None:
        """Days from the first meeting, negative before it; None where unknown."""
        if self.amount is None:
            return None
        days = self.amount * (WEEK if self.unit == "weeks" else 1)
        return days if self.direction == "after" else -days


def due_day(first_day: date, distance: Distance) -> date | None:
    """Return the day of the calendar at a distance from the first meeting's day.

    None for a distance that is unknown, or that leads out of the calendar.
    """
    days = distance.days
    if days is None:
        return None
    try:
        return first_day + timedelta(days=days)
    except OverflowError:
        return None


def nearness(days: Sequence[date | None], *, today: date) -> list[Nearness | None]:
    """Return where each of the days lies; the first one after today is the next.

    Several rows may share that day, and the days may come in any order. A day that is
    unknown lies nowhere (None).
    """
    coming = min((day for day in days if day and day > today), default=None)
    return [_seen(day, coming, today) for day in days]


def _seen(day: date | None, coming: date | None, today: date) -> Nearness | None:
    if day is None:
        return None
    if day < today:
        return Nearness.PAST
    if day == today:
        return Nearness.TODAY
    return Nearness.NEXT if day == coming else Nearness.LATER
