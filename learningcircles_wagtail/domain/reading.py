"""How long a text takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from typing import Any

WORDS_A_MINUTE = 200
"""Slow enough for readers who think along, and for those whose language it is not."""

SIGNS_A_WORD = 2.5
"""Of scripts that write no spaces between words."""

SIGNS = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
TAGS = re.compile(r"<[^>]*>")


def reading_minutes(words: int) -> int:
    """Return the minutes that a text of so many words takes, 0 for none."""
    return ceil(words / WORDS_A_MINUTE) if words > 0 else 0


def count_words(texts: Iterable[str]) -> int:
    """Return how many words some texts have; tags of HTML count for nothing."""
    total = 0.0
    for text in texts:
        plain = TAGS.sub(" ", text)
        signs = SIGNS.findall(plain)
        total += len(SIGNS.sub(" ", plain).split()) + len(signs) / SIGNS_A_WORD
    return ceil(total)


def sentences_of(data: Any) -> Iterable[str]:
    """Yield the strings of nested lists and dicts that are more than one word.

    Of a stream of blocks as it is stored these are what people read: its ids, kinds,
    choices and addresses hold no space. No block is made and no record is read.
    """
    if isinstance(data, str):
        if " " in data.strip() or SIGNS.search(data):
            yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from sentences_of(value)
    elif isinstance(data, Iterable):
        for value in data:
            yield from sentences_of(value)
