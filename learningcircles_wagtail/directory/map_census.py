"""Who meets where, of what a visitor found: counted once and remembered while true.

To count 100,000 circles by place and to choose the first ones at each takes longer than
a page of the list. It depends on the journal, on what was found and in which order, and
on which circles have begun: it is kept until the next of them begins or ends.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar

from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.gazetteer import gazetteer
from learningcircles_wagtail.directory.map_places import (
    MapPlace,
    MapPlaces,
    first_circles_at,
    take_census,
)
from learningcircles_wagtail.directory.remembered import Remembered

KEPT = 16
"""How many censuses a process remembers; that of ten thousand places is a megabyte."""

PAGES_KEPT = 128
"""How many pages of places, each with the keys of some eighty circles."""

LONGEST = timedelta(minutes=15)
"""How long at most, in case something writes rows behind Django's back."""

censuses = Remembered(KEPT)
firsts = Remembered(PAGES_KEPT)

Value = TypeVar("Value")


class FirstCircles(NamedTuple):
    """The keys of pages, in the order of the finding, and the place of each."""

    pages: tuple[int, ...]
    places: tuple[int, ...]


class CircleCensus:
    """The places of a finding and the first circles at some of them."""

    def __init__(self, index_page: Any, finding: Finding) -> None:
        self.finding = finding
        self._gazetteer = gazetteer(finding.fingerprint)
        criteria = replace(finding.criteria, page=1, ignored=())
        # What was found stands for filters, search, seats and the hour.
        self._key = (
            type(index_page),
            index_page.pk,
            finding.fingerprint,
            criteria.effective_order,
            criteria.near,
            finding.members,
        )
        self._selection: bytes | None = None
        census = self._remembered(
            censuses,
            self._key,
            lambda: take_census(finding, self._gazetteer, self.selection),
        )
        self.places = MapPlaces(census, self._gazetteer, locale_id=index_page.locale_id)

    @property
    def selection(self) -> bytes:
        """A byte for each circle of the gazetteer: 1 where it was found."""
        if self._selection is None:
            self._selection = self._gazetteer.select(self.finding)
        return self._selection

    def first_circles(self, shown: Collection[MapPlace], *, most: int) -> FirstCircles:
        """Return the pages of the first circles at some places, at most `most` each."""
        key = (self._key, tuple(place.key for place in shown), most)
        return self._remembered(firsts, key, lambda: self._first_circles(shown, most))

    def _first_circles(self, shown: Collection[MapPlace], most: int) -> FirstCircles:
        finding, snapshot = self.finding, self.finding.snapshot
        chosen = first_circles_at(
            finding, self._gazetteer, self.selection, shown, most=most
        )
        pages = {}
        for circle, place in chosen.items():
            # An alias shows a circle a second time, perhaps where it was not found.
            at = next(one for one in snapshot.at((circle,)) if finding.flags[one])
            pages[snapshot.pages[at]] = place
        return FirstCircles(tuple(pages), tuple(pages.values()))

    def _remembered(
        self, shelf: Remembered, key: Hashable, make: Callable[[], Value]
    ) -> Value:
        now = self.finding.now
        found = shelf.get(key, now)
        if found is not None:
            return found[0]
        made = make()
        until = min(now + LONGEST, self.finding.snapshot.next_change(now))
        shelf.put(key, until, made)
        return made
