"""Telling people of the next circle that fits, once, and forgetting them.

`send_circle_mail` calls `tell` and afterwards `forget`: nothing hangs on the moment at
which a page is published, so that scheduled, imported and translated ones count alike.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch

from learningcircles_wagtail.directory.pages import page_model
from learningcircles_wagtail.directory.querysets import at_public_branch_q
from learningcircles_wagtail.enums import MailKind, MailStatus, SubscriptionKind
from learningcircles_wagtail.models import Circle, OutboxMail, Subscription, Topic
from learningcircles_wagtail.models.querysets import upcoming_q
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database
from learningcircles_wagtail.subscriptions.actions import UNCONFIRMED
from learningcircles_wagtail.subscriptions.wishes import Wish, fits


class NewCircle(NamedTuple):
    """A circle that some may have waited for, on its page below one list."""

    page_id: int
    circle: Circle
    topics: frozenset[int]


def tell(*, now: datetime) -> int:
    """Write to everybody for whom there is a circle now; return to how many."""
    told = 0
    for page, subscriptions in _by_page(_waiting()).items():
        since = min(row.created_at for row in subscriptions)
        circles = new_circles(page, since=since, now=now)
        for row in subscriptions:
            found = _first_for(row, circles)
            if found is not None:
                told += in_transaction(lambda row=row, at=found: _tell(row, at, now))
    return told


def new_circles(index_page: Any, *, since: datetime, now: datetime) -> list[NewCircle]:
    """Return public circles below a list that were first published after `since`.

    Only those that have not begun; the next to begin comes first.
    """
    model = page_model("circle_page", index_page)
    pages = (
        model.objects.live()
        .public()
        .descendant_of(index_page)
        .filter(
            upcoming_q(now, "circle__"),
            at_public_branch_q(),
            circle__created_at__gt=since,
        )
        .order_by("circle__first_meeting_at", "pk")
        .select_related("circle")
        .prefetch_related(Prefetch("circle__topics", Topic.objects.only("pk")))
    )
    return [
        NewCircle(
            page.pk,
            page.circle,
            frozenset(topic.pk for topic in page.circle.topics.all()),
        )
        for page in pages
    ]


def wish_of(subscription: Subscription) -> Wish:
    """Return what a subscription waits for."""
    return Wish(
        kind=subscription.kind,
        course_id=subscription.course_id,
        topics=frozenset(topic.pk for topic in subscription.topics.all()),
        library_system_id=subscription.library_system_id,
    )


def forget(*, now: datetime) -> int:
    """Delete who was told, and who never confirmed; return how many.

    Whose message turned out to be of no use (the circle was cancelled meanwhile) waits
    on for the next one.
    """
    rows = Subscription.objects.all()
    mails = OutboxMail.objects.filter(kind=MailKind.NEXT_CIRCLE)
    dropped = mails.filter(status=MailStatus.DROPPED)
    rows.filter(pk__in=list(dropped.values_list("subscription_id", flat=True))).update(
        told_at=None
    )
    dropped.delete()
    over = mails.filter(status__in=[MailStatus.SENT, MailStatus.FAILED])
    old = rows.filter(confirmed_at=None, created_at__lte=now - UNCONFIRMED)
    gone = [
        *over.values_list("subscription_id", flat=True),
        *old.values_list("pk", flat=True),
    ]
    rows.filter(pk__in=gone).delete()
    return len(set(gone))


def _waiting() -> Iterable[Subscription]:
    return (
        Subscription.objects.filter(
            kind=SubscriptionKind.CIRCLE, confirmed_at__isnull=False, told_at=None
        )
        .select_related("page")
        .prefetch_related(Prefetch("topics", Topic.objects.only("pk")))
    )


def _by_page(rows: Iterable[Subscription]) -> dict[Any, list[Subscription]]:
    found: dict[Any, list[Subscription]] = defaultdict(list)
    for row in rows:
        found[row.page].append(row)
    # Several rows name the same page; what is asked of it needs its own class.
    return {page.specific: rows for page, rows in found.items()}


def _first_for(row: Subscription, circles: list[NewCircle]) -> NewCircle | None:
    wish = wish_of(row)
    for found in circles:
        is_new = found.circle.created_at > row.created_at
        if is_new and fits(wish, found.circle, found.topics):
            return found
    return None


def _tell(row: Subscription, found: NewCircle, now: datetime) -> bool:
    """Write the message; False where another process, or its owner, was faster."""
    rows = Subscription.objects.using(sign_up_database())
    if not rows.filter(pk=row.pk, told_at=None).update(told_at=now):
        return False
    OutboxMail(
        kind=MailKind.NEXT_CIRCLE,
        subscription_id=row.pk,
        circle_id=found.circle.pk,
        language=row.language,
        data={"page": found.page_id},
        created_at=now,
        due_at=now,
        expires_at=found.circle.first_meeting_at,
    ).save(using=sign_up_database(), force_insert=True)
    return True
