"""The places of a finding, in the order of the list beside the map."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

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
    of one page; `more_url` leads to the rest of them.
    """

    key: int
    count: int
    number: int | None
    branch: Place | None
    circles: list[Any] = field(default_factory=list)
    more_url: str = ""

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

    @property
    def distance(self) -> str:
        """How far away it is, in words, where the visitor has said from where."""
        return next((getattr(one, "distance", "") for one in self.circles), "") or ""


def places_of(
    finding: Any, places: Gazetteer, selection: bytes, *, locale_id: int
) -> list[MapPlace]:
    """Return the places of a finding: those with a pin, then those without.

    Places with most circles come first, or the nearest where that is the order asked
    for; then branches that are not on the map, and what is at no branch.
    """
    pinned, others = [], []
    for key, count in places.count(selection).items():
        branch = places.place(key, locale_id)
        on_map = branch is not None and branch.position is not None
        (pinned if on_map else others).append((key, count, branch))
    near = finding.criteria.near
    if near is not None and finding.criteria.effective_order == "nearest":
        pinned.sort(key=lambda one: (_distance(near, one[2]), one[2].name, one[0]))
    else:
        pinned.sort(key=_most_circles)
    others.sort(key=lambda one: (one[2] is None, *_most_circles(one)))
    numbered = [
        MapPlace(key, count, number, branch)
        for number, (key, count, branch) in enumerate(pinned, 1)
    ]
    return numbered + [MapPlace(key, count, None, name) for key, count, name in others]


def _most_circles(one: tuple[int, int, Place | None]) -> tuple:
    key, count, branch = one
    return -count, branch.name.casefold() if branch else "", -key


def _distance(near: Position, branch: Place) -> float:
    return distance_km(near, branch.position) if branch.position else float("inf")


def first_pages_at(
    finding: Any,
    places: Gazetteer,
    selection: bytes,
    shown: Collection[MapPlace],
    *,
    most: int,
) -> dict[int, int]:
    """Return the first pages at each of some places, in the order of the finding.

    They are at most `most` a place: the key of the place by the key of the page.
    """
    room = {place.key: min(place.count, most) for place in shown}
    left = sum(room.values())
    wanted = dict(places.circles_at(selection, room))
    found: dict[int, int] = {}
    for page_id, circle_id in zip(finding.ids(), finding.circle_ids(), strict=False):
        key = wanted.get(circle_id)
        if key is None or not room[key]:
            continue
        found[page_id] = key
        room[key] -= 1
        left -= 1
        if not left:
            break
    return found
