"""Creates many circles at once, for measuring: pages, rows and meetings in bulk.

The rows are those that publishing one page after another would write, without
revisions, log entries and search entries (`manage.py update_index` makes those).
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, router, transaction
from wagtail.models import Page

from example_site.demo.loading.registry import NAMESPACE, stable_id
from learningcircles_wagtail.domain.schedule import MeetingPattern, plan_meetings
from learningcircles_wagtail.mixins.projection import (
    circle_columns,
    meeting_columns,
    meeting_uid,
    place_of,
)
from learningcircles_wagtail.models import Branch, Circle, Course, Meeting, Topic
from learningcircles_wagtail.models.pages import CirclePage

MAX_CIRCLES = 1_000_000
MEETINGS_EACH = 6
BATCH = 2_000
SPREAD_DAYS = 400
"""Circles begin at most so many days before or after today."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What the circles are mixed from."""

    courses: Sequence[Course]
    branches: Sequence[Branch]
    topics: dict[int, list[Topic]]
    dice: Random
    now: datetime


def load_many_circles(index_page: Page, count: int, *, now: datetime) -> int:
    """Create circles below `index_page` until `count` bulk circles stand there.

    Returns how many were created. `now` (aware) is the day they are spread about.
    """
    index_page.refresh_from_db()
    existing = (
        CirclePage.objects.child_of(index_page).filter(slug__startswith="more-").count()
    )
    courses = list(Course.objects.order_by("pk"))
    mixture = Ingredients(
        courses=courses,
        branches=list(Branch.objects.select_related("library_system").order_by("pk")),
        topics={course.pk: list(course.topics.all()) for course in courses},
        dice=Random(existing),  # noqa: S311 (for variety, not for secrets)
        now=now,
    )
    numbers = iter(range(existing + 1, count + 1))
    made = 0
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _create(index_page, batch, mixture)
        made += len(batch)
    return made


def _create(index_page: Page, numbers: list[int], mixture: Ingredients) -> None:
    steps = _free_steps(index_page)
    pages = [
        _page(index_page, number, step, mixture)
        for number, step in zip(numbers, steps, strict=False)
    ]
    rows, meetings, topics = [], [], []
    for page in pages:
        circle, its_meetings = _rows(page, mixture)
        rows.append(circle)
        meetings.append(its_meetings)
    _insert(Circle, rows)
    for page, circle, its_meetings in zip(pages, rows, meetings, strict=True):
        page.circle_id = circle.pk
        for meeting in its_meetings:
            meeting.circle_id = circle.pk
        topics += [
            Circle.topics.through(circle_id=circle.pk, topic_id=topic.pk)
            for topic in mixture.topics[page.course_id]
        ]
    Meeting.objects.bulk_create(
        (row for group in meetings for row in group), batch_size=BATCH
    )
    Circle.topics.through.objects.bulk_create(topics, batch_size=BATCH)
    _insert_pages(pages)
    _insert_page_topics(pages, mixture)
    Page.objects.filter(pk=index_page.pk).update(
        numchild=models.F("numchild") + len(pages)
    )


def _free_steps(index_page: Page) -> Iterator[int]:
    """Yield the numbers of the next free places below a page, by treebeard's count."""
    last = (
        Page.objects.child_of(index_page)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    while True:
        step += 1
        yield step


def _page(index_page: Page, number: int, step: int, mixture: Ingredients) -> CirclePage:
    dice = mixture.dice
    course = dice.choice(mixture.courses)
    online = dice.random() < 0.1
    branch = None if online else dice.choice(mixture.branches)
    zone = branch.get_time_zone() if branch else "America/Chicago"
    today = mixture.now.astimezone(ZoneInfo(zone)).date()
    title = f"{course.title}, group {number}"
    slug = f"more-{number:07}"
    page = CirclePage(
        path=Page._get_path(index_page.path, index_page.depth + 1, step),
        depth=index_page.depth + 1,
        numchild=0,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{index_page.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(CirclePage),
        locale=index_page.locale,
        translation_key=uuid.uuid5(NAMESPACE, f"{index_page.translation_key}/{slug}"),
        owner_id=index_page.owner_id,
        live=True,
        has_unpublished_changes=False,
        first_published_at=mixture.now,
        last_published_at=mixture.now,
        summary=course.description[:400],
        picture_id=course.picture_id,
        course=course,
        branch=branch,
        format="online" if online else "in_person",
        time_zone=zone if online else "",
        first_date=today
        + timedelta(days=dice.randrange(-SPREAD_DAYS, SPREAD_DAYS + 1)),
        start_time=time(dice.choice((10, 12, 14, 17, 18, 19)), dice.choice((0, 30))),
        length_minutes=dice.choice((60, 75, 90)),
        skip_closing_days=False,
        meeting_count=MEETINGS_EACH,
        sign_up_backend=dice.choice(("none", "database", "database")),
        capacity=dice.choice((None, 10, 12, 16)),
        waiting_list=dice.random() < 0.5,
        cancelled=dice.random() < 0.03,
    )
    rows = [
        {
            "type": "meeting",
            "id": stable_id(slug, "meeting", place),
            "value": {"date": meeting.day.isoformat(), "state": "planned"},
        }
        for place, meeting in enumerate(plan_meetings(_pattern(page, zone)), 1)
    ]
    page.meetings = page._meta.get_field("meetings").stream_block.to_python(rows)
    return page


def _pattern(page: CirclePage, zone: str) -> MeetingPattern:
    return MeetingPattern(
        first_date=page.first_date,
        start_time=page.start_time,
        length_minutes=page.length_minutes,
        meeting_count=page.meeting_count,
        weekdays=(),
        skipped_dates=frozenset(),
        time_zone=zone,
    )


def _rows(page: CirclePage, mixture: Ingredients) -> tuple[Circle, list[Meeting]]:
    """Return the circle's row and its meetings', as publishing the page would."""
    page.topics = mixture.topics[page.course_id]
    page.facilitators = []
    facts = page.get_meeting_facts()
    circle = Circle(
        translation_key=page.translation_key,
        created_at=mixture.now,
        modified_at=mixture.now,
        **circle_columns(page, facts),
    )
    place = place_of(page)
    meetings = [
        Meeting(
            uid=meeting_uid(page.translation_key, fact.uid),
            source_id=fact.uid,
            created_at=mixture.now,
            modified_at=mixture.now,
            **meeting_columns(fact, place, circle.time_zone),
        )
        for fact in facts
    ]
    return circle, meetings


def _insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert rows and give them their keys, on MySQL too, which returns none."""
    model._base_manager.bulk_create(rows, batch_size=BATCH)
    if rows and rows[0].pk is None:
        keys = [row.translation_key for row in rows]
        found = model._base_manager.filter(translation_key__in=keys)
        pks = dict(found.values_list("translation_key", "pk"))
        for row in rows:
            row.pk = pks[row.translation_key]


def _insert_pages(pages: Sequence[CirclePage]) -> None:
    """Insert the pages' rows in both tables: Django's bulk_create refuses to."""
    names = [field.attname for field in Page._meta.local_concrete_fields]
    names = [name for name in names if name != "id"]
    parents = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    _insert(Page, parents)
    fields = CirclePage._meta.local_concrete_fields
    connection = connections[router.db_for_write(CirclePage)]
    quote = connection.ops.quote_name
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = parent.pk
    values = [
        [
            field.get_db_prep_save(field.pre_save(page, add=True), connection)
            for field in fields
        ]
        for page in pages
    ]
    table = quote(CirclePage._meta.db_table)
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
            values,
        )


def _insert_page_topics(pages: Sequence[CirclePage], mixture: Ingredients) -> None:
    through = CirclePage._meta.get_field("topics").remote_field.through
    column = next(
        field.attname
        for field in through._meta.concrete_fields
        if field.remote_field and field.related_model is CirclePage
    )
    through._base_manager.bulk_create(
        (
            through(**{column: page.pk, "topic_id": topic.pk})
            for page in pages
            for topic in mixture.topics[page.course_id]
        ),
        batch_size=BATCH,
    )
