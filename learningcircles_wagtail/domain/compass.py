"""In which of eight directions one place lies from another."""

from math import atan2, cos, degrees, radians, sin

from learningcircles_wagtail.domain.geo import Position

POINTS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
"""The eight points of the compass, clockwise from north."""


def bearing(start: Position, end: Position) -> float:
    """Return the direction in which `end` is seen from `start`: 0 is north, 90 east.

    Along the great circle, which is the way a map of the neighbourhood shows.
    """
    here, there = radians(start.latitude), radians(end.latitude)
    turn = radians(end.longitude - start.longitude)
    east = sin(turn) * cos(there)
    north = cos(here) * sin(there) - sin(here) * cos(there) * cos(turn)
    # A hair west of north comes out as 360.
    return degrees(atan2(east, north)) % 360 % 360


def compass_point(start: Position, end: Position) -> str:
    """Return which of `POINTS` is nearest to the direction of `end` from `start`."""
    return POINTS[round(bearing(start, end) / 45) % 8]
