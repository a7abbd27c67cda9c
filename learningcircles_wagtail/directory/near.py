"""Points near a position: those within a distance, and all by distance.

Circles meet at few points: 100,000 of them in 10,000 places, most sites' in a handful.
So distances are measured once a point, not once a circle, and in Python: SQLite has no
trigonometry of its own, and Django lends it Python's, called five times a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin

from learningcircles_wagtail.domain.geo import Position, bounding_boxes, distance_km

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def points_within(points: Iterable[Point], centre: Position, km: float) -> list[Point]:
    """Return the points within `km` of a centre, on the great circle.

    A box first, or two where the antimeridian runs through; then the exact distance of
    what is in it (haversine formula).
    """
    found = []
    for box in bounding_boxes(centre, km):
        south, north, west, east = box.south, box.north, box.west, box.east
        found += [
            point
            for point in points
            if south <= point[0] <= north and west <= point[1] <= east
        ]
    return [
        point
        for point in dict.fromkeys(found)
        if distance_km(centre, Position(*point)) <= km
    ]


def points_by_distance(points: Iterable[Point], centre: Position) -> list[Point]:
    """Return points by their distance from a centre, the nearest first.

    Ordered by the cosine of the angle from the Earth's middle, falling: that is the
    order of great-circle distances. Points as far as each other keep their order.
    """
    here, there = radians(centre.latitude), radians(centre.longitude)
    sine, cosine = sin(here), cos(here)

    def farness(point: Point) -> float:
        latitude, longitude = radians(point[0]), radians(point[1])
        angle = sine * sin(latitude) + cosine * cos(latitude) * cos(longitude - there)
        return -angle

    return sorted(points, key=farness)
