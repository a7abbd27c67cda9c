"""How much room words take on paper, and how much of them a sheet can hold."""

import unicodedata

ELLIPSIS = "…"
SMALL, CAPITAL, WIDE = 10, 14, 19
"""Widths of a small letter, a capital and an East Asian sign, in tenths of the first:
whole numbers, because many fractions added up are a little more than they are."""


def width_of(text: str) -> float:
    """Return the room that a text takes in a line, in small Latin letters."""
    return sum(map(_width, text)) / SMALL


def _width(letter: str) -> int:
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    if letter.isupper():
        return CAPITAL
    return 0 if unicodedata.combining(letter) else SMALL


def shortened(text: str, most: float) -> str:
    """Return a text of at most `most` small letters; what is cut off ends in "…".

    It is cut between words where that loses little of it.
    """
    if width_of(text) <= most:
        return text
    room, end = int(most * SMALL) - SMALL, 0
    for letter in text:
        room -= _width(letter)
        if room < 0:
            break
        end += 1
    cut = text[:end]
    words = cut.rpartition(" ")[0]
    if len(words) > 0.7 * len(cut):
        cut = words
    return cut.rstrip(" ,;:.–-") + ELLIPSIS


def step_of(text: str, steps: tuple[tuple[int, str], ...]) -> str:
    """Return the size in which a text is set: the first whose room it keeps to."""
    width = width_of(text)
    return next((name for most, name in steps if width <= most), "least")
