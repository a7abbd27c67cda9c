"""Where one can be near to: the list's own branches, cities and postal codes.

No geocoder and no third party: the library's records know where they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.criteria import position_text
from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.domain.spelling import folded

MOST = 60
"""How many branches, cities and postal codes are offered each; all can be typed
(`directory.near_names`)."""

PREFIX = 3
"""How many characters of a postal code name a district (US, CA, GB outward)."""


@dataclass(frozen=True, slots=True)
class Site:
    """A published branch: where it is, and how many circles of the list meet there."""

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
    """A place to be near to: its value in addresses ("lat,lng") and its words.

    `text` is what somebody types for it, and is understood as `near` too.
    """

    value: str
    words: str
    text: str

    @property
    def position(self) -> Position:
        """Where it is."""
        return Position(*map(float, self.value.split(",")))


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
    sites = [site for site in sites if site.circles]
    branches = sorted(sites, key=lambda site: -site.circles)
    groups = [
        (_("Branches"), branch_choices(branches, most=MOST)),
        (_("Cities"), [choice for choice, _held in city_choices(sites)[:MOST]]),
        (_("Postal codes"), _districts(sites)[:MOST]),
    ]
    return [
        NearGroup(title, sorted(choices, key=_by_words))
        for title, choices in groups
        if len(choices) > 1 or (title == groups[0][0] and choices)
    ]


def _by_words(choice: NearChoice) -> str:
    return choice.words.casefold()


def branch_choices(
    sites: Sequence[Site], *, most: int | None = None
) -> list[NearChoice]:
    """Return the first branches of `sites`; of one name, each with its city."""
    names = Counter(folded(site.name) for site in sites)
    found = []
    for site in sites[:most]:
        words = site.name
        if names[folded(words)] > 1 and site.city:
            words = f"{words}, {site.city}"
        found.append(choice_of(words, [site]))
    return found


def city_choices(sites: Iterable[Site]) -> list[tuple[NearChoice, list[Site]]]:
    """Return the cities of branches, with most circles first, and their branches.

    Of one name, each stands with its region, else its country.
    """
    groups = grouped(sites, lambda site: (site.city, site.region, site.country))
    groups = [group for group in groups if group[0].city]
    names = Counter(folded(group[0].city) for group in groups)
    found = []
    for group in groups:
        words, region = group[0].city, group[0].region or group[0].country
        if names[folded(words)] > 1 and region:
            words = f"{words}, {region}"
        found.append((choice_of(words, group), group))
    return found


def _districts(sites: Iterable[Site]) -> list[NearChoice]:
    groups = grouped(sites, lambda site: (_district(site.postal_code), site.country))
    return [
        choice_of(_district_words(group[0].postal_code), group, _district(code))
        for group in groups
        if (code := group[0].postal_code.strip())
    ]


def _district(postal_code: str) -> str:
    return postal_code.strip().upper()[:PREFIX].strip()


def _district_words(postal_code: str) -> str:
    code = postal_code.strip()
    return f"{_district(code)}…" if len(code) > PREFIX else code.upper()


def grouped(sites: Iterable[Site], key: Callable[[Site], Hashable]) -> list[list[Site]]:
    """Return the sites of one key together, those with most circles first."""
    groups: dict[Hashable, list[Site]] = defaultdict(list)
    for site in sites:
        groups[key(site)].append(site)
    return sorted(groups.values(), key=lambda held: -sum(one.circles for one in held))


def choice_of(words: str, sites: Sequence[Site], text: str = "") -> NearChoice:
    """Return a choice at the middle of some sites that lie close together."""
    latitude = sum(site.latitude for site in sites) / len(sites)
    first = sites[0].longitude
    # Longitudes counted from the first one, so that the antimeridian splits no city.
    offsets = ((site.longitude - first + 540) % 360 - 180 for site in sites)
    longitude = (first + sum(offsets) / len(sites) + 540) % 360 - 180
    position = Position(round(latitude, 5), round(longitude, 5))
    return NearChoice(position_text(position), words, text or words)
