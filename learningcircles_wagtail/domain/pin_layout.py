"""Where the pins of a map go: near their places, and never one over another."""

import math
from collections.abc import Iterable, Sequence
from functools import cache

from learningcircles_wagtail.domain.svg_path import XY, Box

GAP = 2.0
"""The least distance between two pins, and between a pin and any edge, in units."""
FARTHEST = 220.0
"""How far a pin is looked a good place for before any free place will do."""
DOT = 4.0
"""How much of a place's dot other pins should leave to be seen, in units."""
TRIED = 90
"""How many free spots are compared for a pin, at most."""
TRIED_IN_CROWD = 16
CROWD = 24
"""With more pins to move aside than these, fewer spots and orders are tried."""


def lay_out_pins(
    anchors: Sequence[XY],
    *,
    radius: float,
    bounds: Box,
    blocked: Sequence[Box] = (),
) -> list[XY] | None:
    """Return the middles of round pins, in the order of the places they belong to.

    No two pins touch, all lie within `bounds` and off every `blocked` box. A pin with
    room stays on its place; others move aside, seldom over a place, a pin or a line.
    None means that there is no room for pins of this radius. The same places always
    give the same result.
    """
    layout = _Layout(anchors, radius, bounds, blocked)
    crowded = []
    for number, anchor in enumerate(anchors):
        alone = all(
            math.dist(anchor, other) >= layout.distance
            for n, other in enumerate(anchors)
            if n != number
        )
        if alone and layout.fits(number, anchor):
            layout.put(number, anchor)
        else:
            crowded.append(number)
    orders = [sorted(crowded, key=lambda n: -layout.outwardness(n))]
    if len(crowded) <= CROWD:
        # Who moves first decides who finds room, so let others go first as well.
        orders += [
            crowded,
            sorted(crowded, key=lambda n: anchors[n]),
            sorted(crowded, key=lambda n: anchors[n], reverse=True),
            sorted(crowded, key=lambda n: (anchors[n][1], n)),
        ]
    else:
        layout.tried = TRIED_IN_CROWD
    best: list[XY] | None = None
    least = math.inf
    for order in orders:
        pins = layout.settle_all(order, again=len(crowded) <= CROWD)
        if pins is not None:
            cost = layout.cost(crowded)
            if cost < least:
                best, least = pins, cost
    return best


def leader_is_seen(anchor: XY, pin: XY, radius: float) -> bool:
    """Tell whether a pin has left its place, so that a line must lead to it."""
    return math.dist(anchor, pin) > radius


class _Layout:
    """A layout in the making: `pins` holds the middles found so far."""

    def __init__(
        self, anchors: Sequence[XY], radius: float, bounds: Box, blocked: Sequence[Box]
    ) -> None:
        self.anchors = anchors
        self.radius = radius
        self.bounds = bounds
        self.blocked = blocked
        self.pins: list[XY | None] = [None] * len(anchors)
        self.tried = TRIED
        self.distance = 2 * radius + GAP
        # Which pins stand in which square, so that only near ones are measured.
        self.squares: dict[tuple[int, int], list[int]] = {}
        self.crowd = [self._crowd(number) for number in range(len(anchors))]

    def _crowd(self, number: int) -> XY | None:
        """Return the middle of the places near one, None where it has none."""
        anchor = self.anchors[number]
        near = [
            other
            for other in self.anchors
            if 0.5 < math.dist(anchor, other) < 8 * self.radius
        ]
        if not near:
            return None
        return (
            sum(x for x, _ in near) / len(near),
            sum(y for _, y in near) / len(near),
        )

    def _square(self, spot: XY) -> tuple[int, int]:
        return int(spot[0] // self.distance), int(spot[1] // self.distance)

    def put(self, number: int, pin: XY) -> None:
        """Put a pin somewhere, or somewhere else."""
        self._take(number)
        self.pins[number] = pin
        self.squares.setdefault(self._square(pin), []).append(number)

    def settle_all(self, order: Sequence[int], *, again: bool) -> list[XY] | None:
        """Put the pins of some places one after the other, anew."""
        for number in order:
            self._take(number)
        for number in order:
            if not self.settle(number):
                return None
        for number in order if again else ():
            self.settle(number)
        return [pin for pin in self.pins if pin is not None]

    def cost(self, numbers: Iterable[int]) -> float:
        """Return what speaks against the places that some pins have now."""
        total = 0.0
        for number in numbers:
            pin = self.pins[number]
            if pin is not None:
                total += math.dist(pin, self.anchors[number])
                total += self._annoyance(number, pin)
        return total

    def _take(self, number: int) -> None:
        pin = self.pins[number]
        if pin is not None:
            self.squares[self._square(pin)].remove(number)
            self.pins[number] = None

    def outwardness(self, number: int) -> float:
        """Return how far a place lies from the middle of its crowd."""
        crowd = self.crowd[number]
        return math.dist(self.anchors[number], crowd) if crowd else 0.0

    def fits(self, number: int, pin: XY) -> bool:
        """Tell whether a pin may stand here: in bounds, and on no other."""
        x, y = pin
        margin = self.radius + GAP
        left, top, right, bottom = self.bounds
        if not (
            left + margin <= x <= right - margin
            and top + margin <= y <= bottom - margin
        ):
            return False
        for box in self.blocked:
            dx = max(box[0] - x, 0.0, x - box[2])
            dy = max(box[1] - y, 0.0, y - box[3])
            if dx * dx + dy * dy < margin * margin:
                return False
        least = self.distance**2
        column, row = self._square(pin)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                for n in self.squares.get((i, j), ()):
                    other = self.pins[n]
                    if n == number or other is None:
                        continue
                    if (other[0] - x) ** 2 + (other[1] - y) ** 2 < least:
                        return False
        return True

    def settle(self, number: int) -> bool:
        """Put a pin where it costs least, or return False if it fits nowhere."""
        anchor = self.anchors[number]
        best: XY | None = None
        least = math.inf
        tried = 0
        for dx, dy, distance in _offsets(self.radius):
            if distance >= least or tried >= self.tried:
                break
            pin = (anchor[0] + dx, anchor[1] + dy)
            if self.fits(number, pin):
                tried += 1
                cost = distance + self._annoyance(number, pin)
                if cost < least:
                    best, least = pin, cost
        best = best or self._anywhere(number)
        if best is not None:
            self.put(number, best)
        return best is not None

    def _anywhere(self, number: int) -> XY | None:
        x0, y0 = self.anchors[number]
        left, top, right, bottom = self.bounds
        step = max(self.radius / 2, 2.0)
        across, down = int((right - left) / step), int((bottom - top) / step)
        spots = sorted(
            (left + i * step, top + j * step)
            for i in range(across + 1)
            for j in range(down + 1)
        )
        spots.sort(key=lambda spot: (spot[0] - x0) ** 2 + (spot[1] - y0) ** 2)
        return next((spot for spot in spots if self.fits(number, spot)), None)

    def _annoyance(self, number: int, pin: XY) -> float:
        """Return what speaks against a spot, measured in units of distance."""
        anchor = self.anchors[number]
        has_leader = leader_is_seen(anchor, pin, self.radius)
        cost = 14.0 if has_leader else 0.0
        crowd = self.crowd[number]
        if crowd and has_leader:
            away = (anchor[0] - crowd[0], anchor[1] - crowd[1])
            moved = (pin[0] - anchor[0], pin[1] - anchor[1])
            size = math.hypot(*away) * math.hypot(*moved)
            if size > 1e-6:
                cost += 14 * (1 - (away[0] * moved[0] + away[1] * moved[1]) / size)
        clear = self.radius + DOT
        for n, other_anchor in enumerate(self.anchors):
            if n == number:
                continue
            if _near(pin, other_anchor, clear) and not _near(other_anchor, anchor, 1):
                cost += 30
            other = self.pins[n]
            if other is None:
                continue
            if has_leader and _off_segment(other, anchor, pin) < self.radius + 1:
                cost += 60
            if leader_is_seen(other_anchor, other, self.radius):
                if _off_segment(pin, other_anchor, other) < self.radius + 1:
                    cost += 60
                if has_leader and _cross(anchor, pin, other_anchor, other):
                    cost += 80
        return cost


@cache
def _offsets(radius: float) -> tuple[tuple[float, float, float], ...]:
    """Return where to look for room round a place: dx, dy, distance; near ones first.

    A pin moves either so little that it still covers its place, or so far that the
    place's dot and a piece of the line to it are seen.
    """
    found = [(0.0, 0.0, 0.0)]
    for part in (0.25, 0.5):
        found += [_polar(part * radius, turn / 16) for turn in range(16)]
    distance = radius + DOT + 5
    while distance < FARTHEST:
        count = max(16, round(2 * math.pi * distance / radius))
        found += [_polar(distance, turn / count) for turn in range(count)]
        distance += radius / 2
    return tuple(found)


def _polar(distance: float, turn: float) -> tuple[float, float, float]:
    angle = 2 * math.pi * turn
    return distance * math.cos(angle), distance * math.sin(angle), distance


def _near(a: XY, b: XY, distance: float) -> bool:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < distance * distance


def _off_segment(point: XY, start: XY, end: XY) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - along * dx, py - along * dy)


def _cross(a: XY, b: XY, c: XY, d: XY) -> bool:
    def side(p: XY, q: XY, r: XY) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
