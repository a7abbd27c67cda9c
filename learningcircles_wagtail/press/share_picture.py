"""The picture that is shown where a release is shared, drawn from its headline.

1200 × 630, as Open Graph and its readers expect it. It is drawn for releases to which
no picture was given, once in a process, and asks no other host.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from math import cos, pi, sin
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from PIL import Image, ImageDraw, ImageFont, features

import learningcircles_wagtail
from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.domain.text_fitting import LEADING, fit, shortened
from learningcircles_wagtail.feeds.http import Validators, answer, tag_of
from learningcircles_wagtail.press.frozen import day_of
from learningcircles_wagtail.press.publisher import publisher_name

WIDTH, HEIGHT = 1200, 630
SCALE = 2
"""Drawn twice as large and made smaller, so that circles have smooth edges."""

MARGIN = 80
GROUND, PAPER, AMBER, MIST, LINE = "#0b5a63", "#fbf9f5", "#e8a33d", "#bfe0e2", "#3d7f87"
HEADLINE_SIZES = (84, 76, 70, 64, 58, 52, 46)
SMALL = 30
LONGEST = 300
KEPT = 32
"""Pictures, of some 30 kB each, that a process remembers."""

FONT = Path(learningcircles_wagtail.__file__).parent / "data" / "headline.ttf"
NO_SUCH_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class ShareWords:
    """What stands in the picture, from top to bottom."""

    kind: str
    headline: str
    organisation: str
    day: str
    is_rtl: bool


def share_words(release: Any) -> ShareWords:
    """Return what a release's picture says, in the language that is active."""
    day = release.dateline_date or day_of(release.get_public_since())
    return ShareWords(
        kind=release.get_kind_name(),
        headline=one_line(release.title)[:LONGEST],
        organisation=one_line(publisher_name(release)),
        day=date_format(day),
        is_rtl=get_language_bidi(),
    )


def share_tag(release: Any) -> str:
    """Return what differs wherever the picture would."""
    return tag_of("share-picture", font_path(), *astuple(share_words(release)))


def share_picture_address(release: Any, request: HttpRequest | None) -> str:
    """Return the picture's absolute address, "" for a release without one.

    It names what the picture says, because those who show it fetch it once.
    """
    address = release.get_full_url(request)
    if not address:
        return ""
    return f"{address}share-picture/?v={share_tag(release)[:12]}"


def share_picture_response(release: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with the picture as PNG; 304 to whoever has it."""
    words, tag = share_words(release), share_tag(release)

    def make() -> HttpResponse:
        return HttpResponse(kept_picture(words, font_path()), content_type="image/png")

    return answer(request, Validators(tag, None), make)


@lru_cache(maxsize=KEPT)
def kept_picture(words: ShareWords, font: str) -> bytes:
    """Return the picture as PNG, drawn with the `font` at that path or remembered."""
    return draw_picture(words)


def draw_picture(words: ShareWords) -> bytes:
    """Return the picture as PNG.

    What the font has no letters for is left out: emoji and signs alone, or a line as
    a whole, so that no picture shows boxes instead of a headline.
    """
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), GROUND)
    sheet = Sheet(ImageDraw.Draw(image), is_rtl=words.is_rtl)
    headline = drawable(words.headline)
    if headline:
        sheet.ring(WIDTH - MARGIN - 52, MARGIN + 18, 44, 7.5)
        sheet.text(drawable(words.kind).upper(), MARGIN + 18, SMALL, AMBER, spacing=3)
        sheet.headline(headline)
    else:
        sheet.ring(WIDTH / 2, (HEIGHT - MARGIN) / 2, 150, 24, mirrored=False)
    sheet.foot(drawable(words.organisation), drawable(words.day))
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.quantize(96, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


class Sheet:
    """A sheet of the picture's size, written on in its own units.

    `is_rtl` mirrors it for scripts that begin at the right.
    """

    def __init__(self, draw: ImageDraw.ImageDraw, *, is_rtl: bool) -> None:
        self.draw = draw
        self.is_rtl = is_rtl

    def text(
        self,
        words: str,
        y: float,
        size: int,
        colour: str,
        *,
        at_end: bool = False,
        spacing: float = 0,
    ) -> None:
        """Write one line at the margin, its capitals' middle at `y`."""
        if not words:
            return
        font = font_of(size * SCALE)
        right = at_end != self.is_rtl
        x = (WIDTH - MARGIN if right else MARGIN) * SCALE
        y *= SCALE
        if spacing and not right and not has_rtl(words):
            for letter in words:
                self.draw.text((x, y), letter, colour, font, anchor="lm")
                x += font.getlength(letter) + spacing * SCALE
            return
        anchor = "rm" if right else "lm"
        self.draw.text((x, y), words, colour, font, anchor=anchor, **direction(words))

    def headline(self, words: str) -> None:
        """Set the headline in the space between the first line and the foot."""
        top, bottom = MARGIN + 80, HEIGHT - MARGIN - 60
        width = WIDTH - 2 * MARGIN
        setting = fit(
            words,
            line_width,
            width=width,
            height=bottom - top,
            sizes=HEADLINE_SIZES,
        )
        leading = setting.size * LEADING
        height = leading * (len(setting.lines) - 1)
        y = (top + bottom) / 2 - height / 2
        for line in setting.lines:
            self.text(line, y, setting.size, PAPER)
            y += leading

    def foot(self, organisation: str, day: str) -> None:
        """Write whose release it is, and of which day, below a line."""
        y = HEIGHT - MARGIN
        box = (MARGIN, y - 44, WIDTH - MARGIN, y - 43)
        self.draw.rectangle([part * SCALE for part in box], LINE)
        self.text(day, y, SMALL, MIST, at_end=True)
        room = WIDTH - 2 * MARGIN - line_width(day, SMALL) - 60
        if organisation and line_width(organisation, SMALL) > room:
            organisation = shortened(
                organisation, lambda line: line_width(line, SMALL), width=room
            )
        self.text(organisation, y, SMALL, PAPER)

    def ring(
        self, x: float, y: float, radius: float, dot: float, *, mirrored: bool = True
    ) -> None:
        """Draw the meeting ring, our mark: three held, one next, four to come."""
        if self.is_rtl and mirrored:
            x = WIDTH - x
        for number in range(8):
            angle = number * pi / 4 - pi / 2
            middle = (x + radius * cos(angle), y + radius * sin(angle))
            self.dot(*middle, dot if number != 3 else dot * 1.25, number)

    def dot(self, x: float, y: float, radius: float, number: int) -> None:
        """Draw one dot of the ring."""
        box = [
            part * SCALE for part in (x - radius, y - radius, x + radius, y + radius)
        ]
        if number < 3:
            self.draw.ellipse(box, AMBER)
        else:
            colour = AMBER if number == 3 else MIST
            stroke = round(radius * SCALE * (0.5 if number == 3 else 0.3))
            self.draw.ellipse(box, None, colour, stroke)


def drawable(words: str) -> str:
    """Return what the font can show of the words; "" where it lacks their letters."""
    words = unicodedata.normalize("NFC", words)
    if has_rtl(words) and not features.check("raqm"):
        return ""
    shown = []
    for letter in words:
        if letter.isspace() or has_glyph(letter, font_path()):
            shown.append(letter)
        elif unicodedata.category(letter)[0] in "LN":
            return ""
    return " ".join("".join(shown).split())


def has_rtl(words: str) -> bool:
    """Return whether any letter belongs to a script that begins at the right."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in words)


def direction(words: str) -> dict[str, str]:
    """Return what Pillow has to know of the words' direction."""
    return {"direction": "rtl"} if has_rtl(words) else {}


def line_width(words: str, size: int) -> float:
    """Return how wide a line is, in the picture's units."""
    return font_of(size * SCALE).getlength(words, **direction(words)) / SCALE


def font_path() -> str:
    """Return the site's own font for share pictures; ours where it cannot be read."""
    own = settings.SHARE_PICTURE_FONT
    return str(own) if own and is_font(str(own)) else str(FONT)


@lru_cache(maxsize=8)
def is_font(path: str) -> bool:
    """Return whether there is a font at a path."""
    try:
        ImageFont.truetype(path, 24)
    except (OSError, ValueError):
        return False
    return True


def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size of pixels."""
    return _font(font_path(), size)


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=4096)
def has_glyph(letter: str, path: str) -> bool:
    """Return whether a font has a shape of its own for a character."""
    return _shape(_font(path, 24), letter) != _missing(path)


@cache
def _missing(path: str) -> tuple[Any, bytes]:
    return _shape(_font(path, 24), NO_SUCH_CHARACTER)


def _shape(font: ImageFont.FreeTypeFont, letter: str) -> tuple[Any, bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
