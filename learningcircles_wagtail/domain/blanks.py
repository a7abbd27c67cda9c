"""Blanks in the text of a message: `[first date]`, and what is known to fill them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

BLANK = re.compile(r"(\[[^\[\]\n]{1,80}\])")
"""A blank stands in square brackets on one line, with at most 80 characters in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: words, a blank, or a blank that was filled."""

    text: str
    is_blank: bool = False
    is_filled: bool = False


def split(text: str) -> list[Part]:
    """Return the pieces of a text, cut at its blanks, in order."""
    return [
        Part(piece, is_blank=bool(BLANK.fullmatch(piece)))
        for piece in BLANK.split(text)
        if piece
    ]


def name_of(blank: str) -> str:
    """Return a blank's name as it is compared: small letters, single spaces."""
    words = blank.strip("[]").replace("’", "'").casefold().replace("-", " ")
    return " ".join(words.split())


def fill(
    text: str, known: Mapping[str, str], *, vague: Collection[str] = ()
) -> list[Part]:
    """Return the pieces of a text with the blanks filled whose name is known.

    `known` maps names (see `name_of`) to words. A name among `vague` is filled only
    where it stands once: "from [date] to [date]" means two days.
    """
    parts = split(text)
    times = Counter(name_of(part.text) for part in parts if part.is_blank)
    filled = []
    for part in parts:
        name = name_of(part.text) if part.is_blank else ""
        words = known.get(name, "") if name else ""
        if words and not (name in vague and times[name] > 1):
            part = Part(words, is_filled=True)
        filled.append(part)
    return filled


def open_blanks(parts: Iterable[Part]) -> int:
    """Return how many blanks are still to be filled by hand."""
    return sum(part.is_blank for part in parts)
