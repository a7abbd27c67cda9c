"""Circles within some distance of a position, by SQL, with their distances.

A box on the indexed columns first, then the great circle (haversine formula) on what
is in it. Boxes are right across the antimeridian and at the poles (`domain.geo`).
"""

from __future__ import annotations

from functools import reduce
from math import cos, radians
from operator import or_
from typing import Any

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import (
    ASin,
    Cos,
    Least,
    Power,
    Radians,
    Sin,
    Sqrt,
)

from learningcircles_wagtail.domain.geo import (
    EARTH_RADIUS_KM,
    Position,
    bounding_boxes,
)
from learningcircles_wagtail.models import Circle


def boxed_q(centre: Position, km: float, prefix: str = "") -> Q:
    """Circles in the boxes around a centre: all that are within `km`, and others."""
    return reduce(
        or_,
        (
            Q(
                **{
                    f"{prefix}latitude__range": (box.south, box.north),
                    f"{prefix}longitude__range": (box.west, box.east),
                }
            )
            for box in bounding_boxes(centre, km)
        ),
    )


def distance_km(centre: Position, prefix: str = "") -> Any:
    """Return an expression for the great-circle distance in kilometres.

    Haversine, as `domain.geo.distance_km`: exact for near and far, unlike the cosine
    rule.
    """
    latitude, longitude = F(f"{prefix}latitude"), F(f"{prefix}longitude")
    here = Value(centre.latitude, FloatField())
    there = Value(centre.longitude, FloatField())
    haversine = Power(Sin(Radians(latitude - here) / 2.0), 2) + Value(
        cos(radians(centre.latitude)), FloatField()
    ) * Cos(Radians(latitude)) * Power(Sin(Radians(longitude - there) / 2.0), 2)
    return Value(2 * EARTH_RADIUS_KM, FloatField()) * ASin(
        Sqrt(Least(Value(1.0, FloatField()), haversine))
    )


def circles_near(centre: Position, km: float) -> QuerySet:
    """Return the rows within `km` of a centre, as (key, kilometres), unordered."""
    return (
        Circle.objects.filter(boxed_q(centre, km))
        .annotate(lc_distance=distance_km(centre))
        .filter(lc_distance__lte=km)
        .order_by()
        .values_list("pk", "lc_distance")
    )
