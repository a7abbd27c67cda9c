"""Counting seats: the only place that writes `taken`, `waiting` and `last_in_line`.

Everything here runs inside a transaction whose first statement is an `UPDATE` of the
circle's row: `take` or `lock`. From then on the row, and with it everything about the
circle's seats, belongs to the transaction until it ends, on every database.

The line is kept by numbers that the row gives out. A newcomer gets a seat at once only
while nobody waits, so whoever has a place has a lower number than all who wait.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, F, Q, QuerySet, When

from learningcircles_wagtail.enums import HOLDING, MailKind, SignUpBackend, SignUpStatus
from learningcircles_wagtail.exceptions import LearningCirclesError
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.models.querysets import CircleQuerySet, running_q
from learningcircles_wagtail.sign_ups.outbox import enqueue_many
from learningcircles_wagtail.sign_ups.prepared import RowStatement
from learningcircles_wagtail.sign_ups.present import as_by_now
from learningcircles_wagtail.sign_ups.retrying import sign_up_database

EMPTY_SEAT = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))

FREE_SEAT = Q(waiting=0) & EMPTY_SEAT
"""A seat that a newcomer may take: those who wait come first."""

ROOM_IN_LINE = Q(waiting_list=True) & (
    Q(waiting_limit__isnull=True) | Q(waiting__lt=F("waiting_limit"))
)

COUNTS = ("waiting", "last_in_line", "taken", "capacity")
"""Columns that tell what a newcomer got."""

BATCH = 500


class Entry(StrEnum):
    """Whom the circle's times bind: visitors, or nobody when staff write."""

    VISITOR = "visitor"
    STAFF = "staff"


def circles() -> CircleQuerySet:
    """Return circles as the database knows in which they are written."""
    return Circle.objects.using(sign_up_database())


def seated_q(now: datetime) -> Q:
    """Circles whose free seats go to those who wait: ours, and not over."""
    return running_q(now) & Q(sign_up_backend=SignUpBackend.DATABASE)


def is_seated(circle: Circle, *, now: datetime) -> bool:
    """Return the same as `seated_q` of a row that was read."""
    last = circle.last_meeting_at
    over = (last is None and circle.meeting_count > 0) or (
        last is not None and last <= now
    )
    ours = circle.sign_up_backend == SignUpBackend.DATABASE
    return ours and not circle.cancelled and not over


def enterable_q(now: datetime, entry: Entry = Entry.VISITOR) -> Q:
    """Circles to which somebody can be added at `now`, were there room."""
    if entry is Entry.STAFF:
        return Q(cancelled=False, sign_up_backend=SignUpBackend.DATABASE)
    return (
        seated_q(now)
        & (Q(sign_up_opens_at__isnull=True) | Q(sign_up_opens_at__lte=now))
        & (Q(sign_up_closes_at__isnull=True) | Q(sign_up_closes_at__gt=now))
    )


def _taking(entry: Entry) -> RowStatement:
    return RowStatement(
        lambda pk, now: (
            Circle.objects.filter(
                FREE_SEAT | ROOM_IN_LINE, enterable_q(now, entry), pk=pk
            ),
            {
                # `waiting` first: MariaDB lets what follows see it as just written,
                # the others as it was before; `taken` comes out right either way.
                "waiting": Case(
                    When(FREE_SEAT, then=F("waiting")), default=F("waiting") + 1
                ),
                "taken": Case(When(FREE_SEAT, then=F("taken") + 1), default=F("taken")),
                "last_in_line": F("last_in_line") + 1,
            },
        ),
        names_time=entry is Entry.VISITOR,
        returning=COUNTS,
    )


_TAKE = {entry: _taking(entry) for entry in Entry}
_STANDING = RowStatement(lambda pk, _now: Circle.objects.filter(pk=pk).order_by())


def standing(circle_id: int) -> Circle | None:
    """Return a circle as it stands in the database, or None."""
    return _STANDING.instance(circle_id)


@dataclass(frozen=True, slots=True)
class Taken:
    """What `take` has just given: a seat, or a place in line, and its number.

    `is_empty_beside` tells that a seat is free although people wait.
    """

    has_seat: bool
    number: int
    is_empty_beside: bool

    @classmethod
    def of(cls, waiting: int, number: int, seats: int, capacity: int | None) -> "Taken":
        """Return what a newcomer got, by the `COUNTS` of the circle just after.

        A seat is given only while nobody waits, else a place in line: the number of
        those who wait tells which it was.
        """
        is_empty_beside = waiting > 0 and (capacity is None or seats < capacity)
        return cls(waiting == 0, number, is_empty_beside)


def take(
    circle_id: int, *, now: datetime, entry: Entry = Entry.VISITOR
) -> Taken | None:
    """Count one learner more, on a seat or in line; return None where there is none.

    One statement decides, with every condition in it.
    """
    found = _TAKE[entry].updated(circle_id, now)
    return Taken.of(*found[0]) if found else None


def lock(circle_id: int) -> Circle:
    """Take hold of a circle's row until the transaction ends; return it as it stands.

    An update that changes nothing: `SELECT … FOR UPDATE` does nothing on SQLite.
    Raises Circle.DoesNotExist.
    """
    circles().filter(pk=circle_id).update(taken=F("taken"))
    # On MariaDB an update that changes nothing shows this transaction nothing new.
    return as_by_now(circles()).get(pk=circle_id)


def add(circle_id: int, *, taken: int = 0, waiting: int = 0) -> None:
    """Add to the counts of a circle that this transaction holds."""
    circles().filter(pk=circle_id).update(
        taken=F("taken") + taken, waiting=F("waiting") + waiting
    )


def give_back(circle_id: int, status: str) -> None:
    """Count one learner less, who had a seat or stood in line as `status` says."""
    if status not in HOLDING:
        msg = f"Nobody who is {status} holds a place."
        raise LearningCirclesError(msg)
    if status == SignUpStatus.CONFIRMED:
        add(circle_id, taken=-1)
    else:
        add(circle_id, waiting=-1)


def free_seats(circle: Circle, *, now: datetime) -> int:
    """Return how many of those who wait have to be given a seat now."""
    if circle.waiting <= 0 or not is_seated(circle, now=now):
        return 0
    if circle.capacity is None:
        return circle.waiting
    return max(0, min(circle.waiting, circle.capacity - circle.taken))


def in_line(circle_id: int) -> QuerySet[SignUp]:
    """Return those who wait, the first first."""
    return (
        SignUp.objects.using(sign_up_database())
        .filter(circle_id=circle_id, status=SignUpStatus.WAITING)
        .order_by("line_number", "pk")
    )


def fill_free_seats(circle_id: int, *, now: datetime) -> int:
    """Give free seats to the first in line, with a message each; return how many.

    Call it in the transaction that made seats free: when somebody leaves, and when
    published facts raise the capacity. A circle that is over, or cancelled, or whose
    sign-up is elsewhere, gives none. Lowering the capacity takes nobody's seat.
    """
    circle = lock(circle_id)
    number = free_seats(circle, now=now)
    if not number:
        return 0
    promoted = list(as_by_now(in_line(circle_id))[:number])
    for start in range(0, len(promoted), BATCH):
        keys = [row.pk for row in promoted[start : start + BATCH]]
        SignUp.objects.using(sign_up_database()).filter(pk__in=keys).update(
            status=SignUpStatus.CONFIRMED, confirmed_at=now
        )
    add(circle_id, taken=len(promoted), waiting=-len(promoted))
    enqueue_many(MailKind.PROMOTED, promoted, now=now)
    return len(promoted)


def place_in_line(sign_up: SignUp) -> int | None:
    """Return 1 for the first in line, and so on; None for who does not wait."""
    if sign_up.status != SignUpStatus.WAITING:
        return None
    ahead = in_line(sign_up.circle_id).filter(line_number__lt=sign_up.line_number)
    return ahead.count() + 1


def seats_over(circle: Circle) -> int:
    """Return how many more people have a place than there are places, 0 as a rule.

    So it is after the capacity was lowered: nobody lost a place, and nobody new gets
    one until so many have left.
    """
    if circle.capacity is None:
        return 0
    return max(0, circle.taken - circle.capacity)
