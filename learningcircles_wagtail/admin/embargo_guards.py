"""What keeps an embargo on pages that are not ours: cached pages, links in texts."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.press.caches import limit_ages
from learningcircles_wagtail.press.files import is_in_closed_collection

__all__ = ["limit_ages", "refuse_document", "register_careful_page_links"]


def refuse_document(document: Any, request: HttpRequest) -> None:
    """Answer 404 for a document of a release under embargo, to all but editors.

    Wagtail would ask to log in, which tells that there is something.
    """
    if is_in_closed_collection(document) and not all(
        restriction.accept_request(request)
        for restriction in document.collection.get_view_restrictions()
    ):
        raise Http404


def is_held(page: Any) -> bool:
    """Return whether a page is a release whose address would tell of it too early."""
    if not isinstance(page, page_models("press_release_page")):
        return False
    if page.is_embargoed(timezone.now()):
        return True
    return page.timing == ReleaseTiming.EMBARGO and not page.live


def register_careful_page_links(features: Any) -> None:
    """Let links in rich text lead nowhere while the release they lead to is held.

    An address holds the headline. What stands here wraps the handler that the site
    uses for links to pages, Wagtail's or its own.
    """
    handler = features.link_types.get("page")
    if handler is None or not hasattr(handler, "get_many"):
        return

    class CarefulPageLinkHandler(handler):
        """Treats a release under embargo as a page that is not there."""

        @classmethod
        def get_many(cls, attrs_list: list[dict]) -> list[Any]:
            """Return the pages of links, None for each that nobody may know of."""
            pages = super().get_many(attrs_list)
            return [None if is_held(page) else page for page in pages]

    features.register_link_type(CarefulPageLinkHandler)
