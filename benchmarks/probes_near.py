"""Circles near a place, measured inside a site's process, without a page around."""

from importlib import import_module
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.measuring import in_turns
from benchmarks.run import stopwatch
from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.models import Branch, Circle

MODULE, FUNCTION = "learningcircles_wagtail.directory.near", "circles_near"
KILOMETRES = 25.0
KILOMETRES_PER_DEGREE = 111.2


def measure(most: int) -> dict[str, Any] | None:
    """Return the seconds of our query and of the box's, and how many each finds.

    None where there is no such function yet.
    """
    try:
        circles_near = getattr(import_module(MODULE), FUNCTION)
    except (ImportError, AttributeError):
        return None
    branch = Branch.objects.exclude(latitude=None).order_by("pk").first()
    position = Position(branch.latitude, branch.longitude)
    samples = {
        "ours": stopwatch(lambda: list(circles_near(position, KILOMETRES))),
        "box": stopwatch(lambda: list(_in_box(position))),
    }
    with CaptureQueriesContext(connection) as captured:
        found = len(list(circles_near(position, KILOMETRES)))
    return {
        **in_turns(samples, most=4 * most, warm_up=1),
        "found": found,
        "in_box": len(list(_in_box(position))),
        "queries": len(captured),
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
