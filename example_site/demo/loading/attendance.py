"""Notes who came to the meetings of the demo that are over, as a facilitator would."""

from datetime import datetime

from learningcircles_wagtail.enums import AttendanceStatus
from learningcircles_wagtail.models import Circle, Meeting
from learningcircles_wagtail.sign_ups.attendance import excuse, meetings_to_come
from learningcircles_wagtail.sign_ups.noting import Change, note


def note_who_came(circle: Circle, *, now: datetime) -> None:
    """Note most people as here, some as not, and now and then somebody who dropped in.

    One learner of a circle that goes on has said that they miss the next meeting.
    """
    people = list(circle.sign_ups.filter(status="confirmed").order_by("line_number"))
    over = circle.meetings.announced().filter(end__lte=now).order_by("start")
    for number, meeting in enumerate(over):
        if circle.holds(meeting):
            _note(circle, meeting, [row.pk for row in people], number, now)
    if over and len(people) > 1:
        for meeting in meetings_to_come(people[1], now=now)[:1]:
            excuse(people[1], meeting, now=now)


def _note(
    circle: Circle, meeting: Meeting, keys: list[int], number: int, now: datetime
) -> None:
    changes = {
        key: Change("", _status(place, number)) for place, key in enumerate(keys)
    }
    dropped_in = (number * 2 + len(keys)) % 3
    note(circle, meeting, changes, Change(None, dropped_in), now=now, user=None)


def _status(place: int, number: int) -> AttendanceStatus:
    if (place + number * 3) % 7 == 0:
        return AttendanceStatus.ABSENT
    if (place * 5 + number) % 11 == 0:
        return AttendanceStatus.EXCUSED
    return AttendanceStatus.PRESENT
