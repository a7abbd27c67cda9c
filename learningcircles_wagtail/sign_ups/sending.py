"""Sending what is due in the outbox: claimed, composed, handed over, written down.

Safe in any number of processes at once. A message is written down as sent right after
the mail server took it; a process that dies between the two leaves it to be sent once
more, with the same `Message-ID`, by which mail programs know it again.

Nothing personal is logged, printed or kept: a message is named by its number.
"""

import logging
import random
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.domain.mail_retries import delay_after
from learningcircles_wagtail.enums import MailStatus
from learningcircles_wagtail.models import OutboxMail
from learningcircles_wagtail.sign_ups.claiming import (
    claimed_mails,
    settle,
    settle_as_sent,
)
from learningcircles_wagtail.sign_ups.delivery import (
    DeliveryError,
    LaterError,
    MailServer,
    NeverError,
)
from learningcircles_wagtail.sign_ups.mail import learners
from learningcircles_wagtail.sign_ups.rationing import free_again_at
from learningcircles_wagtail.subscriptions import mail as subscriptions

logger = logging.getLogger("learningcircles_wagtail.mail")

CALLS_IN_VAIN = 3
"""After so many vain calls of the mail server, one after the other, a run ends: the
rest stays due, and uses up none of its attempts."""

Clock = Callable[[], datetime]


@dataclass
class Tally:
    """How many messages of a run were `sent`, `failed`, `dropped`, and so on.

    `later` are those that are tried again, `rationed` those that wait because their
    reader has had enough for an hour. `is_unreachable`: the run ended early.
    """

    counts: Counter[str] = field(default_factory=Counter)
    is_unreachable: bool = False


def send_due(*, clock: Clock = timezone.now, limit: int | None = None) -> Tally:
    """Send what is due, `limit` messages at most; what goes wrong stops no other."""
    tally = Tally()
    server = MailServer()
    in_vain = 0
    try:
        for mail in claimed_mails(clock, limit=limit):
            outcome, unreachable = _handle(mail, server, clock)
            tally.counts[outcome] += 1
            in_vain = in_vain + 1 if unreachable else 0
            if in_vain >= CALLS_IN_VAIN:
                tally.is_unreachable = True
                break
    finally:
        server.close()
    return tally


def _handle(mail: OutboxMail, server: MailServer, clock: Clock) -> tuple[str, bool]:
    """Do with one message what has to be done; return what, and if nobody answered."""
    now = clock()
    about = subscriptions if mail.subscription_id else learners
    try:
        if reason := about.why_not(mail, now=now):
            settle(mail, status=MailStatus.DROPPED, last_error=reason)
            return "dropped", False
        free_at = free_again_at(mail, at_most=settings.MAILS_PER_HOUR, now=now)
        if free_at is not None:
            settle(mail, due_at=free_at)
            return "rationed", False
        server.deliver(about.compose(mail, now=now))
    except NeverError as error:
        return _fail(mail, error), False
    except LaterError as error:
        return _put_off(mail, error, now=clock()), error.unreachable
    except Exception as error:
        return _put_off(mail, _unwritten(mail, error), now=clock()), False
    settle_as_sent(mail, now=clock())
    return "sent", False


def _unwritten(mail: OutboxMail, error: Exception) -> LaterError:
    """Log that a message could not be put together, without what stood in it.

    The words of an error may quote what was to be written; where it arose does not.
    """
    reason = type(error).__name__[:100]
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("Message %s cannot be written: %s\n%s", mail.pk, reason, where)
    return LaterError(reason)


def _fail(mail: OutboxMail, error: DeliveryError) -> str:
    logger.warning("Message %s cannot be delivered: %s", mail.pk, error.reason)
    settle(
        mail,
        status=MailStatus.FAILED,
        attempts=mail.attempts + 1,
        last_error=error.reason,
    )
    return "failed"


def _put_off(mail: OutboxMail, error: DeliveryError, *, now: datetime) -> str:
    """Let a message be tried again later, or give it up."""
    attempts = mail.attempts + 1
    delay: timedelta | None = delay_after(attempts, chance=random.random())  # noqa: S311
    if delay is None:
        return _fail(mail, error)
    settle(mail, attempts=attempts, due_at=now + delay, last_error=error.reason)
    return "later"
