"""Writing reminders of meetings into the outbox, each once.

A reminder is due `REMINDER_HOURS` before a meeting and of no use once that has begun.
It is written when the outbox is next sent, for who has a place by then and has not said
that they cannot come; who got it after the reminder was due has just been told all
dates. A meeting that is moved is another to remind of.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.enums import (
    AttendanceStatus,
    MailKind,
    SignUpBackend,
    SignUpStatus,
)
from learningcircles_wagtail.models import Attendance, Meeting, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups.outbox import enqueue_once
from learningcircles_wagtail.sign_ups.retrying import (
    patiently,
    sign_up_database,
)


def write_reminders(*, now: datetime) -> int:
    """Write the reminders that are due; return how many there were."""
    within = timedelta(hours=settings.REMINDER_HOURS)
    written = 0
    for meeting in patiently(lambda: _meetings(now, within)):
        learners = patiently(lambda meeting=meeting: _learners(meeting, within))
        if learners:
            written += enqueue_once(
                MailKind.REMINDER,
                learners,
                now=now,
                once=lambda sign_up, meeting=meeting: once_key(meeting, sign_up),
                expires_at=meeting.start,
                meeting=meeting,
            )
    return written


def once_key(meeting: Meeting, sign_up: SignUp) -> str:
    """Return what is unique of a reminder: meeting, learner and hour."""
    return f"reminder:{meeting.pk}:{sign_up.pk}:{meeting.start:%Y%m%dT%H%M%S}"


def _meetings(now: datetime, within: timedelta) -> list[Meeting]:
    """Return the meetings that are near, of circles in which somebody has a place."""
    return list(
        Meeting.objects.using(sign_up_database())
        .to_come(now)
        .filter(
            start__gt=now,
            start__lte=now + within,
            circle__sign_up_backend=SignUpBackend.DATABASE,
            circle__taken__gt=0,
        )
        .order_by("start", "pk")
    )


def _learners(meeting: Meeting, within: timedelta) -> list[SignUp]:
    """Return who had a place when the reminder was due, comes, and has not got it."""
    reminders = OutboxMail.objects.using(sign_up_database()).filter(
        sign_up=OuterRef("pk"),
        kind=MailKind.REMINDER,
        meeting_id=meeting.pk,
        expires_at=meeting.start,
    )
    excused = Attendance.objects.using(sign_up_database()).filter(
        sign_up=OuterRef("pk"),
        meeting_id=meeting.pk,
        status=AttendanceStatus.EXCUSED,
    )
    return list(
        SignUp.objects.using(sign_up_database())
        .filter(
            ~Exists(reminders),
            ~Exists(excused),
            circle_id=meeting.circle_id,
            status=SignUpStatus.CONFIRMED,
            confirmed_at__lte=meeting.start - within,
        )
        .exclude(email="")
        .only("pk", "email", "language", "circle_id")
    )
