"""A small map of the country in the corner of a larger one, of a city."""

from collections.abc import Sequence

from learningcircles_wagtail.domain.map_drawing import Inset
from learningcircles_wagtail.domain.map_furniture import corners, free_corner
from learningcircles_wagtail.domain.map_outlines import draw_outlines
from learningcircles_wagtail.domain.map_window import FrameSize, Window, fit_region
from learningcircles_wagtail.domain.outlines import LonLat
from learningcircles_wagtail.domain.svg_path import XY, Box

LEAST_KM = 1100
"""How many kilometres it shows: enough to recognise the country."""


def make_locator(
    window: Window,
    middle: LonLat,
    anchors: Sequence[XY],
    taken: Sequence[Box],
    distance: float,
    *,
    size: FrameSize,
    tolerance: float,
) -> Inset | None:
    """Return a small map of the country round a place, where it tells something.

    There is none without land, or without a corner that keeps a distance from
    `anchors` and from the boxes that are `taken`.
    """
    small = fit_region([middle], size, least_km=LEAST_KM)
    spots = corners((small.width, small.height), (window.width, window.height))
    # The upper left is where a reader begins.
    spots = [spots[2], spots[3], spots[0], spots[1]]
    box = free_corner(spots, anchors, taken, distance)
    paths = draw_outlines(small, tolerance)
    if box is None or not paths.land:
        return None
    x, y = small.place(*middle)
    marker = (round(box[0] + x, 1), round(box[1] + y, 1))
    return Inset("", box[0], box[1], small.width, small.height, paths, marker=marker)
