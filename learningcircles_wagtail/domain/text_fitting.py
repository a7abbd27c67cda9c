"""Setting a headline in a box: lines that fit, in the largest size that does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

ELLIPSIS = "…"

LEADING = 1.16
"""From one line to the next, in font sizes."""

MARKS = " ,;:.–-"
"""What does not stand before an ellipsis."""


class Measure(Protocol):
    """Returns how wide a line is in a font size."""

    def __call__(self, text: str, size: int) -> float: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """The lines of a text, and the font size in which they fit."""

    lines: tuple[str, ...]
    size: int


def fit(
    text: str, measure: Measure, *, width: float, height: float, sizes: Iterable[int]
) -> Setting:
    """Return the text in the first of `sizes` in which its lines fit into the box.

    Where it fits in none it is cut at the end of the last line, in the last size.
    """
    size, most = 0, 1
    wrapped: list[str] = []
    for size in sizes:
        most = max(int(height / (size * LEADING)), 1)
        wrapped = wrap(text, partial(measure, size=size), width=width)
        if len(wrapped) <= most:
            lines = balanced(wrapped, partial(measure, size=size), width=width)
            return Setting(tuple(lines), size)
    kept = wrapped[:most]
    if kept:
        kept[-1] = shortened(kept[-1], partial(measure, size=size), width=width)
    return Setting(tuple(kept), size)


def wrap(text: str, measure: Callable[[str], float], *, width: float) -> list[str]:
    """Break a text into lines no wider than `width`, between words where it can be.

    A word wider than a line, or a script without spaces, is broken inside.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while measure(line) > width and len(line) > 1:
            head = _widest_start(line, measure, width)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line] if line else lines


def balanced(
    lines: list[str], measure: Callable[[str], float], *, width: float
) -> list[str]:
    """Return the same number of lines, as even in length as words allow."""
    text = " ".join(lines)
    narrow, wide = width / 2, width
    best = lines
    for _step in range(8):
        middle = (narrow + wide) / 2
        tried = wrap(text, measure, width=middle)
        if len(tried) == len(lines) and " ".join(tried) == text:
            best, wide = tried, middle
        else:
            narrow = middle
    return best


def shortened(line: str, measure: Callable[[str], float], *, width: float) -> str:
    """Return the line with an ellipsis at its end, no wider than `width`.

    It ends after a word where that leaves more than half of it.
    """
    cut = line
    while cut and measure(cut + ELLIPSIS) > width:
        cut = cut[:-1].rstrip(MARKS)
    if cut != line and not line[len(cut)].isspace():
        whole = cut.rpartition(" ")[0].rstrip(MARKS)
        cut = whole if len(whole) > len(cut) / 2 else cut
    return cut + ELLIPSIS


def _widest_start(word: str, measure: Callable[[str], float], width: float) -> int:
    """Return how many characters of a word fit into a line, one at least."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
