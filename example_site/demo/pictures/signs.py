"""Scenes made of signs: voices, circuits, pages, family trees, threads, notes."""

import math
from random import Random

from example_site.demo.pictures.canvas import (
    Canvas,
    Palette,
    curve,
    mix,
    on_circle,
)


def voices(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Speech bubbles of several sizes, one of them speaking in rings."""
    spots = [(34, 34, 19), (80, 48, 25), (126, 30, 17), (118, 66, 12), (44, 70, 10)]
    inks = [colours.middle, colours.accent, colours.light, colours.deep, colours.paper]
    turned = dice.randrange(5)
    for number, (x, y, size) in enumerate(spots):
        ink = inks[(number + turned) % 5]
        side = -1 if number % 2 else 1
        canvas.polygon(
            [
                (x + side * size * 0.1, y + size * 0.7),
                (x + side * size * 0.75, y + size * 0.5),
                (x + side * size * 0.85, y + size * 1.25),
            ],
            ink,
        )
        canvas.circle(x, y, size, ink)
        line = mix(ink, colours.deep if ink != colours.deep else colours.paper, 0.4)
        for row in range(3):
            length = size * (0.95, 0.95, 0.5)[row]
            level = y - size * 0.3 + row * size * 0.3
            start = x - size * 0.5
            canvas.path([(start, level), (start + length, level)], size * 0.085, line)


def circuit(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Lines with nodes that run in straight and slanting steps."""
    for row in range(8):
        y = 8 + row * 10.8
        x, points = -2.0, [(-2.0, y)]
        while x < 150:
            x += dice.choice((14, 20, 26))
            points.append((x, y))
            shift = dice.choice((-5.4, 0, 5.4))
            x += abs(shift)
            y += shift
            points.append((x, y))
        ink = (colours.light, colours.middle, colours.deep)[row % 3]
        end = dice.randrange(5, len(points)) if row % 2 else len(points)
        canvas.path(points[:end], 1.1, ink)
        for number, (px, py) in enumerate(points[1:end:3]):
            hot = (number + row) % 4 == 0
            canvas.circle(px, py, 2.8, colours.accent if hot else ink)
            canvas.circle(px, py, 1.5, colours.ground)
    canvas.box(62, 27, 98, 63, colours.deep, corner=3)
    canvas.box(66, 31, 94, 59, colours.middle, corner=2)
    canvas.path([(75, 39), (69.5, 45), (75, 51)], 1.8, colours.paper)
    canvas.path([(85, 39), (90.5, 45), (85, 51)], 1.8, colours.paper)
    canvas.path([(82, 36.5), (78, 53.5)], 1.8, colours.accent)


def pages(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """An open book; its leaves rise and turn into birds."""
    for lift in range(5, -1, -1):
        spread = 56 - lift * 5
        rise = lift * 6.5
        ink = mix(colours.paper, colours.light, lift / 6)
        for side in (-1, 1):
            top = curve(
                (80, 62), (80 + side * 22, 46 - rise), (80 + side * spread, 58 - rise)
            )
            low = curve(
                (80 + side * spread, 70 - rise * 0.6), (80 + side * 22, 60), (80, 74)
            )
            canvas.polygon([*top, *low], ink)
            canvas.path(top, 0.35, mix(ink, colours.deep, 0.35))
    canvas.polygon(
        [(22, 72), (80, 76), (138, 72), (138, 76), (80, 81), (22, 76)], colours.deep
    )
    for number in range(7):
        x, y = 22 + number * 19 + dice.uniform(-4, 4), dice.uniform(9, 24)
        size = dice.uniform(3, 5)
        ink = colours.accent if number % 3 == 1 else colours.deep
        for side in (-1, 1):
            tip = (x + side * size * 2, y - size)
            wing = [
                *curve((x, y), (x + side * size * 0.7, y - size * 1.5), tip),
                *curve(tip, (x + side * size * 0.7, y - size * 0.6), (x, y + 0.8)),
            ]
            canvas.polygon(wing, ink)


def family(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """A family tree of circles, from one below to eight above."""
    rows = [(1, 76, 8.5), (2, 56, 7.2), (4, 36, 6.0), (8, 15, 4.8)]
    places: list[list[tuple[float, float]]] = []
    for count, y, _size in rows:
        step = 160 / count
        places.append([(step * (n + 0.5), y) for n in range(count)])
    for row in range(3):
        for number, (x, y) in enumerate(places[row]):
            for child in (0, 1):
                cx, cy = places[row + 1][number * 2 + child]
                line = curve((x, y), (cx, y - 2), (cx, cy))
                canvas.path(line, 1.2, colours.deep)
    inks = [colours.light, colours.middle, colours.accent, colours.paper]
    for row, (_count, _y, size) in enumerate(rows):
        for x, y in places[row]:
            ink = dice.choice(inks)
            canvas.circle(x, y, size, colours.deep)
            canvas.circle(x, y, size - 1, ink)
            figure = mix(ink, colours.deep, 0.6)
            canvas.circle(x, y - size * 0.2, size * 0.3, figure)
            canvas.sector(x, y + size * 0.62, size * 0.5, 180, 360, figure)


def threads(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Threads from many sides that meet in one knot and go on together."""
    inks = [colours.deep, colours.middle, colours.light, colours.accent, colours.paper]
    for number in range(15):
        y = 4 + number * 6.0
        meet = 39 + number * 0.85
        ink = inks[number % 5]
        first = curve((-2, y), (40, y), (70, meet), 40)
        second = curve(
            (70, meet), (100, meet + (meet - y) * 0.9), (162, 90 - y * 0.9), 40
        )
        canvas.path([*first, *second], 1.5 + dice.uniform(0, 0.8), ink)
    canvas.ring(70, 45, 15, 2.2, colours.accent)
    canvas.ring(70, 45, 12, 0.7, colours.deep)


def notes(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Five lines in a long bend, with notes on them."""

    def level(x: float, line: float) -> float:
        return 28 + line * 8 + 9 * math.sin(x / 28)

    canvas.circle(dice.uniform(20, 50), 24, 26, colours.light, 0.3)
    for line in range(5):
        points = [(x, level(x, line)) for x in range(-2, 164, 2)]
        canvas.path(points, 0.7, colours.deep)
    for number in range(9):
        x = 16 + number * 16.5
        y = level(x, dice.choice((0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5)))
        ink = colours.accent if number in (2, 6) else colours.deep
        canvas.path([(x + 2.9, y), (x + 2.9, y - 20)], 1.0, ink)
        canvas.circle(x, y, 3.4, ink)
        if number % 3 == 1:
            canvas.path(
                curve((x + 2.9, y - 20), (x + 4, y - 13), (x + 9, y - 12)), 1.2, ink
            )


def tiles(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Quarter circles in tiles that join into rounds, waves and leaves."""
    inks = [colours.deep, colours.middle, colours.light, colours.accent, colours.paper]
    size = 20.0
    for row in range(5):
        for column in range(8):
            left, top = column * size, row * size - 5
            back, front = dice.sample(inks, 2)
            canvas.box(left, top, left + size, top + size, back)
            corner = dice.randrange(4)
            cx = left + (size if corner in (1, 2) else 0)
            cy = top + (size if corner in (2, 3) else 0)
            start = corner * 90
            canvas.sector(cx, cy, size, start, start + 90, front)
            canvas.sector(cx, cy, size * 0.55, start, start + 90, back)


def steps(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Steps that rise to the right, a plant or a coin on each."""
    inks = [colours.light, colours.middle, mix(colours.middle, colours.deep, 0.5)]
    for number in range(7):
        left, top = 8 + number * 21.0, 76 - number * 8.2
        canvas.box(left, top, left + 21, 92, inks[number % 3])
        canvas.box(left, top, left + 21, top + 1.6, colours.deep)
        x = left + 10.5
        if dice.random() < 0.5:
            canvas.circle(x, top - 5, 5, colours.accent)
            canvas.ring(x, top - 5, 3.7, 0.6, mix(colours.accent, colours.deep, 0.5))
        else:
            canvas.path([(x, top), (x, top - 9)], 1.1, colours.deep)
            for side in (-1, 1):
                tip = (x + side * 6.5, top - 12)
                canvas.polygon(
                    [
                        *curve((x, top - 6), (x + side, top - 12), tip),
                        *curve(tip, (x + side * 6, top - 5), (x, top - 6)),
                    ],
                    colours.deep,
                )


def dots(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Rings of dots, one a meeting: some held, one next, some to come."""
    for x, y, radius, count in ((44, 45, 29, 7), (102, 34, 20, 6), (136, 68, 14, 8)):
        held = dice.randrange(2, count - 1)
        canvas.circle(x, y, radius * 0.62, colours.light, 0.3)
        for number in range(count):
            px, py = on_circle(x, y, radius, number * 360 / count)
            size = radius * 0.17
            if number < held:
                canvas.circle(px, py, size, colours.middle)
            elif number == held:
                canvas.circle(px, py, size * 1.35, colours.accent)
                canvas.circle(px, py, size * 0.75, colours.paper)
            else:
                canvas.circle(px, py, size, mix(colours.ground, colours.deep, 0.3))
                canvas.circle(px, py, size * 0.72, colours.ground)


SCENES = {
    "voices": voices,
    "circuit": circuit,
    "pages": pages,
    "family": family,
    "threads": threads,
    "notes": notes,
    "tiles": tiles,
    "steps": steps,
    "dots": dots,
}
