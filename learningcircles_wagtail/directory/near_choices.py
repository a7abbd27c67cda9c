"""Where one can be near to: the list's own branches, cities and postal codes.

No geocoder and no third party: the library's records know where they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.criteria import position_text
from learningcircles_wagtail.domain.geo import Position

MOST = 60
"""How many branches, cities and postal codes are offered each."""

PREFIX = 3
"""How many characters of a postal code name a district (US, CA, GB outward)."""


@dataclass(frozen=True, slots=True)
class Site:
    """A branch that has circles in the list: where it is, and how many."""

    name: str
    city: str
    region: str
    country: str
    postal_code: str
    latitude: float
    longitude: float
    circles: int


@dataclass(frozen=True, slots=True)
class NearChoice:
    """A place to be near to: its value in addresses ("lat,lng") and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class NearGroup:
    """Choices of one kind, with their heading."""

    title: str
    choices: list[NearChoice]


def near_groups(sites: Iterable[Site]) -> list[NearGroup]:
    """Return branches, cities and districts to choose from; those with most circles.

    Cities and districts are offered where there is more than one; each stands where
    its branches are, on average.
    """
    sites = list(sites)
    branches = sorted(sites, key=lambda site: -site.circles)[:MOST]
    groups = [
        (_("Branches"), [(site.name, [site]) for site in branches]),
        (_("Cities"), _grouped(sites, lambda site: site.city)),
        (_("Postal codes"), _grouped(sites, lambda site: _district(site.postal_code))),
    ]
    return [
        NearGroup(title, sorted((_choice(*row) for row in rows), key=_by_words))
        for title, rows in groups
        if len(rows) > 1 or (title == groups[0][0] and rows)
    ]


def _by_words(choice: NearChoice) -> str:
    return choice.words.casefold()


def _district(postal_code: str) -> str:
    code = postal_code.strip().upper()
    return f"{code[:PREFIX]}…" if len(code) > PREFIX else code


def _grouped(sites: list[Site], key) -> list[tuple[str, list[Site]]]:
    groups: dict[str, list[Site]] = defaultdict(list)
    for site in sites:
        if name := key(site):
            groups[name].append(site)
    most = Counter({name: sum(s.circles for s in g) for name, g in groups.items()})
    return [(name, groups[name]) for name, _count in most.most_common(MOST)]


def _choice(words: str, sites: list[Site]) -> NearChoice:
    """Return a choice at the middle of some sites that lie close together."""
    latitude = sum(site.latitude for site in sites) / len(sites)
    first = sites[0].longitude
    # Longitudes counted from the first one, so that the antimeridian splits no city.
    offsets = ((site.longitude - first + 540) % 360 - 180 for site in sites)
    longitude = (first + sum(offsets) / len(sites) + 540) % 360 - 180
    position = Position(round(latitude, 5), round(longitude, 5))
    return NearChoice(position_text(position), words)


def words_of(groups: Iterable[NearGroup], near: Position | None) -> str:
    """Return the words of the position that was asked for."""
    if near is None:
        return ""
    value = position_text(near)
    for group in groups:
        for choice in group.choices:
            if choice.value == value:
                return choice.words
    return _("where you are")
