"""Pages, records and files that blocks can point to."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from learningcircles_wagtail.models import (
    Boilerplate,
    Branch,
    CircleIndexPage,
    CirclePage,
    LibrarySystem,
    PressContact,
    ToolkitIndexPage,
    ToolkitPage,
    Topic,
)


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Any) -> None:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True, scope="session")
def hooks_are_loaded() -> None:
    """Register the snippets, which Wagtail does when it first needs its hooks."""
    hooks.search_for_hooks()


@pytest.fixture
def home(db: None) -> Page:
    """The root page of the default site."""
    site = Site.objects.get(is_default_site=True)
    return site.root_page


@pytest.fixture
def picture(db: None) -> Any:
    """An image."""
    return get_image_model().objects.create(
        title="Evening", file=get_test_image_file(size=(800, 400))
    )


@pytest.fixture
def document(db: None) -> Any:
    """A PDF of 2,048 bytes."""
    return get_document_model().objects.create(
        title="Sign-in sheet", file=ContentFile(b"x" * 2048, name="sheet.pdf")
    )


@pytest.fixture
def library(db: None) -> LibrarySystem:
    """A library system with a position."""
    return LibrarySystem.objects.create(
        name="Riverbend Public Library",
        city="Riverbend",
        region="Iowa",
        position="SRID=4326;POINT(-90.5776 41.5236)",
    )


@pytest.fixture
def branch(library: LibrarySystem) -> Branch:
    """A branch with address and position."""
    return Branch.objects.create(
        name="Central Library",
        library_system=library,
        street_address="12 River Street",
        city="Riverbend",
        region="Iowa",
        position="SRID=4326;POINT(-90.58 41.53)",
        time_zone="America/Chicago",
    )


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic."""
    return Topic.objects.create(name="Health")


@pytest.fixture
def contact(db: None) -> PressContact:
    """A press contact."""
    return PressContact.objects.create(
        name="A communications officer",
        organisation="Riverbend Public Library",
        email="press@riverbend.example",
        phone="+1 555 0100",
    )


@pytest.fixture
def boilerplate(db: None) -> Boilerplate:
    """A boilerplate."""
    return Boilerplate.objects.create(
        title="About the library", text="<p>Founded long ago.</p>"
    )


@pytest.fixture
def make_circle(home: Page, branch: Branch) -> Callable[..., CirclePage]:
    """A function that publishes (or drafts) the page of a circle that begins soon."""
    index = CircleIndexPage(title="Circles", slug="circles")
    home.add_child(instance=index)

    def make(title: str = "Speaking up", **values: Any) -> CirclePage:
        first = date.fromordinal(timezone.now().toordinal() + 7)
        values = {
            "branch": branch,
            "time_zone": "America/Chicago",
            "first_date": first,
            "start_time": time(18),
            "length_minutes": 90,
            "meeting_count": 3,
            **values,
        }
        page = CirclePage(title=title, **values)
        if not page.meetings:
            page.meetings = [
                ("meeting", {"date": first + timedelta(days=7 * week)})
                for week in range(3)
            ]
        index.add_child(instance=page)
        return page

    return make


@pytest.fixture
def make_guide(home: Page) -> Callable[..., ToolkitPage]:
    """A function that publishes (or drafts) a toolkit page."""
    index = ToolkitIndexPage(title="Toolkit", slug="toolkit")
    home.add_child(instance=index)

    def make(title: str = "Set up a circle", **values: Any) -> ToolkitPage:
        page = ToolkitPage(title=title, **values)
        index.add_child(instance=page)
        return page

    return make
