"""Messages of the outbox, each given to one sender at a time.

One guarded `UPDATE` decides who has a message: it names the message, and that it is
due and nobody's. Whoever finds a row there has it until `claimed_until`; a sender that
dies gives it back by the clock. Nothing is locked while a mail server is spoken to, so
it is the same on every database.
"""

import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from learningcircles_wagtail.enums import MailStatus
from learningcircles_wagtail.models import OutboxMail
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    patiently,
    sign_up_database,
)

HELD_FOR = timedelta(minutes=15)
"""How long a sender has a message: longer than any exchange with a mail server takes,
whose every step may take `delivery.LONGEST_TIMEOUT`."""

CANDIDATES = 100
"""How many messages are looked at together."""


def mails() -> Any:
    """Return messages as the database knows in which they are written."""
    return OutboxMail.objects.using(sign_up_database())


def due_q(now: datetime) -> Q:
    """Messages that are to be sent at `now` and that no sender has."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return Q(status=MailStatus.PENDING, due_at__lte=now) & free


def due_keys(*, now: datetime) -> list[int]:
    """Return some messages that are due, of those the longest, in no order.

    Several senders look at the same ones: in an order of their own they seldom meet.
    """
    found = patiently(
        lambda: list(
            mails()
            .filter(due_q(now))
            .order_by("due_at", "pk")
            .values_list("pk", flat=True)[:CANDIDATES]
        )
    )
    random.shuffle(found)
    return found


def claim(pk: int, *, now: datetime) -> uuid.UUID | None:
    """Take a message for oneself; None where it is another's, or not due any more."""
    mark = uuid.uuid4()
    taken = in_transaction(
        lambda: (
            mails()
            .filter(due_q(now), pk=pk)
            .update(claim=mark, claimed_until=now + HELD_FOR)
        )
    )
    return mark if taken else None


def claimed_mails(clock: Any, *, limit: int | None = None) -> Iterator[OutboxMail]:
    """Take messages one after the other until none is due, at most `limit`.

    `clock` gives the present. A message that is put off must be so before the next is
    asked for. What was looked at in vain is not looked at again.
    """
    left = limit
    seen: set[int] = set()
    while fresh := [pk for pk in due_keys(now=clock()) if pk not in seen]:
        for pk in fresh:
            if left == 0:
                return
            seen.add(pk)
            mark = claim(pk, now=clock())
            mail = mark and patiently(
                lambda pk=pk, mark=mark: (
                    mails()
                    .select_related("sign_up", "subscription", "circle", "meeting")
                    .filter(pk=pk, claim=mark)
                    .first()
                )
            )
            if mail:
                left = None if left is None else left - 1
                yield mail


def settle(mail: OutboxMail, **values: Any) -> bool:
    """Write what became of a message that one has, and let it go.

    False where it is another's by now: then that one writes what became of it.
    """
    values |= {"claim": None, "claimed_until": None}
    return bool(
        in_transaction(
            lambda: (
                mails()
                .filter(pk=mail.pk, claim=mail.claim, status=MailStatus.PENDING)
                .update(**values)
            )
        )
    )


def settle_as_sent(mail: OutboxMail, *, now: datetime) -> None:
    """Write that a message was accepted, whoever has it by now."""
    in_transaction(
        lambda: (
            mails()
            .filter(pk=mail.pk)
            .exclude(status=MailStatus.SENT)
            .update(
                status=MailStatus.SENT,
                sent_at=now,
                attempts=mail.attempts + 1,
                last_error="",
                claim=None,
                claimed_until=None,
            )
        )
    )
