"""Writing messages into the outbox, in the transaction of what they tell."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from learningcircles_wagtail.enums import MailKind, SignUpStatus
from learningcircles_wagtail.models import Meeting, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups.prepared import RowInsert
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    patiently,
    sign_up_database,
)
from learningcircles_wagtail.sign_ups.tasks import send_soon

_NEW_MAIL = RowInsert(OutboxMail)

BATCH = 500


def kind_of(sign_up: SignUp) -> MailKind:
    """Return what tells somebody who has just come in: a place, or one in line."""
    waits = sign_up.status == SignUpStatus.WAITING
    return MailKind.WAITING if waits else MailKind.CONFIRMED


def enqueue(
    kind: str,
    sign_up: SignUp,
    *,
    now: datetime,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    once_key: str | None = None,
    data: dict[str, Any] | None = None,
) -> OutboxMail | None:
    """Write that a learner is to be told something; None where there is no address.

    It is sent from `due_at` on, `now` without one, and not any more after
    `expires_at`. With a `once_key` a second message of the same raises IntegrityError.
    `data` holds facts of the moment, never a name, an address or a token.
    """
    mail = _mail(kind, sign_up, now=now, data=data)
    if mail is None:
        return None
    mail.due_at = due_at or now
    mail.expires_at = expires_at
    mail.once_key = once_key
    _NEW_MAIL.save(mail)
    send_soon()
    return mail


def enqueue_many(kind: str, sign_ups: Iterable[SignUp], *, now: datetime) -> int:
    """Write that several learners are to be told the same; return how many."""
    mails = [_mail(kind, sign_up, now=now, data=None) for sign_up in sign_ups]
    written = [mail for mail in mails if mail is not None]
    OutboxMail.objects.using(sign_up_database()).bulk_create(written, batch_size=BATCH)
    if written:
        send_soon()
    return len(written)


def enqueue_once(
    kind: str,
    sign_ups: Iterable[SignUp],
    *,
    now: datetime,
    once: Callable[[SignUp], str],
    expires_at: datetime | None = None,
    meeting: Meeting | None = None,
    data: dict[str, Any] | None = None,
) -> int:
    """Write that several learners are to be told the same, to each of them once.

    `once` returns the `once_key` for a learner. Whoever has a message of that key
    already gets no other, also when two write at the same time. Returns how many were
    missing when it was looked.
    """
    mails = {}
    for sign_up in sign_ups:
        mail = _mail(kind, sign_up, now=now, data=data)
        if mail is not None:
            mail.once_key, mail.expires_at = once(sign_up), expires_at
            mail.meeting = meeting
            mails[mail.once_key] = mail
    rows = OutboxMail.objects.using(sign_up_database())
    keys = list(mails)
    for start in range(0, len(keys), BATCH):
        written = rows.filter(once_key__in=keys[start : start + BATCH])
        for key in patiently(
            lambda written=written: list(written.values_list("once_key", flat=True))
        ):
            del mails[key]
    if mails:
        in_transaction(
            lambda: rows.bulk_create(
                mails.values(), batch_size=BATCH, ignore_conflicts=True
            )
        )
        send_soon()
    return len(mails)


def _mail(
    kind: str, sign_up: SignUp, *, now: datetime, data: dict[str, Any] | None
) -> OutboxMail | None:
    if not sign_up.email:
        return None
    return OutboxMail(
        kind=kind,
        sign_up_id=sign_up.pk,
        circle_id=sign_up.circle_id,
        language=sign_up.language,
        data=data or {},
        created_at=now,
        due_at=now,
    )
