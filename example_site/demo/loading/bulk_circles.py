"""Mixes the circles that are created in bulk: what they share, and how they vary.

Nothing is written here. A circle is cut from its course's shape, an unsaved page, by
the code that publishes pages, so that it holds what publishing it would make.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from example_site.demo.loading.registry import NAMESPACE, stable_id
from learningcircles_wagtail.domain.schedule import MeetingPattern, plan_meetings
from learningcircles_wagtail.domain.status import MeetingFacts
from learningcircles_wagtail.models import (
    Branch,
    Course,
    Facilitator,
    LearningCirclesSettings,
    Topic,
)
from learningcircles_wagtail.models.pages import CirclePage

MEETINGS_EACH = 6
SPREAD_DAYS = 400
"""Circles begin at most so many days before or after today."""

ONLINE_ZONE = "America/Chicago"
LANGUAGES = ("", "", "", "", "", "", "es", "es", "fr", "vi", "so", "ar")
"""In which people talk, as often as it stands here; "" is the page's language."""

FULL, CANCELLED, MEETING_CANCELLED = 0.15, 0.03, 0.01
"""How many of the circles with places have none left, and how many do not happen."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What the circles are mixed from."""

    courses: Sequence[Course]
    branches: Sequence[Branch]
    facilitators: Sequence[Facilitator]
    topics: dict[int, list[Topic]]
    sign_up_form_id: int | None
    dice: Random
    now: datetime


def ingredients(dice: Random, now: datetime) -> Ingredients:
    """Return everything in the database of which circles can be made."""
    courses = list(Course.objects.order_by("pk"))
    usual = LearningCirclesSettings.objects.filter(site__is_default_site=True).first()
    return Ingredients(
        courses=courses,
        branches=list(Branch.objects.select_related("library_system").order_by("pk")),
        facilitators=list(Facilitator.objects.order_by("pk")),
        topics={course.pk: list(course.topics.all()) for course in courses},
        sign_up_form_id=usual.default_sign_up_form_id if usual else None,
        dice=dice,
        now=now,
    )


def shape(index_page: Page, course: Course, mixture: Ingredients) -> CirclePage:
    """Return what all circles of a course have in common."""
    page = CirclePage(
        depth=index_page.depth + 1,
        numchild=0,
        content_type=ContentType.objects.get_for_model(CirclePage),
        locale=index_page.locale,
        owner_id=index_page.owner_id,
        live=True,
        has_unpublished_changes=False,
        first_published_at=mixture.now,
        last_published_at=mixture.now,
        course=course,
        summary=course.description[:400],
        picture_id=course.picture_id,
        skip_closing_days=False,
        meeting_count=MEETINGS_EACH,
    )
    page.topics = mixture.topics[course.pk]
    return page


VARIED = (
    "course_id",
    "summary",
    "picture_id",
    "branch_id",
    "format",
    "time_zone",
    "language",
    "first_date",
    "start_time",
    "length_minutes",
    "sign_up_backend",
    "sign_up_form_id",
    "capacity",
    "waiting_list",
    "cancelled",
)
"""Columns of the circle's page in which bulk circles differ, beside the meetings."""


def cut(
    index_page: Page, number: int, mixture: Ingredients, shapes: dict[int, CirclePage]
) -> CirclePage:
    """Return the page of a circle; it is the same object for each of a course."""
    dice = mixture.dice
    page = shapes[dice.choice(mixture.courses).pk]
    page.title = f"{page.course.title}, group {number}"
    key = f"{index_page.translation_key}/more-{number:07}"
    page.translation_key = uuid.uuid5(NAMESPACE, key)
    form = dice.random()
    page.format = "online" if form < 0.1 else "hybrid" if form < 0.2 else "in_person"
    # The first branches have the most, as large ones do.
    place = int(len(mixture.branches) * dice.random() ** 2)
    online = page.format == "online" or not mixture.branches
    page.branch = None if online else mixture.branches[place]
    page.time_zone = ONLINE_ZONE if online else ""
    page.language = dice.choice(LANGUAGES)
    if mixture.facilitators:
        page.facilitators = [dice.choice(mixture.facilitators)]
    today = mixture.now.astimezone(ZoneInfo(page.get_time_zone())).date()
    page.first_date = today + timedelta(
        days=dice.randrange(-SPREAD_DAYS, SPREAD_DAYS + 1)
    )
    page.start_time = time(dice.choice((10, 12, 14, 17, 18, 19)), dice.choice((0, 30)))
    page.length_minutes = dice.choice((60, 75, 90))
    page.sign_up_backend = dice.choice(("none", "database", "database"))
    ours = page.sign_up_backend == "database"
    page.sign_up_form_id = mixture.sign_up_form_id if ours else None
    page.capacity = dice.choice((None, 10, 12, 16))
    page.waiting_list = dice.random() < 0.5
    page.cancelled = dice.random() < CANCELLED
    return page


def seats(page: CirclePage, dice: Random) -> dict[str, int]:
    """Return how many places are taken, and how many people wait."""
    if page.sign_up_backend != "database" or not page.capacity:
        return {"taken": 0, "waiting": 0}
    if dice.random() >= FULL:
        return {"taken": dice.randrange(page.capacity), "waiting": 0}
    waiting = dice.randrange(5) if page.waiting_list else 0
    return {"taken": page.capacity, "waiting": waiting}


def meetings(
    page: CirclePage, slug: str, dice: Random
) -> tuple[list[MeetingFacts], list[dict[str, Any]]]:
    """Return the circle's meetings, as facts and as the raw stream of its page."""
    length = timedelta(minutes=page.length_minutes)
    facts, stream = [], []
    starts = _starts(page.first_date, page.start_time, page.get_time_zone())
    for place, start in enumerate(starts, 1):
        state = "cancelled" if dice.random() < MEETING_CANCELLED else "planned"
        uid = stable_id(slug, "meeting", place)
        facts.append(
            MeetingFacts(start=start, end=start + length, state=state, uid=uid)
        )
        day = (page.first_date + timedelta(weeks=place - 1)).isoformat()
        value = {**_empty_meeting(), "date": day, "state": state}
        stream.append({"type": "meeting", "value": value, "id": uid})
    return facts, stream


@lru_cache(maxsize=50_000)
def _starts(first_date: date, start_time: time, zone: str) -> tuple[datetime, ...]:
    """Return when weekly meetings begin, in UTC."""
    pattern = MeetingPattern(
        first_date=first_date,
        start_time=start_time,
        length_minutes=60,
        meeting_count=MEETINGS_EACH,
        weekdays=(),
        skipped_dates=frozenset(),
        time_zone=zone,
    )
    return tuple(meeting.start.astimezone(UTC) for meeting in plan_meetings(pattern))


@cache
def _empty_meeting() -> dict[str, Any]:
    """Return how the database holds a meeting of which nothing is said."""
    block = CirclePage._meta.get_field("meetings").stream_block
    rows = block.to_python([{"type": "meeting", "value": {}}])
    list(rows)  # What has not been looked at is written as it was read.
    return block.get_prep_value(rows)[0]["value"]
