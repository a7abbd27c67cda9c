"""When a message is tried again that a mail server did not take, and what it said."""

from __future__ import annotations

import re
from datetime import timedelta

DELAYS = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 60, 180, 360, 720, 720, 720, 720)
)
"""How long to wait after the first failure, the second, and so on: two days in all.

Greylisting wants a second try after some minutes; RFC 5321, 4.5.4.1 asks for half an
hour between later ones, and for four to five days at most.
"""

SPREAD = 0.25
"""By what share of itself a delay is lengthened at most, so that all do not come at
once again."""

CODE = re.compile(r"[2-5]\d\d")
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
"""Enhanced status codes (RFC 3463), which many servers write before their words."""


def delay_after(attempts: int, *, chance: float) -> timedelta | None:
    """Return how long to wait after so many attempts; None where it was the last.

    `chance` is from 0 to 1. Raises ValueError where nothing was attempted.
    """
    if attempts < 1:
        msg = "Nothing was attempted."
        raise ValueError(msg)
    if attempts > len(DELAYS):
        return None
    return DELAYS[attempts - 1] * (1 + SPREAD * chance)


def answer_code(code: object, words: object) -> str:
    """Return a server's answer without its words: "550 5.1.1", or "550", or "".

    The words of an answer quote addresses, and none of that is kept.
    """
    number = str(code)
    if CODE.fullmatch(number) is None:
        return ""
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
    enhanced = ENHANCED.match(text.strip())
    return f"{number} {enhanced[0]}" if enhanced else number
