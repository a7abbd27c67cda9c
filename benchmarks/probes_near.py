"""Circles near a place, measured inside a site's process, without a page around."""

from typing import Any

from django.utils import timezone

from benchmarks.building import circle_index
from benchmarks.measuring import in_turns
from benchmarks.run import stopwatch
from learningcircles_wagtail.directory.near import points_within
from learningcircles_wagtail.directory.snapshot_shelf import get_snapshot
from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.models import Branch, Circle

KILOMETRES = 25.0
KILOMETRES_PER_DEGREE = 111.2


def measure(most: int) -> dict[str, Any]:
    """Return the seconds of our way and of the box's, and how many each finds."""
    index_page = circle_index()
    branch = Branch.objects.exclude(latitude=None).order_by("pk").first()
    position = Position(branch.latitude, branch.longitude)
    snapshot = get_snapshot(index_page, now=timezone.now())
    where = snapshot.whereabouts

    def near() -> list[int]:
        points = points_within(where.points, position, KILOMETRES)
        return [
            snapshot.circles[place] for point in points for place in where.points[point]
        ]

    samples = {
        "ours": stopwatch(near),
        "box": stopwatch(lambda: list(_in_box(position))),
    }
    return {
        **in_turns(samples, most=4 * most, warm_up=1),
        "found": len(near()),
        "in_box": len(list(_in_box(position))),
    }


def _in_box(position: Position) -> Any:
    """Return the keys of the circles in a square about a place, by the index alone."""
    half = KILOMETRES / KILOMETRES_PER_DEGREE
    north_south = (position.latitude - half, position.latitude + half)
    # At 41 degrees north a degree of longitude is three quarters of one of latitude.
    wide = half / 0.75
    east_west = (position.longitude - wide, position.longitude + wide)
    return Circle.objects.filter(
        latitude__range=north_south, longitude__range=east_west
    ).values_list("pk", flat=True)
