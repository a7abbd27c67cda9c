"""Somebody wants a place: the one transaction that gives it, and what repeats get.

The statements of a sign-up that succeeds: the guarded `UPDATE` of the circle, which
counts, decides and returns a number (on MariaDB a `SELECT` reads it); the learner's
row; the message. That an address, or a form, is there already is told by the
constraints of the database when the row is written; then nothing of this transaction
remains.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q, QuerySet

from learningcircles_wagtail.domain.seats import SignUpState, sign_up_state
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.enums import (
    HOLDING,
    MailKind,
    SignUpBackend,
    SignUpStatus,
)
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups import seats, tokens
from learningcircles_wagtail.sign_ups.addresses import older_hashes
from learningcircles_wagtail.sign_ups.learners import Learner
from learningcircles_wagtail.sign_ups.outbox import enqueue, kind_of
from learningcircles_wagtail.sign_ups.prepared import RowInsert
from learningcircles_wagtail.sign_ups.results import Refusal, SignUpResult
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database

LINK_AGAIN_AFTER = timedelta(hours=1)
"""An address that signs up again and again gets its link once in this time."""

_NEW_ROW = RowInsert(SignUp)

ROUNDS = 3
"""How often a repeat is looked for whose first sign-up vanished meanwhile."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One attempt to sign up, with everything that does not depend on the database.

    `request_key` and `address_hash` are as they are stored; "" is for no address.
    """

    circle_id: int
    learner: Learner
    now: datetime
    entry: seats.Entry
    source: str
    request_key: UUID | None
    address_hash: str
    added_by_id: int | None = None

    @property
    def older_hashes(self) -> list[str]:
        """By what the address was known under earlier secret keys of the site."""
        return older_hashes(self.learner.email) if self.address_hash else []


def arrive(
    arrival: Arrival, *, afterwards: Callable[[SignUp], None] | None = None
) -> SignUpResult:
    """Give somebody a place, or a place in line, or say why there is none.

    `afterwards` is called with a new row, in its transaction.
    """
    for _round in range(ROUNDS):
        attempt = _Attempt(arrival, afterwards)
        try:
            return in_transaction(attempt.run)
        except IntegrityError as error:
            problem = error
        repeated = in_transaction(attempt.answer_repeat)
        if repeated is not None:
            return repeated
    raise problem


class _Attempt:
    """Runs once, or again where the database asks for it; the last run counts."""

    def __init__(
        self, arrival: Arrival, afterwards: Callable[[SignUp], None] | None
    ) -> None:
        self.arrival = arrival
        self.afterwards = afterwards
        self.counted_as: str | None = None

    def run(self) -> SignUpResult:
        """Count, and write the row and the message; raise IntegrityError for repeats.

        The first statement writes.
        """
        arrival = self.arrival
        # Everything that needs no database comes first: nobody waits for it.
        row = self.new_row()
        given = self.take() or self.make_room()
        if isinstance(given, Refusal):
            return self.refuse(given)
        row.line_number = given.number
        if given.has_seat:
            row.status, row.confirmed_at = SignUpStatus.CONFIRMED, arrival.now
        self.counted_as = row.status
        if is_in_by(arrival.older_hashes, circle_id=arrival.circle_id):
            raise IntegrityError
        _NEW_ROW.save(row)
        enqueue(kind_of(row), row, now=arrival.now)
        if given.is_empty_beside:
            # Somebody raised the capacity past all that fills seats.
            seats.fill_free_seats(arrival.circle_id, now=arrival.now)
            row.refresh_from_db()
        if self.afterwards:
            self.afterwards(row)
        return SignUpResult(status=row.status, created=True, sign_up=row)

    def take(self) -> seats.Taken | None:
        """Count the newcomer; return None where there is no place."""
        arrival = self.arrival
        return seats.take(arrival.circle_id, now=arrival.now, entry=arrival.entry)

    def make_room(self) -> seats.Taken | Refusal:
        """Return why there is no place, or what is taken where there was one."""
        arrival = self.arrival
        circle = seats.standing(arrival.circle_id)
        if circle is None:
            return Refusal.NOT_PUBLIC
        refusal = refusal_of(circle, entry=arrival.entry, now=arrival.now)
        if refusal is not None:
            return refusal
        # Somebody left since, or seats are free beside a line that takes no newcomers.
        # From here on the circle is held: what is found now stays so.
        seats.fill_free_seats(arrival.circle_id, now=arrival.now)
        given = self.take()
        if given is not None:
            return given
        circle = seats.circles().get(pk=arrival.circle_id)
        return refusal_of(circle, entry=arrival.entry, now=arrival.now) or Refusal.FULL

    def refuse(self, refusal: Refusal) -> SignUpResult:
        """Refuse; an address that is in is not told so here, but gets its link."""
        if not self.is_known():
            return SignUpResult.refused(refusal)
        posted = self.posted_before()
        if posted is not None:
            return posted
        if refusal is Refusal.FULL:
            self.mail_link()
        return SignUpResult.refused(refusal)

    def answer_repeat(self) -> SignUpResult | None:
        """Answer as a newcomer would be answered; None where it is no repeat."""
        is_in = self.mail_link()
        posted = self.posted_before()
        if posted is not None:
            return posted
        return SignUpResult(status=self.counted_as) if is_in else None

    def is_known(self) -> bool:
        """Return whether the form was posted before, or the address is in."""
        arrival, known = self.arrival, Q(pk__in=[])
        if arrival.request_key:
            known |= Q(request_key=arrival.request_key)
        if arrival.address_hash:
            known |= self.holding_q()
        return self.rows().filter(known).exists()

    def holding_q(self) -> Q:
        """Rows of the address in this circle that hold a place, by any of its keys."""
        arrival = self.arrival
        hashes = [arrival.address_hash, *arrival.older_hashes]
        return Q(circle_id=arrival.circle_id, active_email_hash__in=hashes)

    def posted_before(self) -> SignUpResult | None:
        """Return what became of this very form, if it was posted before."""
        key = self.arrival.request_key
        row = key and self.rows().filter(request_key=key).first()
        if not row:
            return None
        if row.status in HOLDING:
            return SignUpResult(status=row.status, sign_up=row)
        return SignUpResult.refused(Refusal.FORM_USED)

    def mail_link(self) -> bool:
        """Return whether the address is in; then let it have its link, once an hour.

        Not for the very form that made the sign-up: that had its message.
        """
        arrival = self.arrival
        if not arrival.address_hash:
            return False
        holding = self.rows().filter(self.holding_q())
        another = ~Q(request_key=arrival.request_key) if arrival.request_key else Q()
        due = Q(link_mailed_at=None) | Q(
            link_mailed_at__lte=arrival.now - LINK_AGAIN_AFTER
        )
        # An update decides, so that of two at the same time one writes the message.
        if holding.filter(another, due).update(link_mailed_at=arrival.now):
            for row in holding:
                enqueue(MailKind.LINK, row, now=arrival.now)
            return True
        return holding.exists()

    def rows(self) -> QuerySet[SignUp]:
        """Return sign-ups as the database knows in which they are written."""
        return SignUp.objects.using(sign_up_database())

    def new_row(self) -> SignUp:
        """Return the row of somebody who waits, not saved."""
        arrival, learner, now = self.arrival, self.arrival.learner, self.arrival.now
        seed = tokens.new_seed()
        return SignUp(
            circle_id=arrival.circle_id,
            status=SignUpStatus.WAITING,
            source=arrival.source,
            name=learner.name,
            email=learner.email,
            phone=learner.phone,
            accommodation=learner.accommodation,
            answers=dict(learner.answers),
            language=learner.language,
            consent_version=learner.consent_version,
            consented_at=now if learner.consent_version else None,
            token_seed=seed,
            token_hash=token_hash(tokens.make_token(seed)),
            request_key=arrival.request_key,
            email_hash=arrival.address_hash,
            active_email_hash=arrival.address_hash or None,
            created_at=now,
            queued_at=now,
            added_by_id=arrival.added_by_id,
        )


def is_in_by(
    older_hashes: list[str], *, circle_id: int, besides: int | None = None
) -> bool:
    """Return whether an address is in a circle, known by an earlier secret key.

    The constraint of the database knows the present key alone. `besides` is the key of
    a sign-up that does not count.
    """
    rows = SignUp.objects.using(sign_up_database()).exclude(pk=besides)
    return bool(older_hashes) and (
        rows.filter(circle_id=circle_id, active_email_hash__in=older_hashes).exists()
    )


def refusal_of(circle: Circle, *, entry: seats.Entry, now: datetime) -> Refusal | None:
    """Return why nobody can be added to a circle as it stands, None if somebody can."""
    if circle.sign_up_backend != SignUpBackend.DATABASE:
        return Refusal.ELSEWHERE
    facts = circle.sign_up_facts
    if entry is seats.Entry.STAFF:
        if circle.cancelled:
            return Refusal.OVER
    elif not seats.is_seated(circle, now=now):
        return Refusal.OVER
    else:
        state = sign_up_state(facts, status=CircleStatus.UPCOMING, now=now)
        if state is SignUpState.OPENS_LATER:
            return Refusal.OPENS_LATER
        if state is SignUpState.CLOSED:
            return Refusal.CLOSED
    if facts.places_left == 0 and facts.waiting_places_left == 0:
        return Refusal.FULL
    return None
