"""A map of one place among its neighbours, with rings of distance round it.

Outlines are too coarse for a town, and streets would need another server. So the place
is shown by what the reader may know: the other places of the same kind, how far away
they are and in which direction, and where in the country all of it lies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, radians, sin

from learningcircles_wagtail.domain.geo import Position, distance_km
from learningcircles_wagtail.domain.map_drawing import Inset, Label, Pin, Place
from learningcircles_wagtail.domain.map_furniture import (
    KM_PER_MILE,
    LETTER,
    NAME_SIZE,
    boxes_overlap,
    corners,
    free_corner,
    name_pins,
    shorten,
)
from learningcircles_wagtail.domain.map_locator import make_locator
from learningcircles_wagtail.domain.map_plan import NARROW, WIDE, Sheet
from learningcircles_wagtail.domain.map_window import (
    FrameSize,
    Window,
    fit_region,
    round_number,
)
from learningcircles_wagtail.domain.pin_layout import lay_out_pins, leader_is_seen
from learningcircles_wagtail.domain.svg_path import XY, Box

FARTHEST_KM = 40.0
"""Places farther away do not help to find the way."""

NEARLY_KM = 3.0
FARTHER = 4.0
"""How many times farther than the nearest place others may be, so that the map stays
large; those within `NEARLY_KM` are shown in any case."""

LEAST_KM = 1.6
HOME_RADIUS = 9.0
PIN_RADIUS = 8.5
MOST_RINGS = 6
LEAST_STEP = 0.2
"""The least distance from ring to ring, in kilometres or miles."""
NORTH_SIZE = (26.0, 36.0)
LONGEST_NAME = 210.0

FRAMES = {
    "wide": (FrameSize(720, 260, 340, 52), WIDE),
    "narrow": (FrameSize(340, 250, 380, 44), NARROW),
}


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of distance: its radius in units, what it measures, where that stands.

    `distance` is in kilometres or miles; without a `label` there was no room for it.
    """

    radius: float
    distance: float
    label: XY | None


@dataclass(frozen=True, slots=True)
class VicinityMap:
    """A map of `width` × `height` units, which are an SVG's `viewBox`.

    `home` is the place, `neighbours` the others, numbered from 1 in the order in which
    they were given; all have names where there was room.
    `north` is the middle of the arrow, None where every corner is taken. `miles` tells
    what the rings measure. `narrow` is the same map for a small screen.
    """

    width: float
    height: float
    home: Pin
    neighbours: tuple[Pin, ...]
    rings: tuple[Ring, ...]
    miles: bool
    north: XY | None = None
    locator: Inset | None = None
    narrow: "VicinityMap | None" = None


def neighbours_of(home: Place, others: Iterable[Place], most: int) -> list[Place]:
    """Return the places that help to find `home`, the nearest first, at most `most`."""
    here = Position(home.latitude, home.longitude)
    measured = [
        (distance_km(here, Position(one.latitude, one.longitude)), one.key, one)
        for one in others
    ]
    measured.sort(key=lambda item: item[:2])
    if not measured:
        return []
    limit = min(FARTHEST_KM, max(NEARLY_KM, FARTHER * measured[0][0]))
    return [one for km, _key, one in measured if km <= limit][:most]


@lru_cache(maxsize=256)
def draw_vicinity(
    home: Place, neighbours: tuple[Place, ...], *, miles: bool
) -> VicinityMap:
    """Draw a map of a place and its neighbours, for wide screens and for phones.

    The same places give the same drawing. Raises `ValueError` without a neighbour.
    """
    if not neighbours:
        raise ValueError("a vicinity needs at least one neighbour")
    wide, narrow = (
        _draw(home, neighbours, miles, *FRAMES[name]) for name in ("wide", "narrow")
    )
    return replace(wide, narrow=narrow)


def _draw(
    home: Place,
    neighbours: tuple[Place, ...],
    miles: bool,
    frame: FrameSize,
    sheet: Sheet,
) -> VicinityMap:
    places = [home, *neighbours]
    points = [(place.longitude, place.latitude) for place in places]
    window = fit_region(points, frame, LEAST_KM)
    anchors = [window.place(*point) for point in points]
    bounds = (0.0, 0.0, window.width, window.height)
    locator = make_locator(
        window,
        points[0],
        anchors,
        [],
        HOME_RADIUS + 8,
        size=sheet.locator,
        tolerance=sheet.tolerance,
    )
    taken = [_box_of(locator)] if locator else []
    spots = corners(NORTH_SIZE, (window.width, window.height))
    north = free_corner(
        [spots[3], spots[2], spots[1], spots[0]], anchors, taken, HOME_RADIUS + 4
    )
    taken += [north] if north else []
    pins = _pins(places, anchors, bounds, taken)
    return VicinityMap(
        width=window.width,
        height=window.height,
        home=pins[0],
        neighbours=tuple(pins[1:]),
        rings=tuple(_rings(window, anchors[0], pins, taken, miles)),
        miles=miles,
        north=((north[0] + north[2]) / 2, (north[1] + north[3]) / 2) if north else None,
        locator=locator,
    )


def _box_of(inset: Inset) -> Box:
    return inset.x, inset.y, inset.x + inset.width, inset.y + inset.height


def _pins(
    places: Sequence[Place], anchors: Sequence[XY], bounds: Box, taken: Sequence[Box]
) -> list[Pin]:
    """Return the place and its neighbours, with names where there is room.

    The place stays where it is; its neighbours are moved aside until none covers it
    or another.
    """
    home = _pin(0, places[0], anchors[0], anchors[0])
    heart = _round_box(home, HOME_RADIUS + 2)
    spots = lay_out_pins(
        anchors[1:], radius=PIN_RADIUS, bounds=bounds, blocked=[*taken, heart]
    )
    pins = [
        _pin(number, *each)
        for number, each in enumerate(
            zip(places[1:], anchors[1:], spots or anchors[1:], strict=True), start=1
        )
    ]
    others = [_round_box(pin, PIN_RADIUS + 2) for pin in pins]
    (home,) = name_pins([home], HOME_RADIUS, bounds, [*taken, *others])
    blocked = [*taken, heart, *([name_box(home.name)] if home.name else [])]
    return [home, *name_pins(pins, PIN_RADIUS, bounds, blocked)]


def _pin(number: int, place: Place, anchor: XY, spot: XY) -> Pin:
    return Pin(
        number=number,
        x=round(spot[0], 1),
        y=round(spot[1], 1),
        anchor_x=round(anchor[0], 1),
        anchor_y=round(anchor[1], 1),
        label=shorten(place.label, LONGEST_NAME),
        key=place.key,
        has_leader=leader_is_seen(anchor, spot, PIN_RADIUS),
    )


def _round_box(pin: Pin, radius: float) -> Box:
    return pin.x - radius, pin.y - radius, pin.x + radius, pin.y + radius


def name_box(label: Label) -> Box:
    """Return the room that a name takes on a map."""
    width = len(label.text) * NAME_SIZE * LETTER
    left = {"start": 0.0, "middle": width / 2, "end": width}[label.align]
    x = label.x - left
    return x, label.y - NAME_SIZE * 0.8, x + width, label.y + NAME_SIZE * 0.3


def _rings(
    window: Window, home: XY, pins: Sequence[Pin], taken: Sequence[Box], miles: bool
) -> list[Ring]:
    """Return the rings of distance round a place that the frame shows."""
    unit = window.scale * (KM_PER_MILE if miles else 1.0)
    farthest = max(
        hypot(pin.anchor_x - home[0], pin.anchor_y - home[1]) for pin in pins
    )
    step = max(round_number(max(farthest / unit, LEAST_STEP) / 1.5), LEAST_STEP)
    corner = max(
        hypot(x - home[0], y - home[1])
        for x in (0.0, window.width)
        for y in (0.0, window.height)
    )
    boxes = [*taken, *(_round_box(pin, PIN_RADIUS + 3) for pin in pins)]
    boxes += [name_box(pin.name) for pin in pins if pin.name]
    rings = []
    for number in range(1, MOST_RINGS + 1):
        radius = number * step * unit
        if radius >= corner:
            break
        spot = _ring_spot(home, radius, window, boxes)
        if spot is not None:
            boxes.append(_words_box(spot))
        rings.append(Ring(round(radius, 1), round(number * step, 3), spot))
    return rings


def _ring_spot(
    home: XY, radius: float, window: Window, boxes: Sequence[Box]
) -> XY | None:
    """Return where the words of a ring stand on it, beginning above the place."""
    for degrees in (0, 180, 90, 270, 45, 315, 135, 225, 22, 338, 158, 202, 68, 292):
        angle = radians(degrees)
        spot = home[0] + radius * sin(angle), home[1] - radius * cos(angle)
        box = _words_box(spot)
        inside = (
            box[0] >= 4
            and box[1] >= 4
            and box[2] <= window.width - 4
            and box[3] <= window.height - 4
        )
        if inside and not any(boxes_overlap(box, other) for other in boxes):
            return round(spot[0], 1), round(spot[1], 1)
    return None


def _words_box(spot: XY) -> Box:
    return spot[0] - 24, spot[1] - 9, spot[0] + 24, spot[1] + 9
