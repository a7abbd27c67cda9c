"""What `send_circle_mail` does for subscribers at each run, besides sending."""

from datetime import datetime

from learningcircles_wagtail.subscriptions import keeping, next_circles, releases


def write_notices(*, now: datetime) -> int:
    """Write to everybody for whom there is news; return how many messages."""
    return next_circles.tell(now=now) + releases.tell(now=now)


def forget_told(*, now: datetime) -> int:
    """Delete who was told, whose time is over, and old messages; return how many."""
    steps = (next_circles.forget, releases.forget, keeping.forget)
    return sum(forget(now=now) for forget in steps)
