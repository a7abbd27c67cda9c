"""Writes VEVENTs from rows, line by line (RFC 5545, 3.6.1).

The library `icalendar` is ten times slower, because it makes an object of every
property and reads it again to fold it; the tests read what stands here with it and
with `vobject`. What all meetings of a circle share is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.directory.words import instant_words
from learningcircles_wagtail.domain.calendar_text import (
    escape,
    fold,
    instant,
    list_line,
    optional_line,
    position,
    raw_line,
    text_line,
)
from learningcircles_wagtail.domain.status import off_since
from learningcircles_wagtail.enums import CircleFormat, MeetingState
from learningcircles_wagtail.feeds.ical_rows import CircleRow, MeetingRow, Window
from learningcircles_wagtail.feeds.logs import logger

CANCELLED = MeetingState.CANCELLED.value
MOVED = MeetingState.MOVED.value
ONLINE = CircleFormat.ONLINE.value
HYBRID = CircleFormat.HYBRID.value
CONFIRMED_LINES = "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
NEVER = "Z"
"""After every instant as it is written, "20261105T000000Z"."""

LAST_SECOND = timedelta(microseconds=999_999)

CANCELLED_LINES = "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the reader's language, looked up once for all events."""

    cancelled: str
    titled: str
    number: str
    online: str
    hybrid: str
    moved: str

    @classmethod
    def spoken(cls) -> Words:
        """Return the words of the language that is active."""
        return cls(
            cancelled=pgettext("before the title of what is off", "Cancelled: %s"),
            titled=pgettext(
                "a circle and what a meeting is about", "%(circle)s: %(meeting)s"
            ),
            number=pgettext("meeting", "%(number)s of %(total)s"),
            online=str(CircleFormat.ONLINE.label),
            hybrid=_("%(branch)s and online"),
            moved=_("Moved from %(when)s."),
        )


class EventWriter:
    """Writes the events of circles in one language.

    `address` returns the absolute address of a page by its `url_path`. An event that
    cannot be written is left out and logged.
    """

    def __init__(self, words: Words, address: Callable[[str], str]) -> None:
        self.words = words
        self.address = address

    def circle(
        self,
        circle: CircleRow,
        meetings: Sequence[MeetingRow],
        *,
        keep: Callable[[MeetingRow], bool] | None = None,
    ) -> list[bytes]:
        """Return the events of a circle, those that `keep` returns True for.

        `meetings` are all of its rows by start, so that they can be counted.
        """
        try:
            events = CircleEvents(self, circle, meetings)
        except Exception:
            logger.exception("Circle %s is left out of a feed.", circle.circle_id)
            return []
        written = []
        for row in meetings:
            try:
                if keep is None or keep(row):
                    written.append(events.write(row).encode())
            except Exception:
                logger.exception("Meeting %s is left out of a feed.", row.pk)
        return written


class CircleEvents:
    """What the events of one circle have in common, and how each is written."""

    def __init__(
        self, writer: EventWriter, circle: CircleRow, meetings: Sequence[MeetingRow]
    ) -> None:
        self.words = writer.words
        self.circle = circle
        self.title = escape(circle.title)
        self.cancelled = escape(self.words.cancelled)
        self.titled = escape(self.words.titled)
        self.numbers = numbers(meetings)
        self.total = len(self.numbers)
        self.off_from = off_from(circle)
        self.description = optional_line("DESCRIPTION", about(circle))
        address = writer.address(circle.url_path)
        has_position = circle.shows_place and circle.format != ONLINE
        self.rest = (
            (raw_line("URL", address) if address else "")
            + (position(circle.latitude, circle.longitude) if has_position else "")
            + list_line("CATEGORIES", circle.topics)
            + "END:VEVENT\r\n"
        )
        self._places: dict[str, str] = {}

    def write(self, row: MeetingRow) -> str:
        """Return one event, with the ends of its lines."""
        (_circle, pk, uid, _id, sequence, start, end, _from, state, *_words) = row
        (_place, created_at, modified_at, withdrawn_at) = row[11:]
        if not (start and end and created_at and modified_at):
            msg = f"Meeting {pk} has an instant that the database cannot read."
            raise ValueError(msg)
        # The circle's name and the numbers of meetings change with its page, too.
        revised_at = max(modified_at, self.circle.published_at)
        called_off = (
            state == CANCELLED or withdrawn_at is not None or start >= self.off_from
        )
        return (
            f"BEGIN:VEVENT\r\n{text_line('UID', uid)}"
            f"DTSTAMP:{revised_at}\r\nLAST-MODIFIED:{revised_at}\r\n"
            f"CREATED:{created_at}\r\nSEQUENCE:{sequence}\r\n"
            f"DTSTART:{start}\r\nDTEND:{end}\r\n"
            f"{self._summary(row, pk, called_off=called_off)}"
            f"{self._location(row.place)}{self._description(row)}"
            f"{CANCELLED_LINES if called_off else CONFIRMED_LINES}{self.rest}"
        )

    def _summary(self, row: MeetingRow, pk: int, *, called_off: bool) -> str:
        text = self.title
        title = self._said(row, "title")
        if title:
            text = self.titled % {"circle": text, "meeting": escape(title)}
        number = self.numbers.get(pk)
        if called_off:
            text = self.cancelled % text
        elif number is not None and self.total > 1:
            words = self.words.number % {"number": number, "total": self.total}
            text = f"{text} ({escape(words)})"
        return f"{fold(f'SUMMARY:{text}')}\r\n"

    def _said(self, row: MeetingRow, name: str) -> str:
        words = self.circle.words.get(row.source_id) if self.circle.words else None
        return (words or {}).get(name) or getattr(row, name)

    def _location(self, place: str) -> str:
        line = self._places.get(place)
        if line is None:
            where = self._where(place)
            line = self._places[place] = optional_line("LOCATION", where)
        return line

    def _where(self, place: str) -> str:
        format = self.circle.format
        known = place if self.circle.shows_place else ""
        if format == ONLINE or (format == HYBRID and not known):
            return self.words.online
        return self.words.hybrid % {"branch": known} if format == HYBRID else known

    def _description(self, row: MeetingRow) -> str:
        note = self._said(row, "note")
        moved = row.state == MOVED and row.original_start is not None
        if not note and not moved:
            return self.description
        parts = [note]
        if moved:
            when = instant_words(row.original_start, self.circle.time_zone)
            parts.append(self.words.moved % {"when": when})
        parts.append(about(self.circle))
        return text_line("DESCRIPTION", "\n\n".join(part for part in parts if part))


def about(circle: CircleRow) -> str:
    """Return what is said with every meeting: why the circle is off, and what it is."""
    parts = [circle.cancellation_note if circle.cancelled else "", circle.summary]
    return "\n\n".join(part for part in parts if part)


def numbers(meetings: Sequence[MeetingRow]) -> dict[int, int]:
    """Return which meeting in turn each one is, by its key, from 1.

    Those that are cancelled or taken away do not count.
    """
    held = [
        row.pk
        for row in meetings
        if row.withdrawn_at is None and row.state != CANCELLED
    ]
    return {pk: number for number, pk in enumerate(held, start=1)}


def off_from(circle: CircleRow) -> str:
    """Return from which start on the meetings of a circle are called off, as text.

    What had begun before was held.
    """
    off = off_since(circle.cancelled, circle.cancelled_at)
    # The text has whole seconds: a meeting that began within the last one had begun.
    return NEVER if off is None else instant(off + LAST_SECOND)


def calendar_head(
    *,
    product: str,
    name: str,
    about: str = "",
    url: str = "",
    source: str = "",
    refreshed_every: str = "PT1H",
) -> bytes:
    """Return the beginning of a calendar: RFC 5545, 3.6, and RFC 7986.

    There is no METHOD: it would make the file an invitation, which has to name an
    organizer (RFC 5546, 3.2.1). `about` describes it, "" for nothing;
    `refreshed_every` is a duration.
    """
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        + text_line("PRODID", product)
        + "CALSCALE:GREGORIAN\r\n"
        + text_line("NAME", name)
        + text_line("X-WR-CALNAME", name)
        + optional_line("DESCRIPTION", about)
        + optional_line("X-WR-CALDESC", about)
        + (raw_line("URL", url) if url else "")
        + (raw_line("SOURCE;VALUE=URI", source) if source else "")
        + f"REFRESH-INTERVAL;VALUE=DURATION:{refreshed_every}\r\n"
        + f"X-PUBLISHED-TTL:{refreshed_every}\r\n"
    ).encode()


CALENDAR_END = b"END:VCALENDAR\r\n"
NO_EVENT = b"".join(
    line + b"\r\n"
    for line in (
        b"BEGIN:VTIMEZONE",
        b"TZID:UTC",
        b"BEGIN:STANDARD",
        b"DTSTART:19700101T000000",
        b"TZOFFSETFROM:+0000",
        b"TZOFFSETTO:+0000",
        b"END:STANDARD",
        b"END:VTIMEZONE",
    )
)
"""Stands in a calendar without events, which has to hold something (RFC 5545, 3.6)."""


def in_window(window: Window, circle: CircleRow) -> Callable[[MeetingRow], Any]:
    """Return the test by which a circle's meetings are kept in a list's file."""
    return lambda row: window.holds(row, cancelled=circle.cancelled)


def kept_for_ever(window: Window) -> Callable[[MeetingRow], bool]:
    """Return the test for a circle's own file: all but what was long taken away."""
    return lambda row: row.withdrawn_at is None or window.holds(row, cancelled=False)
