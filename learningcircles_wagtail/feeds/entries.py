"""Circles as RSS, JSON Feed and GeoJSON tell of them, read from narrow columns.

What an entry says does not depend on the hour: no "Starts in 3 days". So a feed is the
same until something changes, and its entity tag is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from learningcircles_wagtail.directory.words import instant_words
from learningcircles_wagtail.domain.feed_text import one_line, printable
from learningcircles_wagtail.enums import CircleFormat, MeetingState
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.logs import logger
from learningcircles_wagtail.feeds.topics import topics_of
from learningcircles_wagtail.models import Meeting

COLUMNS = (
    "pk",
    "circle_id",
    "translation_key",
    "title",
    "summary",
    "url_path",
    "locale_id",
    "locale__language_code",
    "last_published_at",
    "cancellation_note",
    "circle__cancelled",
    "circle__cancelled_at",
    "circle__format",
    "circle__time_zone",
    "circle__first_meeting_at",
    "circle__last_meeting_at",
    "circle__meeting_count",
    "circle__language",
    "circle__latitude",
    "circle__longitude",
    "circle__created_at",
    "circle__modified_at",
)
RECORD_COLUMNS = (
    "branch__translation_key",
    "branch__live",
    "branch__name",
    "branch__city",
    "circle__branch__translation_key",
    "circle__branch__live",
    "circle__branch__name",
    "circle__branch__city",
    "course__translation_key",
    "course__live",
    "course__title",
    "course__provider",
    "circle__course__translation_key",
    "circle__course__live",
    "circle__course__title",
    "circle__course__provider",
)


@dataclass(slots=True)
class Entry:
    """A public page of a circle and its facts; times are UTC, positions degrees.

    `branch` and `course` are pairs of name and city, and of title and provider, in
    the page's language where there is one; empty where they are not published.
    """

    page_id: int
    circle_id: int
    translation_key: UUID
    title: str
    summary: str
    url_path: str
    locale_id: int
    language_code: str
    published_at: datetime | None
    cancellation_note: str
    cancelled: bool
    cancelled_at: datetime | None
    format: str
    time_zone: str
    first_meeting_at: datetime | None
    last_meeting_at: datetime | None
    meeting_count: int
    language: str
    latitude: float | None
    longitude: float | None
    created_at: datetime
    modified_at: datetime
    branch: tuple[str, str] = ("", "")
    course: tuple[str, str] = ("", "")
    url: str = ""
    topics: list[str] = field(default_factory=list)
    taking_place: int = 0

    @property
    def number_of_meetings(self) -> int:
        """How many meetings take place; how many would have where all are off."""
        return self.taking_place or self.meeting_count

    @property
    def key(self) -> str:
        """What the entry is known by for ever: a URN of its page's key."""
        return f"urn:uuid:{self.translation_key}"

    @property
    def is_off(self) -> bool:
        """Whether the circle, or its every meeting, is cancelled."""
        return self.cancelled or (
            self.last_meeting_at is None and self.meeting_count > 0
        )

    @property
    def headline(self) -> str:
        """The title in one line; it says so where the circle is cancelled."""
        title = one_line(self.title) or self.url
        if self.is_off:
            words = pgettext("before the title of what is off", "Cancelled: %s")
            return words % title
        return title

    @property
    def changed_at(self) -> datetime:
        """When the facts changed or the page was published, whatever was later."""
        moments = [self.modified_at, self.published_at, self.created_at]
        return max(moment for moment in moments if moment is not None)

    @property
    def is_online(self) -> bool:
        """Whether people meet online alone."""
        return self.format == CircleFormat.ONLINE

    @property
    def where(self) -> str:
        """Where people meet, in one line."""
        online = str(CircleFormat.ONLINE.label)
        place = ", ".join(part for part in map(one_line, self.branch) if part)
        if self.is_online:
            return online
        if self.format == CircleFormat.HYBRID:
            return _("%(branch)s and online") % {"branch": place} if place else online
        return place

    def lines(self) -> list[str]:
        """Return what one wants to know, a paragraph each, as plain text."""
        note = self.cancellation_note if self.cancelled else ""
        found = [note, self.summary, *self._facts()]
        return [line for line in map(printable, found) if line.strip()]

    def _facts(self) -> Iterator[str]:
        if self.first_meeting_at is not None:
            when = instant_words(self.first_meeting_at, self.time_zone)
            yield _("First meeting: %(when)s") % {"when": when}
        if self.last_meeting_at is not None:
            when = instant_words(self.last_meeting_at, self.time_zone)
            yield _("Last meeting ends: %(when)s") % {"when": when}
        count = self.number_of_meetings
        if count:
            yield ngettext("%d meeting", "%d meetings", count) % (count)
        if self.where:
            yield _("Where: %(place)s") % {"place": self.where}
        course = " – ".join(part for part in map(one_line, self.course) if part)
        if course:
            yield _("Course: %(course)s") % {"course": course}


def read_entries(
    index_page: Any, ids: Sequence[int], addresses: Addresses, *, now: datetime
) -> list[Entry]:
    """Return the entries of pages by their keys, in that order.

    The pages are asked for as the list's public ones: what was hidden a moment ago is
    left out. The number of queries is the same for any number of pages.
    """
    pages = index_page.get_circles(now=now).order_by().filter(pk__in=ids)
    found: dict[int, Entry] = {}
    for row in pages.values_list(*COLUMNS, *RECORD_COLUMNS):
        entry = Entry(*row[: len(COLUMNS)])
        records = row[len(COLUMNS) :]
        entry.branch = record_words(*records[:8])
        entry.course = record_words(*records[8:])
        entry.url = addresses.page(entry.url_path)
        found[entry.page_id] = entry
    circles = {entry.circle_id for entry in found.values()}
    topics, taking_place = topics_of(circles), _taking_place(circles)
    for entry in found.values():
        entry.taking_place = taking_place.get(entry.circle_id, 0)
        entry.topics = topics.names(entry.circle_id, entry.locale_id)
    return [found[pk] for pk in ids if pk in found]


def _taking_place(circles: set[int]) -> dict[int, int]:
    """Return how many meetings of some circles are not cancelled, by circle."""
    rows = (
        Meeting.objects.announced()
        .filter(circle_id__in=circles)
        .exclude(state=MeetingState.CANCELLED)
        .order_by()
        .values_list("circle_id")
        .annotate(Count("pk"))
    )
    return dict(rows)


def record_words(
    own_key: Any,
    own_live: bool | None,
    own_first: str | None,
    own_second: str | None,
    key: Any,
    live: bool | None,
    first: str | None,
    second: str | None,
) -> tuple[str, str]:
    """Return two words of the record that the circle's row names, if it is published.

    Where the page names a translation of the same record, it is the page's own.
    """
    if own_key is not None and own_key == key:
        live, first, second = own_live, own_first, own_second
    return (first or "", second or "") if live else ("", "")


def written(entries: Sequence[Entry], write: Callable[[Entry], Any]) -> list[Any]:
    """Return what `write` makes of entries; one that it cannot write is logged."""
    made = []
    for entry in entries:
        try:
            made.append(write(entry))
        except Exception:
            logger.exception("Circle %s is left out of a feed.", entry.circle_id)
    return made
