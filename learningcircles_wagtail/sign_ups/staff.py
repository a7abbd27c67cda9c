"""What staff do with sign-ups: add, remove, restore, move and forget people.

Each step counts as a learner's own does, promotes whoever is first in line, writes the
learner a message, and stands in Wagtail's log with who did it. To let in more people
than there are places, staff raise the capacity.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from wagtail.log_actions import log

from learningcircles_wagtail.enums import (
    HOLDING,
    MailKind,
    SignUpSource,
    SignUpStatus,
)
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups import seats
from learningcircles_wagtail.sign_ups.actions import bound_key, hold, leave
from learningcircles_wagtail.sign_ups.addresses import hash_of_address, older_hashes
from learningcircles_wagtail.sign_ups.arriving import (
    Arrival,
    arrive,
    is_in_by,
    refusal_of,
)
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.learners import Learner, clean_learner
from learningcircles_wagtail.sign_ups.outbox import enqueue, kind_of
from learningcircles_wagtail.sign_ups.results import Refusal, SignUpResult
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    patiently,
    sign_up_database,
)

ADDED = "learningcircles_wagtail.sign_up.add"
REMOVED = "learningcircles_wagtail.sign_up.remove"
RESTORED = "learningcircles_wagtail.sign_up.restore"
MOVED = "learningcircles_wagtail.sign_up.move"
DELETED = "learningcircles_wagtail.sign_up.delete_data"

ENDED = frozenset({SignUpStatus.CANCELLED, SignUpStatus.REMOVED})


def add(
    circle: Circle,
    learner: Learner,
    *,
    now: datetime,
    user: Any,
    source: str = SignUpSource.PAPER,
    request_key: UUID | str | None = None,
) -> SignUpResult:
    """Sign somebody up for them, from a paper list or at the desk.

    The circle's opening times do not bind staff, nor does it have to be public; its
    places do. An address may be missing: that person gets no messages. Somebody who is
    in already stays so, and `created` is False.

    Raises ValidationError for what cannot be accepted, and TooBusyError.
    """
    learner = patiently(lambda: clean_learner(circle, learner, needs_address=False))
    arrival = Arrival(
        circle_id=circle.pk,
        learner=learner,
        now=now,
        entry=seats.Entry.STAFF,
        source=source,
        request_key=bound_key(circle, learner, request_key),
        address_hash=hash_of_address(learner.email) if learner.email else "",
        added_by_id=user.pk if user else None,
    )

    def step(row: SignUp) -> None:
        _log(row, ADDED, user, circle=circle.pk, status=row.status)

    return arrive(arrival, afterwards=step)


def remove(sign_up: SignUp, *, now: datetime, user: Any) -> bool:
    """Take a learner's place back; return whether they had one."""

    def step() -> bool:
        ended = leave(sign_up, SignUpStatus.REMOVED, MailKind.REMOVED, now=now)
        if ended:
            _log(sign_up, REMOVED, user, circle=sign_up.circle_id)
        return ended

    return in_transaction(step)


def restore(sign_up: SignUp, *, now: datetime, user: Any) -> SignUpResult:
    """Give a place again to somebody who cancelled, or was removed.

    A free seat if nobody waits, else the end of the line. Refused where the circle is
    full, or over; somebody who holds a place already just keeps it. Who has signed up
    anew meanwhile, or was anonymised, cannot be restored: `Refusal.FORM_USED`.
    """

    def step() -> SignUpResult:
        circle, row = hold(sign_up)
        if row.status in HOLDING:
            return SignUpResult(status=row.status, sign_up=row)
        if row.status not in ENDED:
            return SignUpResult.refused(Refusal.FORM_USED)
        refusal = _enter(row, circle, now=now)
        if refusal:
            return SignUpResult.refused(refusal)
        _log(row, RESTORED, user, circle=circle.pk, status=row.status)
        enqueue(kind_of(row), row, now=now)
        return SignUpResult(status=row.status, sign_up=row)

    try:
        return in_transaction(step)
    except IntegrityError:
        return SignUpResult.refused(Refusal.FORM_USED)


def move(sign_up: SignUp, to: Circle, *, now: datetime, user: Any) -> SignUpResult:
    """Move somebody who holds a place to another circle, and keep their link.

    There they get a free seat if nobody waits, else the end of the line; here the
    first in line is promoted. Refused, with nothing changed, where the other circle is
    full or over, or the address is in it already (`Refusal.FORM_USED`).
    """

    def step() -> SignUpResult:
        # Both rows in the order of their keys, so that two moves never wait crosswise.
        for pk in sorted({sign_up.circle_id, to.pk}):
            seats.lock(pk)
        here, row = hold(sign_up)
        if row.status not in HOLDING:
            return SignUpResult.refused(Refusal.FORM_USED)
        if here.pk == to.pk:
            return SignUpResult(status=row.status, sign_up=row)
        seats.give_back(here.pk, row.status)
        refusal = _enter(row, to, now=now)
        if refusal:
            raise _RefusedError(refusal)
        seats.fill_free_seats(here.pk, now=now)
        _log(row, MOVED, user, circle=here.pk, to=to.pk, status=row.status)
        enqueue(MailKind.MOVED, row, now=now, data={"from_circle": here.pk})
        return SignUpResult(status=row.status, sign_up=row)

    try:
        return in_transaction(step)
    except _RefusedError as refused:
        return SignUpResult.refused(refused.refusal)
    except IntegrityError:
        return SignUpResult.refused(Refusal.FORM_USED)


def delete_data(sign_up: SignUp, *, now: datetime, user: Any) -> None:
    """Forget a learner who asked for it; a place that they hold is given up first.

    Raises SignUp.DoesNotExist where the row is gone, and TooBusyError.
    """
    status = sign_up.status

    def step() -> None:
        forget(sign_up, now=now)
        _log(sign_up, DELETED, user, circle=sign_up.circle_id, status=status)

    in_transaction(step)


class _RefusedError(Exception):
    """Takes back what a transaction has done so far, with the reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def _enter(row: SignUp, circle: Circle, *, now: datetime) -> Refusal | None:
    """Count somebody into a circle that is held, and write the row; or say why not."""
    given = seats.take(circle.pk, now=now, entry=seats.Entry.STAFF)
    if given is None:
        seats.fill_free_seats(circle.pk, now=now)
        given = seats.take(circle.pk, now=now, entry=seats.Entry.STAFF)
        if given is None:
            fresh = seats.circles().get(pk=circle.pk)
            found = refusal_of(fresh, entry=seats.Entry.STAFF, now=now)
            return found or Refusal.FULL
    row.circle_id = circle.pk
    row.status = SignUpStatus.CONFIRMED if given.has_seat else SignUpStatus.WAITING
    row.confirmed_at = now if given.has_seat else None
    row.line_number, row.queued_at, row.ended_at = given.number, now, None
    if row.email:
        row.email_hash = row.active_email_hash = hash_of_address(row.email)
        if is_in_by(older_hashes(row.email), circle_id=circle.pk, besides=row.pk):
            raise IntegrityError
    row.save(
        using=sign_up_database(),
        update_fields=[
            "circle",
            "status",
            "confirmed_at",
            "line_number",
            "queued_at",
            "ended_at",
            "email_hash",
            "active_email_hash",
        ],
    )
    return None


def _log(row: SignUp, action: str, user: Any, **data: Any) -> None:
    """Write a step into Wagtail's log; no name and no address, which would stay."""
    log(instance=row, action=action, user=user, data=data)
