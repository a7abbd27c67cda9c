"""Which meetings stand on which day of a month, kept while nothing changes.

A month of a large site has tens of thousands of meetings, of which a calendar shows a
few. So each process keeps, for some months, nothing but keys: of the meetings in order
and of their circles. They are kept under the fingerprint of the journal
(`models.changes`), which is another one after every change: what is kept can be wasted,
never stale. All words, times and states are read from the database when they are shown.
"""

from __future__ import annotations

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count as numbers_from
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef

from learningcircles_wagtail.directory.snapshot_shelf import LONGEST_SECONDS
from learningcircles_wagtail.domain.month import Month, MonthLimits
from learningcircles_wagtail.enums import MeetingState
from learningcircles_wagtail.models import Meeting
from learningcircles_wagtail.models.querysets import called_off_q

KEPT_MONTHS = 24
KEPT_LIMITS = 200
CHUNK = 5_000
YEARS_BACK = 10
YEARS_AHEAD = 5
"""How far the calendar goes, whatever stands in it."""

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A few values that were worked out, each as of one fingerprint; for all threads.

    The values of another fingerprint are dropped as soon as a newer one is asked for,
    and the one that was not wanted for longest makes room for the next. None is kept
    for longer than a picture of a list (`snapshot_shelf`).
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._fingerprint = ""
        self._values: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()
        self._lock = Lock()

    def get(self, fingerprint: str, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept, or make it; nobody waits while another one makes it."""
        now = time.monotonic()
        with self._lock:
            if fingerprint == self._fingerprint and key in self._values:
                made_at, value = self._values[key]
                if now - made_at < LONGEST_SECONDS:
                    self._values.move_to_end(key)
                    return value
        value = make()
        with self._lock:
            if fingerprint != self._fingerprint:
                self._values.clear()
                self._fingerprint = fingerprint
            self._values[key] = now, value
            self._values.move_to_end(key)
            while len(self._values) > self.most:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class MonthDays:
    """The announced meetings of a month, of all circles, in order of day and hour.

    `meetings` holds the keys of rows; those of day `n` stand from `starts[n - 1]` to
    `starts[n]`. `circles` holds the key of each circle once, and `owners`, beside each
    meeting, the place of its circle there. `cancelled` is 1 beside a meeting that was
    called off, by itself or with its whole circle: what had begun before was held.
    `number` tells one reading from another.
    """

    meetings: array
    owners: array
    circles: array
    starts: list[int]
    cancelled: bytes
    number: int = field(default_factory=numbers_from().__next__, compare=False)

    def span(self, day: int) -> tuple[int, int]:
        """Return between which places the meetings of a day stand."""
        return self.starts[day - 1], self.starts[day]

    def count_cancelled(self, chosen: bytes, day: int | None = None) -> int:
        """Return how many chosen meetings of the month, or of a day, are cancelled."""
        first, last = (0, self.starts[-1]) if day is None else self.span(day)
        both = int.from_bytes(chosen[first:last], "big") & int.from_bytes(
            self.cancelled[first:last], "big"
        )
        return both.bit_count()


_months: Kept[MonthDays] = Kept(KEPT_MONTHS)
_unfiltered: Kept[bytes] = Kept(KEPT_MONTHS)
_limits: Kept[tuple[date | None, date | None]] = Kept(KEPT_LIMITS)


def month_days(month: Month, *, fingerprint: str) -> MonthDays:
    """Return the keys of a month's meetings, as of a fingerprint of the journal."""
    return _months.get(fingerprint, month, lambda: _read(month))


def _read(month: Month) -> MonthDays:
    rows = (
        Meeting.objects.announced()
        .filter(day__range=(month.first, month.last))
        .order_by("day", "start", "pk")
        .values_list("day", "pk", "circle_id", "state")
    )
    called_off = _called_off(month)
    meetings, owners, cancelled = array("q"), array("L"), bytearray()
    places: dict[int, int] = {}
    counts = [0] * (month.length + 1)
    for day, pk, circle_id, state in rows.iterator(chunk_size=CHUNK):
        meetings.append(pk)
        cancelled.append(state == MeetingState.CANCELLED or pk in called_off)
        owners.append(places.setdefault(circle_id, len(places)))
        counts[day.day] += 1
    starts, place = [], 0
    for count in counts:
        place += count
        starts.append(place)
    circles = array("q", places)
    return MonthDays(meetings, owners, circles, starts, bytes(cancelled))


def _called_off(month: Month) -> set[int]:
    """Return the keys of meetings that were called off with their whole circle."""
    rows = (
        Meeting.objects.announced()
        .filter(called_off_q(), day__range=(month.first, month.last))
        .values_list("pk", flat=True)
    )
    return set(rows.iterator(chunk_size=CHUNK))


def chosen_of(finding: Any, month: Month, kept: MonthDays) -> bytes:
    """Return a byte for each meeting of a month: 1 where a finding holds its circle.

    Without filters it is the whole list, which only a change can change. It belongs to
    one picture of the list and to one reading of the month; both may be made anew.
    """

    def choose() -> bytes:
        held = finding.selection(kept.circles)
        return bytes(map(held.__getitem__, kept.owners))

    if finding.criteria.is_filtered:
        return choose()
    key = finding.index_page.pk, month, finding.snapshot.made_at, kept.number
    return _unfiltered.get(finding.fingerprint, key, choose)


def month_limits(
    index_page: Any, *, today: date, now: Any, fingerprint: str
) -> MonthLimits:
    """Return the months between a list's first and last meeting, and the present one.

    Filters don't change them, so that a visitor can walk on past an empty month.
    """
    earliest = Month.of(today - timedelta(days=366 * YEARS_BACK)).first
    latest = Month.of(today + timedelta(days=366 * YEARS_AHEAD)).last

    def ends() -> tuple[date | None, date | None]:
        # Not "circle_id in": databases would collect the meetings of the whole list
        # and sort them, where the first one by day is nearly always the one.
        pages = index_page.get_circles(now=now).order_by()
        days = (
            Meeting.objects.announced()
            .filter(day__range=(earliest, latest))
            .filter(Exists(pages.filter(circle_id=OuterRef("circle_id"))))
            .order_by("day")
            .values_list("day", flat=True)
        )
        return days.first(), days.last()

    first, last = _limits.get(fingerprint, (index_page.pk, earliest), ends)
    return MonthLimits.around(
        today,
        first_day=first,
        last_day=last,
        years_back=YEARS_BACK,
        years_ahead=YEARS_AHEAD,
    )
