"""What learners do: sign up, and give up their place.

Each action is one transaction: the counts of the circle, the learner's row, whoever is
promoted, and the messages that tell of it, are there together or not at all. It begins
with an `UPDATE`, and is tried again as a whole where the database asks for it
(`sign_ups.retrying`). A view calls an action inside `outside_request_transaction`.
"""

from datetime import datetime
from uuid import UUID, uuid5

from learningcircles_wagtail.enums import (
    HOLDING,
    MailKind,
    SignUpSource,
    SignUpStatus,
)
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups import seats
from learningcircles_wagtail.sign_ups.addresses import hash_of_address
from learningcircles_wagtail.sign_ups.arriving import Arrival, arrive
from learningcircles_wagtail.sign_ups.learners import Learner, clean_learner
from learningcircles_wagtail.sign_ups.outbox import enqueue
from learningcircles_wagtail.sign_ups.present import as_by_now
from learningcircles_wagtail.sign_ups.publicity import is_public
from learningcircles_wagtail.sign_ups.results import Refusal, SignUpResult
from learningcircles_wagtail.sign_ups.retrying import (
    TryAgainError,
    in_transaction,
    patiently,
    sign_up_database,
)


def sign_up(
    circle: Circle,
    learner: Learner,
    *,
    now: datetime,
    request_key: UUID | str | None = None,
) -> SignUpResult:
    """Sign a visitor up to a circle; what they are told stands in the result.

    `request_key` is a random UUID of the form, by which a form that is posted twice is
    known again: a double click, the back button. It counts together with the address,
    so that a form which a cache gave to several people loses none of them.

    An address that is in already gets the answer that a newcomer would get, and once
    an hour a message with its own link.

    Raises ValidationError for what cannot be accepted, and TooBusyError.
    """
    learner = patiently(lambda: clean_learner(circle, learner))
    if not patiently(lambda: is_public(circle.pk)):
        return SignUpResult.refused(Refusal.NOT_PUBLIC)
    return arrive(
        Arrival(
            circle_id=circle.pk,
            learner=learner,
            now=now,
            entry=seats.Entry.VISITOR,
            source=SignUpSource.WEB,
            request_key=bound_key(circle, learner, request_key),
            address_hash=hash_of_address(learner.email),
        )
    )


def bound_key(
    circle: Circle, learner: Learner, request_key: UUID | str | None
) -> UUID | None:
    """Return the key of a form as it is kept: of one circle and one person.

    None for a key that no form has: the address is known again without one.
    """
    try:
        form = UUID(str(request_key))
    except ValueError:
        return None
    who = learner.email.casefold() or learner.name
    return uuid5(circle.translation_key, f"{form}\n{who}")


def cancel(sign_up: SignUp, *, now: datetime) -> bool:
    """Give up a learner's place; return whether they had one. Twice is once.

    The first in line gets it, in the same transaction. Raises TooBusyError.
    """
    return in_transaction(
        lambda: leave(sign_up, SignUpStatus.CANCELLED, MailKind.CANCELLED, now=now)
    )


def leave(sign_up: SignUp, status: str, kind: str, *, now: datetime) -> bool:
    """End a sign-up as `status`, tell the learner, and promote the first in line.

    Call it in a transaction. Returns False where the learner holds no place.
    """
    circle, row = hold(sign_up)
    if row.status not in HOLDING:
        return False
    seats.give_back(circle.pk, row.status)
    row.status, row.active_email_hash, row.ended_at = status, None, now
    row.save(
        using=sign_up_database(),
        update_fields=["status", "active_email_hash", "ended_at"],
    )
    enqueue(kind, row, now=now)
    seats.fill_free_seats(circle.pk, now=now)
    return True


def hold(sign_up: SignUp) -> tuple[Circle, SignUp]:
    """Take hold of a sign-up's circle, and return both as they stand.

    Raises TryAgainError where the sign-up was moved to another circle meanwhile.
    """
    circle = seats.lock(sign_up.circle_id)
    rows = SignUp.objects.using(sign_up_database())
    row = as_by_now(rows).get(pk=sign_up.pk)
    if row.circle_id != circle.pk:
        sign_up.circle_id = row.circle_id
        raise TryAgainError
    return circle, row
