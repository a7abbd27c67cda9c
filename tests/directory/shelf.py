"""A list of circles that has something for every filter, the same each time."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from random import Random

from learningcircles_wagtail.enums import SignUpBackend
from learningcircles_wagtail.models import Branch, Circle, CircleIndexPage
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_library,
    make_topic,
)

NOW = datetime(2026, 11, 10, 18, 30, tzinfo=UTC)
PLACES = {
    "Central": (41.5236, -90.5776, "Riverbend", ["step-free", "hearing-loop"]),
    "Eastside": (41.56, -90.50, "Riverbend", ["step-free"]),
    "Harbour": (41.9, -91.6, "Cedar", []),
    "Island": (-16.8, 179.95, "Suva", ["quiet-room", "step-free"]),
    "Other Shore": (-16.9, -179.9, "Taveuni", ["step-free"]),
    "Station": (89.9, 12.0, "Pole", []),
}
CODES = {
    "Central": "52801",
    "Eastside": "52803",
    "Harbour": "5240 5",
    "Station": "X1 2",
}
QUERIES = [
    *("topic=health", "topic=rights&topic=computing", "branch=central"),
    *("branch=island&branch=eastside", "library=county", "library=town", "city=Suva"),
    *("city=Nowhere", "city=Newtown", "city=RIVERBEND", "language=FR", "language=xx"),
    *("format=online", "format=in_person", "weekday=2"),
    *("weekday=0&weekday=5", "time=morning", "time=evening", "language=fr"),
    *("access=step-free", "access=step-free&access=quiet-room", "open=1"),
    *("status=upcoming", "status=in_progress", "status=completed"),
    *("status=cancelled", "near=41.5,-90.5", "near=41.5,-90.5&within=20"),
    *("near=-16.8,-179.99&within=60", "near=90,0&within=30", "order=title"),
    *("order=newest", "near=0,0&order=nearest", "near=0,0&order=soonest"),
    *("near=island", "near=RIVERBEND&within=20", "near=528&within=9", "near=524"),
    *("near=x1", "near=52899&within=20", "near=Atlantis", "near=Island&within=60"),
    "q=words",
]


def fill(count: int = 36) -> CircleIndexPage:
    """Publish `count` circles below a new list and return the list."""
    dice = Random(7)
    index = make_circle_index()
    topics = [make_topic(name) for name in ("Health", "Rights", "Computing")]
    libraries = [make_library(name=name) for name in ("County", "Town")]
    branches: list[Branch | None] = [
        make_branch(
            name=name,
            city=city,
            postal_code=CODES.get(name, ""),
            library_system=library,
            access_facts=facts,
            time_zone="America/Chicago",
            position=f"SRID=4326;POINT({longitude} {latitude})",
        )
        for (name, (latitude, longitude, city, facts)), library in zip(
            PLACES.items(), cycle(libraries), strict=False
        )
    ]
    make_branch(name="New", city="Newtown", library_system=libraries[0], position="")
    for number in range(count):
        branch = dice.choice([*branches, None])
        backend = dice.choice(list(SignUpBackend.values))
        page = make_circle(
            index,
            title=dice.choice(["Évening", "evening", "Words"]) + f" {number % 7}",
            summary=dice.choice(["An evening of words.", "Numbers for all."]),
            branch=branch,
            format="in_person" if branch else "online",
            time_zone="" if branch else "America/Chicago",
            language=dice.choice(["", "fr", "en"]),
            topics=dice.sample(topics, dice.randrange(3)),
            first_date=date(2026, 11, 10) + timedelta(days=dice.randrange(-70, 40)),
            start_time=time(dice.choice([9, 12, 13, 18]), dice.choice([0, 30])),
            meeting_count=dice.choice([1, 3, 6]),
            cancelled=dice.random() < 0.12,
            sign_up_backend=backend,
            sign_up_link="https://events.example.org/" if backend == "external" else "",
            capacity=dice.choice([None, 4]),
            sign_up_opens_at=dice.choice([None, NOW, NOW + timedelta(days=3)]),
            sign_up_closes_at=dice.choice([None, NOW, NOW + timedelta(days=2)]),
        )
        Circle.objects.filter(pk=page.circle_id).update(
            taken=dice.choice([0, 3, 4, 5]),
            created_at=NOW - timedelta(days=dice.randrange(300)),
        )
    return index
