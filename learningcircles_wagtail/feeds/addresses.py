"""Absolute addresses in feeds, by the Wagtail site and never by the request."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest

SAFE = "!$&'()*+,;=/~:@"
"""What Django's `reverse` leaves as it is in a path (RFC 3986)."""


class Addresses:
    """The addresses of the pages below a list, worked out without reading the pages.

    `list_url` is the list's own, "" where the page belongs to no site. Pages of a site
    that overrides `get_url_parts` for single circles are not asked.
    """

    def __init__(self, index_page: Any, request: HttpRequest | None) -> None:
        self.list_url = index_page.get_full_url(request) or ""
        self._base = self.list_url.rstrip("/")
        self._end = "/" if self.list_url.endswith("/") else ""
        self._path = index_page.url_path

    def page(self, url_path: str) -> str:
        """Return the address of a page below the list by its `url_path`, or ""."""
        if not self.list_url or not url_path.startswith(self._path):
            return ""
        below = url_path[len(self._path) :].strip("/")
        return f"{self._base}/{quote(below, safe=SAFE)}{self._end}"

    def route(self, route: str, query: str = "") -> str:
        """Return the address of a route of the list, such as "ics", or ""."""
        if not self.list_url:
            return ""
        return f"{self._base}/{route}/" + (f"?{query}" if query else "")
