"""Telling people of the next circle that fits, once, and forgetting them.

`send_circle_mail` calls `tell` and afterwards `forget`: nothing hangs on the moment at
which a page is published, so that scheduled and imported ones count alike.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Prefetch
from django.db.models.functions import Coalesce

from learningcircles_wagtail.directory.pages import page_model
from learningcircles_wagtail.directory.querysets import at_public_branch_q
from learningcircles_wagtail.enums import MailKind, MailStatus, SubscriptionKind
from learningcircles_wagtail.models import Circle, OutboxMail, Subscription, Topic
from learningcircles_wagtail.models.querysets import upcoming_q
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database
from learningcircles_wagtail.subscriptions.keeping import delete
from learningcircles_wagtail.subscriptions.wishes import wish_for_any_circle


class NewCircle(NamedTuple):
    """A circle that some may have waited for, on its page below one list.

    `course`, `library` and `topics` are translation keys: a circle names the records of
    its first language, a reader those of their own.
    """

    page_id: int
    circle_id: int
    published_at: datetime
    first_meeting_at: datetime | None
    course: UUID | None
    library: UUID | None
    topics: frozenset[UUID]


def tell(*, now: datetime) -> int:
    """Write to everybody for whom there is a circle now; return to how many."""
    told = 0
    for page, subscriptions in _by_page(_waiting()).items():
        since = min(row.created_at for row in subscriptions)
        circles = _Circles(new_circles(page, since=since, now=now))
        for row in subscriptions:
            found = circles.first_for(row)
            if found is not None:
                told += in_transaction(lambda row=row, at=found: _tell(row, at, now))
    return told


def new_circles(index_page: Any, *, since: datetime, now: datetime) -> list[NewCircle]:
    """Return public circles below a list that were first published after `since`.

    In the list's own language: a translation that comes later is new to its readers.
    Only those that have not begun; the next to begin comes first. Two queries.
    """
    model = page_model("circle_page", index_page)
    pages = (
        model.objects.live()
        .public()
        .descendant_of(index_page)
        .annotate(lc_published=Coalesce("first_published_at", "circle__created_at"))
        .filter(
            upcoming_q(now, "circle__"),
            at_public_branch_q(),
            circle__isnull=False,
            lc_published__gt=since,
        )
    )
    topics: dict[int, set[UUID]] = defaultdict(set)
    named = Circle.topics.through.objects.filter(
        circle_id__in=pages.order_by().values("circle_id")
    )
    for circle_id, key in named.values_list("circle_id", "topic__translation_key"):
        topics[circle_id].add(key)
    rows = pages.order_by(F("circle__first_meeting_at").asc(nulls_last=True), "pk")
    return [
        NewCircle(*row, topics=frozenset(topics[row[1]]))
        for row in rows.values_list(
            "pk",
            "circle_id",
            "lc_published",
            "circle__first_meeting_at",
            "circle__course__translation_key",
            "circle__library_system__translation_key",
        )
    ]


class _Circles:
    """New circles, by what people wait for."""

    def __init__(self, circles: list[NewCircle]) -> None:
        self.circles = circles
        self.by_record: dict[UUID, list[int]] = defaultdict(list)
        for place, circle in enumerate(circles):
            for key in {circle.course, *circle.topics} - {None}:
                self.by_record[key].append(place)

    def first_for(self, row: Subscription) -> NewCircle | None:
        """Return the next to begin of those that fit, None for none."""
        library = row.library_system.translation_key if row.library_system else None
        for place in self.places_for(row):
            found = self.circles[place]
            if found.published_at > row.created_at and library in {
                None,
                found.library,
            }:
                return found
        return None

    def places_for(self, row: Subscription) -> Iterable[int]:
        """Return the places of circles of the course or of one of the topics."""
        keys = {topic.translation_key for topic in row.topics.all()}
        if row.course:
            keys.add(row.course.translation_key)
        if keys:
            return sorted({place for key in keys for place in self.by_record[key]})
        # Whoever waited for something that is gone does not wait for everything.
        is_any = row.wish == wish_for_any_circle().key
        return range(len(self.circles)) if is_any else ()


def forget(*, now: datetime) -> int:
    """Delete who was told; return how many.

    Whose message turned out to be of no use (the circle was cancelled meanwhile) waits
    on for the next one.
    """
    using = sign_up_database()
    mails = OutboxMail.objects.using(using).filter(kind=MailKind.NEXT_CIRCLE)
    for mail in list(mails.filter(status=MailStatus.DROPPED)):
        in_transaction(lambda mail=mail: _wait_on(mail))
    rows = Subscription.objects.using(using)
    over = mails.filter(status__in=[MailStatus.SENT, MailStatus.FAILED])
    told = list(over.values_list("subscription_id", flat=True))
    return in_transaction(lambda: delete(rows.filter(pk__in=told)))


def _wait_on(mail: OutboxMail) -> None:
    """Take away a message that came to nothing, once, and let its reader wait on."""
    using = sign_up_database()
    mails = OutboxMail.objects.using(using).filter(
        pk=mail.pk, status=MailStatus.DROPPED
    )
    # The first statement writes (`sign_ups.retrying`); one process alone goes on.
    if mails.update(status=MailStatus.DROPPED):
        mails.delete()
        rows = Subscription.objects.using(using).filter(pk=mail.subscription_id)
        rows.update(told_at=None)


def _waiting() -> Iterable[Subscription]:
    return (
        Subscription.objects.using(sign_up_database())
        .filter(kind=SubscriptionKind.CIRCLE, confirmed_at__isnull=False, told_at=None)
        .select_related("page", "course", "library_system")
        .prefetch_related(Prefetch("topics", Topic.objects.only("translation_key")))
    )


def _by_page(rows: Iterable[Subscription]) -> dict[Any, list[Subscription]]:
    found: dict[Any, list[Subscription]] = defaultdict(list)
    for row in rows:
        found[row.page].append(row)
    # Several rows name the same page; what is asked of it needs its own class.
    return {page.specific: rows for page, rows in found.items()}


def _tell(row: Subscription, found: NewCircle, now: datetime) -> bool:
    """Write the message; False where another process, or its owner, was faster."""
    rows = Subscription.objects.using(sign_up_database())
    if not rows.filter(pk=row.pk, told_at=None).update(told_at=now):
        return False
    OutboxMail(
        kind=MailKind.NEXT_CIRCLE,
        subscription_id=row.pk,
        circle_id=found.circle_id,
        language=row.language,
        data={"page": found.page_id},
        created_at=now,
        due_at=now,
        expires_at=found.first_meeting_at,
    ).save(using=sign_up_database(), force_insert=True)
    return True
