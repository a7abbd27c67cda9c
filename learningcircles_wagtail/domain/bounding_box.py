"""The box around places on the globe as GeoJSON writes it (RFC 7946, 5)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

TURN = 360.0


def bounding_box(
    places: Iterable[tuple[float, float]],
) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of places; None without any.

    `places` are longitudes and latitudes in degrees. The box is the narrowest that
    holds them all, so it may cross the antimeridian: then west is greater than east
    (RFC 7946, 5.2).
    """
    found = list(places)
    if not found:
        return None
    latitudes = [latitude for _longitude, latitude in found]
    west, east = _narrowest([longitude for longitude, _latitude in found])
    return west, min(latitudes), east, max(latitudes)


def _narrowest(longitudes: list[float]) -> tuple[float, float]:
    """Return the two ends of the shortest stretch that holds all longitudes.

    It is what is left of the circle of latitude without the widest empty stretch. Of
    equal ones the box that does not cross the antimeridian wins.
    """
    ordered = sorted(set(longitudes))
    west, east = ordered[0], ordered[-1]
    widest = west + TURN - east
    for before, after in pairwise(ordered):
        if after - before > widest:
            widest, west, east = after - before, after, before
    return west, east
