"""What somebody types for a place to be near to: a branch, a city, a postal code.

All branches of a list are known by their names, however many there are; what is offered
to choose from (`directory.near_choices`) are the few with most circles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from learningcircles_wagtail.directory.criteria import position_text
from learningcircles_wagtail.directory.near_choices import (
    PREFIX,
    NearChoice,
    Site,
    branch_choices,
    choice_of,
    city_choices,
    grouped,
    near_groups,
)
from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.domain.spelling import folded

LONGEST_CODE = 10
AFTER_ALL = "\U0010ffff"


class NearNames:
    """The places of a list by what they are called, made when somebody first asks.

    Of several that are called the same, the one with most circles is meant.
    """

    def __init__(self, sites: Iterable[Site]) -> None:
        self._sites = sorted(
            sites,
            key=lambda site: (-site.circles, folded(site.name), folded(site.city)),
        )

    def named(self, text: str) -> NearChoice | None:
        """Return what a text names: a branch, else a city, else a postal code's start.

        Capitals and accents are forgiven. None for what names nothing.
        """
        key = folded(text)
        return self._branches.get(key) or self._cities.get(key) or self._coded(text)

    def at(self, position: Position) -> NearChoice | None:
        """Return the branch at a position, or the city or district with that middle."""
        groups = (group.choices for group in near_groups(self._sites))
        choices = chain(self._choices, *groups)
        value = position_text(position)
        return next((one for one in choices if one.value == value), None)

    @cached_property
    def _choices(self) -> list[NearChoice]:
        return branch_choices(self._sites)

    @cached_property
    def _branches(self) -> dict[str, NearChoice]:
        found: dict[str, NearChoice] = {}
        for site, choice in zip(self._sites, self._choices, strict=True):
            for name in (choice.words, site.name, f"{site.name}, {site.city}"):
                found.setdefault(folded(name), choice)
        return found

    @cached_property
    def _cities(self) -> dict[str, NearChoice]:
        found: dict[str, NearChoice] = {}
        for choice, (site, *_others) in city_choices(self._sites):
            region = site.region or site.country
            for name in (choice.words, site.city, f"{site.city}, {region}"):
                found.setdefault(folded(name), choice)
        return found

    @cached_property
    def _codes(self) -> list[tuple[str, int]]:
        codes = ((_code(site.postal_code), n) for n, site in enumerate(self._sites))
        return sorted(pair for pair in codes if pair[0])

    def _coded(self, text: str) -> NearChoice | None:
        """Return the branches whose postal code begins with a text, as one place.

        A code at which no branch is stands for its neighbourhood: what it has in
        common with the code of a branch, if that is a district at least.
        """
        code = _code(text)
        if sites := self._beginning_with(code):
            return _district(code, sites)
        if len(code) <= LONGEST_CODE and any(map(str.isdigit, code)):
            for length in range(len(code) - 1, PREFIX - 1, -1):
                if sites := self._beginning_with(code[:length]):
                    return _district(code[:length], sites)
        return None

    def _beginning_with(self, code: str) -> list[Site]:
        if not code:
            return []
        first = bisect_left(self._codes, (code, -1))
        last = bisect_left(self._codes, (code + AFTER_ALL, -1))
        return [self._sites[number] for _code, number in self._codes[first:last]]


def _code(text: str) -> str:
    return "".join(one for one in folded(text) if one.isalnum())


def _district(code: str, sites: list[Site]) -> NearChoice:
    """Return the sites of one country whose codes begin with `code`, in its words."""
    sites = grouped(sites, lambda site: site.country)[0]
    if all(_code(site.postal_code) == code for site in sites):
        return choice_of(sites[0].postal_code.strip(), sites)
    return choice_of(f"{code.upper()}…", sites, code.upper())
