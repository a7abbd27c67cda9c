"""A month of the calendar: its days in weeks, its neighbours, how far one may go."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

MONTHS_A_YEAR = 12
DAYS_A_WEEK = 7
YEAR = re.compile(r"[0-9]{4}\Z")
NUMBER = re.compile(r"[0-9]{2}\Z")
DAY = re.compile(r"0?[1-9]\Z|[12][0-9]\Z|3[01]\Z")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the Gregorian calendar; ``number`` is 1 for January.

    Raises ``ValueError`` for a month that no ``date`` can lie in.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (MINYEAR <= self.year <= MAXYEAR and 1 <= self.number <= MONTHS_A_YEAR):
            raise ValueError(f"there is no month {self.year!r}-{self.number!r}")

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, year: str, number: str) -> Month:
        """Read ``"2026"`` and ``"03"``, the only way in which an address writes it.

        Raises ``ValueError`` for everything else, digits of other scripts included.
        """
        if not (YEAR.match(year) and NUMBER.match(number)):
            raise ValueError("a month is written as four digits and two")
        return cls(int(year), int(number))

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, self.length)

    @property
    def length(self) -> int:
        """How many days the month has."""
        return monthrange(self.year, self.number)[1]

    def day(self, number: int) -> date:
        """Return a day by its number; raises ``ValueError`` where there is none."""
        return date(self.year, self.number, number)

    def days(self) -> list[date]:
        """Return all days in order."""
        return [self.day(number) for number in range(1, self.length + 1)]

    def shifted(self, months: int) -> Month:
        """Return the month so many months later, or earlier where it is negative.

        Raises ``ValueError`` past the ends of Python's calendar.
        """
        year, index = divmod(self.index + months, MONTHS_A_YEAR)
        return Month(year, index + 1)

    @property
    def index(self) -> int:
        """The number of months since January of the year 0."""
        return self.year * MONTHS_A_YEAR + self.number - 1

    def weeks(self, first_weekday: int) -> list[list[date | None]]:
        """Return the days in rows of seven; ``None`` beside days of other months.

        ``first_weekday`` begins each row: 0 for Monday, as ``date.weekday`` counts.
        """
        lead = (self.first.weekday() - first_weekday) % DAYS_A_WEEK
        cells: list[date | None] = [None] * lead + self.days()
        cells += [None] * (-len(cells) % DAYS_A_WEEK)
        return [
            cells[start : start + DAYS_A_WEEK]
            for start in range(0, len(cells), DAYS_A_WEEK)
        ]

    def read_day(self, text: str) -> int | None:
        """Read the number of a day of this month, ``None`` where it is not one."""
        if not DAY.match(text):
            return None
        number = int(text)
        return number if number <= self.length else None


@dataclass(frozen=True, slots=True)
class MonthLimits:
    """The months that may be looked at: from ``first`` to ``last``, both included."""

    first: Month
    last: Month

    @classmethod
    def around(
        cls,
        today: date,
        *,
        first_day: date | None,
        last_day: date | None,
        years_back: int,
        years_ahead: int,
    ) -> MonthLimits:
        """Return the months between the first and the last day with something on it.

        The present month always belongs to them, and none lies farther away than so
        many years. Both days are ``None`` where there is nothing at all.
        """
        present = Month.of(today)
        earliest = max(
            present.index - years_back * MONTHS_A_YEAR, Month.of(date.min).index
        )
        latest = min(
            present.index + years_ahead * MONTHS_A_YEAR, Month.of(date.max).index
        )
        first = present.index if first_day is None else Month.of(first_day).index
        last = present.index if last_day is None else Month.of(last_day).index
        first = max(min(first, present.index), earliest)
        last = min(max(last, present.index), latest)
        return cls(
            present.shifted(first - present.index),
            present.shifted(last - present.index),
        )

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def neighbour(self, month: Month, step: int) -> Month | None:
        """Return the month before (-1) or after (1), ``None`` outside the limits."""
        index = month.index + step
        if not self.first.index <= index <= self.last.index:
            return None
        return month.shifted(step)


def weekdays_from(first_weekday: int) -> list[int]:
    """Return the weekdays in a reader's order, each 0 for Monday."""
    return [(first_weekday + step) % DAYS_A_WEEK for step in range(DAYS_A_WEEK)]
