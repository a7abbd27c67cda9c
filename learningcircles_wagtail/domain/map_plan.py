"""What a map shows: all places in one window, or the far ones in windows apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from learningcircles_wagtail.domain.geo import EARTH_RADIUS_KM
from learningcircles_wagtail.domain.map_drawing import Kind
from learningcircles_wagtail.domain.map_furniture import MARGIN, corners, free_corner
from learningcircles_wagtail.domain.map_window import (
    FrameSize,
    Window,
    fit_region,
    fit_world,
    spread_of,
)
from learningcircles_wagtail.domain.outlines import LonLat, angle_between
from learningcircles_wagtail.domain.svg_path import Box

FAR_KM = 2500.0
"""A group of places is apart if each has this way at least to all other places."""
CITY_KM = 120.0
"""Places less far apart are shown on a grid: outlines are not exact enough."""
ONE_SPOT_KM = 0.2
"""Places less far apart count as one, with the country round it."""
WORLD_DEGREES = 62.0
"""Places farther from their middle are shown on a map of the whole world."""
INSET_GAIN = 1.6
"""An inset must make the main map larger by this factor."""
MOST_INSETS = 3
MOST_GROUPED = 200
"""More places are not searched for groups, which takes time in their square."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a drawing: of the whole, of a city's, of small maps in it.

    `tolerance` is how much, in units, outlines may be off.
    """

    frame: FrameSize
    city: FrameSize
    inset: FrameSize
    locator: FrameSize
    tolerance: float


WIDE = Sheet(
    frame=FrameSize(720, 360, 500, 46),
    city=FrameSize(720, 360, 440, 80, bottom=20),
    inset=FrameSize(176, 136, 136, 26, top=22),
    locator=FrameSize(168, 124, 124, 10),
    tolerance=0.7,
)
NARROW = Sheet(
    frame=FrameSize(380, 260, 420, 40),
    city=FrameSize(380, 340, 420, 64, bottom=20),
    inset=FrameSize(132, 112, 112, 24, top=20),
    locator=FrameSize(104, 80, 80, 8),
    tolerance=0.75,
)


@dataclass(frozen=True, slots=True)
class PlannedInset:
    """A small map of some of the places, by their indexes, and its box on the sheet."""

    numbers: list[int]
    window: Window
    box: Box


@dataclass(frozen=True, slots=True)
class Plan:
    """Which places, by their indexes, the main map shows, and which the insets."""

    kind: Kind
    numbers: list[int]
    window: Window
    insets: list[PlannedInset]


def group_places(points: Sequence[LonLat]) -> list[list[int]]:
    """Return the indexes of places in groups that lie far from one another.

    The largest group comes first, then the one that holds the earliest place.
    """
    limit = math.degrees(FAR_KM / EARTH_RADIUS_KM)
    groups: list[list[int]] = []
    for number, point in enumerate(points):
        apart, joined = [], [number]
        for group in groups:
            if any(angle_between(point, points[n]) < limit for n in group):
                joined += group
            else:
                apart.append(group)
        groups = [*apart, sorted(joined)]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def main_and_far(points: Sequence[LonLat]) -> tuple[list[int], list[list[int]]]:
    """Return the places of the main map, and the groups that get a map of their own."""
    if len(points) > MOST_GROUPED:
        return list(range(len(points))), []
    main, *far = group_places(points)
    if 0 < len(far) <= MOST_INSETS and 2 * len(main) > len(points):
        gain = spread_of(points) / max(spread_of([points[n] for n in main]), 0.1)
        if gain > INSET_GAIN:
            return main, far
    return list(range(len(points))), []


def make_plan(points: Sequence[LonLat], sheet: Sheet, radius: float) -> Plan:
    """Return what a map of some places shows, with room for pins of a radius.

    Insets lie in free corners of the main map or, if one finds none, in a strip that
    the main map gets at its foot.
    """
    main, far = main_and_far(points)
    shown = [points[n] for n in main]
    kind, window = choose_window(shown, sheet)
    if kind == "world" or not far:
        return Plan(kind, list(range(len(points))), choose_window(points, sheet)[1], [])
    small = [_inset_window([points[n] for n in group], sheet, radius) for group in far]
    anchors = [window.place(*point) for point in shown]
    boxes: list[Box] = []
    for inset in small:
        spots = corners((inset.width, inset.height), (window.width, window.height))
        box = free_corner(spots, anchors, boxes, radius + 6)
        if box is None:
            window, boxes = _with_strip(shown, kind, sheet, small)
            break
        boxes.append(box)
    insets = zip(far, small, boxes, strict=True)
    return Plan(kind, main, window, [PlannedInset(*inset) for inset in insets])


def choose_window(
    points: Sequence[LonLat], sheet: Sheet, strip: float = 0.0
) -> tuple[Kind, Window]:
    """Return what the main map shows, with a strip free of places at its foot."""
    degrees = spread_of(points)
    span_km = 2 * math.radians(degrees) * EARTH_RADIUS_KM
    if degrees > WORLD_DEGREES:
        return "world", fit_world(points, sheet.frame)
    is_city = ONE_SPOT_KM < span_km < CITY_KM
    size = sheet.city if is_city else sheet.frame
    size = replace(
        size,
        least_height=size.least_height + strip,
        most_height=size.most_height + strip,
        bottom=size.bottom + strip,
    )
    if is_city:
        return "city", fit_region(points, size, least_km=2)
    return "region", fit_region(points, size, 900 if span_km <= ONE_SPOT_KM else 320)


def _with_strip(
    points: Sequence[LonLat], kind: Kind, sheet: Sheet, insets: Sequence[Window]
) -> tuple[Window, list[Box]]:
    """Return the main map with a strip at its foot, and the insets' boxes in it."""
    x, y, row = MARGIN, 0.0, 0.0
    spots: list[tuple[float, float]] = []
    for inset in insets:
        if spots and x + inset.width > sheet.frame.width - MARGIN:
            x, y, row = MARGIN, y + row + MARGIN, 0.0
        spots.append((x, y))
        x, row = x + inset.width + MARGIN, max(row, inset.height)
    strip = y + row
    window = choose_window(points, sheet, strip)[1]
    top = window.height - MARGIN - strip
    return window, [
        (x, top + y, x + inset.width, top + y + inset.height)
        for (x, y), inset in zip(spots, insets, strict=True)
    ]


def _inset_window(points: Sequence[LonLat], sheet: Sheet, radius: float) -> Window:
    size = sheet.inset
    room = (size.width - 20) * (size.least_height - size.top - 16)
    growth = max(1.0, math.sqrt(len(points) * (2 * radius + 2) ** 2 * 3 / room))
    width = min(size.width * growth, sheet.frame.width - 2 * MARGIN)
    height = size.width * size.least_height * growth**2 / width
    size = replace(size, width=round(width), least_height=round(height))
    size = replace(size, most_height=size.least_height)
    return fit_region(points, size, 1900 if len(points) == 1 else 700)
