"""Positions on the globe: reading, writing, measuring and boxing them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, degrees, isfinite, pi, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""

_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_POINT = re.compile(
    rf"\s*(?:SRID\s*=\s*([0-9]+)\s*;\s*)?POINT\s*\(\s*({_NUMBER})\s+({_NUMBER})\s*\)\s*",
    re.IGNORECASE,
)
_WGS_84 = "4326"


class PositionError(ValueError):
    """Something that is no position on the globe.

    - ``code``: ``not_a_position`` (text that does not name a point, or a value that
      is no finite number), ``unknown_srid``, ``latitude_out_of_range`` or
      ``longitude_out_of_range``;
    - ``params``: the values that a message to an editor needs.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params: dict[str, object] = params
        super().__init__(f"{code} {params}")


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the globe, in degrees of WGS 84: north and east are positive.

    Raises ``PositionError`` for a latitude beyond 90, a longitude beyond 180, and
    what is no finite number.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        latitude = _degrees(self.latitude, "latitude", 90)
        longitude = _degrees(self.longitude, "longitude", 180)
        object.__setattr__(self, "latitude", latitude)
        object.__setattr__(self, "longitude", longitude)

    def as_ewkt(self) -> str:
        """Return the position as ``SRID=4326;POINT(longitude latitude)``.

        Plain decimals, never an exponent, which not every reader of EWKT knows.
        ``parse_position`` reads the very same position from it.
        """
        latitude, longitude = _plain(self.latitude), _plain(self.longitude)
        return f"SRID={_WGS_84};POINT({longitude} {latitude})"


@dataclass(frozen=True, slots=True)
class Box:
    """A range of latitudes and longitudes, in degrees, edges included.

    ``west`` is never greater than ``east``: a box does not cross the antimeridian.
    """

    south: float
    west: float
    north: float
    east: float

    def contains(self, position: Position) -> bool:
        """Whether a position lies in the box or on its edge."""
        return (
            self.south <= position.latitude <= self.north
            and self.west <= position.longitude <= self.east
        )


def parse_position(text: str) -> Position:
    """Return the position that ``[SRID=4326;]POINT(longitude latitude)`` names.

    Case and extra spaces do not matter. Raises ``PositionError``.
    """
    match = _POINT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise PositionError("not_a_position", value=text)
    srid, longitude, latitude = match.groups()
    if srid not in {None, _WGS_84}:
        raise PositionError("unknown_srid", value=srid)
    return Position(latitude=float(latitude), longitude=float(longitude))


def distance_km(a: Position, b: Position) -> float:
    """Return the great-circle distance of two positions in kilometres.

    On a sphere (haversine formula), so right to about 0.5 %.
    """
    return EARTH_RADIUS_KM * _angle(a, b)


def bounding_boxes(centre: Position, km: float) -> list[Box]:
    """Return one or two boxes that hold every position within ``km`` of a centre.

    They hold others too: measure what is found in them. There are two boxes where
    the antimeridian runs through, and all longitudes where a pole is within reach.

    Raises ``ValueError`` unless ``km`` is finite and not negative.
    """
    if not isfinite(km) or km < 0:
        raise ValueError(f"a distance in kilometres must be 0 or more, got {km!r}")
    # A few centimetres more than asked make up for rounding.
    reach = min(km / EARTH_RADIUS_KM * (1 + 1e-9) + 1e-8, pi)
    latitude = radians(centre.latitude)
    south = max(degrees(latitude - reach), -90.0)
    north = min(degrees(latitude + reach), 90.0)
    if south == -90.0 or north == 90.0:
        return [Box(south, -180.0, north, 180.0)]
    # The circle's meridian tangents, not its width at the centre's latitude.
    spread = degrees(asin(min(1.0, sin(reach) / cos(latitude))))
    west, east = centre.longitude - spread, centre.longitude + spread
    if west < -180.0:
        return [
            Box(south, west + 360.0, north, 180.0),
            Box(south, -180.0, north, east),
        ]
    if east > 180.0:
        return [
            Box(south, west, north, 180.0),
            Box(south, -180.0, north, east - 360.0),
        ]
    return [Box(south, west, north, east)]


def _degrees(value: object, name: str, limit: int) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError) as error:
        raise PositionError("not_a_position", value=value) from error
    if not isfinite(number):
        raise PositionError("not_a_position", value=value)
    if abs(number) > limit:
        raise PositionError(f"{name}_out_of_range", value=number, limit=limit)
    # Minus zero is equal to zero but would be written in another way.
    return number + 0.0


def _plain(number: float) -> str:
    return format(Decimal(repr(number)), "f")


def _angle(a: Position, b: Position) -> float:
    """Return the angle between two positions, seen from the Earth's middle, in rad."""
    latitude_a, latitude_b = radians(a.latitude), radians(b.latitude)
    latitudes = sin((latitude_b - latitude_a) / 2) ** 2
    longitudes = sin(radians(b.longitude - a.longitude) / 2) ** 2
    haversine = latitudes + cos(latitude_a) * cos(latitude_b) * longitudes
    return 2 * asin(sqrt(min(1.0, haversine)))
