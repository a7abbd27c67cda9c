"""Where on the globe the circles of a picture are, each at its place in the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from learningcircles_wagtail.directory.columns import FEW
from learningcircles_wagtail.directory.near import Point
from learningcircles_wagtail.domain.bit_sets import from_places


class Whereabouts:
    """The positions of circles; `latitudes` and `longitudes` stand beside the places.

    Numbers that are no position, which code may have written, are none.
    """

    def __init__(
        self, latitudes: Sequence[float | None], longitudes: Sequence[float | None]
    ) -> None:
        self._latitudes, self._longitudes = latitudes, longitudes
        self._sets: dict[Point, int] = {}

    @cached_property
    def points(self) -> dict[Point, list[int]]:
        """Places on the list by position on the globe (latitude, longitude)."""
        found: dict[Point, list[int]] = defaultdict(list)
        for place in range(len(self._latitudes)):
            point = self.position_of(place)
            if point is not None:
                found[point].append(place)
        return dict(found)

    @cached_property
    def nowhere(self) -> list[int]:
        """The places of circles without a position on the globe."""
        places = range(len(self._latitudes))
        return [place for place in places if self.position_of(place) is None]

    def position_of(self, place: int) -> Point | None:
        """Return latitude and longitude of the circle at a place, or None."""
        latitude, longitude = self._latitudes[place], self._longitudes[place]
        if latitude is None or longitude is None:
            return None
        if -90 <= latitude <= 90 and -180 <= longitude <= 180:
            return latitude, longitude
        return None

    def members(self, points: Iterable[Point]) -> int:
        """Return the set of the circles at some of `points`."""
        if len(self.points) > FEW:
            places = (place for point in points for place in self.points[point])
            return from_places(places, len(self._latitudes))
        found = 0
        for point in points:
            if point not in self._sets:
                places = self.points[point]
                self._sets[point] = from_places(places, len(self._latitudes))
            found |= self._sets[point]
        return found
