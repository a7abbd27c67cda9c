"""Portraits of nobody: a head and shoulders in a few plain shapes."""

from random import Random

from example_site.demo.pictures.canvas import Canvas, Palette, mix

SKINS = ("#8d5a3c", "#c68e64", "#e5b893", "#5d3a29", "#d9a27a", "#a9714b")
HAIRS = ("#2a211d", "#5b3a24", "#8a8f96", "#1c2530", "#a3642c", "#d8d3ca")


def portrait(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Draw on a square of 60 units; hair, glasses and collar differ."""
    skin, hair = dice.choice(SKINS), dice.choice(HAIRS)
    canvas.circle(30, 30, 27, mix(colours.ground, colours.light, 0.6))
    style = dice.choice(("short", "bun", "long", "curly"))
    if style == "long":
        canvas.box(17.5, 16, 42.5, 44, hair, corner=11)
    if style == "bun":
        canvas.circle(30, 9.5, 5, hair)
    if style == "curly":
        for x, y in (
            (19, 20),
            (22, 13),
            (30, 10.5),
            (38, 13),
            (41, 20),
            (19.5, 26),
            (40.5, 26),
        ):
            canvas.circle(x, y, 6, hair)
    canvas.sector(30, 62, 21, 180, 360, colours.middle)
    canvas.box(25.5, 32, 34.5, 44, mix(skin, "#000000", 0.12), corner=3.5)
    canvas.sector(30, 41, 7, 0, 180, mix(skin, "#000000", 0.12))
    collar = colours.accent if dice.random() < 0.5 else colours.paper
    canvas.polygon([(23, 43), (30, 51), (22, 53)], collar)
    canvas.polygon([(37, 43), (30, 51), (38, 53)], collar)
    canvas.box(21, 14, 39, 38, skin, corner=9)
    if style in ("short", "bun", "long"):
        canvas.sector(30, 22.5, 10, 180, 360, hair)
        part = dice.choice((-1, 1))
        canvas.circle(30 + part * 4, 17.5, 6.2, hair)
    else:
        canvas.sector(30, 20, 9.6, 180, 360, hair)
    if dice.random() < 0.5:
        for side in (-1, 1):
            canvas.ring(30 + side * 4.4, 27.5, 3.5, 0.7, "#1c2530")
        canvas.path([(29, 27), (31, 27)], 0.7, "#1c2530")
