"""From a published page to the circle's rows: facts in, seats untouched."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from learningcircles_wagtail.domain.rhythm import rhythm_of
from learningcircles_wagtail.domain.status import MeetingFacts
from learningcircles_wagtail.enums import CircleFormat, MeetingState, TimeOfDay

if TYPE_CHECKING:
    from learningcircles_wagtail.models import Circle, Meeting

UID_DOMAIN = "learningcircles"
NOON, EVENING = 12, 17


def meeting_uid(circle_key: uuid.UUID, source_id: str) -> str:
    """Return the calendar identity of a meeting (RFC 5545, 3.8.4.7; RFC 7986).

    It depends on the circle's key and the row's identity alone, so that a copy of the
    database, an edit and a new import all give the same.
    """
    return f"{uuid.uuid5(circle_key, source_id)}@{UID_DOMAIN}"


@transaction.atomic
def project(page: Any, *, now: datetime, tell: bool = False) -> "Circle":
    """Write the facts of a published page into its circle's rows.

    Only the page in the circle's first language gives facts; a translation is merely
    linked to the row. Places taken and people waiting are never touched. With `tell`
    learners get a message about what changed. Returns the circle. `now` is aware.
    """
    from learningcircles_wagtail.models import Circle, DirectoryChange

    key = page.get_circle_key()
    fresh = {"created_at": now, "modified_at": now}
    Circle.objects.get_or_create(
        translation_key=key, defaults={"title": page.title, **fresh}
    )
    # Locked, so that two people who publish at once write one after the other.
    circle = Circle.objects.select_for_update().get(translation_key=key)
    if _gives_facts(page, circle):
        was_cancelled = circle.cancelled
        changed = _write_facts(page, circle, now=now)
        if tell:
            _tell_learners(circle, changed, was_cancelled=was_cancelled, now=now)
    if page.circle_id != circle.pk:
        page.circle = circle
        type(page).objects.filter(pk=page.pk).update(circle=circle)
        DirectoryChange.objects.note(circle.pk)
    return circle


def _gives_facts(page: Any, circle: "Circle") -> bool:
    if circle.source_locale_id is None:
        return True
    if page.alias_of_id:
        return False
    if circle.source_locale_id == page.locale_id:
        return True
    # The page in the first language is gone: the next published one takes over.
    return not (
        page.get_translations().filter(locale_id=circle.source_locale_id).exists()
    )


def _tell_learners(
    circle: "Circle", changed: list["Meeting"], *, was_cancelled: bool, now: datetime
) -> None:
    """Have learners told what changed; that a circle is called off, only once."""
    from learningcircles_wagtail.sign_ups.announcing import (
        announce_calling_off,
        announce_changes,
        was_called_off,
    )

    if not (was_cancelled and was_called_off(circle)):
        announce_calling_off(circle, now=now)
    announce_changes(circle, changed, now=now)


def _write_facts(page: Any, circle: "Circle", *, now: datetime) -> list["Meeting"]:
    """Write what the page says; return the meetings of which learners should hear."""
    from learningcircles_wagtail.sign_ups.seats import fill_free_seats

    facts = with_own_identity(page.get_meeting_facts())
    was_cancelled = circle.cancelled
    columns = circle_columns(page, facts)
    columns["cancelled_at"] = _cancelled_at(circle, columns["cancelled"], now=now)
    if any(getattr(circle, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(circle, name, value)
        circle.modified_at = now
        circle.save(update_fields=[*columns, "modified_at"])
        # More places, or no longer cancelled: the first in line get their places.
        fill_free_seats(circle.pk, now=now)
    circle.topics.set(page.topics.all())
    circle.facilitators.set(page.facilitators.all())
    return _write_meetings(
        circle,
        facts,
        place=place_of(page),
        cancelled_changed=was_cancelled != circle.cancelled,
        now=now,
    )


def _cancelled_at(
    circle: "Circle", cancelled: bool, *, now: datetime
) -> datetime | None:
    """Return since when the circle is cancelled: from now on, or as it was."""
    if not cancelled:
        return None
    return circle.cancelled_at if circle.cancelled else now


def with_own_identity(facts: list[MeetingFacts]) -> list[MeetingFacts]:
    """Return the meetings, each with an identity of its own within the page.

    The editor gives every row one; rows made by code may repeat or lack it.
    """
    seen: Counter[str] = Counter()
    unique = []
    for fact in facts:
        seen[fact.uid] += 1
        count = seen[fact.uid]
        unique.append(
            fact if count == 1 else replace(fact, uid=f"{fact.uid}-{count}"[-64:])
        )
    return unique


def circle_columns(page: Any, facts: list[MeetingFacts]) -> dict[str, Any]:
    """Return the columns of `Circle` that follow the page, by name.

    `facts` are the page's meetings. Seats and identity are not among the columns, nor
    is `cancelled_at`, for which the row has to be known.
    """
    branch = page.branch
    zone = page.get_time_zone()
    held = [fact for fact in facts if not fact.is_cancelled]
    rhythm = rhythm_of(facts, zone)
    return {
        "source_locale_id": page.locale_id,
        "title": page.title,
        "course_id": page.course_id,
        "branch_id": page.branch_id,
        "library_system_id": branch.library_system_id if branch else None,
        "city": branch.city if branch else "",
        "latitude": branch.latitude if branch else None,
        "longitude": branch.longitude if branch else None,
        "time_zone": zone,
        "format": page.format or CircleFormat.IN_PERSON,
        "room": page.room,
        "online_link": page.online_link,
        "language": page.get_language(),
        "weekdays": [str(day) for day in rhythm.weekdays],
        "time_of_day": time_of_day(held or facts, zone),
        "first_meeting_at": min((fact.start for fact in held), default=None),
        "last_meeting_at": max((fact.end for fact in held), default=None),
        "meeting_count": len(facts),
        "cancelled": page.cancelled,
        "search_text": search_text(page),
        "sign_up_backend": page.get_sign_up_backend(),
        "sign_up_link": page.sign_up_link,
        "sign_up_form_id": page.get_sign_up_form_id(),
        "capacity": page.capacity,
        "waiting_list": page.waiting_list,
        "waiting_limit": page.waiting_limit,
        "sign_up_opens_at": page.sign_up_opens_at,
        "sign_up_closes_at": page.sign_up_closes_at,
    }


def time_of_day(facts: list[MeetingFacts], zone: str) -> str:
    """Return when in the day the first meeting begins by the clock of `zone`."""
    if not facts:
        return ""
    hour = min(fact.start for fact in facts).astimezone(ZoneInfo(zone)).hour
    if hour < NOON:
        return TimeOfDay.MORNING
    return TimeOfDay.AFTERNOON if hour < EVENING else TimeOfDay.EVENING


def live_or_none(record: Any) -> Any:
    """Return a record that is published, else None."""
    return record if record is not None and record.live else None


def search_text(page: Any) -> str:
    """Return the words by which a visitor may look for the circle, a line each."""
    words = [page.title, page.summary, *record_names(page)]
    return "\n".join(dict.fromkeys(word for word in words if word))


def record_names(page: Any) -> list[str]:
    """Return the names of the published records that a page names."""
    course, branch = live_or_none(page.course), live_or_none(page.branch)
    words = []
    if course:
        words += [course.title, course.provider]
    if branch:
        words += [branch.name, branch.city]
        if live_or_none(branch.library_system):
            words.append(branch.library_system.name)
    words += [topic.name for topic in page.topics.all() if topic.live]
    words += [person.name for person in page.facilitators.all() if person.live]
    return [word for word in words if word]


def place_of(page: Any) -> str:
    """Return where the circle meets but for the room, in one line; never a link."""
    branch = page.branch
    if branch is None:
        return ""
    return ", ".join(part for part in (branch.name, *branch.address_lines) if part)


def _write_meetings(
    circle: "Circle",
    facts: list[MeetingFacts],
    *,
    place: str,
    cancelled_changed: bool,
    now: datetime,
) -> list["Meeting"]:
    """Write the rows of the meetings; return those that differ for who comes to them.

    These are the rows that a calendar has to learn of, and further meetings of a
    circle that had some before.
    """
    from learningcircles_wagtail.models import Meeting
    from learningcircles_wagtail.sign_ups.attendance import forget_excuses

    rows = {row.source_id: row for row in Meeting.objects.filter(circle=circle)}
    new, changed = [], []
    sequences = {row.pk: row.sequence for row in rows.values()}
    days = {row.pk: row.day for row in rows.values()}
    for fact in facts:
        row = rows.pop(fact.uid, None)
        values = meeting_columns(
            fact, place=place, room=circle.room, zone=circle.time_zone
        )
        if row is None:
            new.append(
                Meeting(
                    circle=circle,
                    uid=meeting_uid(circle.translation_key, fact.uid),
                    source_id=fact.uid,
                    created_at=now,
                    modified_at=now,
                    **values,
                )
            )
        elif _update_row(row, values, cancelled_changed, now=now):
            changed.append(row)
    for row in rows.values():
        if row.withdrawn_at is None:
            row.withdrawn_at = row.modified_at = now
            row.sequence += 1
            changed.append(row)
    Meeting.objects.bulk_create(new)
    if changed:
        columns = [*MEETING_COLUMNS, "sequence", "modified_at", "withdrawn_at"]
        Meeting.objects.bulk_update(changed, columns)
        moved = [row for row in changed if row.day != days[row.pk] and row.end > now]
        forget_excuses(moved)
    told = [row for row in changed if row.sequence != sequences[row.pk]]
    return told + (new if sequences else [])


MEETING_COLUMNS = (
    "start",
    "day",
    "end",
    "original_start",
    "state",
    "title",
    "note",
    "room",
    "place",
)
CALENDAR_COLUMNS = ("start", "end", "state", "room", "place")
"""Columns whose change an attendee has to hear of (RFC 5545, 3.8.7.4)."""


def meeting_columns(
    fact: MeetingFacts, *, place: str, room: str, zone: str
) -> dict[str, Any]:
    """Return the columns of `Meeting` that follow the page, by name; times in UTC.

    `place` is that of the circle and `room` its usual one, which a meeting's own
    replaces. `zone` is the IANA name of the circle's clock, by which `day` is told.
    """
    return {
        "start": fact.start.astimezone(UTC),
        "day": fact.start.astimezone(ZoneInfo(zone)).date(),
        "end": fact.end.astimezone(UTC),
        "original_start": fact.original_start,
        "state": fact.state.value,
        "title": fact.title,
        "note": fact.note,
        "room": fact.room,
        "place": ", ".join(part for part in (fact.room or room, place) if part)[:500],
    }


def _update_row(
    row: "Meeting", values: dict[str, Any], cancelled_changed: bool, *, now: datetime
) -> bool:
    """Set the columns of a row; return whether anything changed."""
    if values["state"] == MeetingState.MOVED and values["original_start"] is None:
        first_start = row.original_start or row.start
        values["original_start"] = (
            first_start if first_start != values["start"] else None
        )
    differing = {name for name, value in values.items() if getattr(row, name) != value}
    returns = row.withdrawn_at is not None
    told = bool(differing & set(CALENDAR_COLUMNS)) or cancelled_changed or returns
    if not (differing or told):
        return False
    for name in differing:
        setattr(row, name, values[name])
    row.withdrawn_at = None
    row.modified_at = now
    if told:
        row.sequence += 1
    return True
