"""The demonstration's pictures, drawn by code: the same words give the same bytes."""

import hashlib
from random import Random

from example_site.demo.pictures import landscapes, rooms, signs
from example_site.demo.pictures.canvas import PALETTES, Canvas
from example_site.demo.pictures.portraits import portrait

SCENES = {**rooms.SCENES, **landscapes.SCENES, **signs.SCENES}


def _dice(seed: str) -> Random:
    digest = hashlib.sha256(seed.encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 (pictures only)


def draw_scene(scene: str, palette: str, seed: str) -> bytes:
    """Return a JPEG of 1600 by 900 pixels; `KeyError` for an unknown scene or palette.

    `scene` is a key of `SCENES`, `palette` one of `PALETTES`; the seed varies the rest.
    """
    colours = PALETTES[palette]
    canvas = Canvas(160, 90, colours.ground, scale=10)
    SCENES[scene](canvas, colours, _dice(f"{scene} {palette} {seed}"))
    return canvas.as_jpeg()


def draw_portrait(palette: str, seed: str) -> bytes:
    """Return a JPEG of 600 by 600 pixels that shows nobody in particular."""
    colours = PALETTES[palette]
    canvas = Canvas(60, 60, colours.ground, scale=10)
    portrait(canvas, colours, _dice(f"portrait {palette} {seed}"))
    return canvas.as_jpeg()
