"""Records and pages for tests: the least that is valid, by the words of the field."""

from datetime import date, time
from typing import Any

from wagtail.models import Locale, Page, Site

from learningcircles_wagtail.enums import SignUpBackend
from learningcircles_wagtail.mixins.circle_form import meeting_rows
from learningcircles_wagtail.models import (
    Branch,
    CircleIndexPage,
    CirclePage,
    Course,
    Facilitator,
    LibrarySystem,
    PressIndexPage,
    PressReleasePage,
    Topic,
)


def root_page() -> Page:
    """Return the page at the root of the default site."""
    return Site.objects.get(is_default_site=True).root_page


def make_library(**values: Any) -> LibrarySystem:
    """Return a library system of an invented town."""
    defaults = {
        "name": "Riverbend Public Library",
        "city": "Riverbend",
        "region": "IA",
        "country": "US",
        "time_zone": "America/Chicago",
        "locale": Locale.get_default(),
    }
    return LibrarySystem.objects.create(**{**defaults, **values})


def make_branch(**values: Any) -> Branch:
    """Return a branch with an address, a position and a time zone."""
    values.setdefault("library_system", None)
    if values["library_system"] is None:
        values["library_system"] = LibrarySystem.objects.first() or make_library()
    defaults = {
        "name": "Central Library",
        "street_address": "12 River Street",
        "city": "Riverbend",
        "region": "IA",
        "country": "US",
        "time_zone": "America/Chicago",
        "position": "SRID=4326;POINT(-90.5776 41.5236)",
        "locale": Locale.get_default(),
    }
    return Branch.objects.create(**{**defaults, **values})


def make_course(**values: Any) -> Course:
    """Return a course."""
    defaults = {
        "title": "Introduction to Public Speaking",
        "provider": "University of Washington",
        "link": "https://courses.example.org/public-speaking",
        "language": "en",
        "locale": Locale.get_default(),
    }
    return Course.objects.create(**{**defaults, **values})


def make_topic(name: str = "Health", **values: Any) -> Topic:
    """Return a topic."""
    return Topic.objects.create(name=name, locale=Locale.get_default(), **values)


def make_facilitator(**values: Any) -> Facilitator:
    """Return a facilitator."""
    defaults = {"name": "A librarian", "locale": Locale.get_default()}
    return Facilitator.objects.create(**{**defaults, **values})


def make_circle_index(**values: Any) -> CircleIndexPage:
    """Return a published list of circles below the site's root."""
    page = CircleIndexPage(**{"title": "Circles", "slug": "circles", **values})
    root_page().add_child(instance=page)
    return page


def make_circle(index: CircleIndexPage | None = None, **values: Any) -> CirclePage:
    """Return a published circle with meetings made from its pattern.

    Without other values: six Wednesdays from 4 November 2026, 6:00 to 7:30 pm by the
    clock of America/Chicago. `live=False` gives a draft; `meetings` replaces the rows.
    """
    index = index or CircleIndexPage.objects.first() or make_circle_index()
    number = CirclePage.objects.count() + 1
    defaults = {
        "title": f"Circle {number}",
        "slug": f"circle-{number}",
        "summary": "Six evenings.",
        "first_date": date(2026, 11, 4),
        "start_time": time(18),
        "length_minutes": 90,
        "meeting_count": 6,
        "sign_up_backend": SignUpBackend.NONE,
    }
    topics = values.pop("topics", [])
    facilitators = values.pop("facilitators", [])
    if "branch" not in values:
        values["branch"] = Branch.objects.first() or make_branch()
    page = CirclePage(**{**defaults, **values})
    if "meetings" not in values and page.get_pattern():
        page.meetings = raw_meetings(meeting_rows(page))
    page.topics = topics
    page.facilitators = facilitators
    index.add_child(instance=page)
    return CirclePage.objects.get(pk=page.pk)


def raw_meetings(rows: list[dict[str, Any]]) -> Any:
    """Return raw rows as a value of the page's stream of meetings."""
    return CirclePage._meta.get_field("meetings").stream_block.to_python(rows)


def change_meeting(page: CirclePage, number: int, **values: Any) -> None:
    """Set children of one meeting of a page, 0 for the first; does not save."""
    rows = [dict(row) for row in page.meetings.raw_data]
    children = {
        key: value.isoformat() if isinstance(value, date | time) else value
        for key, value in values.items()
    }
    rows[number]["value"] = {**rows[number]["value"], **children}
    page.meetings = raw_meetings(rows)


def publish(page: Any) -> Any:
    """Save a revision of a page, publish it, and return the page as stored."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_press_index(**values: Any) -> PressIndexPage:
    """Return a published press room."""
    page = PressIndexPage(**{"title": "Press room", "slug": "press", **values})
    root_page().add_child(instance=page)
    return page


def make_release(index: PressIndexPage | None = None, **values: Any):
    """Return a published press release."""
    index = index or PressIndexPage.objects.first() or make_press_index()
    number = PressReleasePage.objects.count() + 1
    defaults = {
        "title": f"Release {number}",
        "slug": f"release-{number}",
        "lead": "Something happened.",
    }
    page = PressReleasePage(**{**defaults, **values})
    index.add_child(instance=page)
    return PressReleasePage.objects.get(pk=page.pk)
