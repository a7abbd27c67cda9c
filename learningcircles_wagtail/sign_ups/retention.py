"""How long sign-ups keep names: until some days after their circle is over.

What is counted stays: that somebody had a place, when, and in which circle.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Case, F, Max, QuerySet, Value, When
from django.db.models.functions import Coalesce

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.retrying import sign_up_database

BATCH = 200
"""How many sign-ups are looked up together; each is forgotten by itself."""


def kept_too_long(*, now: datetime) -> QuerySet[SignUp]:
    """Return the sign-ups that name somebody and whose time has passed at `now`.

    A circle is over at the end of its last meeting; where every meeting was cancelled,
    when the last of them would have ended; one that was cancelled before it had any,
    when that was published. A circle that waits for its dates is not over.
    """
    using = sign_up_database()
    before = now - timedelta(days=settings.RETENTION_DAYS)
    called_off = Case(When(cancelled=True, then=F("modified_at")), default=Value(None))
    over = (
        Circle.objects.using(using)
        .order_by()
        .annotate(
            lc_over_at=Coalesce("last_meeting_at", Max("meetings__end"), called_off)
        )
        .filter(lc_over_at__lte=before)
    )
    rows = SignUp.objects.using(using).exclude(status=SignUpStatus.ANONYMISED)
    return rows.filter(circle__in=over.values("pk")).order_by("pk")


def purge(*, now: datetime) -> int:
    """Forget everybody whose time has passed; return how many. Twice is once.

    Each in a transaction of its own, so that nobody waits for long, and what was done
    stays done where it is interrupted. Raises TooBusyError.
    """
    count = 0
    for sign_up in _batches(now):
        try:
            forget(sign_up, now=now)
        except SignUp.DoesNotExist:
            continue
        count += 1
    return count


def _batches(now: datetime) -> Iterator[SignUp]:
    last = 0
    while rows := list(kept_too_long(now=now).filter(pk__gt=last)[:BATCH]):
        yield from rows
        last = rows[-1].pk
