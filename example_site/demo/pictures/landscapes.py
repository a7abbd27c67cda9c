"""Scenes out of doors: hills, the river, a bridge, gardens, the night sky."""

import math
from random import Random

from example_site.demo.pictures.canvas import Canvas, Palette, Point, curve, mix


def _ridge(height: float, swing: float, phase: float, length: float) -> list[Point]:
    """Return the upper edge of a hill or a wave, from the left to the right."""
    return [
        (x, height + swing * math.sin(x / length + phase))
        for x in (step * 2.0 for step in range(-1, 82))
    ]


def hills(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Hills behind one another, a low sun, and the river's bend between them."""
    sun = dice.uniform(40, 120)
    for radius, opacity in ((30, 0.2), (22, 0.3)):
        canvas.circle(sun, 32, radius, colours.accent, opacity)
    canvas.circle(sun, 32, 14, colours.accent)
    for layer in range(4):
        share = 0.25 + layer * 0.25
        tone = mix(colours.light, colours.deep, share)
        edge = _ridge(
            42 + layer * 11, 6 - layer * 0.6, dice.uniform(0, 6), 19 + layer * 5
        )
        canvas.polygon([(-2, 92), *edge, (162, 92)], tone)
        if layer == 1:
            bend = curve((sun - 8, 60), (sun + 50, 66), (sun - 34, 92))
            back = curve((sun + 6, 92), (sun + 70, 64), (sun - 5, 59))
            canvas.polygon([*bend, *back], mix(colours.paper, colours.light, 0.45))


def waves(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """The river: bands of water, and one small boat."""
    canvas.circle(dice.uniform(30, 130), 20, 11, colours.accent, 0.9)
    inks = [colours.light, colours.middle, colours.deep]
    boat = dice.uniform(45, 115)
    for layer in range(6):
        ink = inks[layer % 3]
        edge = _ridge(34 + layer * 9.5, 3.2, dice.uniform(0, 6), 11)
        if layer == 2:
            canvas.polygon(
                [(boat - 11, 49), (boat + 11, 49), (boat + 7, 56), (boat - 7, 56)],
                colours.accent,
            )
            canvas.polygon([(boat, 20), (boat, 47), (boat + 13, 47)], colours.paper)
            canvas.polygon([(boat - 1.4, 26), (boat - 1.4, 47), (boat - 10, 47)], ink)
        canvas.polygon([(-2, 92), *edge, (162, 92)], ink)


def bridge(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """A bridge of arches over still water that mirrors it."""
    canvas.circle(dice.uniform(110, 135), 24, 12, colours.accent, 0.9)
    edge = _ridge(44, 5, dice.uniform(0, 6), 22)
    canvas.polygon([(-2, 70), *edge, (162, 70)], colours.light, 0.55)
    water = mix(colours.ground, colours.middle, 0.55)
    canvas.box(0, 64, 160, 90, water)
    canvas.box(0, 38, 160, 44, colours.deep)
    for x in range(-12, 180, 32):
        canvas.box(x - 3.4, 40, x + 3.4, 64, colours.deep)
        canvas.box(x - 3.4, 64, x + 3.4, 78, colours.deep, opacity=0.28)
        span = [(x + 3.4, 64.0), *curve((x + 3.4, 58), (x + 16, 34), (x + 28.6, 58))]
        mask = [(x + 3.4, 43.0), (x + 28.6, 43.0), *reversed(span[1:])]
        canvas.polygon(mask, colours.deep)
    for x in range(4, 160, 12):
        canvas.path([(x, 33.5), (x, 38)], 0.7, colours.deep)
    canvas.path([(0, 33.5), (160, 33.5)], 0.9, colours.deep)
    for _ in range(16):
        x, y = dice.uniform(0, 150), dice.uniform(68, 88)
        canvas.path([(x, y), (x + dice.uniform(5, 14), y)], 0.7, colours.paper, 0.5)


def garden(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """A row of plants with leaves and fruit, rising from one bed."""
    canvas.circle(dice.uniform(120, 140), 18, 20, colours.light, 0.35)
    canvas.box(0, 78, 160, 90, colours.deep)
    for number in range(7):
        x = 14 + number * 22 + dice.uniform(-3, 3)
        top = dice.uniform(18, 40)
        lean = dice.uniform(-5, 5)
        stem = curve((x, 79), (x, (79 + top) / 2), (x + lean, top))
        canvas.path(stem, 1.3, colours.deep)
        for step in range(6, 30, 5):
            sx, sy = stem[step]
            for side in (-1, 1):
                tip = (sx + side * 8.5, sy - 6)
                leaf = [
                    *curve((sx, sy), (sx + side * 2, sy - 7), tip),
                    *curve(tip, (sx + side * 7, sy + 2), (sx, sy)),
                ]
                canvas.polygon(
                    leaf, colours.middle if (step + side) % 2 else colours.light
                )
        fruit = colours.accent if number % 2 else colours.paper
        canvas.circle(*stem[-1], 4.2 if number % 2 else 3.2, fruit)
        canvas.circle(*stem[-1], 1.4, mix(fruit, colours.deep, 0.35))


def night(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """A night sky with constellations over the roofs."""
    canvas.circle(128, 20, 11, colours.paper, 0.95)
    canvas.circle(123, 17, 10, colours.ground)
    for _ in range(70):
        x, y = dice.uniform(0, 160), dice.uniform(0, 70)
        canvas.circle(x, y, dice.choice((0.25, 0.35, 0.5)), colours.light, 0.8)
    for x, y in ((26, 20), (70, 32)):
        stars = [(x + n * 9.0, y + dice.uniform(-8, 8)) for n in range(5)]
        canvas.path(stars, 0.35, colours.light, 0.6)
        for number, (sx, sy) in enumerate(stars):
            canvas.circle(sx, sy, 1.7 if number == 2 else 1.15, colours.accent)
    x = -4.0
    while x < 164:
        width, height = dice.uniform(14, 24), dice.uniform(12, 22)
        canvas.box(x, 90 - height, x + width, 90, colours.deep)
        canvas.polygon(
            [
                (x - 1, 90 - height),
                (x + width + 1, 90 - height),
                (x + width / 2, 80 - height),
            ],
            colours.deep,
        )
        for window in range(2):
            wx = x + width * (0.28 + 0.38 * window)
            lit = dice.random() < 0.55
            ink = colours.accent if lit else colours.middle
            canvas.box(wx - 1.5, 94 - height, wx + 1.5, 99 - height, ink)
        x += width + 0.6


def trees(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """A stand of round trees, each crown in rings as if counted in years."""
    canvas.polygon(
        [(-2, 92), *_ridge(76, 2.5, dice.uniform(0, 6), 20), (162, 92)], colours.middle
    )
    spots = [(24, 40, 19), (60, 47, 15), (92, 34, 22), (130, 44, 18)]
    for number, (x, y, size) in enumerate(spots):
        y += dice.uniform(-3, 3)
        canvas.path([(x, y), (x, 80)], 2.4, colours.deep)
        canvas.path([(x, y + 16), (x + 6, y + 6)], 1.5, colours.deep)
        ink = colours.accent if number == 2 else colours.light
        canvas.circle(x, y, size, ink, 0.9)
        for ring in range(1, 4):
            canvas.ring(x, y, size * ring / 4, 0.5, colours.deep, 0.5)


SCENES = {
    "hills": hills,
    "waves": waves,
    "bridge": bridge,
    "garden": garden,
    "night": night,
    "trees": trees,
}
