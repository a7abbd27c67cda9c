"""The calendar file of a message, with which a learner's calendar is filled.

It is the file of the circle's page, narrowed to what the message tells of. No link of
the online meeting and no token stand in it: calendars are shared with others.
"""

from datetime import datetime
from typing import Any

from learningcircles_wagtail.domain.calendar_text import instant
from learningcircles_wagtail.enums import MailKind, MeetingState, SignUpStatus
from learningcircles_wagtail.feeds.ical import calendar_file
from learningcircles_wagtail.feeds.ical_rows import MeetingRow
from learningcircles_wagtail.models import OutboxMail

WITH_ALL_MEETINGS = frozenset({MailKind.CONFIRMED, MailKind.PROMOTED, MailKind.MOVED})
CANCELLED = MeetingState.CANCELLED.value


def calendar_of(mail: OutboxMail, page: Any, *, now: datetime) -> bytes:
    """Return the calendar file for a message, b"" for none.

    Who gets a place gets the meetings to come; who is told of changed meetings gets
    those, the cancelled ones too, by which a calendar takes them away.
    """
    if page is None or mail.sign_up.status != SignUpStatus.CONFIRMED:
        return b""
    if mail.kind in WITH_ALL_MEETINGS:
        present = instant(now)

        def keep(row: MeetingRow) -> bool:
            return (
                row.withdrawn_at is None
                and row.state != CANCELLED
                and row.end > present
            )

    elif mail.kind == MailKind.CHANGED:
        changed = set(mail.data.get("meetings", []))

        def keep(row: MeetingRow) -> bool:
            return row.pk in changed

    else:
        return b""
    return calendar_file(page, keep=keep)
