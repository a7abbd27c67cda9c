"""A drawing surface with smooth edges: everything is drawn large, then shrunk."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

Point = tuple[float, float]
OVERSAMPLING = 2


@dataclass(frozen=True, slots=True)
class Palette:
    """Six colours that belong together, as hexadecimal strings."""

    ground: str
    deep: str
    middle: str
    light: str
    accent: str
    paper: str = "#fbf9f5"


PALETTES: dict[str, Palette] = {
    "river": Palette("#e2f0f0", "#07424a", "#0b5a63", "#79cdd3", "#e8a33d"),
    "deep_river": Palette("#0b5a63", "#07424a", "#2b7d86", "#a5e1e5", "#f3c77c"),
    "amber": Palette("#fdf0d8", "#7a4b00", "#c9822b", "#f3c77c", "#0b5a63"),
    "dusk": Palette("#33436b", "#202c4c", "#546694", "#9fb4e8", "#e8a33d"),
    "mist": Palette("#e8edf7", "#33436b", "#6d82b8", "#9fb4e8", "#e8a33d"),
    "garden": Palette("#e3f3e8", "#17653a", "#4d9a6c", "#8fdcab", "#e8a33d"),
    "forest": Palette("#17653a", "#0e4526", "#3a8a5b", "#8fdcab", "#f3c77c"),
    "plum": Palette("#6b2f4a", "#4a1d32", "#8f4d69", "#e3a6bd", "#f3c77c"),
    "rose": Palette("#fbe6e4", "#6b2f4a", "#b56a86", "#e3a6bd", "#0b5a63"),
    "stone": Palette("#eceef0", "#3b4753", "#7b8794", "#b3bdc8", "#0b5a63"),
}


def rgba(colour: str, opacity: float = 1.0) -> tuple[int, int, int, int]:
    """Turn `#rrggbb` and an opacity of 0 to 1 into what Pillow draws with."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, round(255 * opacity)


def mix(first: str, second: str, share: float) -> str:
    """Return `first` with a share (0 to 1) of `second` stirred in, as `#rrggbb`."""
    pairs = zip(rgba(first)[:3], rgba(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Canvas:
    """A surface of `width` by `height` units; one unit is `scale` pixels when saved."""

    def __init__(
        self, width: float, height: float, background: str, *, scale: int = 10
    ) -> None:
        self.width, self.height, self.scale = width, height, scale
        self._factor = scale * OVERSAMPLING
        size = (round(width * self._factor), round(height * self._factor))
        self._image = Image.new("RGB", size, background)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self._factor, y * self._factor) for x, y in points]

    def polygon(
        self, points: Sequence[Point], colour: str, opacity: float = 1.0
    ) -> None:
        """Fill the area within the points."""
        self._draw.polygon(self._scaled(points), fill=rgba(colour, opacity))

    def circle(
        self, x: float, y: float, radius: float, colour: str, opacity: float = 1.0
    ) -> None:
        """Fill a circle."""
        box = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse(box, fill=rgba(colour, opacity))

    def ring(
        self,
        x: float,
        y: float,
        radius: float,
        width: float,
        colour: str,
        opacity: float = 1.0,
    ) -> None:
        """Draw a circle's line; `radius` is that of its outer edge."""
        box = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse(
            box, outline=rgba(colour, opacity), width=round(width * self._factor)
        )

    def sector(
        self,
        x: float,
        y: float,
        radius: float,
        start: float,
        end: float,
        colour: str,
        opacity: float = 1.0,
    ) -> None:
        """Fill a piece of a circle; angles in degrees, clockwise from three o'clock."""
        box = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.pieslice(box, start, end, fill=rgba(colour, opacity))

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        colour: str,
        *,
        opacity: float = 1.0,
        corner: float = 0.0,
    ) -> None:
        """Fill a rectangle, with rounded corners if `corner` is more than nothing."""
        (x0, y0), (x1, y1) = self._scaled([(left, top), (right, bottom)])
        self._draw.rounded_rectangle(
            (x0, y0, x1, y1), radius=corner * self._factor, fill=rgba(colour, opacity)
        )

    def path(
        self,
        points: Sequence[Point],
        width: float,
        colour: str,
        opacity: float = 1.0,
    ) -> None:
        """Draw a line through the points, with round ends (opaque lines only join)."""
        scaled = self._scaled(points)
        fill = rgba(colour, opacity)
        self._draw.line(
            scaled, fill=fill, width=round(width * self._factor), joint="curve"
        )
        if opacity == 1.0:
            for x, y in (points[0], points[-1]):
                self.circle(x, y, width / 2, colour)

    def tilted_box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        angle: float,
        colour: str,
        opacity: float = 1.0,
    ) -> None:
        """Fill a rectangle about its centre, turned by `angle` degrees clockwise."""
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        turned = [turn(dx * width / 2, dy * height / 2, angle) for dx, dy in corners]
        self.polygon([(x + dx, y + dy) for dx, dy in turned], colour, opacity)

    def as_jpeg(self, quality: int = 78) -> bytes:
        """Return the finished picture, shrunk to its own size."""
        size = (round(self.width * self.scale), round(self.height * self.scale))
        finished = self._image.resize(size, Image.Resampling.LANCZOS)
        out = BytesIO()
        finished.save(out, "JPEG", quality=quality, optimize=True, subsampling=1)
        return out.getvalue()


def turn(x: float, y: float, angle: float) -> Point:
    """Turn a point about the origin by `angle` degrees, clockwise on the screen."""
    radians = math.radians(angle)
    cosine, sine = math.cos(radians), math.sin(radians)
    return x * cosine - y * sine, x * sine + y * cosine


def on_circle(x: float, y: float, radius: float, angle: float) -> Point:
    """Return the point of a circle at `angle` degrees, clockwise from the top."""
    dx, dy = turn(0, -radius, angle)
    return x + dx, y + dy


def curve(start: Point, bend: Point, end: Point, pieces: int = 32) -> list[Point]:
    """Return points along a curve from `start` to `end`, drawn towards `bend`."""
    points = []
    for step in range(pieces + 1):
        t = step / pieces
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append(
            (
                a * start[0] + b * bend[0] + c * end[0],
                a * start[1] + b * bend[1] + c * end[1],
            )
        )
    return points
