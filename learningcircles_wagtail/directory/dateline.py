"""The dateline of a release, as the newspapers of its language write it."""

from __future__ import annotations

import unicodedata
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

DASH = " –"

TURKIC_CAPITALS = str.maketrans({"i": "\u0130", "\u0131": "I"})
GREEK_ACCENT = "\u0301"


def dateline_words(city: str, region: str, day: date | None) -> str:
    """Return place and day in the active language: "CHICAGO, Ill., Nov. 1, 2026 –".

    The city stands in capitals; a city that everybody knows needs no region. American
    English has the months as the Associated Press abbreviates them, French an article
    and an ordinal ("le 1er novembre 2026"), every other language its own long date.
    Without any part it is empty.
    """
    parts = (capitals(city.strip()), region.strip(), day_words(day) if day else "")
    words = ", ".join(part for part in parts if part)
    return f"{words}{DASH}" if words else ""


def day_words(day: date) -> str:
    """Return a day as a dateline of the active language has it."""
    words = date_format(day, "DATE_FORMAT")
    if _language() != "fr":
        return words
    head, _space, rest = words.partition(" ")
    return f"le {'1er' if head == '1' else head} {rest}"


def capitals(words: str) -> str:
    """Return words in capitals by the rules of the active language.

    Turkish and Azerbaijani keep the dot of their i; Greek capitals have no accent.
    """
    language = _language()
    if language in {"tr", "az"}:
        return words.translate(TURKIC_CAPITALS).upper()
    if language == "el":
        apart = unicodedata.normalize("NFD", words.upper())
        return unicodedata.normalize("NFC", apart.replace(GREEK_ACCENT, ""))
    return words.upper()


def _language() -> str:
    return (get_language() or "").partition("-")[0]
