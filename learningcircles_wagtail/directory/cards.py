"""Cards of circles as HTML, remembered for as long as each of them is true.

Drawing a card takes longer than all else on a list. What a card says depends on the
journal (`models.changes`), on the places taken, on the reader's language and site, and
on the hour: all but the hour stand in its key, and each card knows the moment at which
it would read differently (a meeting begins or ends, a day ends, sign-up opens). So a
card that was cancelled, moved or filled a moment ago is drawn afresh.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Site

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.distances import distance_words
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.prepared import Prepared
from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.directory.remembered import Remembered
from learningcircles_wagtail.directory.summaries import summarise_many

TEMPLATE = "learningcircles_wagtail/components/card.html"
LONGEST = timedelta(minutes=15)
"""How long a card is remembered at most: the addresses of pictures may expire, and
something may write rows behind Django's back."""

KEPT = 2_000
"""How many cards a process remembers; each is about four kilobytes."""


shelf = Remembered(KEPT)


class Deck:
    """The cards of some of the pages that were found, by their keys, in order.

    They are drawn when somebody looks at them.

    Whether a page is live and public, and how many places are taken, is asked of the
    database at once, each time; `seats` are the places taken and the people waiting by
    the key of the page, of those that may be shown. `heading_level` is that of the
    cards' titles.
    """

    def __init__(
        self,
        finding: Finding,
        ids: list[int],
        *,
        request: HttpRequest,
        heading_level: int = 3,
    ) -> None:
        self.finding, self.request = finding, request
        self.heading_level = heading_level
        found = {pk: seats for pk, *seats in shown_pages(finding, ids)}
        self.seats = {pk: tuple(found[pk]) for pk in ids if pk in found}
        site = Site.find_for_request(request)
        self.where = (site.pk if site else None, get_language(), finding.fingerprint)
        self.until: datetime | None = None

    @cached_property
    def cards(self) -> list[SafeString]:
        """The cards, in order; sets `until` to the moment at which one changes."""
        finding = self.finding
        keys = {
            pk: (pk, *seats, distance_of(finding, pk), self.heading_level, self.where)
            for pk, seats in self.seats.items()
        }
        cards = {pk: shelf.get(key, finding.now) for pk, key in keys.items()}
        missing = [pk for pk, found in cards.items() if found is None]
        for summary in _summaries(finding, missing, self.request):
            pk = summary.page.pk
            until = true_until(summary)
            cards[pk] = (draw_card(summary, self.heading_level), until)
            shelf.put(keys[pk], until, cards[pk][0])
        shown = [found for found in cards.values() if found is not None]
        self.until = min((until for _html, until in shown), default=None)
        return [html for html, _until in shown]

    @cached_property
    def summaries(self) -> list[CircleSummary]:
        """The summaries of what may be shown, for a view that draws no cards.

        Sets `until` to the moment at which one of them changes.
        """
        found = _summaries(self.finding, list(self.seats), self.request)
        self.until = min((true_until(one) for one in found), default=None)
        return found


def shown_pages(finding: Finding, ids: list[int]) -> list[tuple[int, int, int]]:
    """Return key, places taken and people waiting of pages that may be shown now.

    What a list leaves out by its own rule is in no finding.
    """
    if not ids:
        return []
    model = finding.snapshot.model
    return _shown_pages(model, model.objects.db, len(ids)).rows(ids)


@lru_cache(maxsize=128)
def _shown_pages(model: Any, using: str, count: int) -> Prepared:
    """Return the query for a number of pages."""
    markers = [-number for number in range(1, count + 1)]
    pages = (
        model.objects.using(using)
        .filter(pk__in=markers, live=True)
        .filter(~in_private_section(), at_public_branch_q())
        .order_by()
        .values_list("pk", "circle__taken", "circle__waiting")
    )
    return Prepared(pages, markers)


def _summaries(
    finding: Finding, ids: list[int], request: HttpRequest
) -> list[CircleSummary]:
    if not ids:
        return []
    pages = finding.read(ids)
    summaries = summarise_many(pages, now=finding.now, request=request, for_cards=True)
    return with_distances(finding, summaries)


def with_distances(
    finding: Finding, summaries: list[CircleSummary]
) -> list[CircleSummary]:
    """Return summaries that say how far away their circles are, if that was asked."""
    if finding.criteria.near is None:
        return summaries
    return [one.at_distance(distance_of(finding, one.page.pk)) for one in summaries]


def distance_of(finding: Finding, pk: int) -> str:
    """Return how far away the circle of a page is, in words, or ""."""
    km = finding.distances.get(pk)
    if km is None:
        return ""
    return distance_words(km, miles=finding.snapshot.in_miles)


def draw_card(summary: CircleSummary, heading_level: int = 3) -> SafeString:
    """Return the card of one circle, from the template `components/card.html`."""
    return get_template(TEMPLATE).render(
        {"summary": summary, "heading_level": heading_level}
    )


def true_until(summary: CircleSummary) -> datetime:
    """Return the aware moment at which the card would, or might, say something else."""
    now, zone = summary.now, ZoneInfo(summary.time_zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    moments: list[datetime | None] = [
        now + LONGEST,
        datetime.combine(tomorrow, time(), tzinfo=zone),
        summary.sign_up_facts.opens_at,
        summary.sign_up_facts.closes_at,
    ]
    for meeting in summary.timeline.meetings:
        moments += [meeting.start, meeting.end]
    return min(moment for moment in moments if moment is not None and moment > now)


def lazy_summaries(
    finding: Finding, start: int, stop: int | None, request: HttpRequest
) -> Any:
    """Return a function that reads the summaries, for a site's own template."""

    def summaries() -> list[CircleSummary]:
        ids = finding.ids(start, stop)
        return _summaries(finding, ids, request)

    return summaries
