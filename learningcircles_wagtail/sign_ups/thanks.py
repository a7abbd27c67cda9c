"""Writing the last message of a circle into the outbox: thanks, once it is over.

It goes to who had a place to the end, within a few days of the last meeting; thanks
that come much later are none. A library that does not want it turns it off in its
settings.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from learningcircles_wagtail.enums import MailKind, SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    LearningCirclesSettings,
    OutboxMail,
    SignUp,
)
from learningcircles_wagtail.sign_ups.mail.pages import site_of
from learningcircles_wagtail.sign_ups.outbox import enqueue_once
from learningcircles_wagtail.sign_ups.retrying import patiently, sign_up_database

WITHIN = timedelta(days=7)
"""How long after the last meeting thanks are still sent."""


def write_thanks(*, now: datetime) -> int:
    """Write the thanks that are due; return how many there were."""
    written = 0
    for circle in patiently(lambda: _circles(now)):
        learners = patiently(lambda circle=circle: _learners(circle))
        if learners and _are_wanted(circle):
            written += enqueue_once(
                MailKind.THANKS,
                learners,
                now=now,
                once=lambda sign_up, circle=circle: f"thanks:{circle.pk}:{sign_up.pk}",
                expires_at=circle.last_meeting_at + WITHIN,
            )
    return written


def _circles(now: datetime) -> list[Circle]:
    """Return the circles that have come to their end lately, with somebody in them."""
    return list(
        Circle.objects.using(sign_up_database())
        .filter(
            cancelled=False,
            sign_up_backend=SignUpBackend.DATABASE,
            taken__gt=0,
            last_meeting_at__lte=now,
            last_meeting_at__gt=now - WITHIN,
        )
        .order_by("pk")
    )


def _learners(circle: Circle) -> list[SignUp]:
    """Return who had a place to the end, and has not been thanked."""
    thanks = OutboxMail.objects.using(sign_up_database()).filter(
        sign_up=OuterRef("pk"), circle_id=circle.pk, kind=MailKind.THANKS
    )
    return list(
        SignUp.objects.using(sign_up_database())
        .filter(~Exists(thanks), circle_id=circle.pk, status=SignUpStatus.CONFIRMED)
        .exclude(email="")
        .only("pk", "email", "language", "circle_id")
    )


def _are_wanted(circle: Circle) -> bool:
    """Return whether the circle's site thanks its learners."""
    site = site_of(circle.pk, None)
    return site is not None and LearningCirclesSettings.for_site(site).thank_learners
