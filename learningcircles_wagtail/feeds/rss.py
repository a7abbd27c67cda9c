"""The circles of a list as RSS 2.0: the newest that are not over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import Finding, find
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.enums import CircleStatus
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.entries import Entry, read_entries, written
from learningcircles_wagtail.feeds.filtered import feed_description, feed_title
from learningcircles_wagtail.feeds.http import answer, midnight
from learningcircles_wagtail.feeds.validity import list_validators

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
MOST_ITEMS = 100
TOLD_DAYS = 30
"""Days for which a circle that was cancelled stays, and says so."""

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MINUTES = "60"
SHOWN = (CircleStatus.UPCOMING, CircleStatus.IN_PROGRESS, CircleStatus.CANCELLED)


class Feed(Rss201rev2Feed):
    """RSS whose last change is that of its items, or none: never the present hour."""

    content_type = CONTENT_TYPE

    def latest_post_date(self) -> datetime:
        """Return when the newest item changed."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=BEGINNING)


def list_response(index_page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with the newest circles that are not over, by their first publication.

    A circle that is cancelled stays for `TOLD_DAYS`, with a title that says so. Who
    asks for a state gets the circles of that state.
    """
    now = timezone.now()
    criteria = replace(Criteria.parse(request.GET), page=1, order="newest")
    addresses = Addresses(index_page, request)
    validators, _finding = list_validators(
        index_page,
        criteria,
        now=now,
        kind="rss",
        base=addresses.list_url,
        by_clock=True,
    )

    def make() -> HttpResponseBase:
        found, entries = newest(index_page, criteria, addresses, now=now)
        feed = new_feed(found, addresses, status=criteria.status)
        for item in written(entries, checked_item):
            feed.add_item(**item)
        return HttpResponse(
            feed.writeString("utf-8").encode(), content_type=CONTENT_TYPE
        )

    return answer(request, validators, make)


def newest(
    index_page: Any, criteria: Criteria, addresses: Addresses, *, now: datetime
) -> tuple[Finding, list[Entry]]:
    """Return what was found, of the last state that is shown, and the entries."""
    ids: dict[int, None] = {}
    for status in (criteria.status,) if criteria.status else SHOWN:
        finding = find(index_page, replace(criteria, status=str(status)), now=now)
        ids.update(dict.fromkeys(finding.ids(0, MOST_ITEMS)))
    entries = read_entries(index_page, list(ids), addresses, now=now)
    if not criteria.status:
        since = midnight(now) - timedelta(days=TOLD_DAYS)
        entries = [entry for entry in entries if is_shown(entry, since=since, now=now)]
    entries.sort(key=lambda entry: (entry.created_at, entry.page_id), reverse=True)
    return finding, entries[:MOST_ITEMS]


def is_shown(entry: Entry, *, since: datetime, now: datetime) -> bool:
    """Return whether a circle is not over, or was called off no longer ago than that.

    One whose meetings have all been cancelled in the past is over as well; that it was
    called off so is told from the last change of its facts.
    """
    if entry.is_off:
        return (entry.cancelled_at or entry.modified_at) >= since
    return entry.last_meeting_at is None or entry.last_meeting_at > now


def new_feed(finding: Finding, addresses: Addresses, *, status: str) -> Feed:
    """Return a feed without items; `status` is the state that was asked for, or ""."""
    used = replace(finding.criteria, status=status, order="")
    query = used.query(page=False)
    title = feed_title(finding, says_state=bool(status))
    index_page = finding.index_page
    return Feed(
        title=title,
        link=addresses.list_url + (f"?{query}" if query else ""),
        description=feed_description(finding) or title,
        language=index_page.locale.language_code,
        feed_url=addresses.route("rss", query),
        ttl=MINUTES,
    )


def checked_item(entry: Entry) -> dict[str, Any]:
    """Return what Django's generator takes for an item, and write it once to see."""
    item = {
        "title": entry.headline,
        "link": entry.url,
        "description": "".join(f"<p>{escape(line)}</p>" for line in entry.lines()),
        "unique_id": entry.key,
        "unique_id_is_permalink": False,
        "pubdate": entry.created_at,
        "updateddate": entry.changed_at,
        "categories": [one_line(topic) for topic in entry.topics],
    }
    trial = Feed(title="", link="", description="")
    trial.add_item(**item)
    trial.write(BytesIO(), "utf-8")
    return item
