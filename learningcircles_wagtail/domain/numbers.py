"""Whole numbers that somebody has typed, or put into an address."""

LONGEST_KEY = 18
"""Digits of a key that fits the whole numbers of every database."""


def whole_number(text: str, *, digits: int) -> int | None:
    """Return the number that a text of at most so many digits writes, else None.

    Only 0 to 9 count: `isdigit` alone takes "²", which is no number, and `int` reads
    thousands of digits at length before it refuses them.
    """
    readable = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if readable else None
