"""What must always be true of seats, lines and messages, looked up in the database.

Everything is asked in a few queries over all circles first. They see the tables at
different moments, so a circle that looks wrong is looked at again while it is held,
and only what is wrong then is a breach.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from learningcircles_wagtail.enums import HOLDING, MailKind, SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import seats
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database

CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING

TOLD: dict[str, tuple[frozenset[str], str]] = {
    SignUpStatus.CONFIRMED: (
        frozenset({MailKind.CONFIRMED, MailKind.PROMOTED, MailKind.MOVED}),
        "confirmed_at",
    ),
    SignUpStatus.WAITING: (
        frozenset({MailKind.WAITING, MailKind.MOVED}),
        "queued_at",
    ),
    SignUpStatus.CANCELLED: (frozenset({MailKind.CANCELLED}), "ended_at"),
    SignUpStatus.REMOVED: (frozenset({MailKind.REMOVED}), "ended_at"),
}
"""Which messages tell a learner of each state, and since when it lasts."""


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One thing that is not as it must be; `words` are English, for a log."""

    circle_id: int
    rule: str
    words: str

    def __str__(self) -> str:
        return f"circle {self.circle_id}: {self.rule}: {self.words}"


def check(*, now: datetime) -> list[Breach]:
    """Return every breach in the database, by circle; nothing personal is in them."""
    suspects = {breach.circle_id for breach in breaches(now=now)}
    found: list[Breach] = []
    for pk in sorted(suspects):
        found += in_transaction(lambda pk=pk: _held(pk, now=now))
    return found


def _held(pk: int, *, now: datetime) -> list[Breach]:
    try:
        seats.lock(pk)
    except Circle.DoesNotExist:
        return []
    return sorted(set(breaches(now=now, circle_ids=[pk])))


def breaches(
    *, now: datetime, circle_ids: Iterable[int] | None = None
) -> Iterator[Breach]:
    """Yield what looks wrong of all circles, or some; true of circles that are held."""
    chosen = None if circle_ids is None else list(circle_ids)
    for rule in (
        counts_are_rows,
        nobody_is_in_twice,
        no_seat_is_free_beside_a_line,
        the_order_is_kept,
        states_have_their_times,
        every_row_has_its_message,
    ):
        for circle_id, words in rule(chosen, now):
            yield Breach(circle_id, rule.__name__, words)


Found = Iterator[tuple[int, str]]


def _sign_ups(chosen: list[int] | None) -> Any:
    rows = SignUp.objects.using(sign_up_database()).order_by()
    return rows if chosen is None else rows.filter(circle_id__in=chosen)


def _circles(chosen: list[int] | None) -> Any:
    rows = seats.circles().order_by()
    return rows if chosen is None else rows.filter(pk__in=chosen)


def counts_are_rows(chosen: list[int] | None, now: datetime) -> Found:
    """`taken` and `waiting` are the numbers of rows that are confirmed and wait."""
    counted = _circles(chosen).annotate(
        confirmed_rows=Count("sign_ups", filter=Q(sign_ups__status=CONFIRMED)),
        waiting_rows=Count("sign_ups", filter=Q(sign_ups__status=WAITING)),
    )
    wrong = counted.exclude(taken=F("confirmed_rows"), waiting=F("waiting_rows"))
    for pk, taken, confirmed, waiting, waits in wrong.values_list(
        "pk", "taken", "confirmed_rows", "waiting", "waiting_rows"
    ):
        yield pk, f"taken {taken} for {confirmed} rows, waiting {waiting} for {waits}"


def nobody_is_in_twice(chosen: list[int] | None, now: datetime) -> Found:
    """An address holds one place in a circle at most: a seat, or one in line."""
    holding = _sign_ups(chosen).filter(status__in=HOLDING)
    several = (
        holding.exclude(email_hash="")
        .values("circle_id", "email_hash")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
    )
    for circle_id, number in several.values_list("circle_id", "number"):
        yield circle_id, f"an address holds {number} places"
    unguarded = holding.exclude(email="").filter(active_email_hash=None)
    for circle_id, pk in unguarded.values_list("circle_id", "pk"):
        yield circle_id, f"sign-up {pk} could be made once more"


def no_seat_is_free_beside_a_line(chosen: list[int] | None, now: datetime) -> Found:
    """While people wait for a circle that is not over, every seat is taken."""
    empty = _circles(chosen).filter(
        seats.seated_q(now),
        seats.EMPTY_SEAT,
        waiting__gt=0,
    )
    for pk, taken, capacity, waiting in empty.values_list(
        "pk", "taken", "capacity", "waiting"
    ):
        yield pk, f"{taken} of {capacity} seats are taken while {waiting} wait"


def the_order_is_kept(chosen: list[int] | None, now: datetime) -> Found:
    """Who has a place came before all who wait, and no number was given twice."""
    lines = (
        _sign_ups(chosen)
        .filter(status__in=HOLDING)
        .values("circle_id")
        .annotate(
            last_in=Max("line_number", filter=Q(status=CONFIRMED)),
            first_waiting=Min("line_number", filter=Q(status=WAITING)),
            numbers=Count("line_number", distinct=True),
            people=Count("pk"),
            highest=Max("line_number"),
            given=F("circle__last_in_line"),
        )
    )
    for line in lines:
        if None not in (line["last_in"], line["first_waiting"]) and (
            line["last_in"] > line["first_waiting"]
        ):
            yield (
                line["circle_id"],
                f"number {line['last_in']} has a place, {line['first_waiting']} waits",
            )
        if line["numbers"] != line["people"]:
            yield line["circle_id"], "two people have the same number in line"
        if line["highest"] > line["given"]:
            yield line["circle_id"], "a number in line was never given"


def states_have_their_times(chosen: list[int] | None, now: datetime) -> Found:
    """Who has a place got it at some time, and who has none any more gave it up."""
    wrong = _sign_ups(chosen).filter(
        Q(status=CONFIRMED, confirmed_at=None)
        | Q(status__in=HOLDING, ended_at__isnull=False)
        | Q(status__in=[SignUpStatus.CANCELLED, SignUpStatus.REMOVED], ended_at=None)
    )
    for circle_id, pk, status in wrong.values_list("circle_id", "pk", "status"):
        yield circle_id, f"sign-up {pk} is {status} and its times say otherwise"


def every_row_has_its_message(chosen: list[int] | None, now: datetime) -> Found:
    """Whoever gave an address was written a message of the state that they are in."""
    mails = OutboxMail.objects.using(sign_up_database()).order_by()
    for status, (kinds, since) in TOLD.items():
        told = mails.filter(
            sign_up=OuterRef("pk"), kind__in=kinds, created_at__gte=OuterRef(since)
        )
        untold = _sign_ups(chosen).filter(~Exists(told), status=status)
        for circle_id, pk in untold.exclude(email="").values_list("circle_id", "pk"):
            yield circle_id, f"sign-up {pk} is {status} and was not told so"
