"""Where circles meet: each circle's branch, and what branches are called.

It is read once, from narrow columns, and kept in memory until the journal says that
something has changed. Which circles a visitor may see is decided by a finding alone.
"""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Container, Iterator
from itertools import compress
from typing import Any, NamedTuple

from learningcircles_wagtail.domain.geo import Position, PositionError
from learningcircles_wagtail.enums import CircleFormat
from learningcircles_wagtail.models import Branch, Circle

ONLINE = -1
"""The key of circles that meet online alone, at whichever branch they are run."""

NOWHERE = -2
"""The key of circles that meet in person, nobody knows yet where."""

LONGEST_SECONDS = 900
"""After how long everything is read anew though the journal has noted nothing."""


class Place(NamedTuple):
    """What is said of a branch; `position` is None for one that is not on the map."""

    name: str
    street_address: str
    city: str
    region: str
    slug: str
    position: Position | None

    @property
    def address(self) -> str:
        """Street, city and region in one line."""
        parts = (self.street_address, self.city, self.region)
        return ", ".join(part for part in parts if part)


class Gazetteer:
    """The places of all circles.

    The key of a place is that of a branch (the first of those that translate one
    another), `ONLINE` or `NOWHERE`. `circle_ids` and `place_keys` stand side by side;
    `positions` are those of branches on the map, `ranks` their order by name.
    """

    def __init__(self) -> None:
        self._read_at = time.monotonic()
        self._versions: dict[int, dict[int, Place]] = {}
        self._groups: dict[int, int] = {}
        self.positions: dict[int, Position] = {}
        self._read_branches()
        self.ranks = {key: rank for rank, key in enumerate(self._by_name())}
        self.circle_ids = array("q")
        self.place_keys = array("q")
        self._read_circles()

    def _read_branches(self) -> None:
        columns = ("name", "street_address", "city", "region", "slug")
        rows = Branch.objects.filter(live=True).order_by("pk")
        first: dict[Any, int] = {}
        for (
            pk,
            translation_key,
            locale_id,
            latitude,
            longitude,
            *words,
        ) in rows.values_list(
            "pk", "translation_key", "locale_id", "latitude", "longitude", *columns
        ).iterator(chunk_size=5000):
            group = self._groups[pk] = first.setdefault(translation_key, pk)
            place = Place(*words, position=_position(latitude, longitude))
            self._versions.setdefault(group, {})[locale_id] = place
            if place.position is not None:
                self.positions.setdefault(group, place.position)

    def _by_name(self) -> list[int]:
        names = {
            key: next(iter(versions.values())).name.casefold()
            for key, versions in self._versions.items()
        }
        return sorted(names, key=lambda key: (names[key], key))

    def _read_circles(self) -> None:
        rows = Circle.objects.order_by().values_list("pk", "branch_id", "format")
        for pk, branch_id, format in rows.iterator(chunk_size=5000):
            online = format == CircleFormat.ONLINE
            self.circle_ids.append(pk)
            self.place_keys.append(
                ONLINE if online else self._groups.get(branch_id, NOWHERE)
            )

    @property
    def is_old(self) -> bool:
        """Whether it was read so long ago that it should be read anew."""
        return time.monotonic() - self._read_at > LONGEST_SECONDS

    def place(self, key: int, locale_id: int) -> Place | None:
        """Return the branch of a key in the words of a locale, where it has them.

        Its position is that of the first version that has one.
        """
        versions = self._versions.get(key)
        if versions is None:
            return None
        place = versions.get(locale_id) or next(iter(versions.values()))
        return place._replace(position=self.positions.get(key))

    def select(self, finding: Any) -> bytes:
        """Return a byte for each of `circle_ids`: 1 where a finding holds it, or 0."""
        return finding.selection(self.circle_ids)

    def count(self, selection: bytes) -> Counter[int]:
        """Return how many of the selected circles there are at each place."""
        return Counter(compress(self.place_keys, selection))

    def circles_at(
        self, selection: bytes, keys: Container[int]
    ) -> Iterator[tuple[int, int]]:
        """Yield the selected circles at some places, each with the place's key."""
        selected = zip(
            compress(self.circle_ids, selection),
            compress(self.place_keys, selection),
            strict=True,
        )
        return (pair for pair in selected if pair[1] in keys)


def _position(latitude: float | None, longitude: float | None) -> Position | None:
    if latitude is None or longitude is None:
        return None
    try:
        return Position(latitude, longitude)
    except PositionError:
        return None


_kept: tuple[str, Gazetteer] | None = None


def gazetteer(fingerprint: str) -> Gazetteer:
    """Return the places of all circles; read anew for another state of the journal."""
    global _kept
    kept = _kept
    if kept is None or kept[0] != fingerprint or kept[1].is_old:
        kept = _kept = (fingerprint, Gazetteer())
    return kept[1]
