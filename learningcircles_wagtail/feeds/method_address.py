"""Says of the addresses of feeds and calendar files that they are only read.

Django asks every other method for a CSRF token before a page is asked, and without one
answers 403, as if there were a form. What is true is 405 (RFC 9110, 15.5.6).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from learningcircles_wagtail.directory import open_addresses
from learningcircles_wagtail.feeds.http import SAFE

PATTERN = r"^((?:[\w\-]+/)*(?:ics|rss|atom|json|geojson|news-sitemap)/?)$"
VIEWS = frozenset(
    {
        "ics_view",
        "meeting_ics_view",
        "rss_view",
        "atom_view",
        "json_view",
        "geojson_view",
        "news_sitemap_view",
    }
)
UNASKED = frozenset({*SAFE, "OPTIONS", "TRACE"})
"""Methods that Django asks for no token; Wagtail and the feeds answer them."""


@csrf_exempt
def serve_feed(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page of Wagtail's; 405 where somebody writes to a feed of ours."""
    if request.method not in UNASKED:
        _page, kind, view = open_addresses.what_is_found(request, path)
        if kind and view in VIEWS:
            return HttpResponseNotAllowed(SAFE)
    return open_addresses.serve_checked(request, path)


def open_address() -> None:
    """Put the addresses before Wagtail's own."""
    open_addresses.open_address(PATTERN, serve_feed)
