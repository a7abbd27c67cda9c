"""Finding circles: what the criteria of a visitor select from the list of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import compress, islice
from typing import Any

from learningcircles_wagtail.directory.criteria import Criteria, Ignored
from learningcircles_wagtail.directory.full_circles import full_digest, full_places
from learningcircles_wagtail.directory.near import points_by_distance, points_within
from learningcircles_wagtail.directory.near_choices import NearChoice
from learningcircles_wagtail.directory.prepared import Digest
from learningcircles_wagtail.directory.search import found_pages
from learningcircles_wagtail.directory.snapshot import Snapshot
from learningcircles_wagtail.directory.snapshot_shelf import get_snapshot
from learningcircles_wagtail.domain.bit_sets import from_places, lowest, to_flags
from learningcircles_wagtail.domain.geo import Position, distance_km
from learningcircles_wagtail.enums import CircleStatus

KNOWN = {
    "topics": "topic",
    "branches": "branch",
    "library": "library",
    "city": "city",
    "language": "language",
}
"""Filters whose values are those that the list knows, and their names in addresses."""

HEAVY = ("body", "meetings", "skipped_dates")
"""Streams that no list reads: parsing them costs more than all else."""


class Finding:
    """The circles of one list that fit some criteria at one moment, in order.

    - `criteria`: those that were used, without what the list's records do not know;
      what was left out stands in `criteria.ignored`;
    - `count`: how many circles there are;
    - `fingerprint` and `changed_at`: the state of the journal (`models.changes`): as
      long as it is the same, and no boundary of time is crossed, so is the finding;
    - `typed`: the words of a visitor who spelled them otherwise than the list's circles
      do (`directory.spelling`), "" where `criteria` hold them as they were typed;
    - `distances`: by the key of a page, kilometres from `criteria.near`, of the pages
      that were asked for; {} without.
    """

    def __init__(self, index_page: Any, criteria: Criteria, *, now: datetime) -> None:
        self.index_page = index_page
        self.now = now
        self.typed = ""
        self.snapshot: Snapshot = get_snapshot(index_page, now=now)
        self.fingerprint = self.snapshot.journal.state.fingerprint
        self.changed_at = self.snapshot.journal.state.changed_at
        self.criteria = self._with_known(criteria)
        self.distances: dict[int, float] = {}
        self.filters = self._filters()
        self.members = self.all_but()
        self.count = self.members.bit_count()

    def _with_known(self, criteria: Criteria) -> Criteria:
        """Return the criteria by the values of this list; unknown ones are ignored."""
        ignored = list(criteria.ignored)
        changed: dict[str, Any] = {}
        for attribute, name in KNOWN.items():
            given = getattr(criteria, attribute)
            several = (given,) if isinstance(given, str) else given
            column = self.snapshot.columns[attribute]
            known = column.known(one for one in several if one)
            ignored += [
                Ignored(name, one[:40])
                for one in several
                if one and not column.spelling(one)
            ]
            changed[attribute] = known[0] if known else ""
            if not isinstance(given, str):
                changed[attribute] = known
        if criteria.place:
            place = self.snapshot.near_names.named(criteria.place)
            if place is None:
                ignored.append(Ignored("near", criteria.place[:40]))
                criteria = criteria.near_to("", None)
            else:
                criteria = criteria.near_to(place.text, place.position)
        return replace(criteria, **changed, ignored=tuple(ignored))

    def _filters(self) -> dict[str, int]:
        """Return, for each filter that was asked for, the set that it selects."""
        asked, found = self.criteria, {}
        columns = self.snapshot.columns
        for name in ("topics", "branches", "weekdays"):
            if values := getattr(asked, name):
                found[name] = columns[name].any_of(values)
        for name in ("library", "city", "format", "time", "language"):
            if value := getattr(asked, name):
                found[name] = columns[name].any_of((value,))
        if asked.access:
            found["access"] = columns["access"].all_of(
                asked.access, self.snapshot.everything
            )
        if asked.open:
            found["open"] = self.open
        if asked.status:
            found["status"] = self.snapshot.status(asked.status, self.now)
        if asked.q:
            found["q"] = self._searched()
        if asked.near and asked.within:
            found["within"] = self._within(asked.near, asked.within)
        return found

    def all_but(self, *names: str) -> int:
        """Return the set of the circles that fit every filter but those named."""
        members = self.snapshot.everything
        for other, selected in self.filters.items():
            if other not in names:
                members &= selected
        return members

    @cached_property
    def to_come(self) -> int:
        """The set of the circles that were found and are neither over nor cancelled."""
        return self.members & self.snapshot.running(self.now)

    @cached_property
    def full_digest(self) -> Digest:
        """What tells apart which circles are full, without reading them: three sums."""
        return full_digest(self.now)

    @cached_property
    def open(self) -> int:
        """The set of the circles that one can join without waiting, asked afresh."""
        full = full_places(self.snapshot, self.full_digest, self.now)
        return self.snapshot.open(self.now, full)

    def statuses(self) -> dict[str, int]:
        """Return the set of the circles in each state, by the state's value."""
        return {
            status: self.snapshot.status(status, self.now)
            for status in CircleStatus.values
        }

    def _searched(self) -> int:
        snapshot = self.snapshot
        keys = found_pages(snapshot.model, self.criteria.q)
        if keys is None:
            return snapshot.everything
        known = snapshot.place_of_page
        return from_places((known[key] for key in keys if key in known), snapshot.size)

    @cached_property
    def near_place(self) -> NearChoice | None:
        """The place of the list that was asked for; None for a bare position."""
        asked, names = self.criteria, self.snapshot.near_names
        if asked.near is None:
            return None
        return names.named(asked.place) if asked.place else names.at(asked.near)

    def _within(self, centre: Position, km: float) -> int:
        where = self.snapshot.whereabouts
        return where.members(points_within(where.points, centre, km))

    def ids(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Return the keys of the pages from one place in the order to another."""
        pages = self.snapshot.pages
        places = self._slice(start, stop)
        centre = self.criteria.near
        if centre is not None:
            for place in places:
                position = self.snapshot.whereabouts.position_of(place)
                if position is not None:
                    self.distances[pages[place]] = distance_km(
                        centre, Position(*position)
                    )
        return [pages[place] for place in places]

    def pages(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """Return the pages from one place in the order to another, ready for cards.

        They are read as `live().public()`; what was hidden a moment ago is left out.
        """
        return self.read(self.ids(start, stop))

    def read(self, ids: Sequence[int]) -> list[Any]:
        """Return the pages of some keys, in their order, without those hidden now."""
        pages = self.index_page.get_circles(now=self.now).order_by().defer(*HEAVY)
        found = {page.pk: page for page in pages.filter(pk__in=ids)}
        return [found[pk] for pk in ids if pk in found]

    def circle_ids(self) -> Iterator[int]:
        """Yield the keys of the circles' rows, in order."""
        circles = self.snapshot.circles
        return (circles[place] for place in self._ordered())

    @cached_property
    def flags(self) -> bytes:
        """A byte for each place of the picture: 1 for a circle that was found."""
        return to_flags(self.members, self.snapshot.size)

    def selection(self, circle_ids: Sequence[int]) -> bytes:
        """Return a byte for each of some circles: 1 for one that was found, else 0."""
        places, flags = self.snapshot.places_of_circle, self.flags
        found = bytearray()
        for circle in circle_ids:
            place = places.get(circle, -1)
            if isinstance(place, tuple):
                found.append(any(flags[one] for one in place))
            else:
                found.append(flags[place] if place >= 0 else 0)
        return bytes(found)

    def _runs(self, step: int) -> Iterator[tuple[Sequence[int], bytes]]:
        """Yield the order that was asked for, as runs of places: -1 for the last first.

        Beside each run are the flags of those of its places that belong to it.
        """
        snapshot = self.snapshot
        match self.criteria.effective_order:
            case "nearest":
                where = snapshot.whereabouts
                points = points_by_distance(where.points, self.criteria.near)
                runs = [*(where.points[point] for point in points), where.nowhere]
                running = self.members & snapshot.running(self.now)
                # What is over or cancelled is no use to somebody who looks nearby.
                for group in filter(None, (running, self.members & ~running)[::step]):
                    flags = to_flags(group, snapshot.size)
                    for run in runs[::step]:
                        yield run[::step], flags
            case "newest":
                yield snapshot.by_newest[::step], self.flags
            case "title":
                yield snapshot.by_title[::step], self.flags
            case _soonest:
                yield from self._soonest(step)

    def _soonest(self, step: int) -> Iterator[tuple[Sequence[int], bytes]]:
        """Running circles by their first meeting; then cancelled and completed ones.

        Of those that are over, the latest stand first.
        """
        snapshot = self.snapshot
        running = snapshot.running(self.now)
        cancelled = snapshot.status("cancelled", self.now)
        over = snapshot.everything & ~running & ~cancelled
        groups = ((running, True), (cancelled, False), (over, False))
        for group, by_start in groups[::step]:
            if members := self.members & group:
                # Before the first that is running there may be a great many over.
                places = (
                    range(lowest(members), members.bit_length())
                    if by_start
                    else snapshot.by_end
                )
                yield places[::step], to_flags(members, snapshot.size)

    def _ordered(self, step: int = 1) -> Iterator[int]:
        """Yield the places of what was found, in the order that was asked for.

        With a `step` of -1 from the last to the first, for pages deep in a long list.
        """
        for places, flags in self._runs(step):
            yield from compress(places, map(flags.__getitem__, places))

    def _slice(self, start: int, stop: int | None) -> list[int]:
        """Return a slice of the order, read from its nearer end."""
        stop = self.count if stop is None else min(stop, self.count)
        if start >= stop:
            return []
        if start <= self.count - stop:
            return list(islice(self._ordered(), start, stop))
        found = islice(self._ordered(-1), self.count - stop, self.count - start)
        return list(found)[::-1]


def find(index_page: Any, criteria: Criteria, *, now: datetime) -> Finding:
    """Return what `criteria` select from the public circles below `index_page`.

    `now` is aware. Every kind of list, calendar, map and feed begins here.
    """
    return Finding(index_page, criteria, now=now)
