"""Sheets of paper, and which of them a place puts into its printers."""

from __future__ import annotations

from enum import StrEnum

LETTER_COUNTRIES = frozenset(
    {
        "BZ",
        "CA",
        "CL",
        "CO",
        "CR",
        "GT",
        "MX",
        "NI",
        "PA",
        "PH",
        "PR",
        "SV",
        "US",
        "VE",
    }
)
"""Territories that print on US Letter (Unicode CLDR, `measurementData/paperSize`)."""


class Paper(StrEnum):
    """The two sheets that office printers hold; both stand upright."""

    A4 = "a4"
    LETTER = "letter"


def paper_of(*places: str) -> Paper:
    """Return the paper of the first place that names a country.

    A place is a country ("US") or the tag of a language that says where it is spoken
    ("en-us", "zh-Hant-TW"); "" and a bare "en" say nothing. Where nothing is said it
    is A4, the paper of most of the world (ISO 216).
    """
    for place in places:
        country = _country(place)
        if country:
            return Paper.LETTER if country in LETTER_COUNTRIES else Paper.A4
    return Paper.A4


def _country(place: str) -> str:
    parts = place.replace("_", "-").split("-")
    # A country stands alone and in capitals; "ca" alone is the Catalan language.
    if len(parts) == 1:
        return place if len(place) == 2 and place.isupper() else ""
    return next((part.upper() for part in parts[1:] if len(part) == 2), "")
