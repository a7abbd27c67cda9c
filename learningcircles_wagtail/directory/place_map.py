"""Where a branch is: a small map among its neighbours, the same in words, and the way.

Everything is drawn here, so no other server learns who looks at which circle; links
for directions lead to others only when they are followed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import quote

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.coreutils import get_content_languages

from learningcircles_wagtail.directory.distances import distance_words, uses_miles
from learningcircles_wagtail.directory.remembered import Remembered
from learningcircles_wagtail.domain.cartography import MapDrawing, draw
from learningcircles_wagtail.domain.compass import compass_point
from learningcircles_wagtail.domain.geo import (
    Position,
    PositionError,
    bounding_boxes,
    distance_km,
)
from learningcircles_wagtail.domain.map_drawing import Place
from learningcircles_wagtail.domain.vicinity import (
    FARTHEST_KM,
    VicinityMap,
    draw_vicinity,
    neighbours_of,
)
from learningcircles_wagtail.enums import CircleFormat
from learningcircles_wagtail.models import Branch
from learningcircles_wagtail.models.changes import fingerprint

MOST_NEIGHBOURS = 5
"""How many other branches stand on the map, and are named in words."""

LOOKED_AT = 24
"""How many of the nearest are read, in each language."""

LONGEST = timedelta(minutes=15)
"""How long neighbours are remembered at most, in case something writes branches behind
Django's back."""

kept = Remembered(1_000)

BESIDE_KM = 0.05
"""Nearer than this, a direction says nothing."""

DIRECTIONS = "https://www.openstreetmap.org/directions?to={at}#map=15/{path}"


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A branch on the map.

    `vicinity` shows it among its neighbours; where it has none, `region` shows the
    country round it. `ways` say in words how it lies to each neighbour
    that is drawn.
    """

    name: str
    locality: str
    position: Position
    vicinity: VicinityMap | None
    region: MapDrawing | None
    ways: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the drawing shows, in words."""
        if not self.ways:
            return _("Map of the country round %(place)s") % {"place": self.name}
        return ngettext(
            "Map: %(place)s and another branch nearby",
            "Map: %(place)s and %(count)d other branches nearby",
            len(self.ways),
        ) % {"place": self.name, "count": len(self.ways)}

    @property
    def sheets(self) -> list[dict[str, Any]]:
        """The drawings of the vicinity: `{sheet, width, rings}`, wide and narrow.

        `rings` are pairs of a ring and the words beside it.
        """
        if self.vicinity is None:
            return []
        sheets = {"wide": self.vicinity, "narrow": self.vicinity.narrow}
        return [
            {
                "sheet": sheet,
                "width": width,
                "rings": [
                    (ring, _ring_words(ring.distance, miles=sheet.miles))
                    for ring in sheet.rings
                ],
            }
            for width, sheet in sheets.items()
        ]

    @property
    def directions_url(self) -> str:
        """The way there, on OpenStreetMap; from where is asked there."""
        at = _degrees(self.position)
        return DIRECTIONS.format(at=quote(",".join(at)), path="/".join(at))

    @property
    def app_url(self) -> str:
        """The place for an app on the visitor's device (RFC 5870)."""
        return "geo:{},{}".format(*_degrees(self.position))


def place_map(page: Any, summary: Any) -> PlaceMap | None:
    """Return the map of the branch where a circle meets, or None.

    There is none for a circle that meets online alone, at a branch that is a draft, or
    at one of which nobody has said where on the globe it lies. Other branches are those
    of the same library system that are published: one query where none is remembered.
    """
    branch = summary.branch
    if branch is None or summary.format == CircleFormat.ONLINE:
        return None
    try:
        position = Position(branch.latitude, branch.longitude)
    except PositionError:
        return None
    home = _place(branch.translation_key, branch, branch.city)
    miles = uses_miles(_country_of(branch))
    chosen = _neighbours(page, branch, home)
    return PlaceMap(
        name=branch.name,
        locality=branch.locality,
        position=position,
        vicinity=draw_vicinity(home, chosen, miles=miles) if chosen else None,
        region=None if chosen else _country(home),
        ways=tuple(_way(position, one, miles=miles) for one in chosen),
    )


def _neighbours(page: Any, branch: Any, home: Place) -> tuple[Place, ...]:
    """Return the neighbours of a branch, from memory while the journal is the same.

    Its state is known where the page was read with it (`circle_page_at`).
    """
    changes, now = getattr(page, "lc_changes", 0), timezone.now()
    key = None
    if changes:
        state = fingerprint(changes, page.lc_tokens)
        key = (state, branch.pk, home, page.locale_id)
        if (found := kept.get(key, now)) is not None:
            return found[0]
    position = Position(home.latitude, home.longitude)
    others = _others(branch, position, page.locale_id)
    chosen = tuple(neighbours_of(home, others, MOST_NEIGHBOURS))
    if key is not None:
        kept.put(key, now + LONGEST, chosen)
    return chosen


def _country(home: Place) -> MapDrawing:
    """Draw the country round a place, for a small frame."""
    drawing = draw([home])
    # One place needs no number.
    return replace(drawing.narrow or drawing, numbered=False, radius=7)


def _country_of(branch: Any) -> str:
    library = branch.library_system
    return branch.country or (library.country if library else "")


def _place(key: Any, branch: Any, region: str) -> Place:
    return Place(
        key=str(key),
        latitude=branch.latitude,
        longitude=branch.longitude,
        label=branch.name,
        region=region,
    )


def _others(branch: Any, position: Position, locale_id: int) -> list[Place]:
    """Return the nearest published branches of a branch's library system.

    Each stands there once, in the words of a locale where it has them.
    """
    library = branch.library_system
    same = (
        Q(library_system__translation_key=library.translation_key)
        if library
        else Q(library_system__isnull=True)
    )
    boxes = (
        Q(
            latitude__range=(box.south, box.north),
            longitude__range=(box.west, box.east),
        )
        for box in bounding_boxes(position, FARTHEST_KM)
    )
    rows = (
        Branch.objects.filter(same, reduce(or_, boxes), live=True)
        .exclude(translation_key=branch.translation_key)
        .annotate(lc_closeness=_closeness(position))
        .order_by("lc_closeness", "pk")
    )
    found: dict[Any, Any] = {}
    for row in rows.only(
        "name", "latitude", "longitude", "translation_key", "locale_id"
    )[: LOOKED_AT * len(get_content_languages())]:
        if row.translation_key not in found or row.locale_id == locale_id:
            found[row.translation_key] = row
    return [_place(key, row, "") for key, row in found.items()]


def _closeness(position: Position) -> Any:
    """Return an expression that orders near places by their distance, roughly.

    In squares of degrees, those of longitude at half their length: it decides only
    which of very many branches are looked at.
    """
    north = F("latitude") - position.latitude
    east = (F("longitude") - position.longitude) * 0.5
    return north * north + east * east


def _way(position: Position, neighbour: Place, *, miles: bool) -> str:
    """Return how a place lies to a neighbour: "2.3 km north-west of East Branch"."""
    other = Position(neighbour.latitude, neighbour.longitude)
    km = distance_km(position, other)
    if km < BESIDE_KM:
        return _("right beside %(branch)s") % {"branch": neighbour.label}
    words = WAYS[compass_point(other, position)]()
    distance = distance_words(max(km, 0.1), miles=miles)
    return words % {"distance": distance, "branch": neighbour.label}


WAYS: dict[str, Callable[[], str]] = {
    "n": lambda: _("%(distance)s north of %(branch)s"),
    "ne": lambda: _("%(distance)s north-east of %(branch)s"),
    "e": lambda: _("%(distance)s east of %(branch)s"),
    "se": lambda: _("%(distance)s south-east of %(branch)s"),
    "s": lambda: _("%(distance)s south of %(branch)s"),
    "sw": lambda: _("%(distance)s south-west of %(branch)s"),
    "w": lambda: _("%(distance)s west of %(branch)s"),
    "nw": lambda: _("%(distance)s north-west of %(branch)s"),
}


def _ring_words(distance: float, *, miles: bool) -> str:
    shown = number_format(f"{distance:g}", use_l10n=True)
    if miles:
        words = pgettext("length on a map's scale bar", "%(distance)s mi")
    else:
        words = pgettext("length on a map's scale bar", "%(distance)s km")
    return words % {"distance": shown}


def _degrees(position: Position) -> tuple[str, str]:
    """Return latitude and longitude as text, to about a decimetre."""
    return f"{position.latitude:.6f}", f"{position.longitude:.6f}"
