"""Meetings from a pattern: the days and instants at which a circle meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import WEEKLY, rrule

MAX_MEETINGS = 60
"""The most meetings that a pattern may ask for."""

MAX_LENGTH_MINUTES = 600
"""The longest meeting, in minutes."""

SEARCH_YEARS = 10
"""How far past the first date meetings are looked for, in years."""


class ScheduleError(ValueError):
    """A pattern from which no meetings can be made.

    - ``field``: the field of ``MeetingPattern`` to blame;
    - ``code``: what is wrong with it, in snake_case: ``too_few``, ``too_many``,
      ``length_out_of_range``, ``unknown_time_zone``, ``weekday_out_of_range``,
      ``nonexistent_time``, ``out_of_dates``;
    - ``params``: the values that a message to an editor needs.
    """

    def __init__(self, field: str, code: str, **params: object) -> None:
        self.field = field
        self.code = code
        self.params: dict[str, object] = params
        super().__init__(f"{field}: {code} {params}")


@dataclass(frozen=True, slots=True)
class MeetingPattern:
    """What an editor says once so that nobody types a date six times.

    ``start_time`` is the wall clock in ``time_zone`` (an IANA name),
    ``length_minutes`` is elapsed time, ``weekdays`` count from 0 for Monday; none
    means the weekday of ``first_date``. No meeting is put on a day of
    ``skipped_dates``: the series goes on a meeting later instead.
    """

    first_date: date
    start_time: time
    length_minutes: int
    meeting_count: int
    weekdays: tuple[int, ...]
    skipped_dates: frozenset[date]
    time_zone: str


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """One meeting of a pattern; ``start`` and ``end`` are aware, in its zone.

    Convert both to UTC before you subtract them: Python subtracts datetimes of one
    zone by their wall clocks.
    """

    day: date
    start: datetime
    end: datetime


def zone_info(time_zone: str) -> ZoneInfo:
    """Return the time zone of an IANA name.

    Raises ``ScheduleError`` (``unknown_time_zone``; params ``zone``).
    """
    try:
        return ZoneInfo(time_zone)
    # ZoneInfo looks names up as paths, so "America", "../x" and a NUL each fail
    # with an error of another kind.
    except (KeyError, ValueError, OSError, TypeError) as error:
        raise ScheduleError("time_zone", "unknown_time_zone", zone=time_zone) from error


def is_time_zone(time_zone: str) -> bool:
    """Return whether a name is that of a time zone (IANA)."""
    try:
        zone_info(time_zone)
    except ScheduleError:
        return False
    return True


def to_instant(day: date, clock: time, time_zone: str) -> datetime:
    """Return the aware datetime at which clocks in a zone show a time of a day.

    A time that comes twice, when clocks go back, is the first of the two.

    Raises ``ScheduleError``: ``nonexistent_time`` (params ``day``, ``time``,
    ``zone``) for a time that clocks going forward skip, ``unknown_time_zone``, or
    ``out_of_dates`` (params ``day``) for an instant that UTC cannot hold.
    """
    zone = zone_info(time_zone)
    local = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    try:
        round_trip = local.astimezone(UTC).astimezone(zone)
    except OverflowError as error:
        raise ScheduleError("first_date", "out_of_dates", day=day) from error
    # PEP 495: only a time that exists survives the way to UTC and back.
    if round_trip.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ScheduleError(
            "start_time", "nonexistent_time", day=day, time=clock, zone=time_zone
        )
    return local


def plan_meetings(pattern: MeetingPattern) -> list[PlannedMeeting]:
    """Return the meetings of a pattern, in order, ``meeting_count`` of them.

    The first is on the first matching day on or after ``first_date``. Each starts
    at the same wall-clock time, whatever the clocks do between, and lasts
    ``length_minutes`` of elapsed time.

    Raises ``ScheduleError``; ``out_of_dates`` where skipped dates leave too few days
    in ``SEARCH_YEARS`` years (field ``skipped_dates``) or the calendar ends before
    the series does (field ``first_date``); params ``years``, ``found``, ``wanted``.
    """
    _check(pattern)
    meetings: list[PlannedMeeting] = []
    for day in _matching_days(pattern):
        if day in pattern.skipped_dates:
            continue
        meetings.append(_meeting_on(day, pattern))
        if len(meetings) == pattern.meeting_count:
            return meetings
    calendar_ended = pattern.first_date.year + SEARCH_YEARS > MAXYEAR
    field = "first_date" if calendar_ended else "skipped_dates"
    raise ScheduleError(
        field,
        "out_of_dates",
        years=SEARCH_YEARS,
        found=len(meetings),
        wanted=pattern.meeting_count,
    )


def _check(pattern: MeetingPattern) -> None:
    if pattern.meeting_count < 1:
        raise ScheduleError(
            "meeting_count", "too_few", minimum=1, value=pattern.meeting_count
        )
    if pattern.meeting_count > MAX_MEETINGS:
        raise ScheduleError(
            "meeting_count",
            "too_many",
            maximum=MAX_MEETINGS,
            value=pattern.meeting_count,
        )
    if not 1 <= pattern.length_minutes <= MAX_LENGTH_MINUTES:
        raise ScheduleError(
            "length_minutes",
            "length_out_of_range",
            minimum=1,
            maximum=MAX_LENGTH_MINUTES,
            value=pattern.length_minutes,
        )
    for weekday in pattern.weekdays:
        if not 0 <= weekday <= 6:
            raise ScheduleError("weekdays", "weekday_out_of_range", value=weekday)
    zone_info(pattern.time_zone)


def _matching_days(pattern: MeetingPattern) -> Iterator[date]:
    weekdays = sorted(set(pattern.weekdays)) or [pattern.first_date.weekday()]
    try:
        end = pattern.first_date + relativedelta(years=SEARCH_YEARS)
    except ValueError:
        end = date.max
    for moment in rrule(
        WEEKLY, dtstart=pattern.first_date, until=end, byweekday=weekdays
    ):
        yield moment.date()


def _meeting_on(day: date, pattern: MeetingPattern) -> PlannedMeeting:
    start = to_instant(day, pattern.start_time, pattern.time_zone)
    length = timedelta(minutes=pattern.length_minutes)
    try:
        end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    except OverflowError as error:
        raise ScheduleError("first_date", "out_of_dates", day=day) from error
    return PlannedMeeting(day, start, end)
