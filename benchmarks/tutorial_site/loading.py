"""Fills the baseline with as many events as there are circles, saying the same."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from benchmarks.tutorial_site.models import EventIndexPage, EventPage, Location, Topic
from example_site.demo.loading.bulk_rows import LinkWriter, RowWriter
from learningcircles_wagtail.models import Branch, Circle
from learningcircles_wagtail.models import Topic as CircleTopic
from learningcircles_wagtail.models.pages import CirclePage

BATCH = 2_000
LENGTH = timedelta(minutes=90)
MEETINGS = 6


def load_events(home: Page, circles: Page, *, now: datetime) -> int:
    """Create an event below `home` for each circle below `circles`; return how many.

    An event is on the day of the circle's first meeting, at its branch, with its words.
    """
    index_page = home.add_child(
        instance=EventIndexPage(
            title="Events",
            slug="events",
            introduction="<p>What takes place in our libraries.</p>",
        )
    )
    locations = _locations()
    topics = _topics()
    sample = EventPage(
        depth=index_page.depth + 1,
        numchild=0,
        content_type=ContentType.objects.get_for_model(EventPage),
        locale=index_page.locale,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )
    tables = (
        RowWriter(Page, sample),
        RowWriter(EventPage, sample),
        LinkWriter(EventPage, "topics"),
    )
    events = _events(circles, locations, topics, now=now)
    made = 0
    while batch := list(islice(events, BATCH)):
        with transaction.atomic():
            _write(index_page, batch, tables, first=made + 1)
        made += len(batch)
    Page.objects.filter(pk=index_page.pk).update(numchild=made)
    return made


def _locations() -> dict[int, int]:
    branches = list(Branch.objects.order_by("pk"))
    rows = Location.objects.bulk_create(
        Location(
            pk=number,
            name=branch.name,
            address=branch.street_address,
            city=branch.city,
        )
        for number, branch in enumerate(branches, 1)
    )
    return {branch.pk: row.pk for branch, row in zip(branches, rows, strict=True)}


def _topics() -> dict[int, int]:
    # Circles name them in the first language; a tutorial's site has no other.
    topics = list(
        CircleTopic.objects.filter(locale=Locale.get_default()).order_by("pk")
    )
    rows = Topic.objects.bulk_create(
        Topic(pk=number, name=topic.name, slug=topic.slug)
        for number, topic in enumerate(topics, 1)
    )
    return {topic.pk: row.pk for topic, row in zip(topics, rows, strict=True)}


def _events(
    circles: Page, locations: dict[int, int], topics: dict[int, int], *, now: datetime
) -> Iterator[dict[str, Any]]:
    through = Circle.topics.through.objects.values_list("circle_id", "topic_id")
    of_circle = defaultdict(list)
    for circle, topic in through.iterator():
        of_circle[circle].append(topics[topic])
    pages = CirclePage.objects.live().child_of(circles).order_by("pk")
    columns = ("title", "summary", "circle", "circle__first_meeting_at", "branch")
    for title, summary, circle, first, branch in pages.values_list(*columns):
        start = timezone.localtime(first or now)
        yield {
            "title": title,
            "summary": summary,
            "body": _body(summary, start),
            "date": start.date(),
            "start_time": start.time().replace(microsecond=0),
            "end_time": (start + LENGTH).time().replace(microsecond=0),
            "location_id": locations.get(branch),
            "topics": of_circle[circle],
        }


def _body(summary: str, start: datetime) -> str:
    """Return what an editor would write who has no field for six meetings."""
    days = (start + timedelta(weeks=week) for week in range(MEETINGS))
    rows = "".join(
        f"<li>Meeting {number}: {day:%A, %d %B %Y, %H:%M}. Bring something to write."
        "</li>"
        for number, day in enumerate(days, 1)
    )
    return f"<p>{summary}</p><h2>Our meetings</h2><ul>{rows}</ul>"


def _write(
    index_page: Page, events: list[dict[str, Any]], tables: tuple, *, first: int
) -> None:
    pages, event_pages, topics = tables
    key = pages.next_key()
    links, tree = [], []
    for offset, event in enumerate(events):
        number = first + offset
        slug = f"event-{number:07}"
        event["page_ptr_id"] = key + offset
        links += [(key + offset, topic) for topic in event.pop("topics")]
        title = event.pop("title")
        tree.append(
            {
                "id": key + offset,
                "path": Page._get_path(index_page.path, index_page.depth + 1, number),
                "title": title,
                "draft_title": title,
                "slug": slug,
                "url_path": f"{index_page.url_path}{slug}/",
                "translation_key": uuid5(index_page.translation_key, slug),
            }
        )
    pages.insert(tree)
    event_pages.insert(events)
    topics.insert(links)
    pages.reset_sequence()
