"""The outlines that maps are drawn from: coasts, lakes, borders of the world.

The data is Natural Earth's, in the public domain; ``data/README.md`` tells how the
file was made.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """One coast, shore or border.

    `points` are (longitude, latitude) in degrees. A line that crosses the
    antimeridian goes on past 180, so that neighbours are never a turn apart; a ring
    does not repeat its first point. `centre` and `radius` (degrees of arc) describe
    a circle on the globe that holds the outline.
    """

    points: tuple[LonLat, ...]
    centre: LonLat
    radius: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """All outlines, the largest first: rings of land and lakes, lines of borders.

    Rings of `land` run clockwise round land and against the clock round inner seas.
    `regions` are the borders of states and provinces inside a country.
    """

    land: tuple[Outline, ...]
    lakes: tuple[Outline, ...]
    borders: tuple[Outline, ...]
    regions: tuple[Outline, ...]


def angle_between(a: LonLat, b: LonLat) -> float:
    """Return the angle at the globe's centre between two points, in degrees."""
    lat_a, lat_b = math.radians(a[1]), math.radians(b[1])
    half_lat = math.sin((lat_b - lat_a) / 2) ** 2
    half_lon = math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    chord = half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(chord))))


def unpack(packed: list[int], steps_per_degree: int) -> tuple[LonLat, ...]:
    """Return the points of a line that is stored as relative whole steps."""
    x = y = 0
    points = []
    for step_x, step_y in zip(packed[::2], packed[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / steps_per_degree, y / steps_per_degree))
    return tuple(points)


def _outline(points: tuple[LonLat, ...]) -> Outline:
    longitudes = [longitude for longitude, _ in points]
    latitudes = [latitude for _, latitude in points]
    centre = (
        (min(longitudes) + max(longitudes)) / 2,
        (min(latitudes) + max(latitudes)) / 2,
    )
    return Outline(points, centre, max(angle_between(centre, p) for p in points))


@cache
def load_outlines() -> Outlines:
    """Return the packaged outlines, read once in the life of the process."""
    packaged = resources.files("learningcircles_wagtail") / "data" / "outlines.json"
    document = json.loads(packaged.read_text(encoding="utf-8"))
    steps = document["steps_per_degree"]
    layers = {
        name: tuple(_outline(unpack(packed, steps)) for packed in document[name])
        for name in ("land", "lakes", "borders", "regions")
    }
    return Outlines(**layers)
