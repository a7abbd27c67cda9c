"""Where a circle stands at a given instant, told from its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from learningcircles_wagtail.domain.schedule import zone_info


class MeetingState(StrEnum):
    """What became of one meeting."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


class CircleStatus(StrEnum):
    """What became of a circle: DESIGN, "Contract: states"."""

    CANCELLED = "cancelled"
    UPCOMING = "upcoming"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
"""Before every meeting: of a circle called off then, none was held."""


def off_since(cancelled: bool, cancelled_at: datetime | None) -> datetime | None:
    """Return from when on meetings of a circle do not take place; None for never.

    Where nobody knows since when it is cancelled none counts as held: so nobody comes
    to a meeting in vain.
    """
    return (cancelled_at or BEFORE_ALL) if cancelled else None


def as_utc(instant: datetime, name: str) -> datetime:
    """Return an aware datetime in UTC; ``name`` stands in the error's words.

    Rules compare instants in UTC because Python compares two datetimes of the
    *same* zone by their wall clocks, which is wrong in a repeated hour.

    Raises ``ValueError`` for a naive datetime.
    """
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"{name} must be an aware datetime, got {instant!r}")
    return instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting as the rules see it.

    ``start``, ``end`` and ``original_start`` (where a moved meeting stood before)
    are aware, in any zone. A known state may be given as plain text.

    Raises ``ValueError`` for a naive datetime or an unknown state.
    """

    start: datetime
    end: datetime
    state: MeetingState = MeetingState.PLANNED
    title: str = ""
    note: str = ""
    room: str = ""
    original_start: datetime | None = None
    uid: str = ""

    def __post_init__(self) -> None:
        as_utc(self.start, "start")
        as_utc(self.end, "end")
        if self.original_start is not None:
            as_utc(self.original_start, "original_start")
        object.__setattr__(self, "state", MeetingState(self.state))

    @property
    def is_cancelled(self) -> bool:
        """Whether this meeting does not take place."""
        return self.state is MeetingState.CANCELLED

    def has_started(self, now: datetime) -> bool:
        """Whether the meeting has begun; at its very start it has."""
        return as_utc(self.start, "start") <= as_utc(now, "now")

    def has_ended(self, now: datetime) -> bool:
        """Whether the meeting is over; at its very end it is."""
        return as_utc(self.end, "end") <= as_utc(now, "now")

    def takes_place(self, called_off_at: datetime | None) -> bool:
        """Whether the meeting is, was or will be held.

        One that is cancelled is not. Of a circle that was called off at an instant
        (None where it was not) only those are that had begun before it.
        """
        if self.is_cancelled or called_off_at is None:
            return not self.is_cancelled
        return as_utc(self.start, "start") < as_utc(called_off_at, "called_off_at")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A circle's meetings in order, and where the circle stands at ``now``.

    - ``called_off_at``: when the circle as a whole was called off, else ``None``;
    - ``meetings``: all of them, cancelled ones too, by start;
    - ``numbers``: beside each meeting its ordinal among those that take place,
      from 1; ``None`` beside a cancelled one;
    - ``total``: how many take place, or would have, were the circle not called off;
    - ``held``: how many of them took place and are over; where the circle was called
      off, of those that had begun by then (`MeetingFacts.takes_place`);
    - ``next`` and ``next_number``: the first that takes place and is not over,
      and its ordinal; ``None`` when there is none or the circle is cancelled;
    - ``under_way``: ``next`` has begun;
    - ``first`` and ``last``: of those that take place; ``None`` without any.
    """

    now: datetime
    called_off_at: datetime | None
    status: CircleStatus
    meetings: tuple[MeetingFacts, ...]
    numbers: tuple[int | None, ...]
    total: int
    held: int
    next: MeetingFacts | None
    next_number: int | None
    under_way: bool
    first: MeetingFacts | None
    last: MeetingFacts | None

    @classmethod
    def build(
        cls,
        meetings: Iterable[MeetingFacts],
        *,
        called_off_at: datetime | None,
        now: datetime,
    ) -> Timeline:
        """Put meetings, in any order, into a timeline as it stands at ``now``.

        ``called_off_at`` is when the circle as a whole was called off, ``None`` where
        it was not, and ``BEFORE_ALL`` where nobody knows: then none was held.

        Raises ``ValueError`` when either is naive.
        """
        as_utc(now, "now")
        if called_off_at is not None:
            as_utc(called_off_at, "called_off_at")
        ordered = tuple(
            sorted(
                meetings,
                key=lambda meeting: (
                    as_utc(meeting.start, "start"),
                    as_utc(meeting.end, "end"),
                ),
            )
        )
        taking_place = [meeting for meeting in ordered if not meeting.is_cancelled]
        remaining = [
            (number, meeting)
            for number, meeting in enumerate(taking_place, start=1)
            if not meeting.has_ended(now)
        ]
        status = _status(
            ordered, taking_place, cancelled=called_off_at is not None, now=now
        )
        upcoming_number, upcoming = None, None
        if remaining and status is not CircleStatus.CANCELLED:
            upcoming_number, upcoming = remaining[0]
        return cls(
            now=now,
            called_off_at=called_off_at,
            status=status,
            meetings=ordered,
            numbers=_numbers(ordered),
            total=len(taking_place),
            held=sum(
                meeting.takes_place(called_off_at) and meeting.has_ended(now)
                for meeting in taking_place
            ),
            next=upcoming,
            next_number=upcoming_number,
            under_way=upcoming is not None and upcoming.has_started(now),
            first=taking_place[0] if taking_place else None,
            last=taking_place[-1] if taking_place else None,
        )

    @property
    def is_over(self) -> bool:
        """Whether the circle is completed or cancelled: nothing is left to join."""
        return self.status in {CircleStatus.COMPLETED, CircleStatus.CANCELLED}

    def days_until_start(self, time_zone: str) -> int | None:
        """Return the calendar days from now to the first meeting in a zone.

        0 is today and 1 tomorrow, by the dates that ``time_zone`` (IANA name)
        shows. ``None`` unless the circle is upcoming and has a meeting.

        Raises ``ScheduleError`` (``unknown_time_zone``).
        """
        zone = zone_info(time_zone)
        if self.status is not CircleStatus.UPCOMING or self.first is None:
            return None
        start = self.first.start.astimezone(zone).date()
        return (start - self.now.astimezone(zone).date()).days


def _status(
    meetings: tuple[MeetingFacts, ...],
    taking_place: list[MeetingFacts],
    *,
    cancelled: bool,
    now: datetime,
) -> CircleStatus:
    if cancelled or (meetings and not taking_place):
        return CircleStatus.CANCELLED
    if not taking_place or not taking_place[0].has_started(now):
        return CircleStatus.UPCOMING
    if all(meeting.has_ended(now) for meeting in taking_place):
        return CircleStatus.COMPLETED
    return CircleStatus.IN_PROGRESS


def _numbers(meetings: tuple[MeetingFacts, ...]) -> tuple[int | None, ...]:
    numbers: list[int | None] = []
    count = 0
    for meeting in meetings:
        if meeting.is_cancelled:
            numbers.append(None)
        else:
            count += 1
            numbers.append(count)
    return tuple(numbers)
