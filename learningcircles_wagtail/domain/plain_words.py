"""Text that people type about themselves, kept free of what no person types."""

from __future__ import annotations

import unicodedata

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows, also on another line of a list."""

REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
"""Controls, lone surrogates, what is no character, private use, separators."""


SHOWS_NOTHING = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that have no shape, beside whole categories of such."""


def shows_something(text: str) -> bool:
    """Return whether a reader sees anything of a text: more than spaces and joiners."""
    return any(
        letter not in SHOWS_NOTHING and unicodedata.category(letter)[0] in "LNPS"
        for letter in text
    )


def is_plain_line(text: str) -> bool:
    """Return whether a text is one line without controls and turning marks.

    Joiners, and the marks that a name in Arabic or Hebrew may need, are plain.
    """
    return not any(
        letter in TURNING or unicodedata.category(letter) in REFUSED_CATEGORIES
        for letter in text
    )


def is_plain_text(text: str) -> bool:
    """Return whether every line of a text is plain; tabs may stand in it."""
    return all(is_plain_line(line) for line in text.replace("\t", " ").split("\n"))


def one_line(text: str) -> str:
    """Return a text without spaces around it, and with single ones in it."""
    return " ".join(part for part in text.split(" ") if part)


def many_lines(text: str) -> str:
    """Return a text with the line breaks of a form made the same, trimmed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
