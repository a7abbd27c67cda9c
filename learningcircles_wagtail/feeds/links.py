"""Links to the feeds of a list, for its toolbar and for `<link rel="alternate">`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.feeds.addresses import Addresses

MEDIA_TYPES = {
    "ics": "text/calendar",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
    "geojson": "application/geo+json",
}


def subscriptions(
    index_page: Any, request: HttpRequest | None, query: str = ""
) -> list[dict[str, str]]:
    """Return the feeds of a list: `{name, words, url, webcal_url, type}` each.

    `query` are the filters of the list as a query string without "?" and page, as
    `finder_context` gives them. The addresses are absolute, by the Wagtail site, so
    that they can be copied. `webcal_url` makes a calendar subscribe instead of copying
    a file; it is "" for the other feeds. `type` is the media type.
    """
    words = {
        "ics": _("Calendar"),
        "rss": pgettext("feed", "RSS"),
        "json": pgettext("feed", "JSON Feed"),
        "geojson": pgettext("feed", "GeoJSON"),
    }
    addresses = Addresses(index_page, request)
    found = []
    for name, media_type in MEDIA_TYPES.items():
        url = addresses.route(name, query)
        found.append(
            {
                "name": name,
                "words": words[name],
                "url": url,
                "webcal_url": webcal(url) if name == "ics" else "",
                "type": media_type,
            }
        )
    return found


def webcal(url: str) -> str:
    """Return an address of http or https with the scheme that calendars take."""
    parts = urlsplit(url)
    return parts._replace(scheme="webcal").geturl() if parts.netloc else ""


def alternates(
    index_page: Any, request: HttpRequest | None, query: str = ""
) -> list[dict[str, str]]:
    """Return what `<link rel="alternate">` needs: `{type, title, url}` each."""
    return [
        {
            "type": feed["type"],
            "title": f"{index_page.title} ({feed['words']})",
            "url": feed["url"],
        }
        for feed in subscriptions(index_page, request, query)
    ]
