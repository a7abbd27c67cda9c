"""Cards of circles as HTML, remembered for as long as each of them is true.

Drawing a card takes longer than all else on a list. What a card says depends on the
journal (`models.changes`), on the places taken, on the reader's language and site, and
on the hour: all but the hour stand in its key, and each card knows the moment at which
it would read differently (a meeting begins or ends, a day ends, sign-up opens). So a
card that was cancelled, moved or filled a moment ago is drawn afresh.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, time, timedelta
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Site

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.distances import distance_words
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.summaries import summarise_many

TEMPLATE = "learningcircles_wagtail/components/card.html"
KEPT = 2_000
"""How many cards a process remembers; each is about four kilobytes."""


class CardShelf:
    """The cards that this process remembers, the latest used; thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[datetime, SafeString]] = OrderedDict()

    def get(self, key: Hashable, now: datetime) -> SafeString | None:
        """Return a card that is true at `now`, or None."""
        with self._lock:
            until, html = self._kept.get(key, (now, None))
            if html is None or until <= now:
                return None
            self._kept.move_to_end(key)
            return html

    def put(self, key: Hashable, until: datetime, html: SafeString) -> None:
        """Remember a card that is true before `until` (aware)."""
        if django_settings.DEBUG:
            # Somebody may be writing its template.
            return
        with self._lock:
            self._kept[key] = (until, html)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


shelf = CardShelf()


def cards_of(
    finding: Finding, start: int, stop: int | None, *, request: HttpRequest
) -> list[SafeString]:
    """Return the cards of a slice of what was found, in order.

    Whether a page is live and public, and how many places are taken, is asked of the
    database each time; only cards that are not remembered cost more.
    """
    ids = finding.ids(start, stop)
    pages = finding.index_page.get_circles(now=finding.now).order_by()
    seats = {
        pk: (taken, waiting)
        for pk, taken, waiting in pages.filter(pk__in=ids).values_list(
            "pk", "circle__taken", "circle__waiting"
        )
    }
    site = Site.find_for_request(request)
    where = (site.pk if site else None, get_language(), finding.fingerprint)
    keys = {
        pk: (pk, *seats[pk], distance_of(finding, pk), where)
        for pk in ids
        if pk in seats
    }
    cards = {pk: shelf.get(key, finding.now) for pk, key in keys.items()}
    missing = [pk for pk, html in cards.items() if html is None]
    for summary in _summaries(finding, missing, request):
        pk = summary.page.pk
        cards[pk] = draw_card(summary)
        shelf.put(keys[pk], true_until(summary), cards[pk])
    return [html for html in cards.values() if html is not None]


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
    """Return the aware moment at which the card would say something else."""
    now, zone = summary.now, ZoneInfo(summary.time_zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    moments: list[datetime | None] = [
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
