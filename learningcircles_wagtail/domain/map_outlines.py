"""What a map shows under its pins: coasts, lakes and borders as SVG path data."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from learningcircles_wagtail.domain.geo import EARTH_RADIUS_KM
from learningcircles_wagtail.domain.map_window import Window, angle_of, round_number
from learningcircles_wagtail.domain.outlines import (
    LonLat,
    Outline,
    angle_between,
    load_outlines,
)
from learningcircles_wagtail.domain.projections import Azimuthal, EqualEarth
from learningcircles_wagtail.domain.svg_path import (
    XY,
    clip_line,
    clip_ring,
    path_data,
    thin,
    thin_ring,
)

OVERLAP = 10.0
"""How far outlines reach over the edge of the frame, which hides it, in units."""
LONGEST_EDGE = 2.0
"""Longer edges, in degrees, are divided, as a straight line bends on paper."""
LARGE_OUTLINE = 60.0
"""Only land of a larger radius, in degrees, reaches from a map to its antipode."""
LEAST_RING = 3.0
"""Islands and lakes whose width and height add up to less are left out, in units."""


@dataclass(frozen=True, slots=True)
class MapPaths:
    """The layers of a map as the `d` of SVG paths, each perhaps empty.

    `water` is the shape of the globe where it does not fill the frame; `regions` are
    the borders of states and provinces, `borders` those of countries.
    """

    water: str = ""
    graticule: str = ""
    land: str = ""
    lakes: str = ""
    regions: str = ""
    borders: str = ""


def draw_outlines(window: Window, tolerance: float) -> MapPaths:
    """Return the outlines in a window, thinned to a tolerance in its units."""
    if isinstance(window.projection, EqualEarth):
        return _draw_world(window, window.projection, tolerance)
    return _draw_region(window, window.projection, tolerance)


def draw_grid(window: Window) -> tuple[MapPaths, float]:
    """Return squares instead of outlines, and how many kilometres one is wide.

    A city is smaller than the faults of the outlines.
    """
    step_km = round_number(window.width_km / 5)
    step = step_km * window.scale
    lines: list[list[XY]] = []
    for n in range(-20, 21):
        x, y = window.width / 2 + n * step, window.height / 2 + n * step
        if 0 < x < window.width:
            lines.append([(x, 0), (x, window.height)])
        if 0 < y < window.height:
            lines.append([(0, y), (window.width, y)])
    return MapPaths(graticule=path_data(lines, closed=False)), step_km


def _draw_region(window: Window, centre: Azimuthal, tolerance: float) -> MapPaths:
    limit = min(1.9 * EARTH_RADIUS_KM, 1.5 * window.reach_km())
    radius = angle_of(limit)
    middle = (centre.longitude, centre.latitude)
    left, top, right, bottom = box = window.box(OVERLAP)
    everything = [(left, top), (right, top), (right, bottom), (left, bottom)]

    def near(outlines: Iterable[Outline]) -> Iterator[Outline]:
        for outline in outlines:
            if angle_between(middle, outline.centre) < outline.radius + radius:
                yield outline

    def fill(outlines: Iterable[Outline]) -> str:
        rings = []
        for outline in near(outlines):
            flat, inside_out = flat_ring(outline, centre, limit)
            ring = clip_ring([window.view(*p) for p in flat], box)
            if visible(ring):
                rings.append(thin_ring(ring, tolerance))
            if inside_out:
                rings.append(everything)
        return path_data(rings, closed=True)

    def stroke(lines: Iterable[Sequence[LonLat]]) -> str:
        runs = []
        for line in lines:
            for part in runs_of(
                divided(line), lambda p: angle_between(p, middle) < radius
            ):
                flat = [window.place(*point) for point in part]
                runs += [thin(run, tolerance) for run in clip_line(flat, box)]
        return path_data(runs, closed=False)

    data = load_outlines()
    step = next((s for s in (1, 2, 5, 10) if window.width_km < s * 800), 15)
    return MapPaths(
        graticule=stroke(meridians_and_parallels(step)),
        land=fill(data.land),
        lakes=fill(data.lakes),
        regions=stroke(o.points for o in near(data.regions)),
        borders=stroke(o.points for o in near(data.borders)),
    )


def _draw_world(window: Window, world: EqualEarth, tolerance: float) -> MapPaths:
    west, east = world.longitude - 180, world.longitude + 180
    south, north = window.latitudes
    box = (west, south, east, north)

    def flatten(points: Iterable[LonLat]) -> list[XY]:
        return [window.view(*world.forward(*point)) for point in points]

    def fill(outlines: Iterable[Outline]) -> str:
        rings = []
        for outline in outlines:
            ring = around_the_pole(outline.points)
            for turn in (-360, 0, 360):
                part = clip_ring([(x + turn, y) for x, y in ring], box)
                flat = flatten(divided(part, closed=True))
                if visible(flat):
                    rings.append(thin_ring(flat, tolerance))
        return path_data(rings, closed=True)

    def stroke(lines: Iterable[Sequence[LonLat]]) -> str:
        runs = []
        for line in lines:
            points = divided(line)
            for turn in (-360, 0, 360):
                for run in runs_of(
                    [(x + turn, y) for x, y in points],
                    lambda p: west <= p[0] <= east and south <= p[1] <= north,
                ):
                    runs.append(thin(flatten(run), tolerance))
        return path_data((run for run in runs if len(run) > 1), closed=False)

    edge = divided(
        [(west, south), (east, south), (east, north), (west, north)], closed=True
    )
    data = load_outlines()
    return MapPaths(
        water=path_data([thin_ring(flatten(edge), tolerance)], closed=True),
        graticule=stroke(meridians_and_parallels(30)),
        land=fill(data.land),
        lakes=fill(lake for lake in data.lakes if lake.radius > 1),
        borders=stroke(border.points for border in data.borders),
    )


def visible(ring: Sequence[XY]) -> bool:
    """Tell whether a ring is large enough to be seen."""
    if len(ring) < 3:
        return False
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) - min(xs) + max(ys) - min(ys) > LEAST_RING


def runs_of(
    line: Iterable[LonLat], wanted: Callable[[LonLat], bool]
) -> Iterator[list[LonLat]]:
    """Yield the unbroken stretches of a line whose points are wanted."""
    run: list[LonLat] = []
    for point in line:
        if wanted(point):
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def divided(line: Sequence[LonLat], *, closed: bool = False) -> list[LonLat]:
    """Return a line with no edge longer than `LONGEST_EDGE`."""
    points = [*line, line[0]] if closed and line else list(line)
    result = points[:1]
    for (x1, y1), (x2, y2) in pairwise(points):
        parts = math.ceil(max(abs(x2 - x1), abs(y2 - y1)) / LONGEST_EDGE)
        for part in range(1, parts):
            share = part / parts
            result.append((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
        result.append((x2, y2))
    return result[:-1] if closed else result


def around_the_pole(ring: Sequence[LonLat]) -> list[LonLat]:
    """Return a ring that goes once round the globe with the pole it holds added."""
    turn = ring[-1][0] - ring[0][0]
    if abs(turn) < 300:
        return list(ring)
    pole = math.copysign(90, ring[0][1])
    return [*ring, (ring[-1][0], pole), (ring[0][0], pole)]


def meridians_and_parallels(step: int) -> list[list[LonLat]]:
    """Return the lines of the graticule, every `step` degrees."""
    top = 90 - step if step > 5 else 85
    meridians = [
        [(float(x), float(y)) for y in range(-top, top + 1, 2)]
        for x in range(-180, 180, step)
    ]
    parallels = [
        [(float(x), float(y)) for x in range(-180, 181, 2)]
        for y in range(-(top // step) * step, top + 1, step)
    ]
    return meridians + parallels


def flat_ring(
    outline: Outline, centre: Azimuthal, limit: float
) -> tuple[list[XY], bool]:
    """Project a ring, and tell whether it came out inside out.

    What is farther than `limit` (kilometres on paper) from the centre is drawn in to
    that circle. A ring that holds the point opposite to the centre then has its land
    outside: the caller fills round it.
    """
    flat: list[XY] = []
    turned = 0.0
    before: tuple[float, bool] | None = None
    points = list(outline.points)
    # A ring round a pole ends where it began, a whole turn further on.
    points = divided(points, closed=abs(points[-1][0] - points[0][0]) < 300)
    for longitude, latitude in [*points, points[0]]:
        x, y = centre.forward(longitude, latitude)
        rho, theta = math.hypot(x, y), math.atan2(y, x)
        far = rho > limit
        if before is not None:
            step = (theta - before[0] + math.pi) % (2 * math.pi) - math.pi
            turned += step
            if far and before[1]:
                # A chord would cut across the frame: stay on the circle.
                parts = math.ceil(abs(step) / 0.3)
                for part in range(1, parts):
                    angle = before[0] + step * part / parts
                    flat.append((limit * math.cos(angle), limit * math.sin(angle)))
        if far:
            x, y = x * limit / rho, y * limit / rho
        flat.append((x, y))
        before = (theta, far)
    inside_out = outline.radius > LARGE_OUTLINE and turned > math.pi
    return flat[:-1], inside_out
