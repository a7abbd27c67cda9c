"""Pages made for the tests: with a title and nothing else, and with every block."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from learningcircles_wagtail.enums import SignUpBackend
from learningcircles_wagtail.models import (
    Boilerplate,
    CircleIndexPage,
    CirclePage,
    LibrarySystem,
    PressContact,
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)
from tests import factories

FAMILIES = (
    (CircleIndexPage, CirclePage),
    (ToolkitIndexPage, ToolkitPage),
    (PressIndexPage, PressReleasePage),
)


NOT_FOUND = "/not-on-the-shelf/"


def make_bare_pages() -> dict[str, str]:
    """Publish a page of every type with only a title; return the paths by name."""
    paths = {}
    for parent, child in FAMILIES:
        index = parent(title=f"Bare {parent.get_kind_name()}")
        factories.root_page().add_child(instance=index)
        empty = parent(title=f"Empty {parent.get_kind_name()}")
        factories.root_page().add_child(instance=empty)
        page = child(title=f"Bare {child.get_kind_name()}")
        index.add_child(instance=page)
        for made in (index, empty, page):
            paths[made.title] = made.get_url()
    return paths


def make_full_pages() -> dict[str, str]:
    """Publish a page of every type with each block that its streams offer.

    The blocks hold their preview values. Returns the paths by name.
    """
    hooks.search_for_hooks()
    records = make_records()
    paths = {}
    for parent, child in FAMILIES:
        index = parent(title=f"Full {parent.get_kind_name()}", introduction="<p>I.</p>")
        factories.root_page().add_child(instance=index)
        page = child(title=f"Full {child.get_kind_name()}", **values_of(child, records))
        index.add_child(instance=page)
        for made in (index, page):
            fill_streams(made)
            made.save_revision().publish()
            paths[made.title] = made.get_url()
    return paths


def values_of(model: type, records: dict[str, Any]) -> dict[str, Any]:
    """Return values of a page's own fields, so that no part of a template is empty."""
    if model is CirclePage:
        return {
            "summary": "Six evenings.",
            "branch": records["branch"],
            "course": records["course"],
            "room": "The long room",
            "picture": records["picture"],
            "sign_up_backend": SignUpBackend.EXTERNAL,
            "sign_up_link": "https://events.example.org/speaking-up",
        }
    if model is ToolkitPage:
        return {
            "summary": "What to do.",
            "roles": ["facilitator"],
            "stage": "plan",
            "minutes": 30,
            "picture": records["picture"],
        }
    return {
        "subheadline": "And what follows from it",
        "lead": "Something happened.",
        "dateline_city": "Riverbend",
        "picture": records["picture"],
    }


def make_records() -> dict[str, Any]:
    """Make what blocks point to: a picture, a file, records, circles, a guide."""
    picture = get_image_model().objects.create(
        title="Evening",
        description="A table with books",
        file=get_test_image_file(size=(1600, 800)),
    )
    get_document_model().objects.create(
        title="Sign-in sheet", file=ContentFile(b"x" * 2048, name="sheet.pdf")
    )
    LibrarySystem.objects.create(
        name="Riverbend Public Library",
        slug="riverbend",
        city="Riverbend",
        region="IA",
        country="US",
        position="SRID=4326;POINT(-90.5776 41.5236)",
        logo=picture,
    )
    PressContact.objects.create(
        name="Press desk",
        organisation="Riverbend Public Library",
        email="press@riverbend.example",
        phone="+1 555 0100",
    )
    Boilerplate.objects.create(title="About us", text="<p>Founded long ago.</p>")
    factories.make_topic()
    branch, course = factories.make_branch(), factories.make_course()
    for _number in range(2):
        factories.publish(factories.make_circle(branch=branch, course=course))
    guides = ToolkitIndexPage(title="Other guides", slug="other-guides")
    factories.root_page().add_child(instance=guides)
    guides.add_child(instance=ToolkitPage(title="A guide", summary="What to do."))
    return {"picture": picture, "branch": branch, "course": course}


def fill_streams(page: Any) -> None:
    """Put the preview value of every block into every stream of a page."""
    for field in page._meta.get_fields():
        stream = getattr(field, "stream_block", None)
        if stream is None:
            continue
        samples = [
            (name, block.get_preview_value())
            for name, block in stream.child_blocks.items()
        ]
        setattr(page, field.name, stream.normalize(samples))
