"""Reads what calendar files say: narrow columns of pages, circles and meetings.

Feeds of sixty thousand meetings are written from these rows, so no model instance is
made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from learningcircles_wagtail.domain.calendar_text import instant
from learningcircles_wagtail.enums import MeetingState
from learningcircles_wagtail.feeds.http import midnight
from learningcircles_wagtail.feeds.instants import database_writes, instants
from learningcircles_wagtail.feeds.topics import topics_of
from learningcircles_wagtail.models import Meeting

KEPT_DAYS = 180
"""Days for which a list's file holds a meeting that has ended."""

TOLD_DAYS = 30
"""Days for which it tells of a change, however old the meeting is."""

PAGE_COLUMNS = (
    "circle_id",
    "pk",
    "title",
    "summary",
    "url_path",
    "locale_id",
    "cancellation_note",
    "circle__cancelled",
    "circle__cancelled_at",
    "circle__format",
    "circle__time_zone",
    "circle__latitude",
    "circle__longitude",
    "circle__source_locale_id",
    "circle__branch__live",
    "last_published_at_text",
)


class MeetingRow(NamedTuple):
    """The columns of `Meeting` that a calendar file needs, in this order.

    Instants that every event has are text in UTC, "20261105T000000Z", which is in
    order as it stands.
    """

    circle_id: int
    pk: int
    uid: str
    source_id: str
    sequence: int
    start: str
    end: str
    original_start: datetime | None
    state: str
    title: str
    note: str
    place: str
    created_at: str
    modified_at: str
    withdrawn_at: datetime | None


@dataclass(slots=True)
class CircleRow:
    """A public page of a circle and the facts of its row, as a calendar needs them.

    `words` are a translation's titles and notes of meetings, by their identity in the
    page. `shows_place` is False where the branch is not published. `published_at` is
    when the page was published last, as text, "" where nobody knows.
    """

    circle_id: int
    page_id: int
    title: str
    summary: str
    url_path: str
    locale_id: int
    cancellation_note: str
    cancelled: bool
    cancelled_at: datetime | None
    format: str
    time_zone: str
    latitude: float | None
    longitude: float | None
    is_translation: bool
    shows_place: bool
    published_at: str
    topics: list[str] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """Which meetings a list's file holds, the same for a whole day (UTC).

    Those that ended no more than `KEPT_DAYS` ago, and those that were called off,
    moved or taken away no more than `TOLD_DAYS` ago.
    """

    ended_since: datetime
    changed_since: datetime
    ended_since_text: str
    changed_since_text: str

    @classmethod
    def at(cls, now: datetime) -> Window:
        """Return the window of the day of `now` (aware)."""
        day = midnight(now)
        ended, changed = (day - timedelta(days=days) for days in (KEPT_DAYS, TOLD_DAYS))
        return cls(ended, changed, instant(ended), instant(changed))

    def q(self) -> Q:
        """Return the condition on `Meeting`."""
        changed = (
            ~Q(state=MeetingState.PLANNED)
            | Q(withdrawn_at__isnull=False)
            | Q(circle__cancelled=True)
        )
        return Q(end__gte=self.ended_since) | (
            Q(modified_at__gte=self.changed_since) & changed
        )

    def holds(self, row: MeetingRow, *, cancelled: bool) -> bool:
        """Return whether the file holds a meeting; `cancelled` is its circle's."""
        if row.end >= self.ended_since_text:
            return True
        changed = cancelled or row.withdrawn_at is not None or row.state != PLANNED
        return changed and row.modified_at >= self.changed_since_text


PLANNED = MeetingState.PLANNED.value


class Rows:
    """Reads circles, a handful at a time, with the same few queries each time.

    `pages` are the public pages to choose from, read again for every handful: one
    that has been hidden since is left out. Of several pages of one circle the one in
    `locale_id` is taken.
    """

    def __init__(self, pages: QuerySet, *, locale_id: int) -> None:
        self._pages = pages.order_by()
        self._locale_id = locale_id
        self._names: dict[int, dict[int, str]] | None = None

    def read(
        self, circle_ids: Iterable[int]
    ) -> Iterator[tuple[CircleRow, list[MeetingRow]]]:
        """Yield circles with all their meetings, by key; withdrawn ones included."""
        ids = list(circle_ids)
        circles = self._circles(ids)
        meetings: dict[int, list[MeetingRow]] = {key: [] for key in circles}
        for row in meeting_rows(Meeting.objects.filter(circle_id__in=list(circles))):
            meetings[row[0]].append(row)
        for key in sorted(circles):
            yield circles[key], meetings[key]

    def _circles(self, ids: list[int]) -> dict[int, CircleRow]:
        pages = self._pages.filter(circle_id__in=ids)
        texts = instants(pages.db, "last_published_at")
        found = pages.annotate(**texts).values_list(*PAGE_COLUMNS)
        is_text = database_writes(pages.db)
        circles: dict[int, CircleRow] = {}
        for columns in sorted(found, key=self._preference):
            key, locale_id = columns[0], columns[5]
            if key not in circles:
                source_id, branch_is_live, published = columns[13:]
                if published and not is_text:
                    published = instant(published)
                circles[key] = CircleRow(
                    *columns[:13],
                    is_translation=locale_id != source_id,
                    shows_place=branch_is_live is not False,
                    published_at=published or "",
                )
        self._add_topics(circles)
        self._add_words(circles)
        return circles

    def _preference(self, columns: tuple) -> tuple[bool, int]:
        return columns[5] != self._locale_id, columns[1]

    def _add_topics(self, circles: dict[int, CircleRow]) -> None:
        topics = topics_of(circles, names=self._names)
        self._names = topics.by_topic
        for key, circle in circles.items():
            circle.topics = topics.names(key, circle.locale_id)

    def _add_words(self, circles: dict[int, CircleRow]) -> None:
        """Read what translations call their meetings; first languages have it all."""
        translations = {
            circle.page_id: circle
            for circle in circles.values()
            if circle.is_translation
        }
        if not translations:
            return
        pages = self._pages.filter(pk__in=list(translations))
        for pk, meetings in pages.values_list("pk", "meetings"):
            translations[pk].words = meeting_words(meetings.raw_data)


TEXTS = ("start", "end", "created_at", "modified_at")
MEETING_COLUMNS = [
    f"{name}_text" if name in TEXTS else name for name in MeetingRow._fields
]


def meeting_rows(meetings: QuerySet) -> Iterator[MeetingRow]:
    """Yield the rows of meetings, by circle and start."""
    found = (
        meetings.annotate(**instants(meetings.db, *TEXTS))
        .order_by("circle_id", "start", "pk")
        .values_list(*MEETING_COLUMNS)
    )
    rows = map(MeetingRow._make, found)
    return rows if database_writes(meetings.db) else map(in_text, rows)


def in_text(row: MeetingRow) -> MeetingRow:
    """Return a row with its instants as text, where the database has not written it."""
    return row._replace(**{name: instant(getattr(row, name)) for name in TEXTS})


def meeting_words(raw: Iterable[Any]) -> dict[str, dict[str, str]]:
    """Return titles and notes of a page's meetings, from the stream's raw rows."""
    words = {}
    for child in raw:
        value = child.get("value") or {}
        said = {name: value[name] for name in ("title", "note") if value.get(name)}
        if said:
            words[str(child.get("id") or "")] = said
    return words


def circles_with_meetings(ids: Iterator[int], count: int, window: Window) -> list[int]:
    """Return those of the circles that have a meeting in the window, by key.

    `count` is how many there are at most. Few are named to the database, many are
    compared here: an index knows what the window holds.
    """
    keys = set(ids)
    meetings = Meeting.objects.filter(window.q()).order_by()
    if count <= FEW:
        meetings = meetings.filter(circle_id__in=keys)
    inside = meetings.values_list("circle_id", flat=True).distinct()
    return sorted(keys.intersection(inside))


FEW = 500
