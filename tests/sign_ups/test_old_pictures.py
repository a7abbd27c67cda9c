"""A circle that is held is seen as it is, not as the transaction first saw the tables.

Under REPEATABLE READ a transaction sees what was committed when it first read. Who
waits for a circle's row after that acts on what is long over: PostgreSQL refuses it and
the whole is tried again, MariaDB goes on, and only a locking read shows it the present.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import present, seats, staff
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.retrying import in_transaction, passes
from tests.sign_ups.crowd import SNAPSHOT, Database
from tests.sign_ups.makers import NOW, join, names, open_circle

# SQLite lets nobody else write while a transaction is in the middle of things.
pytestmark = pytest.mark.server
SECONDS = 60


def meanwhile(database: Database, act: Callable[[], Any]) -> None:
    """Do something on a connection of its own, and wait until it is committed."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with database.connected():
                act()
        except BaseException as error:
            faults.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert faults == []


def move_while_they_leave(database: Database, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Move the first of a circle elsewhere, who cancels when that has just begun."""
    target = open_circle(capacity=4, slug="target")
    here = open_circle(capacity=1, waiting_list=True)
    assert target.pk < here.pk
    ada, _bo, _cy = (join(here, name).sign_up for name in ("ada", "bo", "cy"))
    lock, has_left = seats.lock, []

    def lock_after_they_left(pk: int) -> Circle:
        if pk == here.pk and not has_left:
            has_left.append(ada.pk)
            meanwhile(database, lambda: cancel(SignUp.objects.get(pk=ada.pk), now=NOW))
        return lock(pk)

    with monkeypatch.context() as patch:
        patch.setattr(seats, "lock", lock_after_they_left)
        result = staff.move(ada, target, now=NOW, user=None)
    assert has_left
    return here, target, result


def test_who_cancelled_while_they_were_being_moved_has_left(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, target, result = move_while_they_leave(database, monkeypatch)

    assert result.status is None
    assert names(target, SignUpStatus.CONFIRMED) == []
    assert names(here, SignUpStatus.CONFIRMED) == ["bo"]
    assert names(here, SignUpStatus.WAITING) == ["cy"]
    assert check(now=NOW) == []


def raise_capacity_late(database: Database) -> Circle:
    """Raise the capacity in a transaction that looked before the first person left."""
    circle = open_circle(capacity=1, waiting_list=True)
    ada, *_others = (join(circle, name).sign_up for name in ("ada", "bo", "cy", "di"))

    with transaction.atomic():
        assert SignUp.objects.count() == 4
        meanwhile(database, lambda: cancel(ada, now=NOW))
        Circle.objects.filter(pk=circle.pk).update(capacity=2)
        seats.fill_free_seats(circle.pk, now=NOW)
    return circle


def refuses(request: pytest.FixtureRequest) -> bool:
    """Return whether the database lets nobody act on an old picture."""
    level = request.node.callspec.params["database"]
    return level == SNAPSHOT or (
        level == "REPEATABLE_READ" and connection.vendor == "postgresql"
    )


def test_seats_that_are_filled_late_go_to_who_is_first_in_line_by_now(
    database: Database, request: pytest.FixtureRequest
) -> None:
    if refuses(request):
        # To be done again, as a whole, by whoever began the transaction.
        with pytest.raises(OperationalError) as caught:
            raise_capacity_late(database)
        assert passes(caught.value)
        return

    circle = raise_capacity_late(database)

    assert names(circle, SignUpStatus.CONFIRMED) == ["bo", "cy"]
    assert names(circle, SignUpStatus.WAITING) == ["di"]
    told = OutboxMail.objects.filter(kind="promoted").values_list("sign_up__name")
    assert sorted(told) == [("bo",), ("cy",)]
    assert check(now=NOW) == []


def test_without_a_locking_read_seats_go_to_who_was_in_line(
    database: Database, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(present, "needs_lock", lambda using: False)

    if refuses(request):
        with pytest.raises(OperationalError):
            raise_capacity_late(database)
    else:
        raise_capacity_late(database)

    level = request.node.callspec.params["database"]
    goes_wrong = connection.vendor == "mysql" and level == "REPEATABLE_READ"
    assert bool(check(now=NOW)) == goes_wrong


def test_two_who_hold_circles_crosswise_both_get_through(database: Database) -> None:
    circles = [open_circle(), open_circle()]
    both_hold = threading.Barrier(2)
    tries: list[int] = []

    def hold_two(number: int) -> int:
        order = circles if number else circles[::-1]

        def step() -> int:
            tries.append(number)
            seats.lock(order[0].pk)
            with suppress(threading.BrokenBarrierError):
                both_hold.wait(timeout=5)
            seats.lock(order[1].pk)
            return number

        return in_transaction(step)

    # A deadlock: the database ends one of the two, which is tried again.
    assert database.crowd(hold_two, range(2), clients=2) == [0, 1]
    assert len(tries) > 2
