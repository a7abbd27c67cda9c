"""Creates many invented branches at once, in towns of about twenty branches each."""

from random import Random

from django.db import transaction
from wagtail.models import Locale

from example_site.demo.loading.registry import stable_id
from learningcircles_wagtail.enums import AccessFact
from learningcircles_wagtail.models import Branch, LibrarySystem
from learningcircles_wagtail.models.changes import DirectoryChange

MAX_BRANCHES = 100_000
PER_TOWN = 20
SPREAD_DEGREES = 0.1
"""How far branches lie from the middle of their town; a tenth is about 10 km."""

FIRST_TOWN = (41.5236, -90.5776)
"""Riverbend's, so that somebody who asks near it finds many."""

SOUTH, NORTH, WEST, EAST = 30.0, 48.0, -120.0, -75.0
TOWN_STARTS = ("Ash", "Birch", "Clear", "Elm", "Fair", "Glen", "Maple", "North", "Oak")
TOWN_ENDS = ("brook", "dale", "field", "ford", "haven", "mouth", "port", "ton", "wood")
QUARTERS = (
    "Central",
    "Eastside",
    "Harbour",
    "Hillside",
    "Lakeview",
    "Old Town",
    "West",
)


def load_many_branches(count: int) -> int:
    """Create branches until `count` bulk branches are there; return how many were made.

    They belong to the library systems that there are, in turn.
    """
    locale = Locale.get_default()
    existing = Branch.objects.filter(slug__startswith="more-branch-").count()
    systems = list(LibrarySystem.objects.filter(locale=locale).order_by("pk"))
    branches = [
        _branch(number, locale, systems) for number in range(existing + 1, count + 1)
    ]
    with transaction.atomic():
        Branch.objects.bulk_create(branches, batch_size=500)
        if branches:
            DirectoryChange.objects.note()
    return len(branches)


def _branch(number: int, locale: Locale, systems: list[LibrarySystem]) -> Branch:
    dice = Random(number)  # noqa: S311 (for variety, not for secrets)
    town_number = (number - 1) // PER_TOWN
    town, (latitude, longitude) = _town(town_number)
    latitude += dice.gauss(0, SPREAD_DEGREES)
    longitude += dice.gauss(0, SPREAD_DEGREES)
    slug = f"more-branch-{number:05}"
    branch = Branch(
        locale=locale,
        translation_key=stable_id(slug),
        name=f"{town} {dice.choice(QUARTERS)} {number}",
        slug=slug,
        library_system=systems[town_number % len(systems)] if systems else None,
        street_address=f"{dice.randrange(1, 900)} Main Street",
        city=town,
        country="US",
        time_zone="America/Chicago",
        position=f"SRID=4326;POINT({longitude:.6f} {latitude:.6f})",
        access_facts=[fact for fact in AccessFact.values if dice.random() < 0.5],
    )
    branch.follow_position()
    return branch


def _town(number: int) -> tuple[str, tuple[float, float]]:
    if number == 0:
        return "Riverbend", FIRST_TOWN
    dice = Random(f"town {number}")  # noqa: S311
    start = TOWN_STARTS[number % len(TOWN_STARTS)]
    end = TOWN_ENDS[number // len(TOWN_STARTS) % len(TOWN_ENDS)]
    turn = number // (len(TOWN_STARTS) * len(TOWN_ENDS))
    name = f"{start}{end}" + (f" {turn + 1}" if turn else "")
    return name, (dice.uniform(SOUTH, NORTH), dice.uniform(WEST, EAST))
