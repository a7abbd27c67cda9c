"""Addresses of the toolkit and the press room, found inside a site's process."""

from wagtail.models import Page

from benchmarks.tutorial_site.models import EventPage
from learningcircles_wagtail.models.pages import (
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)


def addresses() -> dict[str, str]:
    """Return the pages to measure, by what they are called in the table.

    Of guides and releases it is the one with most to show. A site without a toolkit
    or a press room has none of them.
    """
    toolkit, room = _first(ToolkitIndexPage), _first(PressIndexPage)
    guide, release = _longest(ToolkitPage, toolkit), _longest(PressReleasePage, room)
    found = {}
    if toolkit and guide:
        found |= {
            "toolkit": toolkit.get_url(),
            "guide": guide.get_url(),
            "toolkit to print": f"{toolkit.get_url()}print/",
        }
    if room and release:
        found |= {"press room": room.get_url(), "press release": release.get_url()}
    return found


def event() -> str:
    """Return the address of one of the tutorial's events, a page of a few fields."""
    return EventPage.objects.live().order_by("pk").first().get_url()


def _first(model: type[Page]) -> Page | None:
    return model.objects.live().order_by("path").first()


def _longest(model: type[Page], parent: Page | None) -> Page | None:
    pages = model.objects.live().child_of(parent) if parent else []
    return max(pages, key=lambda page: len(page.body), default=None)
