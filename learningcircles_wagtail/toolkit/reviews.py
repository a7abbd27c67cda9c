"""Which guides somebody should read again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import pgettext_lazy

from learningcircles_wagtail.directory.pages import page_model

SOON = timedelta(days=30)


class ReviewState(models.TextChoices):
    """Where a guide stands between two reviews."""

    OVERDUE = "overdue", pgettext_lazy("review of a guide", "Overdue")
    NEVER = "never", pgettext_lazy("review of a guide", "Never reviewed")
    SOON = "soon", pgettext_lazy("review of a guide", "Due soon")
    FINE = "fine", pgettext_lazy("review of a guide", "Not due")


def overdue_q(today: date) -> Q:
    """Guides whose review was due by `today`, or is due on it."""
    return Q(review_due_on__lte=today)


def never_reviewed_q() -> Q:
    """Guides that nobody has reviewed."""
    return Q(last_reviewed_on__isnull=True)


def due_soon_q(today: date) -> Q:
    """Guides whose review is due within 30 days after `today`."""
    return Q(review_due_on__gt=today, review_due_on__lte=today + SOON)


def state_q(state: str, *, today: date) -> Q:
    """Return the condition of a `ReviewState`; each guide is in one of them."""
    overdue = overdue_q(today)
    # A date that is missing is neither before nor after today.
    known = Q(review_due_on__isnull=True) | ~overdue
    reviewed = Q(last_reviewed_on__isnull=False)
    match state:
        case ReviewState.OVERDUE:
            return overdue
        case ReviewState.NEVER:
            return known & never_reviewed_q()
        case ReviewState.SOON:
            return reviewed & due_soon_q(today)
        case _fine:
            later = Q(review_due_on__isnull=True) | Q(review_due_on__gt=today + SOON)
            return reviewed & later


def state_of(guide: Any, *, today: date) -> ReviewState:
    """Return where a guide stands, as `state_q` says it in SQL."""
    due = guide.review_due_on
    if due is not None and due <= today:
        return ReviewState.OVERDUE
    if guide.last_reviewed_on is None:
        return ReviewState.NEVER
    if due is not None and due <= today + SOON:
        return ReviewState.SOON
    return ReviewState.FINE


def live_guides() -> QuerySet:
    """Return the guides that visitors read, those whose review is due first."""
    return (
        page_model("toolkit_page")
        .objects.live()
        .order_by(F("review_due_on").asc(nulls_first=True), "title", "pk")
    )
