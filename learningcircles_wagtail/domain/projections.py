"""Map projections: from degrees on the globe to kilometres on flat paper.

Both keep areas true. x runs east and y north; the formulas are those of J. P. Snyder,
"Map Projections: A Working Manual" (USGS Professional Paper 1395, 1987) and of
B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection" (2018).
"""

import math
from dataclasses import dataclass
from typing import Protocol

from learningcircles_wagtail.domain.geo import EARTH_RADIUS_KM


class Projection(Protocol):
    """What turns a longitude and a latitude (degrees) into x and y (kilometres)."""

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the place on paper of a point on the globe."""
        ...


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection round a centre of its own.

    It has no edge to cut coasts at, neither at the poles nor at the antimeridian,
    and hardly bends anything within some 4,000 km.
    """

    longitude: float
    latitude: float

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return kilometres east and north of the centre."""
        phi0, phi = math.radians(self.latitude), math.radians(latitude)
        turn = math.radians(longitude - self.longitude)
        sin0, cos0, sin1, cos1 = (
            math.sin(phi0),
            math.cos(phi0),
            math.sin(phi),
            math.cos(phi),
        )
        cos_turn = math.cos(turn)
        # The antipode is a whole circle on paper: any point of it will do.
        away = max(1e-12, 1 + sin0 * sin1 + cos0 * cos1 * cos_turn)
        stretch = EARTH_RADIUS_KM * math.sqrt(2 / away)
        return (
            stretch * cos1 * math.sin(turn),
            stretch * (cos0 * sin1 - sin0 * cos1 * cos_turn),
        )

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude of a place on paper."""
        rho = math.hypot(x, y)
        if rho < 1e-9:
            return self.longitude, self.latitude
        angle = 2 * math.asin(min(1.0, rho / (2 * EARTH_RADIUS_KM)))
        phi0 = math.radians(self.latitude)
        sin_c, cos_c = math.sin(angle), math.cos(angle)
        sine = cos_c * math.sin(phi0) + y * sin_c * math.cos(phi0) / rho
        turn = math.atan2(
            x * sin_c, rho * math.cos(phi0) * cos_c - y * math.sin(phi0) * sin_c
        )
        longitude = (self.longitude + math.degrees(turn) + 180) % 360 - 180
        return longitude, math.degrees(math.asin(max(-1.0, min(1.0, sine))))


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection of the whole globe.

    `longitude` is the meridian in the middle; longitudes are taken as they are, so a
    point a turn further east lies a turn further right.
    """

    longitude: float

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return kilometres from the crossing of middle meridian and equator."""
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        root = math.sqrt(3) / 2
        theta = math.asin(root * math.sin(math.radians(latitude)))
        squared = theta * theta
        sixth = squared**3
        y = theta * (a1 + a2 * squared + sixth * (a3 + a4 * squared))
        slope = a1 + 3 * a2 * squared + sixth * (7 * a3 + 9 * a4 * squared)
        turn = math.radians(longitude - self.longitude)
        x = turn * math.cos(theta) / (root * slope)
        return EARTH_RADIUS_KM * x, EARTH_RADIUS_KM * y
