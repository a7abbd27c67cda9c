"""Maps of places, drawn without any service: numbered pins on public-domain outlines.

`draw` is what the rest of the package needs. It chooses what to show (a city, a
region or the world), gives what is far away a small map of its own, and moves pins
aside until none covers another. Nothing is fetched and nothing is random.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from learningcircles_wagtail.domain.map_drawing import (
    Inset,
    Label,
    MapDrawing,
    Pin,
    Place,
    ScaleBar,
)
from learningcircles_wagtail.domain.map_furniture import (
    make_scale_bar,
    name_pins,
    shorten,
)
from learningcircles_wagtail.domain.map_locator import make_locator
from learningcircles_wagtail.domain.map_outlines import (
    MapPaths,
    draw_grid,
    draw_outlines,
)
from learningcircles_wagtail.domain.map_plan import (
    NARROW,
    WIDE,
    PlannedInset,
    Sheet,
    make_plan,
)
from learningcircles_wagtail.domain.map_window import middle_of
from learningcircles_wagtail.domain.outlines import LonLat
from learningcircles_wagtail.domain.pin_layout import lay_out_pins, leader_is_seen
from learningcircles_wagtail.domain.svg_path import XY, Box

__all__ = [
    "Inset",
    "Label",
    "MapDrawing",
    "MapPaths",
    "Pin",
    "Place",
    "ScaleBar",
    "draw",
]

MOST_NAMES = 12
MOST_PINS = 200
"""More places are drawn as dots, without numbers."""
RADII = (12.0, 10.5, 9.0, 7.5, 6.0)
DOT_RADIUS = 4.0
WORLD_ROUGHNESS = 1.7


def draw(places: Iterable[Place]) -> MapDrawing:
    """Draw a map of places, for wide screens and paper and, in `narrow`, for phones.

    The same places give the same drawing. Raises `ValueError` if there is no place.
    """
    chosen = tuple(places)
    if not chosen:
        raise ValueError("a map needs at least one place")
    return _draw(chosen)


@lru_cache(maxsize=64)
def _draw(places: tuple[Place, ...]) -> MapDrawing:
    return replace(_draw_sheet(places, WIDE), narrow=_draw_sheet(places, NARROW))


def _draw_sheet(places: tuple[Place, ...], sheet: Sheet) -> MapDrawing:
    if len(places) <= MOST_PINS:
        for radius in RADII:
            drawing = _Composition(places, sheet, radius).drawing()
            if drawing is not None:
                return drawing
    dots = _Composition(places, sheet, DOT_RADIUS, dots=True).drawing()
    if dots is None:
        raise AssertionError("dots lie where they lie, so there is room for them")
    return dots


class _Composition:
    """One attempt to put a map together, with pins of one radius.

    Dots, unlike pins, stay where they are and may cover one another.
    """

    def __init__(
        self,
        places: tuple[Place, ...],
        sheet: Sheet,
        radius: float,
        *,
        dots: bool = False,
    ) -> None:
        self.places = places
        self.sheet = sheet
        self.radius = radius
        self.dots = dots
        self.points = [(place.longitude, place.latitude) for place in places]
        self.plan = make_plan(self.points, sheet, radius)

    def drawing(self) -> MapDrawing | None:
        """Return the drawing, or None where the pins find no room."""
        plan, window = self.plan, self.plan.window
        if not self.dots and not self._has_room():
            return None
        anchors = [window.place(*point) for point in self._points(plan.numbers)]
        taken = [planned.box for planned in plan.insets]
        insets = []
        for planned in plan.insets:
            inset = self._inset(planned)
            if inset is None:
                return None
            insets.append(inset)
        if plan.kind == "city" and not insets:
            locator = make_locator(
                window,
                middle_of(self.points),
                anchors,
                [],
                self.radius + 6,
                size=self.sheet.locator,
                tolerance=self.sheet.tolerance,
            )
            insets += [locator] if locator else []
            taken += [(i.x, i.y, i.x + i.width, i.y + i.height) for i in insets]
        bar = None
        if plan.kind != "world":
            bar = make_scale_bar(window, anchors, taken, self.radius + 6)
            taken += [bar[1]] if bar else []
        frame = (0.0, 0.0, window.width, window.height)
        pins = self._pins(plan.numbers, anchors, frame, taken)
        if pins is None:
            return None
        paths, grid_km = MapPaths(), None
        if plan.kind == "city":
            paths, grid_km = draw_grid(window)
            if len(pins) <= MOST_NAMES:
                pins = name_pins(pins, self.radius, frame, taken)
        else:
            rough = WORLD_ROUGHNESS if plan.kind == "world" else 1.0
            paths = draw_outlines(window, self.sheet.tolerance * rough)
        return MapDrawing(
            kind=plan.kind,
            width=window.width,
            height=window.height,
            radius=self.radius,
            numbered=not self.dots,
            paths=paths,
            pins=pins,
            insets=tuple(insets),
            scale_bar=bar[0] if bar else None,
            grid_km=grid_km,
        )

    def _points(self, numbers: Iterable[int]) -> list[LonLat]:
        return [self.points[n] for n in numbers]

    def _has_room(self) -> bool:
        """Tell whether even the least tidy arrangement would leave no pin over."""
        window = self.plan.window
        area = (window.width - 40) * (window.height - 40)
        area -= sum(i.window.width * i.window.height for i in self.plan.insets)
        return len(self.plan.numbers) * (2 * self.radius + 2) ** 2 <= 0.4 * area

    def _pins(
        self,
        numbers: Sequence[int],
        anchors: Sequence[XY],
        bounds: Box,
        taken: Sequence[Box],
    ) -> tuple[Pin, ...] | None:
        spots = list(anchors)
        if not self.dots:
            found = lay_out_pins(
                anchors, radius=self.radius, bounds=bounds, blocked=taken
            )
            if found is None:
                return None
            spots = found
        return tuple(
            Pin(
                number=number + 1,
                x=round(spot[0], 1),
                y=round(spot[1], 1),
                anchor_x=round(anchor[0], 1),
                anchor_y=round(anchor[1], 1),
                label=self.places[number].label,
                key=self.places[number].key,
                has_leader=leader_is_seen(anchor, spot, self.radius),
            )
            for number, anchor, spot in zip(numbers, anchors, spots, strict=True)
        )

    def _inset(self, planned: PlannedInset) -> Inset | None:
        x, y, right, bottom = planned.box
        window = planned.window
        anchors = [window.place(*point) for point in self._points(planned.numbers)]
        anchors = [(left + x, top + y) for left, top in anchors]
        bounds = (x, y + self.sheet.inset.top, right, bottom)
        pins = self._pins(planned.numbers, anchors, bounds, [])
        if pins is None:
            return None
        regions = {self.places[n].region for n in planned.numbers}
        title = regions.pop() if len(regions) == 1 else ""
        if not title and len(pins) == 1:
            title = pins[0].label
        return Inset(
            title=shorten(title, window.width - 16),
            x=x,
            y=y,
            width=window.width,
            height=window.height,
            paths=draw_outlines(window, self.sheet.tolerance),
            pins=pins,
        )
