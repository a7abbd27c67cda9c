"""Fills the database of a site that is to be measured; runs in the site's process."""

from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from benchmarks.floor import keep_bytes
from benchmarks.tutorial_site.loading import load_events
from example_site.demo.loading.bulk import load_many_circles
from example_site.demo.loading.bulk_branches import load_many_branches
from example_site.demo.loading.load import load_demo
from learningcircles_wagtail.models import Course, Facilitator, LibrarySystem, Topic
from learningcircles_wagtail.models.pages import CircleIndexPage, CirclePage

MOST_SEARCHABLE = 10_000
"""Larger sites get no search index: building it takes longer than everything else."""


def make_base() -> None:
    """Make the tables, and fill them with the demonstration."""
    call_command("migrate", verbosity=0)
    load_demo(now=timezone.now())


def make_bare_base() -> None:
    """Make the tables, and the least from which circles can be mixed: for tests."""
    call_command("migrate", verbosity=0)
    locale = Locale.get_default()
    LibrarySystem.objects.create(locale=locale, name="Riverbend", slug="riverbend")
    for number in range(1, 4):
        topic = Topic.objects.create(locale=locale, name=f"Topic {number}")
        course = Course(
            locale=locale,
            title=f"Course {number}",
            provider="A university",
            link="https://example.org/",
            description=f"About speaking, part {number}.",
        )
        course.topics = [topic]
        course.save()
        Facilitator.objects.create(locale=locale, name=f"Librarian {number}")
    index_page = CircleIndexPage(title="Circles", slug="circles", locale=locale)
    home().add_child(instance=index_page)


def home() -> Page:
    """Return the page with which the site begins."""
    return Site.objects.get(is_default_site=True).root_page


def circle_index() -> CircleIndexPage:
    """Return the list of circles that is measured."""
    return CircleIndexPage.objects.child_of(home()).get(slug="circles")


def fill(circles: int, branches: int) -> dict[str, Any]:
    """Fill a base until `circles` circles and as many events stand in their lists.

    `branches` invented branches are added to those of the base. Returns how many there
    are of each.
    """
    now = timezone.now()
    load_many_branches(branches)
    index_page = circle_index()
    # What editors write below a list is no part of it, and the tutorial's has nothing.
    index_page.body = []
    index_page.save()
    pages = CirclePage.objects.live().child_of(index_page)
    load_many_circles(index_page, max(circles - pages.count(), 0), now=now)
    events = load_events(home(), index_page, now=now)
    searchable = circles <= MOST_SEARCHABLE
    if searchable:
        call_command("update_index", verbosity=0)
    if connection.vendor == "postgresql":
        # PostgreSQL does so itself within minutes.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    keep_bytes()
    return {"circles": pages.count(), "events": events, "searchable": searchable}
