"""Whether a message is still true when its turn comes.

Rows of the outbox are written with what they tell of, and may be sent days later. What
became untrue meanwhile is dropped; a step of learners or staff that made it so has
written a message of its own. Learners are told the state in which they are:

- a place, a place in line, a promotion: while they have it, and the circle is neither
  over nor called off;
- a cancellation, a removal: while it stands (who came back is told so);
- a move, a link: while they hold a place in the circle that the message names;
- a reminder: while they have a place and have not said that they cannot come, and the
  meeting is still to begin at that hour;
- changed meetings: while they have a place, and the circle is not called off;
- a circle that is called off: while it is, and they hold a place;
- thanks: while they had a place to the end, and the circle is over.

No message goes to a sign-up that was anonymised, or has no address.
"""

from datetime import datetime

from learningcircles_wagtail.enums import HOLDING, MailKind, MeetingState, SignUpStatus
from learningcircles_wagtail.models import OutboxMail
from learningcircles_wagtail.sign_ups.attendance import is_excused

STALE, OUTDATED, NO_ADDRESS = "stale", "outdated", "no address"

CONFIRMED = frozenset({SignUpStatus.CONFIRMED})

TRUE_FOR: dict[str, frozenset[str]] = {
    MailKind.CONFIRMED: CONFIRMED,
    MailKind.WAITING: frozenset({SignUpStatus.WAITING}),
    MailKind.PROMOTED: CONFIRMED,
    MailKind.MOVED: HOLDING,
    MailKind.CANCELLED: frozenset({SignUpStatus.CANCELLED}),
    MailKind.REMOVED: frozenset({SignUpStatus.REMOVED}),
    MailKind.LINK: HOLDING,
    MailKind.REMINDER: CONFIRMED,
    MailKind.CHANGED: CONFIRMED,
    MailKind.CALLED_OFF: HOLDING,
    MailKind.THANKS: CONFIRMED,
}
"""In which states of a sign-up each message is true."""

OF_A_CIRCLE_TO_COME = frozenset(
    {MailKind.CONFIRMED, MailKind.WAITING, MailKind.PROMOTED, MailKind.MOVED}
)


def why_not(mail: OutboxMail, *, now: datetime) -> str:
    """Return why a message is not to be sent any more, "" where it is."""
    sign_up, circle = mail.sign_up, mail.circle
    if mail.expires_at is not None and mail.expires_at <= now:
        return STALE
    if sign_up is None or circle is None or not sign_up.email:
        return NO_ADDRESS
    if (
        sign_up.status not in TRUE_FOR.get(mail.kind, ())
        or sign_up.circle_id != circle.pk
    ):
        return OUTDATED
    if _is_of_an_earlier_place(mail):
        return OUTDATED
    is_over = circle.last_meeting_at is not None and circle.last_meeting_at <= now
    match mail.kind:
        case kind if kind in OF_A_CIRCLE_TO_COME:
            is_true = not (circle.cancelled or is_over)
        case MailKind.REMINDER:
            is_true = _meets_as_written(mail, now=now) and not is_excused(
                sign_up.pk, mail.meeting_id
            )
        case MailKind.CHANGED:
            is_true = not circle.cancelled
        case MailKind.CALLED_OFF:
            is_true = circle.cancelled
        case MailKind.THANKS:
            is_true = is_over and not circle.cancelled
        case _other:
            is_true = True
    return "" if is_true else OUTDATED


def _is_of_an_earlier_place(mail: OutboxMail) -> bool:
    """Whether the reader gave up the place of which it tells, and has another since."""
    since = mail.sign_up.confirmed_at
    return (
        mail.kind in {MailKind.CONFIRMED, MailKind.PROMOTED}
        and since is not None
        and mail.created_at < since
    )


def _meets_as_written(mail: OutboxMail, *, now: datetime) -> bool:
    """Whether the meeting of a reminder is to begin when the reminder was to end."""
    meeting = mail.meeting
    return (
        meeting is not None
        and meeting.withdrawn_at is None
        and meeting.state != MeetingState.CANCELLED
        and not mail.circle.cancelled
        and meeting.start == mail.expires_at
        and meeting.start > now
    )
