"""Lines as SVG path data: clipped to a box, thinned and written short."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

XY = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def clip_ring(ring: Sequence[XY], box: Box) -> list[XY]:
    """Return the part of a filled ring inside a box (Sutherland and Hodgman).

    Where the ring leaves the box the result runs along its edge.
    """
    left, top, right, bottom = box
    points = list(ring)
    for axis, limit, sign in (
        (0, left, 1),
        (0, right, -1),
        (1, top, 1),
        (1, bottom, -1),
    ):
        kept: list[XY] = []
        for i, point in enumerate(points):
            before = points[i - 1]
            inside = (point[axis] - limit) * sign >= 0
            if inside != ((before[axis] - limit) * sign >= 0):
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = 1 - axis
                crossing = before[other] + share * (point[other] - before[other])
                kept.append((limit, crossing) if axis == 0 else (crossing, limit))
            if inside:
                kept.append(point)
        points = kept
        if not points:
            break
    return points


def clip_line(line: Sequence[XY], box: Box) -> list[list[XY]]:
    """Return the runs of a line whose segments may touch a box.

    Segments stay whole: the drawing hides what reaches over its frame.
    """
    left, top, right, bottom = box
    runs: list[list[XY]] = []
    run: list[XY] = []
    for a, b in pairwise(line):
        if (
            max(a[0], b[0]) >= left
            and min(a[0], b[0]) <= right
            and max(a[1], b[1]) >= top
            and min(a[1], b[1]) <= bottom
        ):
            run = run or [a]
            run.append(b)
        elif run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def thin(line: Sequence[XY], tolerance: float) -> list[XY]:
    """Return a line without the points that change it by less than a tolerance.

    Douglas and Peucker's rule; the first and the last point stay.
    """
    points = [
        point
        for i, point in enumerate(line)
        if i in (0, len(line) - 1) or point != line[i - 1]
    ]
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = math.hypot(dx, dy)
        worst, worst_at = tolerance, -1
        for i in range(first + 1, last):
            px, py = points[i][0] - ax, points[i][1] - ay
            off = abs(px * dy - py * dx) / length if length else math.hypot(px, py)
            if off > worst:
                worst, worst_at = off, i
        if worst_at > 0:
            keep.add(worst_at)
            spans += [(first, worst_at), (worst_at, last)]
    return [points[i] for i in sorted(keep)]


def thin_ring(ring: Sequence[XY], tolerance: float) -> list[XY]:
    """Thin a ring in two halves, from its first point to the one farthest off."""
    if len(ring) < 4:
        return list(ring)
    start = ring[0]
    far = max(
        range(len(ring)),
        key=lambda i: (ring[i][0] - start[0]) ** 2 + (ring[i][1] - start[1]) ** 2,
    )
    first = thin(ring[: far + 1], tolerance)
    second = thin([*ring[far:], start], tolerance)
    return [*first[:-1], *second[:-1]]


def _number(tenths: int) -> str:
    sign = "-" if tenths < 0 else ""
    whole, tenth = divmod(abs(tenths), 10)
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"


def _join(numbers: Iterable[str]) -> str:
    text = ""
    has_point = False
    for number in numbers:
        # A minus sign, or a second decimal point, begins a number by itself.
        glued = number[0] == "-" or (number[0] == "." and has_point)
        text += number if glued or not text else f" {number}"
        has_point = "." in number
    return text


def path_data(lines: Iterable[Sequence[XY]], *, closed: bool) -> str:
    """Return the `d` of a path: one subpath a line, with one decimal at most."""
    parts = []
    for line in lines:
        grid = [(round(x * 10), round(y * 10)) for x, y in line]
        steps: list[str] = []
        x, y = grid[0]
        for next_x, next_y in grid[1:]:
            if (next_x, next_y) != (x, y):
                steps += [_number(next_x - x), _number(next_y - y)]
                x, y = next_x, next_y
        if len(steps) >= (4 if closed else 2):
            start = _join([_number(grid[0][0]), _number(grid[0][1])])
            parts.append(f"M{start}l{_join(steps)}{'z' if closed else ''}")
    return "".join(parts)
