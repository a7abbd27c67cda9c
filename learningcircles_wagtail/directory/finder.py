"""What every view of a list of circles shows around its results."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find

VIEWS = ("list", "calendar", "map")


def finder_context(
    index_page: Any, request: HttpRequest, *, now: datetime, view: str
) -> dict[str, Any]:
    """Return what `circle_directory.html` needs, for one of `VIEWS` or "embed".

    `criteria` and `finding` are the query, read, and what it selects; `query` is the
    filters as a query string without "?" and without the page; `views` are the links
    from view to view.
    """
    criteria = Criteria.parse(request.GET)
    finding = find(index_page, criteria, now=now)
    query = finding.criteria.query(page=False)
    return {
        "criteria": finding.criteria,
        "finding": finding,
        "result_count": finding.count,
        "query": query,
        "views": views(index_page, request, current=view, query=query),
    }


def views(
    index_page: Any, request: HttpRequest, *, current: str, query: str
) -> list[dict[str, Any]]:
    """Return the links from view to view: `{name, words, url, is_current}`."""
    address = index_page.get_url(request) or ""
    words = {"list": _("List"), "calendar": _("Calendar"), "map": _("Map")}
    return [
        {
            "name": name,
            "words": words[name],
            "url": address
            + ("" if name == "list" else f"{name}/")
            + (f"?{query}" if query else ""),
            "is_current": name == current,
        }
        for name in VIEWS
    ]
