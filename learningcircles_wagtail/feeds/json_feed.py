"""The circles of a list as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.domain.feed_text import one_line, printable
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.entries import Entry, read_entries, written
from learningcircles_wagtail.feeds.filtered import feed_description, feed_title
from learningcircles_wagtail.feeds.http import answer
from learningcircles_wagtail.feeds.validity import list_validators

CONTENT_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"
ITEMS = 100


def list_response(index_page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with circles, the newest first unless another order is asked for.

    `next_url` leads to the next hundred.
    """
    now = timezone.now()
    criteria = Criteria.parse(request.GET)
    asked = criteria.order
    criteria = replace(criteria, order=asked or "newest")
    addresses = Addresses(index_page, request)
    validators, finding = list_validators(
        index_page,
        criteria,
        now=now,
        kind="json",
        base=addresses.list_url,
        by_clock=criteria.follows_the_hour,
    )

    def make() -> HttpResponseBase:
        found = finding or find(index_page, criteria, now=now)
        used = replace(found.criteria, order=asked)
        start = (used.page - 1) * ITEMS
        ids = found.ids(start, start + ITEMS)
        entries = read_entries(index_page, ids, addresses, now=now)
        head = {
            "version": VERSION,
            "title": feed_title(found) or addresses.list_url,
            "home_page_url": addresses.list_url,
            "feed_url": addresses.route("json", used.query()),
            "description": feed_description(found),
            "language": index_page.locale.language_code,
        }
        if start + ITEMS < found.count:
            following = replace(used, page=used.page + 1).query()
            head["next_url"] = addresses.route("json", following)
        items = written(entries, lambda entry: dumped(item(entry)))
        content = with_members(head, "items", items)
        return HttpResponse(content, content_type=CONTENT_TYPE)

    return answer(request, validators, make)


def item(entry: Entry) -> dict[str, Any]:
    """Return an item; what JSON Feed has no word for stands in `_learning_circle`."""
    return without_holes(
        {
            "id": entry.key,
            "url": entry.url,
            "title": entry.headline,
            "content_text": "\n\n".join(entry.lines()) or entry.headline,
            "summary": printable(entry.summary),
            "date_published": entry.created_at.isoformat(),
            "date_modified": entry.changed_at.isoformat(),
            "tags": [one_line(topic) for topic in entry.topics],
            "language": entry.language_code,
            "_learning_circle": facts(entry),
        }
    )


def facts(entry: Entry) -> dict[str, Any]:
    """Return the circle's facts as plain values, for programs."""
    first, last = entry.first_meeting_at, entry.last_meeting_at
    return without_holes(
        {
            "cancelled": entry.is_off,
            "format": entry.format,
            "language": entry.language,
            "first_meeting_at": first.isoformat() if first else None,
            "last_meeting_ends_at": last.isoformat() if last else None,
            "meetings": entry.number_of_meetings,
            "time_zone": entry.time_zone,
            "place": entry.where,
            "course": one_line(entry.course[0]),
            "course_provider": one_line(entry.course[1]),
        }
    )


def without_holes(data: dict[str, Any]) -> dict[str, Any]:
    """Return the members that say something; False and 0 do."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def dumped(value: Any) -> str:
    """Return JSON; raises ValueError for NaN and infinity, which JSON has not."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def with_members(head: dict[str, Any], name: str, members: list[str]) -> bytes:
    """Return an object with one more member, an array of what is JSON already."""
    start = dumped(without_holes(head)).removesuffix("}")
    return f'{start},"{name}":[{",".join(members)}]}}'.encode()
