"""Distances in the reader's words: kilometres, or miles where people use them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

KM_PER_MILE = 1.609344
"""The international mile (1959)."""

COUNTRIES_IN_MILES = frozenset({"GB", "LR", "MM", "US"})
"""Where roads are measured in miles (Unicode CLDR, supplemental measurement data)."""


def uses_miles(country: str) -> bool:
    """Return whether the reader's locale measures roads in miles.

    The region of the active language decides, such as US in `en-us`; a language
    without a region leaves it to `country`, that of the library.
    """
    _language, _dash, region = (get_language() or "").partition("-")
    if len(region) == 2:
        return region.upper() in COUNTRIES_IN_MILES
    return country.upper() in COUNTRIES_IN_MILES


def distance_words(km: float, *, miles: bool) -> str:
    """Return a distance in words: "0.8 km", "12 miles"; short ones exactly.

    Nobody is 0 miles from anywhere: below a tenth it is "less than 0.1 miles".
    """
    value = km / KM_PER_MILE if miles else km
    if value < 0.05:
        tenth = 0.1 * KM_PER_MILE if miles else 0.1
        return _("less than %(distance)s") % {
            "distance": distance_words(tenth, miles=miles)
        }
    digits = 1 if value < 9.95 else 0
    shown = number_format(round(value, digits), digits, use_l10n=True)
    if digits and round(value, 1) == round(value):
        shown = number_format(round(value), 0, use_l10n=True)
    if miles:
        # Plural forms are for whole numbers; "1.5 miles" is plural.
        count = 1 if round(value, 1) == 1 else 2
        return ngettext("%(number)s mile", "%(number)s miles", count) % {
            "number": shown
        }
    return _("%(number)s km") % {"number": shown}


def radii(*, miles: bool) -> list[float]:
    """Return the distances to choose from, in kilometres, round in their unit."""
    if miles:
        return [round(one * KM_PER_MILE, 2) for one in (1, 2, 5, 10, 25, 50)]
    return [2.0, 5.0, 10.0, 25.0, 50.0, 100.0]
