"""What stands on a map besides its pins: scale bar, names, free corners for insets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from learningcircles_wagtail.domain.map_drawing import Align, Label, Pin, ScaleBar
from learningcircles_wagtail.domain.map_window import Window, round_number
from learningcircles_wagtail.domain.svg_path import XY, Box

MARGIN = 12.0
"""The distance of insets and scale bar from the frame, in units."""
KM_PER_MILE = 1.609344
NAME_SIZE = 13.0
"""The size of names and titles, in units."""
LETTER = 0.56
"""The width of a letter, on average and rather too wide, in font sizes."""


def corners(size: tuple[float, float], frame: tuple[float, float]) -> list[Box]:
    """Return the boxes of a size in the corners of a frame, the lower ones first."""
    width, height = size
    right, bottom = frame[0] - MARGIN - width, frame[1] - MARGIN - height
    spots = [(MARGIN, bottom), (right, bottom), (MARGIN, MARGIN), (right, MARGIN)]
    return [(x, y, x + width, y + height) for x, y in spots]


def free_corner(
    boxes: Iterable[Box], points: Iterable[XY], taken: Iterable[Box], distance: float
) -> Box | None:
    """Return the first box that keeps a distance from points and other boxes."""
    places, others = list(points), list(taken)
    for box in boxes:
        left, top, right, bottom = (
            box[0] - distance,
            box[1] - distance,
            box[2] + distance,
            box[3] + distance,
        )
        if any(left < x < right and top < y < bottom for x, y in places):
            continue
        if any(
            left < other[2]
            and other[0] < right
            and top < other[3]
            and other[1] < bottom
            for other in others
        ):
            continue
        return box
    return None


def make_scale_bar(
    window: Window, anchors: Sequence[XY], taken: Sequence[Box], distance: float
) -> tuple[ScaleBar, Box] | None:
    """Return a scale bar and its box, or None where every corner is taken."""
    most_km = window.width_km * 0.2
    km, miles = round_number(most_km), round_number(most_km / KM_PER_MILE)
    km_width = round(km * window.scale, 1)
    miles_width = round(miles * KM_PER_MILE * window.scale, 1)
    size = (max(km_width, miles_width, 60.0) + 8, 44.0)
    spots = corners(size, (window.width, window.height))
    spots = [spots[1], spots[0], spots[3], spots[2]]
    box = free_corner(spots, anchors, taken, distance)
    if box is None:
        return None
    x, y = round(box[0] + 4, 1), round((box[1] + box[3]) / 2, 1)
    return ScaleBar(x, y, km, km_width, miles, miles_width), box


def shorten(text: str, width: float) -> str:
    """Return a text that is not wider than some units, cut with an ellipsis."""
    most = max(1, int(width / (NAME_SIZE * LETTER)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def name_pins(
    pins: Sequence[Pin], radius: float, bounds: Box, blocked: Sequence[Box]
) -> tuple[Pin, ...]:
    """Return the pins with their names beside them, where there is room.

    A name lies beside, below or above its pin, inside `bounds`, and covers neither a
    pin nor a place nor another name nor a `blocked` box.
    """
    reach = radius + 2
    pin_boxes = [(p.x - reach, p.y - reach, p.x + reach, p.y + reach) for p in pins]
    dots = [
        (p.anchor_x - 4, p.anchor_y - 4, p.anchor_x + 4, p.anchor_y + 4) for p in pins
    ]
    taken = [*blocked, *pin_boxes, *dots]
    named = []
    for pin in pins:
        found: Label | None = None
        for label, box in _name_spots(pin, radius):
            inside = (
                box[0] >= bounds[0] + 6
                and box[1] >= bounds[1] + 6
                and box[2] <= bounds[2] - 6
                and box[3] <= bounds[3] - 6
            )
            if inside and not any(boxes_overlap(box, other) for other in taken):
                found = label
                taken.append(box)
                break
        named.append(replace(pin, name=found))
    return tuple(named)


def _name_spots(pin: Pin, radius: float) -> list[tuple[Label, Box]]:
    width = len(pin.label) * NAME_SIZE * LETTER
    ascent, descent = NAME_SIZE * 0.8, NAME_SIZE * 0.3
    aside, middle = radius + 6, NAME_SIZE * 0.35
    spots: list[tuple[Align, float, float]] = [
        ("start", pin.x + aside, pin.y + middle),
        ("end", pin.x - aside, pin.y + middle),
        ("middle", pin.x, pin.y + radius + 4 + ascent),
        ("middle", pin.x, pin.y - radius - 4 - descent),
    ]
    # On the side that the pin itself moved to, away from its crowd.
    if pin.x < pin.anchor_x - radius:
        spots[0], spots[1] = spots[1], spots[0]
    found = []
    for align, x, y in spots:
        left = {"start": x, "middle": x - width / 2, "end": x - width}[align]
        box = (left, y - ascent, left + width, y + descent)
        found.append((Label(pin.label, round(x, 1), round(y, 1), align), box))
    return found


def boxes_overlap(a: Box, b: Box) -> bool:
    """Tell whether two boxes have more than an edge in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
