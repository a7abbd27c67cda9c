"""The steps towards a circle as a calendar file: whole days (RFC 5545, 3.6.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from learningcircles_wagtail.domain.calendar_text import (
    instant,
    optional_line,
    raw_line,
    text_line,
)
from learningcircles_wagtail.domain.identified import identified
from learningcircles_wagtail.domain.preparation import due_day
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.feeds.http import Validators, answer, name_file, tag_of
from learningcircles_wagtail.feeds.ical import CONTENT_TYPE, PRODUCT
from learningcircles_wagtail.feeds.ical_writer import (
    CALENDAR_END,
    CANCELLED_LINES,
    NO_EVENT,
    calendar_head,
)
from learningcircles_wagtail.toolkit.chosen import ChosenCircle, chosen
from learningcircles_wagtail.toolkit.pieces import pieces
from learningcircles_wagtail.toolkit.plan import distance_of
from learningcircles_wagtail.toolkit.words import distance_words

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
LAST_DAY = date(9999, 12, 30)
"""An event of one day ends on the next, which has to be in the calendar too."""

# A day of preparation takes no time away from other things (RFC 5545, 3.8.2.7).
FREE_LINES = "TRANSP:TRANSPARENT\r\n"


def steps_response(
    page: Any, guides: Iterable[Any], request: HttpRequest
) -> HttpResponseBase:
    """Answer with the rows of all timelines as whole days, for the circle chosen.

    404 where the address chooses none. A day keeps its identity (UID) as long as the
    row and the circle are the same, so that a calendar moves it with the circle.
    """
    circle = chosen(request, now=timezone.now()).circle
    if circle is None:
        raise Http404
    title = _("%(guide)s: %(circle)s") % {
        "guide": page.title,
        "circle": circle.summary.title,
    }
    events = [event for guide in guides for event in guide_events(guide, circle)]
    content = b"".join(
        [
            calendar_head(product=PRODUCT, name=title, url=_address(page, circle)),
            *(event.encode() for event in events or ()),
            *([] if events else [NO_EVENT]),
            CALENDAR_END,
        ]
    )

    def make() -> HttpResponseBase:
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name_file(response, title, "ics")
        return response

    tag = tag_of(sha256(content).hexdigest())
    return answer(request, Validators(tag=tag, changed_at=None), make)


def guide_events(guide: Any, circle: ChosenCircle) -> Iterator[str]:
    """Yield the VEVENT of each row of a guide's timelines that has a day."""
    first = circle.first_day
    if first is None:
        return
    at = changed_at(guide, circle)
    changed, sequence = instant(at), sequence_of(at)
    is_off = circle.summary.timeline.status is CircleStatus.CANCELLED
    for piece in pieces(guide.body):
        if piece.block_type != "timeline":
            continue
        for row in identified(piece.value.get("rows")):
            distance = distance_of(row.value)
            day = due_day(first, distance)
            tasks = [task for task in row.value.get("tasks") or () if task]
            if day is None or day > LAST_DAY or not tasks:
                continue
            name = _("%(circle)s: %(when)s") % {
                "circle": circle.summary.title,
                "when": distance_words(distance),
            }
            about = "\n".join(f"– {task}" for task in tasks)
            yield (
                "BEGIN:VEVENT\r\n"
                + text_line("UID", event_uid(guide, piece.id, row.id, circle))
                + f"DTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n"
                + f"SEQUENCE:{sequence}\r\n"
                + f"DTSTART;VALUE=DATE:{_basic(day)}\r\n"
                + f"DTEND;VALUE=DATE:{_basic(day + timedelta(days=1))}\r\n"
                + text_line("SUMMARY", name)
                + optional_line("DESCRIPTION", about)
                + raw_line("URL", _address(guide, circle))
                + (CANCELLED_LINES if is_off else FREE_LINES)
                + "END:VEVENT\r\n"
            )


def event_uid(guide: Any, block: str, row: str, circle: ChosenCircle) -> str:
    """Return the lasting identity of a row's day, the same in all languages."""
    key = f"{circle.page.translation_key}/{guide.translation_key}/{block}/{row}"
    return f"{uuid5(NAMESPACE_URL, key)}@learningcircles"


def sequence_of(changed: datetime) -> int:
    """Return the revision of a day (RFC 5545, 3.8.7.4): it rises with each change.

    Nothing counts the changes of a guide and a circle together, so it is the seconds
    from `EPOCH` to the last one. A signed integer of 32 bits holds them until 2088.
    """
    return max(0, (changed - EPOCH) // timedelta(seconds=1))


def changed_at(guide: Any, circle: ChosenCircle) -> datetime:
    """Return when the guide or the facts of the circle last changed."""
    known = (guide.last_published_at, circle.page.circle.modified_at)
    return max((moment for moment in known if moment), default=EPOCH)


def _address(page: Any, circle: ChosenCircle) -> str:
    address = page.full_url or ""
    return f"{address}{circle.query}" if address else ""


def _basic(day: date) -> str:
    """Return a date as RFC 5545, 3.3.4, writes it: "20270112"."""
    return day.isoformat().replace("-", "")
