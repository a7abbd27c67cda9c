"""What readers do with a subscription: ask for it, confirm it, end it.

Nothing tells a visitor whether an address is known: asking again is answered alike, and
sends the link again, once an hour.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError
from django.db.models import Q

from learningcircles_wagtail.enums import MailKind
from learningcircles_wagtail.models import OutboxMail, Subscription
from learningcircles_wagtail.sign_ups.addresses import (
    clean_address,
    hash_of_address,
    older_hashes,
)
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database
from learningcircles_wagtail.sign_ups.tasks import send_soon
from learningcircles_wagtail.subscriptions.keeping import UNCONFIRMED, delete
from learningcircles_wagtail.subscriptions.tokens import new_token
from learningcircles_wagtail.subscriptions.wishes import Wish

AGAIN_AFTER = timedelta(hours=1)
"""After which an address that is left again gets its link again."""


def subscribe(
    page: Any, wish: Wish, address: str, *, language: str, now: datetime
) -> None:
    """Keep an address until its owner confirms it, and write the message that asks.

    Raises ValidationError for what is no address, and TooBusyError.
    """
    email = clean_address(address)
    hashes = [hash_of_address(email), *older_hashes(email)]
    try:
        in_transaction(lambda: _begin(page, wish, email, hashes, language, now))
    except IntegrityError:
        # Somebody asked for the same at the same moment.
        in_transaction(lambda: _again(page, wish, hashes, now))


def _begin(
    page: Any, wish: Wish, email: str, hashes: list[str], language: str, now: datetime
) -> None:
    if _again(page, wish, hashes, now):
        return
    seed, hashed = new_token()
    row = Subscription(
        kind=wish.kind,
        page_id=page.pk,
        email=email,
        email_hash=hashes[0],
        language=language,
        course_id=wish.course_id,
        library_system_id=wish.library_system_id,
        wish=wish.key,
        token_seed=seed,
        token_hash=hashed,
        created_at=now,
        confirm_mailed_at=now,
    )
    row.save(using=sign_up_database(), force_insert=True)
    row.topics.set(wish.topics)
    _ask(row, wish, now)


def _again(page: Any, wish: Wish, hashes: list[str], now: datetime) -> bool:
    """Return whether the address left this wish before; it may get its link again."""
    rows = Subscription.objects.using(sign_up_database()).filter(
        page_id=page.pk, wish=wish.key, email_hash__in=hashes
    )
    due = Q(confirm_mailed_at__lte=now - AGAIN_AFTER)
    # An update decides, so that of two at the same time one writes the message; and it
    # is the first statement of the transaction (`sign_ups.retrying`).
    # One that nobody confirmed in time begins anew.
    rows.filter(confirmed_at=None, created_at__lte=now - UNCONFIRMED).update(
        created_at=now, confirm_mailed_at=now - AGAIN_AFTER
    )
    if rows.filter(due).update(confirm_mailed_at=now):
        for row in rows:
            _ask(row, wish, now)
        return True
    return rows.exists()


def _ask(row: Subscription, wish: Wish, now: datetime) -> None:
    OutboxMail(
        kind=MailKind.ADDRESS,
        subscription_id=row.pk,
        language=row.language,
        data={"about": wish.name},
        created_at=now,
        due_at=now,
        expires_at=row.created_at + UNCONFIRMED if row.confirmed_at is None else None,
    ).save(using=sign_up_database(), force_insert=True)
    send_soon()


def confirm(subscription: Subscription, *, now: datetime) -> None:
    """Let a subscription count from now on; one that counts already stays as it is.

    Raises TooBusyError.
    """
    rows = Subscription.objects.using(sign_up_database()).filter(
        pk=subscription.pk, confirmed_at=None
    )
    if in_transaction(lambda: rows.update(confirmed_at=now)):
        subscription.confirmed_at = now


def end(subscription: Subscription) -> None:
    """Forget the address, and every message to it. Raises TooBusyError."""
    rows = Subscription.objects.using(sign_up_database()).filter(pk=subscription.pk)
    in_transaction(lambda: delete(rows))
