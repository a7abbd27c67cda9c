"""Laying a circle's meetings out again: which rows stay, move, come and go.

Plain values in, plain values out; `meeting_views` talks to the browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting as it stands in the editor.

    `is_planned` is false for moved and cancelled ones; `has_words` is true where an
    editor wrote something into it: a title, a note, a room, a time of its own.
    """

    day: date | None
    is_planned: bool = True
    moved_from: date | None = None
    has_words: bool = False


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A meeting as it is to stand; `source` is its index before, None for a new one."""

    day: date | None
    source: int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The meetings in their new order, and what happened to them, in numbers.

    `kept` counts moved and cancelled ones, `spared` planned ones that the pattern has
    no date for and that stay because of their words.
    """

    rows: tuple[PlacedRow, ...]
    same: int
    redated: int
    added: int
    kept: int
    spared: int
    removed: int

    @property
    def changes_anything(self) -> bool:
        """Whether the editor would see a difference."""
        return bool(self.redated or self.added or self.removed)


def lay_out(rows: Sequence[Row], days: Sequence[date], *, today: date) -> Layout:
    """Return the meetings after a pattern was laid over them.

    `days` are the pattern's, in order; `today` is the date where the circle meets.

    - A moved or cancelled meeting stays as it is, and takes the pattern's date that it
      had or has; a moved one without such a date takes the last, so that the number
      of meetings stays what the pattern says.
    - Planned meetings get the remaining dates in order, and keep identity and words:
      the third meeting stays the third. One that was held is not put on another day
      of the past.
    - Dates that are left become new meetings. Planned meetings that are left go,
      unless an editor wrote something into them.
    """
    open_days = list(days)
    fixed = [index for index, row in enumerate(rows) if not row.is_planned]
    surplus = 0
    for index in fixed:
        row = rows[index]
        taken = next(
            (day for day in (row.moved_from, row.day) if day in open_days), None
        )
        if taken is not None:
            open_days.remove(taken)
        elif row.moved_from is not None:
            surplus += 1
    if surplus:
        del open_days[-surplus:]
    planned = sorted(
        (index for index, row in enumerate(rows) if row.is_planned),
        key=lambda index: (rows[index].day is None, rows[index].day or date.max, index),
    )
    placed = [PlacedRow(rows[index].day, index) for index in fixed]
    same = redated = spared = removed = 0
    for index, day in zip(planned, open_days, strict=False):
        before = rows[index].day
        was_held = before is not None and before < today and day < today
        placed.append(PlacedRow(before if was_held else day, index))
        if was_held or before == day:
            same += 1
        else:
            redated += 1
    for index in planned[len(open_days) :]:
        if rows[index].has_words:
            placed.append(PlacedRow(rows[index].day, index))
            spared += 1
        else:
            removed += 1
    added = [PlacedRow(day, None) for day in open_days[len(planned) :]]
    return Layout(
        rows=tuple(
            sorted(
                (*placed, *added),
                key=lambda row: (
                    row.day or date.max,
                    len(rows) if row.source is None else row.source,
                ),
            )
        ),
        same=same,
        redated=redated,
        added=len(added),
        kept=len(fixed),
        spared=spared,
        removed=removed,
    )
