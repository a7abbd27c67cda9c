"""What a calendar says about each meeting that it shows, in two queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.words import (
    NO_BREAK_SPACE,
    clock_span_words,
    clock_words,
    short_day,
    zone_words,
)
from learningcircles_wagtail.domain.status import off_since
from learningcircles_wagtail.enums import CircleFormat, MeetingState
from learningcircles_wagtail.models import Meeting

MEETING = (
    "pk",
    "circle_id",
    "start",
    "end",
    "original_start",
    "state",
    "circle__time_zone",
    "circle__cancelled",
    "circle__cancelled_at",
    "circle__format",
)
PAGE = (
    "circle_id",
    "title",
    "url_path",
    "branch__name",
    "branch__live",
    "branch__translation_key",
    "circle__branch__name",
    "circle__branch__translation_key",
)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in a calendar, in words of the reader's language.

    - `title` and `url`: of the circle's page; `where`: branch, "Online", or "";
    - `hours`: from when to when by the circle's clock, with the clock's name where it
      is not the site's; `machine`: the start for `<time datetime>`;
    - `state`: `planned`, `moved` or `cancelled`; `label`: its words, "" when planned;
    - `former` and `machine_before`: when a moved meeting was to be, else "".
    """

    title: str
    url: str
    where: str
    hours: str
    machine: str
    state: str
    label: str = ""
    former: str = ""
    machine_before: str = ""

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == MeetingState.CANCELLED


@dataclass(frozen=True, slots=True)
class PageLine:
    """What is shown of a circle's page."""

    title: str
    url: str
    branch: str


def meeting_lines(
    index_page: Any, keys: Sequence[int], *, now: datetime, request: HttpRequest
) -> dict[int, MeetingLine]:
    """Return what is shown of meetings, by the keys of their rows.

    Meetings whose circle has no public page below the list are left out, whatever
    the caller believed.
    """
    if not keys:
        return {}
    rows = list(Meeting.objects.announced().filter(pk__in=keys).values_list(*MEETING))
    pages = _pages(index_page, {row[1] for row in rows}, now=now, request=request)
    words = _Words()
    return {row[0]: words.line(row, pages[row[1]]) for row in rows if row[1] in pages}


def _pages(
    index_page: Any, circle_ids: set[int], *, now: datetime, request: HttpRequest
) -> dict[int, PageLine]:
    """Return the public pages of circles; the first where a circle has several."""
    pages = index_page.get_circles(now=now).filter(circle_id__in=circle_ids)
    pages = pages.order_by("-pk")
    if routes_itself(pages.model):
        address = {page.circle_id: page.get_url(request) or "" for page in pages}
        url: Callable[[int, str], str] = lambda circle_id, _path: address[circle_id]  # noqa: E731
    else:
        base = (index_page.get_url(request) or "").rstrip("/") + "/"
        cut = len(index_page.url_path)
        url = lambda _circle_id, path: base + path[cut:]  # noqa: E731
    found = {}
    for circle_id, title, path, own, own_live, *keys in pages.values_list(*PAGE):
        own_key, fact, fact_key = keys
        branch = fact
        if own and own_key == fact_key:
            # As in summaries: a translation that is a draft is named nowhere.
            branch = own if own_live else ""
        found[circle_id] = PageLine(title, url(circle_id, path), branch or "")
    return found


@cache
def routes_itself(model: type) -> bool:
    """Return whether a site's own page class says itself at which address it stands.

    Where none does, the address of a page is that of the list and the rest of its
    path; asking Wagtail for each of a hundred takes as long as drawing them.
    """
    return any(
        name in vars(base)
        for base in model.__mro__
        for name in ("get_url", "get_url_parts")
        if not base.__module__.startswith("wagtail.")
    )


class _Words:
    """Puts rows into words; what many meetings share is worked out once."""

    def __init__(self) -> None:
        self.site_zone = ZoneInfo(settings.DEFAULT_TIME_ZONE)
        self.labels = {
            MeetingState.MOVED.value: str(MeetingState.MOVED.label),
            MeetingState.CANCELLED.value: str(MeetingState.CANCELLED.label),
        }
        self.online = str(CircleFormat.ONLINE.label)
        self.day_format = pgettext("date format of a day with its weekday", "l, F j")
        self._hours: dict[Any, str] = {}

    def line(self, row: tuple, page: PageLine) -> MeetingLine:
        """Return one meeting's line."""
        (_pk, _circle_id, start, end, original, state, zone, *circle) = row
        cancelled, cancelled_at, format_ = circle
        clock = ZoneInfo(zone)
        # Not `in_zone`, which forgets which of two equal hours it is (PEP 495).
        local, until = start.astimezone(clock), end.astimezone(clock)
        off = off_since(cancelled, cancelled_at)
        if off is not None and start >= off:
            state = MeetingState.CANCELLED.value
        former = machine_before = ""
        if original is not None and state == MeetingState.MOVED:
            before = original.astimezone(clock)
            former, machine_before = self.former(before, local), before.isoformat()
        return MeetingLine(
            title=page.title,
            url=page.url,
            where=self.where(format_, page.branch),
            hours=self.hours(local, until) + self.zone(local, zone),
            machine=local.isoformat(),
            state=state,
            label=self.labels.get(state, ""),
            former=former,
            machine_before=machine_before,
        )

    def hours(self, start: datetime, end: datetime) -> str:
        key = start.time(), end.time()
        if key not in self._hours:
            self._hours[key] = clock_span_words(*key)
        return self._hours[key]

    def zone(self, start: datetime, zone: str) -> str:
        if zone == self.site_zone.key:
            return ""
        same_clock = start.utcoffset() == start.astimezone(self.site_zone).utcoffset()
        return "" if same_clock else NO_BREAK_SPACE + zone_words(start)

    def where(self, format_: str, branch: str) -> str:
        if format_ == CircleFormat.ONLINE:
            return self.online
        if format_ == CircleFormat.HYBRID and branch:
            return _("%(branch)s and online") % {"branch": branch}
        return branch

    def former(self, before: datetime, after: datetime) -> str:
        """Return when a moved meeting was to be: the day, or the hour of the same."""
        if before.date() == after.date():
            return clock_words(before.time())
        if before.year != after.year:
            return short_day(before, with_year=True)
        return date_format(before, self.day_format)
