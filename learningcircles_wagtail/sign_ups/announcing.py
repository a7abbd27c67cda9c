"""Telling learners of changed meetings, or that a circle does not take place.

Only when an editor wants it: a corrected room number is not worth a message to thirty
people. Each state of a meeting is told once, by its `sequence`, however often it is
asked for.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from learningcircles_wagtail.enums import HOLDING, MailKind, SignUpStatus
from learningcircles_wagtail.models import Circle, Meeting, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups.outbox import enqueue_once
from learningcircles_wagtail.sign_ups.retrying import patiently, sign_up_database


def announce_changes(
    circle: Circle, meetings: Iterable[Meeting], *, now: datetime
) -> int:
    """Tell who has a place that meetings were moved or cancelled, each in one message.

    Call it after the rows say so, in their transaction or later. Meetings that are
    over are left out; a circle that is called off is told of by `announce_calling_off`.
    Returns how many messages were written.
    """
    told = [row for row in meetings if row.circle_id == circle.pk and row.end > now]
    if not told or circle.cancelled:
        return 0
    states = sorted(f"{row.pk}:{row.sequence}" for row in told)
    mark = sha256(" ".join(states).encode()).hexdigest()[:32]
    return enqueue_once(
        MailKind.CHANGED,
        _sign_ups(circle, {SignUpStatus.CONFIRMED}),
        now=now,
        once=lambda sign_up: f"changed:{circle.pk}:{sign_up.pk}:{mark}",
        expires_at=max(row.end for row in told),
        data={"meetings": sorted(row.pk for row in told)},
    )


def announce_calling_off(circle: Circle, *, now: datetime) -> int:
    """Tell who has a place, or waits for one, that a circle does not take place.

    Returns how many messages were written: none where it is not called off.
    """
    if not circle.cancelled:
        return 0
    since = f"{circle.modified_at:%Y%m%dT%H%M%S%f}"
    return enqueue_once(
        MailKind.CALLED_OFF,
        _sign_ups(circle, HOLDING),
        now=now,
        once=lambda sign_up: f"called-off:{circle.pk}:{sign_up.pk}:{since}",
    )


def was_called_off(circle: Circle) -> bool:
    """Return whether learners have been told that the circle does not take place."""
    rows = OutboxMail.objects.using(sign_up_database()).filter(
        circle_id=circle.pk, kind=MailKind.CALLED_OFF
    )
    return patiently(lambda: rows.all().exists())


def _sign_ups(circle: Circle, statuses: Iterable[str]) -> list[SignUp]:
    rows = (
        SignUp.objects.using(sign_up_database())
        .filter(circle_id=circle.pk, status__in=list(statuses))
        .exclude(email="")
        .only("pk", "email", "language", "circle_id")
    )
    return patiently(lambda: list(rows.all()))
