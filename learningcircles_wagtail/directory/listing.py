"""The pages of a list: numbers, neighbours and addresses."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.functional import SimpleLazyObject

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.cards import Deck, lazy_summaries
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finder import finder_context
from learningcircles_wagtail.directory.remembered import Piece, Remembered

KEPT = 64
"""How many pages of lists a process remembers; each is some eighty kilobytes."""

lists = Remembered(KEPT)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: `number` of `count` pages, and what it spans.

    `start` and `stop` are the slice of the order that it shows; `extra` are parameters
    that its addresses keep beside the criteria.
    """

    criteria: Criteria
    number: int
    count: int
    start: int
    stop: int
    extra: tuple[tuple[str, str], ...] = ()

    def _query(self, number: int) -> str:
        query = replace(self.criteria, page=number, ignored=()).query()
        query = "&".join(part for part in (query, urlencode(self.extra)) if part)
        return f"?{query}" if query else ""

    @property
    def has_other_pages(self) -> bool:
        """Whether the list has more than this page."""
        return self.count > 1

    @property
    def previous_query(self) -> str | None:
        """The query of the page before, None on the first; "" for the bare address."""
        return self._query(self.number - 1) if self.number > 1 else None

    @property
    def next_query(self) -> str | None:
        """The query of the page after, None on the last."""
        return self._query(self.number + 1) if self.number < self.count else None

    @property
    def links(self) -> list[tuple[int, str] | None]:
        """The first page, this one, its neighbours and the last; None is a gap.

        Each is its number and the query of its address.
        """
        near = {1, self.count, *range(self.number - 1, self.number + 2)}
        found: list[tuple[int, str] | None] = []
        before = 0
        for number in sorted(one for one in near if 1 <= one <= self.count):
            if number - before == 2:
                found.append((number - 1, self._query(number - 1)))
            elif number - before > 2:
                found.append(None)
            found.append((number, self._query(number)))
            before = number
        return found


def listing_of(criteria: Criteria, count: int) -> Listing | None:
    """Return the page that was asked for, None for one past the end of the list.

    An empty list has one page.
    """
    size = settings.PAGE_SIZE
    pages = max(1, -(-count // size))
    if criteria.page > pages:
        return None
    start = (criteria.page - 1) * size
    return Listing(criteria, criteria.page, pages, start, min(start + size, count))


def list_context(
    index_page: Any, request: HttpRequest, *, now: datetime
) -> dict[str, Any]:
    """Return what the list's template needs: `finder_context`, `listing`, `cards`.

    `summaries` are read where a site's own template asks for them. Raises Http404 for
    a page past the end of the list.
    """
    context = finder_context(index_page, request, now=now, view="list")
    finding = context["finding"]
    listing = listing_of(finding.criteria, finding.count)
    if listing is None:
        raise Http404("past the end of the list")
    ids = finding.ids(listing.start, listing.stop)
    deck = Deck(finding, ids, request=request)
    return {
        **context,
        "listing": listing,
        "cards": SimpleLazyObject(lambda: deck.cards),
        "summaries": lazy_summaries(finding, listing.start, listing.stop, request),
        "remembered": remembered_piece(index_page, deck, settings.PAGE_SIZE),
    }


def is_preview(request: HttpRequest) -> bool:
    """Return whether an editor looks at a draft."""
    return bool(getattr(request, "is_preview", False))


def remembered_piece(index_page: Any, deck: Deck, *more: Hashable) -> Piece | None:
    """Return a list with what stands around it, as it is remembered; none in a preview.

    It depends on the journal, the address, who has places and where, language and site
    and the hour; `more` is what else a view depends on.
    """
    if is_preview(deck.request):
        return None
    finding = deck.finding
    key = (
        type(index_page),
        index_page.pk,
        finding.criteria,
        finding.typed,
        finding.full_digest,
        tuple(deck.seats.items()),
        deck.where,
        *more,
    )

    def until() -> datetime:
        moments = (finding.snapshot.next_change(finding.now), deck.until)
        return min(moment for moment in moments if moment is not None)

    return Piece(lists, key, now=finding.now, until=until)
