"""No address is sent more than `MAILS_PER_HOUR` messages in an hour.

Counted in the outbox itself, so it holds over all processes and cannot be posted away:
what was sent within the hour, and what another sender has in hand. Whoever has a
message looks only then; so of two who look at the same time none is overlooked.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from learningcircles_wagtail.models import OutboxMail, SignUp, Subscription
from learningcircles_wagtail.sign_ups.addresses import hash_of_address, older_hashes
from learningcircles_wagtail.sign_ups.claiming import mails
from learningcircles_wagtail.sign_ups.retrying import patiently, sign_up_database

WITHIN = timedelta(hours=1)
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

    def look() -> tuple[list[datetime], int]:
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
        sent = others.filter(sent_at__gt=now - WITHIN).order_by("sent_at")
        in_hand = others.filter(claimed_until__gt=now)
        return list(sent.values_list("sent_at", flat=True)), in_hand.count()

    sent, in_hand = patiently(look)
    if len(sent) >= at_most:
        return sent[len(sent) - at_most] + WITHIN
    return now + SHORTLY if len(sent) + in_hand >= at_most else None
