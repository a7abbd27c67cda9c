"""Learners whom our mail does not reach, so that staff can ask them another way.

A place is given to an address without asking whether anybody reads there, for who comes
first is served first. Where its mail server refuses what we write, the place may be
held by nobody; that is for people to find out, so nobody loses a place by it.
"""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from learningcircles_wagtail.enums import HOLDING, MailStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp

REFUSALS = ("4", "5")
"""How a server's answer begins that kept a message from its reader for good, or until
we gave up (RFC 5321, 4.2.1); all else is a fault of ours, or of the network."""


def unreached(rows: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Keep those whose last message was given up because a server did not take it."""
    last = (
        OutboxMail.objects.filter(
            sign_up=OuterRef("pk"), status__in=[MailStatus.SENT, MailStatus.FAILED]
        )
        .order_by("-pk")
        .annotate(lc_kind=Substr("last_error", 1, 1))
    )
    return rows.annotate(
        lc_outcome=Subquery(last.values("status")[:1]),
        lc_refusal=Subquery(last.values("lc_kind")[:1]),
    ).filter(Q(lc_outcome=MailStatus.FAILED, lc_refusal__in=REFUSALS))


def unreached_with_a_place(circle: Circle) -> int:
    """Return how many such learners have a place in a circle, or wait for one."""
    rows = SignUp.objects.filter(circle=circle, status__in=list(HOLDING))
    return unreached(rows.exclude(email="")).count()
