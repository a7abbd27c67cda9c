"""Calendar files (RFC 5545): a list to subscribe to, a whole circle, one meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language, override

from learningcircles_wagtail import __version__
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import Finding, find
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.filtered import feed_description, feed_title
from learningcircles_wagtail.feeds.http import (
    Validators,
    answer,
    latest,
    midnight,
    name_file,
    settled,
    streamed,
)
from learningcircles_wagtail.feeds.ical_rows import (
    CircleRow,
    MeetingRow,
    Rows,
    Window,
    circles_with_meetings,
)
from learningcircles_wagtail.feeds.ical_writer import (
    CALENDAR_END,
    NO_EVENT,
    EventWriter,
    Words,
    calendar_head,
    in_window,
    kept_for_ever,
)
from learningcircles_wagtail.feeds.validity import list_validators
from learningcircles_wagtail.models import DirectoryChange

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = f"-//learningcircles-wagtail//{__version__}//EN"
FIRST_CHUNK = 25
CHUNK = 500
"""Circles read and written at a time: what memory holds of a list of any length."""


def list_response(index_page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with the meetings of the circles that the address asks for.

    Sent while it is written, circle by circle in a fixed order, so that two requests
    get the same bytes. Meetings leave some time after their end (`Window`).
    """
    now = timezone.now()
    # Order and page make no difference to a calendar.
    criteria = replace(Criteria.parse(request.GET), page=1, order="")
    addresses = Addresses(index_page, request)
    validators, finding = list_validators(
        index_page,
        criteria,
        now=now,
        kind="ics",
        base=addresses.list_url,
        by_clock=bool(criteria.status),
    )

    def make() -> HttpResponseBase:
        found = finding or find(index_page, criteria, now=now)
        language = get_language()
        writer = EventWriter(Words.spoken(), addresses.page)
        query = found.criteria.query(page=False)
        head = calendar_head(
            product=PRODUCT,
            name=feed_title(found),
            about=feed_description(found),
            url=addresses.list_url,
            source=addresses.route("ics", query),
        )
        response = streamed(
            request,
            lambda: _pieces(index_page, found, head, writer, language, now=now),
            content_type=CONTENT_TYPE,
        )
        name_file(response, index_page.title, "ics")
        return response

    return answer(request, validators, make)


def _pieces(
    index_page: Any,
    finding: Finding,
    head: bytes,
    writer: EventWriter,
    language: str | None,
    *,
    now: datetime,
) -> Iterator[bytes]:
    yield head
    window = Window.at(now)
    keys = iter(circles_with_meetings(finding.circle_ids(), finding.count, window))
    rows = Rows(index_page.get_circles(now=now), locale_id=index_page.locale_id)
    size, is_empty = FIRST_CHUNK, True
    while chunk := list(islice(keys, size)):
        # The page's language is active while its view runs, and no longer now.
        with override(language):
            written = [
                event
                for circle, meetings in rows.read(chunk)
                for event in writer.circle(
                    circle, meetings, keep=in_window(window, circle)
                )
            ]
        is_empty = is_empty and not written
        yield b"".join(written)
        size = CHUNK
    yield (NO_EVENT if is_empty else b"") + CALENDAR_END


def circle_response(page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with all meetings of a circle, the cancelled and the past ones too.

    Meetings that were taken away stand there as cancelled for some time (`Window`).
    """
    now = timezone.now()
    circle, meetings = _rows_of(page)
    return _file(page, request, circle, meetings, kept_for_ever(Window.at(now)), now)


def meeting_response(page: Any, request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer with one meeting of a circle; 404 where it announces none of this key."""
    circle, meetings = _rows_of(page)
    if not any(row.pk == pk and row.withdrawn_at is None for row in meetings):
        raise Http404
    return _file(
        page, request, circle, meetings, lambda row: row.pk == pk, timezone.now()
    )


def _rows_of(page: Any) -> tuple[CircleRow, list[MeetingRow]]:
    pages = type(page).objects.filter(pk=page.pk)
    ids = [] if page.circle_id is None else [page.circle_id]
    for circle, meetings in Rows(pages, locale_id=page.locale_id).read(ids):
        return circle, meetings
    raise Http404


def calendar_file(
    page: Any, *, keep: Callable[[MeetingRow], Any], request: HttpRequest | None = None
) -> bytes:
    """Return the file of those meetings for which `keep` holds, b"" for none.

    Of meetings that were taken away `keep` is asked as well. The page is public.
    """
    try:
        circle, meetings = _rows_of(page)
    except Http404:
        return b""
    address = page.get_full_url(request) or ""
    events = _events(address, circle, meetings, keep)
    return _calendar(page, address, events) if events else b""


def _events(
    address: str, circle: CircleRow, meetings: list[MeetingRow], keep: Any
) -> list[bytes]:
    writer = EventWriter(Words.spoken(), lambda _path: address)
    return writer.circle(circle, meetings, keep=keep)


def _calendar(page: Any, address: str, events: list[bytes]) -> bytes:
    head = calendar_head(product=PRODUCT, name=page.title, url=address)
    return b"".join([head, *events, CALENDAR_END])


def _file(
    page: Any,
    request: HttpRequest,
    circle: CircleRow,
    meetings: list[MeetingRow],
    keep: Any,
    now: datetime,
) -> HttpResponseBase:
    """Return the file of one circle; it is short, so its tag is made of its bytes."""
    address = page.get_full_url(request) or ""
    events = _events(address, circle, meetings, keep) or [NO_EVENT]
    content = _calendar(page, address, events)
    state = DirectoryChange.objects.state()
    validators = Validators(
        tag=sha256(content).hexdigest()[:32],
        changed_at=settled(latest([state.changed_at, midnight(now)]), now=now),
    )

    def make() -> HttpResponseBase:
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name_file(response, page.title, "ics")
        return response

    return answer(request, validators, make)
