"""What a crowd leaves behind in the database, and whether people were told the same."""

from typing import Any

KEPT = {
    "confirmed": {"confirmed", "cancelled"},
    "waiting": {"confirmed", "waiting", "cancelled"},
}
"""What may stand in the row of somebody who was told this."""


def left_behind(circles: list[int]) -> dict[str, Any]:
    """Return how many seats were sold twice, or stayed empty, and every breach."""
    from django.utils import timezone

    from learningcircles_wagtail.models import Circle, SignUp
    from learningcircles_wagtail.sign_ups.invariants import check

    oversold = empty = seated = 0
    for circle in Circle.objects.filter(pk__in=circles):
        rows = SignUp.objects.filter(circle=circle)
        inside = rows.filter(status="confirmed").count()
        waiting = rows.filter(status="waiting").count()
        seated += inside
        if circle.capacity is not None:
            oversold += max(0, inside - circle.capacity)
            empty += min(waiting, max(0, circle.capacity - inside))
    # Others are those of the bare statements, which write no rows of learners.
    breaches = [
        str(breach)
        for breach in check(now=timezone.now())
        if breach.circle_id in circles
    ]
    return {
        "seated": seated,
        "oversold": oversold,
        "empty": empty,
        "breaches": breaches[:5],
    }


def lost(circles: list[int], promises: dict[str, str]) -> int:
    """Return how many were told that they are in, and have no such row, or no mail."""
    from learningcircles_wagtail.models import OutboxMail, SignUp

    rows = {
        email: (pk, status)
        for email, pk, status in SignUp.objects.filter(circle__in=circles).values_list(
            "email", "pk", "status"
        )
    }
    told = set(
        OutboxMail.objects.filter(circle__in=circles).values_list(
            "sign_up_id", flat=True
        )
    )
    missing = 0
    for address, state in promises.items():
        pk, status = rows.get(address, (0, ""))
        missing += status not in KEPT[state] or pk not in told
    return missing
