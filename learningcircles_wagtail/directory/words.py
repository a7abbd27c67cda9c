"""Dates, times and rhythms in the reader's words."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.templatetags.tz import do_timezone
from django.utils import timezone
from django.utils.formats import date_format, get_format, time_format
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _

from learningcircles_wagtail.domain.rhythm import Rhythm
from learningcircles_wagtail.domain.status import CircleStatus, Timeline
from learningcircles_wagtail.enums import Weekday

NO_BREAK_SPACE = "\u00a0"


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return an instant by the clock of an IANA zone, which templates keep.

    Django's templates turn any other aware datetime into the site's own zone.
    """
    return do_timezone(moment, ZoneInfo(zone))


def join_words(words: Sequence[str]) -> str:
    """Join words as a language does: "Mondays, Tuesdays and Thursdays"."""
    if len(words) < 2:
        return "".join(words)
    head = pgettext("between items of a list", ", ").join(words[:-1])
    return _("%(first)s and %(last)s") % {"first": head, "last": words[-1]}


def quoted(words: str) -> str:
    """Return words in the quotation marks of the active language."""
    return _("“%(words)s”") % {"words": words}


def weekday_plurals() -> list[str]:
    """Return "Mondays" to "Sundays"."""
    return [
        _("Mondays"),
        _("Tuesdays"),
        _("Wednesdays"),
        _("Thursdays"),
        _("Fridays"),
        _("Saturdays"),
        _("Sundays"),
    ]


def clock_words(clock: time) -> str:
    """Return a time of day by the locale's format: "6:00 p.m.", "18:00"."""
    return time_format(clock, "TIME_FORMAT").replace(" ", NO_BREAK_SPACE)


def clock_span_words(start: time, end: time) -> str:
    """Return a span of the day: "6:00 – 7:30 p.m."; the half-day is said once."""
    first, last = clock_words(start), clock_words(end)
    first_hour, _space, first_half = first.partition(NO_BREAK_SPACE)
    _last_hour, _space, last_half = last.partition(NO_BREAK_SPACE)
    if first_half and first_half == last_half:
        first = first_hour
    return f"{first}{NO_BREAK_SPACE}– {last}"


def length_words(minutes: int) -> str:
    """Return a length of time: "45 minutes", "1 hour", "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    words = []
    if hours:
        words.append(ngettext("%d hour", "%d hours", hours) % (hours))
    if rest or not hours:
        words.append(ngettext("%d minute", "%d minutes", rest) % (rest))
    return NO_BREAK_SPACE.join(word.replace(" ", NO_BREAK_SPACE) for word in words)


def ordinal_words(number: int | None, total: int) -> str:
    """Return which of its circle's meetings one is: "Meeting 3 of 6", "" for none."""
    if number is None:
        return ""
    return _("Meeting %(number)s of %(total)s") % {"number": number, "total": total}


def rhythm_words(rhythm: Rhythm) -> str:
    """Return "Wednesdays, 6:00 – 7:30 p.m.", or less where meetings differ."""
    plurals = weekday_plurals()
    days = capfirst(join_words([plurals[day] for day in rhythm.weekdays]))
    if rhythm.start_time and rhythm.end_time:
        hours = clock_span_words(rhythm.start_time, rhythm.end_time)
        return f"{days}, {hours}" if days else hours
    return days


def long_day(day: datetime) -> str:
    """Return a day with its weekday, without the year: "Wednesday, November 4"."""
    # Translators: a date format of Django's: a day with its weekday.
    return date_format(day, pgettext("date format of a day with its weekday", "l, F j"))


def short_day(day: datetime, *, with_year: bool) -> str:
    """Return a day without its weekday: "Nov. 4", "4 novembre 2026"."""
    # Django knows no short form without the year; American English, whose dates
    # abbreviate the month ("N"), is the one where we can tell it.
    if not with_year and get_format("DATE_FORMAT").startswith("N"):
        return date_format(day, "N j")
    return date_format(day, "DATE_FORMAT" if with_year else "MONTH_DAY_FORMAT")


def span_words(timeline: Timeline, zone: str, *, now: datetime) -> str:
    """Return the days between which the circle meets: "Nov. 4 – Dec. 16"."""
    if timeline.first is None or timeline.last is None:
        held = timeline.meetings
        if not held:
            return ""
        first, last = held[0].start, held[-1].start
    else:
        first, last = timeline.first.start, timeline.last.start
    info = ZoneInfo(zone)
    first, last, today = (moment.astimezone(info) for moment in (first, last, now))
    same_year = first.year == last.year
    if first.date() == last.date():
        return short_day(first, with_year=first.year != today.year)
    until = short_day(last, with_year=not same_year or last.year != today.year)
    return f"{short_day(first, with_year=not same_year)} – {until}"


def instant_words(moment: datetime, zone: str) -> str:
    """Return an instant in a zone, with the zone's name: "… 9:00 a.m. CST"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(local, 'DATETIME_FORMAT')} {zone_words(local)}"


def zone_words(moment: datetime) -> str:
    """Return the name of a local moment's zone: "CST", or "Chicago time"."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    return _("%(city)s time") % {"city": zone_city(str(moment.tzinfo))}


def zone_city(zone: str) -> str:
    """Return the place after which an IANA zone is named: "New York"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def language_words(tag: str) -> str:
    """Return a language's name in the reader's language, or its bare BCP 47 tag."""
    try:
        return str(get_language_info(tag)["name_translated"]) if tag else ""
    except KeyError:
        return tag


def weekday_name(day: int) -> str:
    """Return the name of a weekday, 0 for Monday."""
    return str(Weekday(str(day)).label)


def start_words(timeline: Timeline, zone: str) -> str:
    """Return how soon an upcoming circle begins: "Starts in 3 days", or ""."""
    if timeline.status != CircleStatus.UPCOMING:
        return ""
    days = timeline.days_until_start(zone)
    if days is None or days > 14:
        return ""
    if days == 0:
        return _("Starts today")
    if days == 1:
        return _("Starts tomorrow")
    return ngettext("Starts in %d day", "Starts in %d days", days) % (days)


def local_now(zone: str) -> datetime:
    """Return the present moment by the clock of a zone."""
    return timezone.now().astimezone(ZoneInfo(zone))
