"""The calendar of a list of circles: one month, or one of its days, for a template."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.criteria import clean_text
from learningcircles_wagtail.directory.finder import finder_context
from learningcircles_wagtail.directory.month_days import (
    MonthDays,
    chosen_of,
    month_days,
    month_limits,
)
from learningcircles_wagtail.directory.month_lines import MeetingLine, meeting_lines
from learningcircles_wagtail.domain.month import Month, weekdays_from

MOST_A_DAY = 4
"""As many meetings of a day are all shown; of more, one fewer and a link to all."""

DAY_PAGE_SIZE = 100


@dataclass(slots=True)
class Day:
    """A day of the month: how many meetings, some of them, and where the rest are.

    `words` name the day with its weekday, `url` leads to all its meetings. `cancelled`
    is how many of them do not take place, of the day that was asked for.
    """

    date: date
    words: str
    count: int
    is_today: bool
    is_past: bool
    url: str
    cancelled: int = 0
    lines: list[MeetingLine] = field(default_factory=list)

    @property
    def machine(self) -> str:
        """The day for `<time datetime>`."""
        return self.date.isoformat()

    @property
    def number(self) -> int:
        """The day of the month."""
        return self.date.day

    @property
    def more(self) -> str:
        """How many meetings are not among `lines`: "12 more", or ""."""
        number = self.count - len(self.lines)
        return ngettext("%d more", "%d more", number) % number if number else ""

    @property
    def all_words(self) -> str:
        """What the link to the whole day says where the month is a list, or ""."""
        if not self.more:
            return ""
        words = ngettext("All %d meeting", "All %d meetings", self.count)
        return words % self.count

    @property
    def more_where(self) -> str:
        """The rest of that sentence, for those who don't see it beside the day."""
        return _("on %(day)s") % {"day": self.words}


def month_context(
    index_page: Any, request: HttpRequest, year: str, month: str
) -> dict[str, Any]:
    """Return what `circle_calendar.html` needs for a month, beside the finder's own.

    `year` and `month` are what the address says, both "" for the month that is now by
    the site's zone. Raises Http404 for what is no month, for months before the first or
    after the last one in which the list has a meeting, and for a page past the last of
    a day; a month has one page.

    - `month` and `month_words`; `meeting_count`, and `cancelled_count` of them;
    - `weeks`: rows of seven days, None beside days of other months;
    - `weekdays`: `{words, short}` in the reader's order;
    - `previous_month`, `next_month` (None at the limits) and `present_month`:
      `{words, url}`; `is_present`; `today`, None in another month;
    - `day`: None, or the one day that `?day=` asks for, with `day_page` (paginator's
      page), `previous_day` and `next_day`; `day_problem`: what was no day, or "";
    - `is_indexed`: of all months, search engines are to keep the present one alone.
    """
    now = timezone.now()
    today = local_today(now)
    shown = read_month(year, month) if year or month else Month.of(today)
    context = finder_context(index_page, request, now=now, view="calendar")
    finding = context["finding"]
    limits = month_limits(
        index_page, today=today, now=now, fingerprint=finding.fingerprint
    )
    if shown not in limits:
        raise Http404(_("The calendar does not go that far."))
    links = _Links(index_page.get_url(request) or "", context["query"])
    kept = month_days(shown, fingerprint=finding.fingerprint)
    chosen = chosen_of(finding, shown, kept)
    days = _days(shown, kept, chosen, today=today, links=links)
    number, problem = _asked_day(request, shown)
    context |= {
        "month": shown,
        "month_words": month_words(shown),
        "month_url": links.month(shown),
        "meeting_count": sum(day.count for day in days),
        "cancelled_count": kept.count_cancelled(chosen),
        "weekdays": weekdays(),
        "previous_month": links.named(limits.neighbour(shown, -1)),
        "next_month": links.named(limits.neighbour(shown, 1)),
        "present_month": {
            "words": month_words(Month.of(today)),
            "url": links.present(),
        },
        "is_present": shown == Month.of(today),
        "today": today if shown == Month.of(today) else None,
        "day": None,
        "day_problem": problem,
        "canonical_url": _Links(
            index_page.get_full_url(request) or "", context["query"]
        ).month(shown),
        "is_indexed": context["is_indexed"]
        and shown == Month.of(today)
        and number is None,
    }
    pages = 1 if number is None else -(-days[number - 1].count // DAY_PAGE_SIZE)
    if finding.criteria.page > max(1, pages):
        raise Http404(_("The list of meetings is not that long."))
    if number is None:
        keys = _fill(days, kept, chosen)
    else:
        day = days[number - 1]
        page, keys = _day_page(day, kept, chosen, finding.criteria.page)
        day.cancelled = kept.count_cancelled(chosen, day.number)
        context |= {"day": day, "day_page": page, **_neighbours(days, day)}
        days = [day]
    lines = meeting_lines(
        index_page,
        [key for row in keys.values() for key in row],
        now=now,
        request=request,
    )
    for day in days:
        day.lines = [lines[key] for key in keys.get(day.number, ()) if key in lines]
    if number is None:
        context["weeks"] = [
            [cell and days[cell.day - 1] for cell in week]
            for week in shown.weeks(first_weekday())
        ]
    return context


def read_month(year: str, month: str) -> Month:
    """Read the month of an address; raises Http404 where there is none."""
    try:
        return Month.parse(year, month)
    except ValueError as error:
        raise Http404(_("There is no such month.")) from error


def first_weekday() -> int:
    """Return on which day a week begins for the reader, 0 for Monday."""
    given = get_format("FIRST_DAY_OF_WEEK")
    return (int(given) - 1) % 7 if str(given).isdigit() else 0


def weekdays() -> list[dict[str, str]]:
    """Return the names of the weekdays in the reader's order."""
    return [
        {
            "words": capfirst(str(WEEKDAYS[day])),
            "short": capfirst(str(WEEKDAYS_ABBR[day])),
        }
        for day in weekdays_from(first_weekday())
    ]


def month_words(month: Month) -> str:
    """Return "November 2026" in the reader's language."""
    return capfirst(date_format(month.first, "YEAR_MONTH_FORMAT"))


class _Links:
    """Addresses within a calendar; each keeps the filters."""

    def __init__(self, address: str, query: str) -> None:
        self.address = address
        self.query = query

    def present(self) -> str:
        return self._with_query(f"{self.address}calendar/")

    def month(self, month: Month) -> str:
        return self._with_query(self._path(month))

    def day(self, month: Month, number: int) -> str:
        return self._with_query(self._path(month), f"day={number}")

    def named(self, month: Month | None) -> dict[str, str] | None:
        if month is None:
            return None
        return {"words": month_words(month), "url": self.month(month)}

    def _path(self, month: Month) -> str:
        return f"{self.address}calendar/{month.year:04}/{month.number:02}/"

    def _with_query(self, path: str, more: str = "") -> str:
        query = "&".join(part for part in (self.query, more) if part)
        return f"{path}?{query}" if query else path


def _asked_day(request: HttpRequest, month: Month) -> tuple[int | None, str]:
    """Return the day that `?day=` asks for, and what it says where it is none."""
    text = request.GET.get("day") or ""
    if not text:
        return None, ""
    number = month.read_day(text)
    return number, "" if number else clean_text(text)[:40] or "?"


def _days(
    month: Month, kept: MonthDays, chosen: bytes, *, today: date, links: _Links
) -> list[Day]:
    """Return the month's days with their numbers of meetings."""
    day_format = pgettext("date format of a day with its weekday", "l, F j")
    return [
        Day(
            date=day,
            words=capfirst(date_format(day, day_format)),
            count=chosen.count(1, *kept.span(day.day)),
            is_today=day == today,
            is_past=day < today,
            url=links.day(month, day.day),
        )
        for day in month.days()
    ]


def _places(
    span: tuple[int, int], chosen: bytes, start: int = 0, stop: int | None = None
) -> list[int]:
    """Return the places of chosen meetings between two, from one to another of them."""
    first, last = span
    places: list[int] = []
    skipped = 0
    place = chosen.find(1, first, last)
    while place >= 0 and (stop is None or skipped + len(places) < stop):
        if skipped < start:
            skipped += 1
        else:
            places.append(place)
        place = chosen.find(1, place + 1, last)
    return places


def _fill(days: list[Day], kept: MonthDays, chosen: bytes) -> dict[int, list[int]]:
    """Return the keys of the meetings that a month shows, by the number of the day.

    Where a day has too many, those that were cancelled stand behind the others.
    """
    keys = {}
    for day in days:
        span = kept.span(day.number)
        if day.count > MOST_A_DAY:
            places = _first_places(span, kept, chosen)
        else:
            places = _places(span, chosen)
        if places:
            keys[day.number] = [kept.meetings[place] for place in places]
    return keys


def _first_places(span: tuple[int, int], kept: MonthDays, chosen: bytes) -> list[int]:
    """Return the places of a day's first meetings, cancelled ones only for want."""
    first, last = span
    held: list[int] = []
    cancelled: list[int] = []
    place = chosen.find(1, first, last)
    while place >= 0 and len(held) < MOST_A_DAY - 1:
        (cancelled if kept.cancelled[place] else held).append(place)
        place = chosen.find(1, place + 1, last)
    return [*held, *cancelled][: MOST_A_DAY - 1]


def _day_page(
    day: Day, kept: MonthDays, chosen: bytes, number: int
) -> tuple[Page, dict[int, list[int]]]:
    """Return one page of a day's meetings, and their keys by the number of the day."""
    paginator = Paginator(range(day.count), DAY_PAGE_SIZE)
    page = paginator.page(number)
    start = (page.number - 1) * DAY_PAGE_SIZE
    places = _places(kept.span(day.number), chosen, start, start + DAY_PAGE_SIZE)
    return page, {day.number: [kept.meetings[place] for place in places]}


def _neighbours(days: list[Day], day: Day) -> dict[str, Day | None]:
    """Return the nearest days of the month, before and after, that have meetings."""
    before = [other for other in days[: day.number - 1] if other.count]
    after = [other for other in days[day.number :] if other.count]
    return {
        "previous_day": before[-1] if before else None,
        "next_day": after[0] if after else None,
    }


def local_today(now: datetime) -> date:
    """Return the day that it is by the site's clock."""
    return now.astimezone(ZoneInfo(settings.DEFAULT_TIME_ZONE)).date()
