"""How long an address that was left is kept, and forgetting it then.

- one that its owner never confirmed: two days;
- one that waits for a circle: until the message about it was sent, and
  `LEARNINGCIRCLES_WISH_DAYS` from its confirmation at the longest;
- one for press releases: until its owner ends it, or `REFUSALS` messages one after the
  other were refused for good.
"""

from datetime import datetime, timedelta

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.enums import MailKind, MailStatus, SubscriptionKind
from learningcircles_wagtail.models import OutboxMail, Subscription
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    patiently,
    sign_up_database,
)

UNCONFIRMED = timedelta(days=2)
"""For how long an address waits to be confirmed before it is forgotten."""

REFUSALS = 3
"""How many messages, one after the other, have to be refused for good before we
believe that nobody reads at an address: one may be refused for what stands in it."""

REFUSED = Q(status=MailStatus.FAILED, last_error__startswith="5")
"""Messages that a server refused for good (RFC 5321, 4.2.1)."""


def kept_until(subscription: Subscription) -> datetime | None:
    """Return when a confirmed wish is forgotten at the latest; None: never by time."""
    if subscription.kind != SubscriptionKind.CIRCLE or not subscription.confirmed_at:
        return None
    return subscription.confirmed_at + timedelta(days=settings.WISH_DAYS)


def outdated(*, now: datetime, unread: list[int]) -> QuerySet[Subscription]:
    """Return the addresses whose time is over, and some others, by their keys.

    Who is being told of a circle at this moment is left out.
    """
    oldest = now - timedelta(days=settings.WISH_DAYS)
    return Subscription.objects.using(sign_up_database()).filter(
        Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED)
        | Q(
            kind=SubscriptionKind.CIRCLE,
            confirmed_at__lte=oldest,
            told_at=None,
        )
        | Q(pk__in=unread)
    )


def unread() -> list[int]:
    """Return the keys of subscriptions to releases that nobody seems to read."""
    mails = OutboxMail.objects.using(sign_up_database()).filter(kind=MailKind.RELEASE)
    found = (
        Subscription.objects.using(sign_up_database())
        .filter(pk__in=mails.filter(REFUSED).values("subscription_id"))
        .annotate(lc_taken=Max("mails__pk", filter=Q(mails__status=MailStatus.SENT)))
        .values_list("pk", Coalesce("lc_taken", 0))
    )
    return [
        pk
        for pk, taken in found
        if mails.filter(REFUSED, subscription_id=pk, pk__gt=taken).count() >= REFUSALS
    ]


def count(*, now: datetime) -> int:
    """Return how many addresses `forget` would forget."""
    return patiently(lambda: outdated(now=now, unread=unread()).count())


def forget(*, now: datetime) -> int:
    """Delete the addresses whose time is over; return how many there were."""
    # Read before the transaction, whose first statement writes.
    keys = patiently(unread)
    return in_transaction(lambda: delete(outdated(now=now, unread=keys)))


def delete(rows: QuerySet[Subscription]) -> int:
    """Delete subscriptions with their messages, in a transaction; return how many.

    The first statement writes (`sign_ups.retrying`); a deletion reads first.
    """
    number = rows.update(token_hash=F("token_hash"))
    rows.delete()
    return number
