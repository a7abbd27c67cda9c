"""Scenes within a library: tables, shelves, lamps, windows, doors, screens."""

from random import Random

from example_site.demo.pictures.canvas import (
    Canvas,
    Palette,
    curve,
    mix,
    on_circle,
    turn,
)


def table(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """A round table from above, chairs about it, books and cups on it."""
    x, y = dice.choice((70.0, 80.0, 90.0)), 45.0
    canvas.circle(x, y, 62, colours.light, 0.18)
    canvas.circle(x, y, 50, colours.light, 0.22)
    seats = dice.choice((6, 7, 8))
    begin = dice.uniform(0, 40)
    for seat in range(seats):
        angle = begin + seat * 360 / seats
        cx, cy = on_circle(x, y, 35, angle)
        special = seat == seats - 2
        canvas.circle(cx, cy, 6.4, colours.accent if special else colours.deep)
        canvas.circle(cx, cy, 4, mix(colours.middle, colours.light, 0.5), 0.55)
    canvas.circle(x + 0.8, y + 1.2, 27, colours.deep, 0.28)
    canvas.circle(x, y, 26.5, colours.paper)
    canvas.ring(x, y, 26.5, 0.7, mix(colours.paper, colours.deep, 0.22))
    for seat in range(seats):
        angle = begin + seat * 360 / seats
        bx, by = on_circle(x, y, 18, angle)
        if seat % 3 == 2:
            canvas.circle(bx, by, 3.1, colours.middle)
            canvas.circle(bx, by, 2.2, colours.deep)
            continue
        cover = (colours.light, colours.accent, colours.middle)[seat % 3]
        canvas.tilted_box(bx + 0.4, by + 0.6, 8.4, 6, angle, colours.deep, 0.16)
        canvas.tilted_box(bx, by, 8, 5.6, angle, cover)
        for side in (-1, 1):
            px, py = turn(side * 1.8, 0, angle)
            canvas.tilted_box(bx + px, by + py, 3.3, 4.8, angle, "#ffffff")
    canvas.circle(x, y, 4.4, colours.accent, 0.35)
    canvas.circle(x, y, 2.6, colours.accent)


def shelf(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Two rows of book spines, here and there one leaning."""
    inks = [colours.deep, colours.middle, colours.light, colours.accent, colours.paper]
    for floor in (43.0, 86.0):
        x, last = 5.0, ""
        while x < 153:
            width = dice.choice((4.0, 5.0, 6.0, 7.5))
            height = dice.uniform(24, 34)
            ink = dice.choice([i for i in inks if i not in (last, colours.ground)])
            last = ink
            if dice.random() < 0.1 and x < 140:
                canvas.tilted_box(x + 6.2, floor - 15.2, width, 30, 12, ink)
                x += width + 8.5
                continue
            canvas.box(x, floor - height, x + width, floor, ink, corner=0.5)
            band = mix(ink, "#ffffff" if ink == colours.deep else colours.deep, 0.3)
            canvas.box(x, floor - height + 3.5, x + width, floor - height + 4.8, band)
            canvas.box(x, floor - 6, x + width, floor - 5.2, band)
            x += width + 0.5
            if dice.random() < 0.06:
                x += 9
        canvas.box(0, floor, 160, floor + 2.4, mix(colours.ground, colours.deep, 0.55))


def lamps(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Hanging lamps, each with its cone of light, over a long table."""
    xs = [22.0, 51.0, 80.0, 109.0, 138.0]
    for number, x in enumerate(xs):
        drop = 18 + dice.choice((0, 5, 10))
        canvas.polygon(
            [(x - 7, drop + 8), (x + 7, drop + 8), (x + 21, 70), (x - 21, 70)],
            colours.accent if number == 2 else colours.light,
            0.24,
        )
        canvas.path([(x, -2), (x, drop)], 0.6, colours.deep)
        shade = colours.accent if number == 2 else colours.middle
        canvas.sector(x, drop + 8, 8.5, 180, 360, shade)
        canvas.circle(x, drop + 8, 2.1, colours.paper)
    canvas.box(0, 70, 160, 73.5, colours.deep)
    canvas.box(0, 73.5, 160, 90, mix(colours.deep, colours.ground, 0.22))
    for x in xs:
        ink = dice.choice((colours.light, colours.accent, colours.paper))
        width = dice.choice((9.0, 11.0, 13.0))
        canvas.box(x - width / 2, 67.2, x + width / 2, 70, ink, corner=0.4)
        canvas.box(x - width / 2 + 1, 64.8, x + width / 2 - 0.6, 67.2, colours.middle)


def windows(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """Arched windows in an evening front; some are lit, some have a plant."""
    canvas.box(0, 78, 160, 90, mix(colours.ground, colours.deep, 0.5))
    for number, x in enumerate((20.0, 50.0, 80.0, 110.0, 140.0)):
        lit = number in (1, 2, 4) if dice.random() < 0.5 else number in (0, 2, 3)
        frame = mix(colours.ground, colours.deep, 0.65)
        glass = colours.accent if lit else colours.middle
        canvas.sector(x, 34, 12.4, 180, 360, frame)
        canvas.box(x - 12.4, 34, x + 12.4, 78, frame)
        canvas.sector(x, 34, 10.4, 180, 360, glass)
        canvas.box(x - 10.4, 34, x + 10.4, 76, glass)
        if lit:
            canvas.circle(x, 40, 8, colours.paper, 0.28)
            canvas.box(x - 10.4, 66, x + 10.4, 76, colours.deep, opacity=0.35)
            canvas.circle(x - 4, 60, 3.4, colours.deep)
            canvas.sector(x - 4, 71, 6, 180, 360, colours.deep)
            canvas.circle(x + 5, 61, 3, colours.deep, 0.8)
            canvas.sector(x + 5, 71, 5.2, 180, 360, colours.deep, 0.8)
        else:
            for lean in (-5, 0, 5):
                stem = curve((x, 76), (x, 66), (x + lean, 58 + abs(lean)))
                canvas.path(stem, 1, colours.light)
                canvas.circle(*stem[-1], 2.4, colours.light)
        canvas.box(x - 0.5, 23, x + 0.5, 76, frame)
        canvas.box(x - 10.4, 47, x + 10.4, 48, frame)


def door(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """An open door; light falls out of it towards whoever comes."""
    x = dice.choice((64.0, 80.0, 96.0))
    canvas.box(0, 70, 160, 90, mix(colours.ground, colours.deep, 0.35))
    canvas.polygon(
        [(x - 13, 70), (x + 13, 70), (x + 34, 90), (x - 34, 90)], colours.accent, 0.5
    )
    for radius, opacity in ((40, 0.14), (32, 0.18)):
        canvas.sector(x, 70, radius + 12, 180, 360, colours.light, opacity)
    canvas.sector(x, 34, 17, 180, 360, colours.deep)
    canvas.box(x - 17, 34, x + 17, 70, colours.deep)
    canvas.sector(x, 34, 13, 180, 360, colours.accent)
    canvas.box(x - 13, 34, x + 13, 70, colours.accent)
    canvas.sector(x, 34, 13, 180, 360, colours.paper, 0.35)
    canvas.polygon(
        [(x + 13, 30), (x + 30, 24), (x + 30, 76), (x + 13, 70)], colours.middle
    )
    canvas.circle(x + 26, 51, 1.1, colours.paper)
    for side in (-1, 1):
        px = x + side * 44
        canvas.polygon(
            [(px - 5, 70), (px + 5, 70), (px + 6.5, 60), (px - 6.5, 60)], colours.deep
        )
        for lean in (-9, -4, 0, 4, 9):
            leaf = curve((px, 60), (px, 50), (px + lean, 40 + abs(lean)))
            canvas.path(leaf, 1.8, colours.middle)


def screens(canvas: Canvas, colours: Palette, dice: Random) -> None:
    """One big screen with faces in tiles, and backs of heads before it."""
    canvas.box(28, 8, 132, 66, colours.deep, corner=3)
    tones = [colours.middle, colours.light, colours.accent, colours.paper]
    for row in range(2):
        for column in range(4):
            left, top = 32 + column * 24.4, 12 + row * 25.5
            tone = tones[(row * 3 + column) % 4]
            canvas.box(left, top, left + 22.8, top + 24, tone, corner=1.2)
            figure = mix(tone, colours.deep, 0.62)
            hair = dice.uniform(-1.5, 1.5)
            canvas.sector(left + 11.4, top + 24, 8.2, 180, 360, figure)
            canvas.circle(left + 11.4 + hair / 3, top + 11, 4.8, figure)
    for x in (24.0, 58.0, 92.0, 126.0):
        wobble = dice.uniform(-3, 3)
        tone = mix(colours.deep, colours.ground, 0.12)
        canvas.sector(x + wobble, 96, 15, 180, 360, tone)
        canvas.circle(x + wobble, 76, 8, tone)


SCENES = {
    "table": table,
    "shelf": shelf,
    "lamps": lamps,
    "windows": windows,
    "door": door,
    "screens": screens,
}
