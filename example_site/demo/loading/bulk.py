"""Creates many circles at once, for measuring: pages, rows and meetings in bulk.

The rows are those that publishing one page after another would write, without
revisions, log entries and search entries (`manage.py update_index` makes those). Of
the places, some are taken, by nobody in particular: there are no sign-ups.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from random import Random

from django.db import models, transaction
from wagtail.models import Page

from example_site.demo.loading.bulk_circles import (
    VARIED,
    Ingredients,
    cut,
    ingredients,
    meetings,
    seats,
    shape,
)
from example_site.demo.loading.bulk_rows import LinkWriter, RowWriter
from learningcircles_wagtail.mixins.projection import (
    circle_columns,
    meeting_columns,
    meeting_uid,
    place_of,
)
from learningcircles_wagtail.models import Circle, Meeting
from learningcircles_wagtail.models.changes import DirectoryChange
from learningcircles_wagtail.models.pages import CirclePage

MAX_CIRCLES = 1_000_000
BATCH = 2_000


class Tables:
    """The tables that hold circles, ready to be written to.

    `shapes` are, by the key of a course, unsaved pages from which circles of that
    course are cut one after the other.
    """

    def __init__(self, index_page: Page, mixture: Ingredients) -> None:
        self.shapes = {
            course.pk: shape(index_page, course, mixture) for course in mixture.courses
        }
        sample = next(iter(self.shapes.values()))
        self.pages = RowWriter(Page, sample)
        self.circle_pages = RowWriter(CirclePage, sample)
        moments = {"created_at": mixture.now, "modified_at": mixture.now}
        self.circles = RowWriter(Circle, Circle(**moments))
        self.meetings = RowWriter(Meeting, Meeting(**moments))
        self.links = {
            (model, name): LinkWriter(model, name)
            for model in (Circle, CirclePage)
            for name in ("topics", "facilitators")
        }

    def reset_sequences(self) -> None:
        """Let the database count on from the keys that were given."""
        for writer in (self.pages, self.circles, self.meetings):
            writer.reset_sequence()


def load_many_circles(index_page: Page, count: int, *, now: datetime) -> int:
    """Create circles below `index_page` until `count` bulk circles stand there.

    Returns how many were created. `now` (aware) is the day they are spread about.
    """
    index_page.refresh_from_db()
    existing = (
        CirclePage.objects.child_of(index_page).filter(slug__startswith="more-").count()
    )
    numbers = iter(range(existing + 1, count + 1))
    mixture = ingredients(Random(existing), now)  # noqa: S311 (not for secrets)
    tables = Tables(index_page, mixture)
    made = 0
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _create(index_page, batch, mixture, tables)
        made += len(batch)
    return made


def _create(
    index_page: Page, numbers: list[int], mixture: Ingredients, tables: Tables
) -> None:
    page_key = tables.pages.next_key()
    circle_key = tables.circles.next_key()
    steps = _free_steps(index_page)
    pages, circle_pages, circles, gatherings = [], [], [], []
    topics, people = [], []
    for offset, (number, step) in enumerate(zip(numbers, steps, strict=False)):
        page = cut(index_page, number, mixture, tables.shapes)
        slug = f"more-{number:07}"
        facts, stream = meetings(page, slug, mixture.dice)
        page_pk, circle_pk = page_key + offset, circle_key + offset
        columns = circle_columns(page, facts)
        place = place_of(page)
        pages.append(
            {
                "id": page_pk,
                "path": Page._get_path(index_page.path, page.depth, step),
                "title": page.title,
                "draft_title": page.title,
                "slug": slug,
                "url_path": f"{index_page.url_path}{slug}/",
                "translation_key": page.translation_key,
            }
        )
        circle_pages.append(
            {
                "page_ptr_id": page_pk,
                "circle_id": circle_pk,
                "meetings": stream,
                **{name: getattr(page, name) for name in VARIED},
            }
        )
        circles.append(
            {
                "id": circle_pk,
                "translation_key": page.translation_key,
                "cancelled_at": mixture.now if page.cancelled else None,
                **seats(page, mixture.dice),
                **columns,
            }
        )
        gatherings += [
            {
                "circle_id": circle_pk,
                "uid": meeting_uid(page.translation_key, fact.uid),
                "source_id": fact.uid,
                **meeting_columns(
                    fact, place=place, room=page.room, zone=columns["time_zone"]
                ),
            }
            for fact in facts
        ]
        topics += [(page_pk, circle_pk, topic.pk) for topic in page.topics.all()]
        people += [(page_pk, circle_pk, one.pk) for one in page.facilitators.all()]
    tables.circles.insert(circles)
    tables.meetings.insert(gatherings)
    tables.pages.insert(pages)
    tables.circle_pages.insert(circle_pages)
    for name, links in (("topics", topics), ("facilitators", people)):
        tables.links[CirclePage, name].insert([(page, to) for page, _, to in links])
        tables.links[Circle, name].insert([(circle, to) for _, circle, to in links])
    tables.reset_sequences()
    Page.objects.filter(pk=index_page.pk).update(
        numchild=models.F("numchild") + len(pages)
    )
    DirectoryChange.objects.note()


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
