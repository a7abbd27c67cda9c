"""Telling subscribers of new press releases, never before their hour."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError
from django.db.models import Q

from learningcircles_wagtail.directory.press_pages import releases_below
from learningcircles_wagtail.enums import (
    MailKind,
    MailStatus,
    ReleaseTiming,
    SubscriptionKind,
)
from learningcircles_wagtail.models import OutboxMail, Subscription
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database
from learningcircles_wagtail.subscriptions.keeping import REFUSED

NEWS_FOR = timedelta(days=3)
"""For how long a release is news: a backlog sends nothing older."""

BATCH = 500


def out_at(release: Any) -> datetime | None:
    """Return since when everybody may read a release that is live; None: not known."""
    hours = [release.first_published_at]
    if release.timing == ReleaseTiming.EMBARGO:
        hours.append(release.embargo_until)
    known = [hour for hour in hours if hour is not None]
    return max(known) if known else None


def tell(*, now: datetime) -> int:
    """Write to subscribers of each release that came out; return how many messages."""
    rows = Subscription.objects.filter(
        kind=SubscriptionKind.RELEASES, confirmed_at__isnull=False
    )
    rooms = {row.page_id: row.page for row in rows.select_related("page")}
    return sum(
        _tell_of(release, hour, page_id, now=now)
        for page_id, room in rooms.items()
        for release, hour in new_releases(room.specific, now=now)
    )


def new_releases(room: Any, *, now: datetime) -> list[tuple[Any, datetime]]:
    """Return the public releases below a press room that are news, with their hours."""
    found = []
    for release in releases_below(room, now=now):
        hour = out_at(release)
        if hour is not None and now - NEWS_FOR < hour <= now:
            found.append((release, hour))
    return found


def _tell_of(release: Any, hour: datetime, page_id: int, *, now: datetime) -> int:
    """Write to whoever subscribed before the release came out and has no message."""
    using = sign_up_database()
    subscribers = Subscription.objects.using(using).filter(
        kind=SubscriptionKind.RELEASES, page_id=page_id, confirmed_at__lte=hour
    )
    keys = {
        once_key(release.pk, pk): (pk, language)
        for pk, language in subscribers.values_list("pk", "language")
    }
    mails = OutboxMail.objects.using(using)
    written = mails.filter(
        subscription__page_id=page_id, once_key__startswith=once_key(release.pk, "")
    )
    missing = set(keys) - set(written.values_list("once_key", flat=True))
    rows = [
        OutboxMail(
            kind=MailKind.RELEASE,
            subscription_id=keys[key][0],
            language=keys[key][1],
            once_key=key,
            data={"page": release.pk},
            created_at=now,
            due_at=now,
            expires_at=hour + NEWS_FOR,
        )
        for key in sorted(missing)
    ]
    return sum(
        _write(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH)
    )


def _write(rows: list[OutboxMail]) -> int:
    """Write some messages; return how many, 0 where a subscriber went meanwhile.

    The others of these are written at the next run.
    """
    mails = OutboxMail.objects.using(sign_up_database())
    try:
        # Another process may write the same at this moment: the database keeps one.
        in_transaction(lambda: mails.bulk_create(rows, ignore_conflicts=True))
    except IntegrityError:
        return 0
    return len(rows)


def once_key(release_pk: int, subscription_pk: int | str) -> str:
    """Return by what the database refuses a second message about a release.

    With "" for the subscription it is how those of the release begin.
    """
    return f"release:{release_pk}:{subscription_pk}"


def forget(*, now: datetime) -> int:
    """Delete messages of releases that were never sent, and are no news any more.

    Return how many. What was sent is kept as long as its subscription, so that a
    release that gets another hour later is told to nobody twice; it holds no address.
    So is what was refused for good, which is counted (`keeping.REFUSALS`).

    One that was held back, because the release was not public when its turn came, goes
    as well while it is news: it is written again when the release is.
    """
    mails = OutboxMail.objects.filter(kind=MailKind.RELEASE)
    held = mails.filter(status=MailStatus.DROPPED, expires_at__gt=now)
    old = mails.filter(expires_at__lte=now).exclude(
        REFUSED | Q(status__in=[MailStatus.PENDING, MailStatus.SENT])
    )
    return held.delete()[0] + old.delete()[0]
