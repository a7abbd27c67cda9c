"""Forgetting learners when the time of keeping is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.enums import MailStatus, SignUpStatus
from learningcircles_wagtail.models import OutboxMail, SignUp
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    patiently,
    sign_up_database,
)

BATCH = 500


@dataclass(frozen=True, slots=True)
class Purged:
    """How many sign-ups were made anonymous, and how many messages emptied."""

    sign_ups: int
    messages: int


def expired(*, now: datetime, days: int) -> QuerySet[SignUp]:
    """Return sign-ups that name somebody although their circle ended `days` ago.

    The end is that of the last meeting that was to be held. Where all were cancelled
    it is the last of those; where a circle was called off without any meeting, or its
    last page deleted, the moment of signing up. A circle that has no meetings yet has
    not ended.
    """
    long_ago = now - timedelta(days=days)
    end = Coalesce("circle__last_meeting_at", Max("circle__meetings__end"))
    will_not_be = Q(circle__cancelled=True) | ~_has_a_page()
    rows = SignUp.objects.using(sign_up_database())
    return (
        rows.exclude(status=SignUpStatus.ANONYMISED)
        .annotate(lc_end=end)
        .filter(
            Q(lc_end__lte=long_ago)
            | Q(will_not_be, lc_end=None, created_at__lte=long_ago)
        )
        .order_by("pk")
    )


def _has_a_page() -> Q:
    """Sign-ups to circles of which there is a page, published or not."""
    found = Q()
    for model in circle_page_models():
        found |= Q(Exists(model.objects.filter(circle=OuterRef("circle_id"))))
    return found


def old_messages(*, now: datetime, days: int) -> QuerySet[OutboxMail]:
    """Return messages to people without a sign-up that have long been done with."""
    rows = OutboxMail.objects.using(sign_up_database())
    return (
        rows.filter(sign_up=None, due_at__lte=now - timedelta(days=days))
        .exclude(status=MailStatus.PENDING)
        .exclude(recipient="", last_error="")
    )


def purge(*, now: datetime, days: int) -> Purged:
    """Forget everybody whose time has come; done twice it is done once.

    One transaction for each person, so that it may run while people sign up, and be
    broken off at any time. Raises TooBusyError.
    """
    number = 0
    for batch in _batches(now=now, days=days):
        for row in batch:
            forget(row, now=now)
        number += len(batch)
    emptied = in_transaction(
        lambda: old_messages(now=now, days=days).update(
            recipient="", data={}, last_error=""
        )
    )
    return Purged(sign_ups=number, messages=emptied)


def count(*, now: datetime, days: int) -> Purged:
    """Return what `purge` would do, without doing it."""
    return patiently(
        lambda: Purged(
            sign_ups=expired(now=now, days=days).count(),
            messages=old_messages(now=now, days=days).count(),
        )
    )


def _batches(*, now: datetime, days: int) -> Iterator[list[SignUp]]:
    """Yield those to forget in the order of their keys, a bounded number at a time."""
    last = 0
    while True:
        rows = expired(now=now, days=days).filter(pk__gt=last)
        batch = patiently(lambda rows=rows: list(rows[:BATCH]))
        if not batch:
            return
        yield batch
        last = batch[-1].pk
