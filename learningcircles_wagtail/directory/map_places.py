"""The places of a finding, in the order of the list beside the map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple, overload

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.directory.gazetteer import (
    NOWHERE,
    ONLINE,
    Gazetteer,
    Place,
)
from learningcircles_wagtail.domain.geo import Position, distance_km


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place with its number of circles.

    `key` is that of the gazetteer. `number` is that of the pin, from 1, and None where
    there is no pin; `circles` are summaries of the first circles, filled for the places
    of one page; `more_url` leads to the rest of them, and `distance` says how far away
    it is where a visitor has said from where.
    """

    key: int
    count: int
    number: int | None
    branch: Place | None
    circles: list[Any] = field(default_factory=list)
    more_url: str = ""
    distance: str = ""

    @property
    def anchor(self) -> str:
        """The identity of its entry in the list."""
        if self.number is not None:
            return f"place-{self.number}"
        names = {ONLINE: "place-online", NOWHERE: "place-unknown"}
        return names.get(self.key, f"place-off-map-{self.key}")

    @property
    def name(self) -> str:
        """What the place is called."""
        if self.branch:
            return self.branch.name
        return _("Online") if self.key == ONLINE else _("Place to be announced")

    @property
    def address(self) -> str:
        """Street, city and region, or ""."""
        return self.branch.address if self.branch else ""

    @property
    def is_off_map(self) -> bool:
        """Whether it is a branch of which nobody has said where it lies."""
        return self.branch is not None and self.number is None

    @property
    def count_words(self) -> str:
        """How many circles there are, in words."""
        return ngettext("%d circle", "%d circles", self.count) % (self.count)

    @property
    def pin_words(self) -> str:
        """The name of its pin: "Central Library: 4 circles"."""
        return _("%(place)s: %(circles)s") % {
            "place": self.name,
            "circles": self.count_words,
        }

    @property
    def more_words(self) -> str:
        """What the link to its other circles says."""
        if self.branch:
            return ngettext(
                "%(count)d circle at %(place)s",
                "All %(count)d circles at %(place)s",
                self.count,
            ) % {"count": self.count, "place": self.name}
        if self.key == ONLINE:
            return ngettext("%d circle online", "All %d circles online", self.count) % (
                self.count
            )
        return _("All circles as a list")


class Census(NamedTuple):
    """The keys of places in the order of their list, and how many circles meet there.

    The first `pin_count` of them are on the map.
    """

    keys: tuple[int, ...]
    counts: Mapping[int, int]
    pin_count: int
    branch_count: int


def take_census(finding: Any, places: Gazetteer, selection: bytes) -> Census:
    """Count the circles of a finding by place, and put the places in order.

    Places with most circles come first, or the nearest where that is the order asked
    for; then branches that are not on the map, and what is at no branch.
    """
    counts = places.count(selection)

    def by_count(key: int) -> tuple[int, int]:
        return -counts[key], places.ranks.get(key, -key)

    def by_distance(near: Position, key: int) -> tuple[float, int]:
        return distance_km(near, places.positions[key]), places.ranks[key]

    pinned = [key for key in counts if key in places.positions]
    others = [key for key in counts if key not in places.positions]
    near = finding.criteria.near
    if near is not None and finding.criteria.effective_order == "nearest":
        pinned.sort(key=partial(by_distance, near))
    else:
        pinned.sort(key=by_count)
    others.sort(key=lambda key: (key < 0, by_count(key)))
    return Census(
        keys=(*pinned, *others),
        counts=counts,
        pin_count=len(pinned),
        branch_count=sum(key > 0 for key in counts),
    )


class MapPlaces(Sequence[MapPlace]):
    """The places of a census, each made when it is asked for.

    So ten thousand cost little more than ten.
    """

    def __init__(self, census: Census, places: Gazetteer, *, locale_id: int) -> None:
        self._places = places
        self._locale_id = locale_id
        self._keys, self._counts = census.keys, census.counts
        self.pin_count = census.pin_count
        self.branch_count = census.branch_count

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> MapPlace: ...

    @overload
    def __getitem__(self, index: slice) -> list[MapPlace]: ...

    def __getitem__(self, index: int | slice) -> MapPlace | list[MapPlace]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        key = self._keys[index]
        return MapPlace(
            key=key,
            count=self._counts[key],
            number=index + 1 if 0 <= index < self.pin_count else None,
            branch=self._places.place(key, self._locale_id),
        )

    def index_of(self, key: int) -> int | None:
        """Return where a place stands in the list, from 0, or None."""
        return self._keys.index(key) if key in self._counts else None


def first_circles_at(
    finding: Any,
    places: Gazetteer,
    selection: bytes,
    shown: Collection[MapPlace],
    *,
    most: int,
) -> dict[int, int]:
    """Return the first circles at each of some places, in the order of the finding.

    Where that is the nearest, at one place those to come stand first. They are at most
    `most` a place: the key of the place by the key of the circle.
    """
    room = {place.key: min(place.count, most) for place in shown}
    left = sum(room.values())
    wanted = dict(places.circles_at(selection, room))
    if finding.criteria.effective_order == "nearest":
        finding = copy(finding)
        finding.criteria = replace(finding.criteria, order="soonest")
    found: dict[int, int] = {}
    for circle_id in finding.circle_ids() if left else ():
        key = wanted.pop(circle_id, None)
        if key is None or not room[key]:
            continue
        found[circle_id] = key
        room[key] -= 1
        left -= 1
        if not left:
            break
    return found
