"""The releases of a press room by year, and by the words that somebody looks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.search import found_pages
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number

LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Year:
    """A year with releases: its number, its address, and how many there are."""

    number: int
    url: str
    count: int
    is_current: bool = False


def archive_context(
    index_page: Any, request: HttpRequest, *, now: datetime, year: int | None = None
) -> dict[str, Any]:
    """Return what the template of a press room shows of its releases.

    `releases` of one page, `page_obj` and `paginator`, `years`, the `year` shown or
    None, and the words `q`. Raises Http404 for a year without a release.
    """
    releases = index_page.get_releases(now=now)
    counts = releases_by_year(releases)
    if year is not None and year not in counts:
        raise Http404
    query = words_asked_for(request)
    found = found_pages(releases.model, query) if query else None
    if found is not None:
        releases = releases.filter(pk__in=found)
    if year is not None:
        releases = releases.filter(lc_day__year=year)
    paginator = Paginator(releases, settings.PAGE_SIZE)
    if found is None:
        # Counted already, with the years.
        paginator.count = counts.total() if year is None else counts[year]
    page_obj = asked_page(paginator, request)
    home = index_page.get_url(request) or ""
    return {
        "releases": page_obj.object_list,
        "page_obj": page_obj,
        "paginator": paginator,
        "years": [
            Year(number, f"{home}{number}/", counts[number], number == year)
            for number in sorted(filter(None, counts), reverse=True)
        ],
        "year": year,
        "q": query if found is not None else "",
        "canonical_url": canonical_address(index_page, request, year, page_obj.number),
        "is_indexed": found is None,
    }


def releases_by_year(releases: QuerySet) -> Counter[int | None]:
    """Return how many releases each year has; those without a day stand at None."""
    days = releases.order_by().values_list("lc_day", flat=True)
    return Counter(day and day.year for day in days)


def words_asked_for(request: HttpRequest) -> str:
    """Return what the visitor looks for, in one line of printable characters."""
    given = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(c for c in given if c.isprintable()).split())


def asked_page(paginator: Paginator, request: HttpRequest) -> Page:
    """Return the page that `?page=` asks for; the first where it cannot be read.

    Raises Http404 past the end, so that crawlers find one.
    """
    # A number may be as long as an address: what is cut off is past the end as well.
    asked = request.GET.get("page", "")[:LONGEST_KEY]
    number = whole_number(asked, digits=LONGEST_KEY) or 1
    if number > paginator.num_pages:
        raise Http404
    return paginator.page(number)


def canonical_address(
    index_page: Any, request: HttpRequest, year: int | None, number: int
) -> str:
    """Return the absolute address of a page of the archive, without words."""
    address = index_page.get_full_url(request) or ""
    if address and year is not None:
        address += f"{year}/"
    return f"{address}?page={number}" if address and number > 1 else address
