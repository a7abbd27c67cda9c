"""No address is sent more than `MAILS_PER_HOUR` messages in an hour.

Counted in the outbox itself, so it holds over all processes and cannot be posted away:
what was sent within the hour, and what another sender has in hand. Whoever has a
message looks only then; so of two who look at the same time none is overlooked.

What anybody can have sent by typing an address into a form again and again
(`ON_REQUEST`) takes half of that at most, so that reminders and news of a place get
through. (Where only one message an hour is allowed, there is no half.)
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from learningcircles_wagtail.enums import MailKind
from learningcircles_wagtail.models import OutboxMail, SignUp, Subscription
from learningcircles_wagtail.sign_ups.addresses import hash_of_address, older_hashes
from learningcircles_wagtail.sign_ups.claiming import mails
from learningcircles_wagtail.sign_ups.retrying import patiently, sign_up_database

WITHIN = timedelta(hours=1)
ON_REQUEST = frozenset({MailKind.ADDRESS, MailKind.LINK})

SHORTLY = timedelta(minutes=1)
"""When it is looked again whether what others had in hand was sent."""


def free_again_at(mail: OutboxMail, *, at_most: int, now: datetime) -> datetime | None:
    """Return from when on the reader of a message that one has may get it.

    None for at once. By the address, in whichever circle and under whichever of the
    site's secret keys.
    """
    address = (mail.sign_up or mail.subscription).email
    hashes = [hash_of_address(address), *older_hashes(address)]
    using = sign_up_database()

    def look(kinds: Collection[str] | None = None) -> tuple[list[datetime], int]:
        # Their keys first, each by an index: an OR over joins reads the whole outbox.
        sign_ups, subscriptions = (
            list(
                model.objects.using(using)
                .filter(email_hash__in=hashes)
                .order_by()
                .values_list("pk", flat=True)
            )
            for model in (SignUp, Subscription)
        )
        theirs = Q(sign_up__in=sign_ups) | Q(subscription__in=subscriptions)
        others = mails().filter(theirs).exclude(pk=mail.pk)
        if kinds is not None:
            others = others.filter(kind__in=kinds)
        sent = others.filter(sent_at__gt=now - WITHIN).order_by("sent_at")
        in_hand = others.filter(claimed_until__gt=now)
        return list(sent.values_list("sent_at", flat=True)), in_hand.count()

    if mail.kind in ON_REQUEST:
        share = max(1, at_most // 2)
        free_at = _free_at(*patiently(lambda: look(ON_REQUEST)), share, now)
        if free_at is not None:
            return free_at
    return _free_at(*patiently(look), at_most, now)


def _free_at(
    sent: list[datetime], in_hand: int, at_most: int, now: datetime
) -> datetime | None:
    if len(sent) >= at_most:
        return sent[len(sent) - at_most] + WITHIN
    return now + SHORTLY if len(sent) + in_hand >= at_most else None
