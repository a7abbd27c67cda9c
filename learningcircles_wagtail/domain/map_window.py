"""Windows on the globe: which part of it a frame of a map shows, and at what scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from learningcircles_wagtail.domain.geo import EARTH_RADIUS_KM
from learningcircles_wagtail.domain.outlines import LonLat, angle_between
from learningcircles_wagtail.domain.projections import Azimuthal, EqualEarth
from learningcircles_wagtail.domain.svg_path import XY, Box

WORLD_MIDDLES = (10.0, -90.0, 150.0)
"""Middle meridians to choose from: none of them cuts a continent in two."""


@dataclass(frozen=True, slots=True)
class Window:
    """A projection, and how its kilometres lie in a frame of `width` × `height`.

    `scale` is units of the drawing a kilometre; `middle` is the point on paper, in
    kilometres, in the middle of the frame; `latitudes` are the southern and northern
    ends of a map of the world.
    """

    projection: Azimuthal | EqualEarth
    scale: float
    middle: XY
    width: float
    height: float
    latitudes: tuple[float, float] = (-90.0, 90.0)

    @property
    def width_km(self) -> float:
        """How many kilometres the frame is wide in its middle."""
        return self.width / self.scale

    def place(self, longitude: float, latitude: float) -> XY:
        """Return where a point of the globe lies, from the frame's top left."""
        if isinstance(self.projection, EqualEarth):
            turn = longitude - self.projection.longitude
            longitude -= 360 * round(turn / 360)
        return self.view(*self.projection.forward(longitude, latitude))

    def view(self, x: float, y: float) -> XY:
        """Return where a point on paper, in kilometres, lies in the frame."""
        return (
            self.width / 2 + (x - self.middle[0]) * self.scale,
            self.height / 2 - (y - self.middle[1]) * self.scale,
        )

    def box(self, overlap: float) -> Box:
        """Return the frame, larger by an overlap on every side."""
        return -overlap, -overlap, self.width + overlap, self.height + overlap

    def reach_km(self) -> float:
        """Return how far the farthest corner is from the projection's centre."""
        half_x, half_y = self.width / 2 / self.scale, self.height / 2 / self.scale
        return math.hypot(abs(self.middle[0]) + half_x, abs(self.middle[1]) + half_y)


@dataclass(frozen=True, slots=True)
class FrameSize:
    """What a frame may measure, in units of the drawing.

    `padding` stays free of places on every side, `top` and `bottom` in addition.
    """

    width: float
    least_height: float
    most_height: float
    padding: float
    top: float = 0.0
    bottom: float = 0.0


def middle_of(points: Sequence[LonLat]) -> LonLat:
    """Return the point of the globe in the middle of some others."""
    x = y = z = 0.0
    for longitude, latitude in points:
        phi, turn = math.radians(latitude), math.radians(longitude)
        x += math.cos(phi) * math.cos(turn)
        y += math.cos(phi) * math.sin(turn)
        z += math.sin(phi)
    if math.hypot(x, y, z) < 1e-6:
        return points[0]
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def spread_of(points: Sequence[LonLat]) -> float:
    """Return how far, in degrees of arc, places lie from their middle at most."""
    middle = middle_of(points)
    return max(angle_between(middle, point) for point in points)


def _extent(points: Sequence[LonLat], centre: Azimuthal) -> Box:
    flat = [centre.forward(*point) for point in points]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    return min(xs), min(ys), max(xs), max(ys)


def fit_region(points: Sequence[LonLat], size: FrameSize, least_km: float) -> Window:
    """Return the window on some places and their surroundings.

    It shows `least_km` across at least. The projection is centred on the middle of
    what is shown, so that north is up there.
    """
    centre = Azimuthal(*middle_of(points))
    for _ in range(2):
        west, south, east, north = _extent(points, centre)
        centre = Azimuthal(*centre.inverse((west + east) / 2, (south + north) / 2))
    west, south, east, north = _extent(points, centre)
    across, upward = max(east - west, 1e-6), max(north - south, 1e-6)
    edges = 2 * size.padding + size.top + size.bottom
    scale = min((size.width - 2 * size.padding) / across, size.width / least_km)
    height = min(max(upward * scale + edges, size.least_height), size.most_height)
    scale = min(scale, (height - edges) / upward)
    lift = (size.bottom - size.top) / 2 / scale
    middle = ((west + east) / 2, (south + north) / 2 - lift)
    return Window(centre, scale, middle, size.width, round(height))


def fit_world(points: Sequence[LonLat], size: FrameSize) -> Window:
    """Return the window on the whole world, without the ice where nobody is."""
    world = EqualEarth(
        min(
            WORLD_MIDDLES,
            key=lambda middle: max(
                round(abs((x - middle + 180) % 360 - 180)) for x, _ in points
            ),
        )
    )
    south = -57.0 if min(y for _, y in points) > -52 else -90.0
    north = 84.0 if max(y for _, y in points) < 78 else 90.0
    half = world.forward(world.longitude + 180, 0)[0]
    scale = (size.width - size.padding) / (2 * half)
    low, high = world.forward(0, south)[1], world.forward(0, north)[1]
    height = round((high - low) * scale + size.padding)
    return Window(
        world, scale, (0.0, (low + high) / 2), size.width, height, (south, north)
    )


def round_number(most: float) -> float:
    """Return the largest of …, 0.5, 1, 2, 5, 10, 20, … that is not above a number."""
    power = math.pow(10, math.floor(math.log10(most)))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= most)


def angle_of(km: float) -> float:
    """Return the angle, in degrees, whose azimuthal distance on paper is some km."""
    return math.degrees(2 * math.asin(min(1.0, km / (2 * EARTH_RADIUS_KM))))
