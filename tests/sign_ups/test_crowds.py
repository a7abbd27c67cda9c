"""Many people at once: nobody too many, nobody refused by a fault, no seat empty.

Each test has a twin in which a guard is taken out, and which must go wrong.
"""

import sys
from collections import Counter
from collections.abc import Callable, Generator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from learningcircles_wagtail.enums import HOLDING, SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.results import SignUpResult
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    outside_request_transaction,
)
from learningcircles_wagtail.sign_ups.seats import fill_free_seats
from tests.sign_ups import unguarded
from tests.sign_ups.crowd import Database
from tests.sign_ups.makers import NOW, join, key, names, open_circle

CROWD = 60
ADDRESS = "ada@example.org"
# Others are waited for there: so that somebody is refused, nobody waits.
IMPATIENT = {
    "sqlite": {"timeout": 0.001},
    "mysql": {"init_command": "SET SESSION innodb_lock_wait_timeout = 0"},
}


@pytest.fixture(autouse=True)
def threads_change_places_often() -> Generator[None]:
    """Let Python change from one thread to the next a hundred times as often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 100)
    yield
    sys.setswitchinterval(before)


def faults(results: list[Any]) -> list[Any]:
    """Return what is no answer."""
    return [result for result in results if isinstance(result, Exception)]


def statuses(results: list[SignUpResult]) -> Counter:
    return Counter(result.status for result in results)


def oversold(circle: Circle) -> int:
    return len(names(circle, SignUpStatus.CONFIRMED)) - circle.capacity


def rush(database: Database, circle: Circle) -> list[Any]:
    """Have a crowd sign up to one circle."""
    return database.crowd(lambda number: join(circle, number), range(CROWD))


def test_a_crowd_takes_every_seat_and_not_one_more(database: Database) -> None:
    circle = open_circle(capacity=7, waiting_list=True, waiting_limit=20)

    results = rush(database, circle)

    assert faults(results) == []
    assert statuses(results) == {"confirmed": 7, "waiting": 20, None: CROWD - 27}
    assert oversold(circle) == 0
    assert OutboxMail.objects.count() == 27
    assert check(now=NOW) == []


def test_counting_first_and_writing_later_oversells(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded.count_then_write(monkeypatch)
    circle = open_circle(capacity=7, waiting_list=True, waiting_limit=20)

    rush(database, circle)

    assert oversold(circle) > 0


def post_twice(database: Database) -> Circle:
    """Have eight people sign up with one address, half of them with one form."""
    circle = open_circle(capacity=30)
    results = database.crowd(
        lambda number: join(
            circle, "ada", request_key=key(1) if number % 2 else key(number + 2)
        ),
        range(16),
    )
    assert faults(results) == []
    assert statuses(results) == {"confirmed": 16}
    circle.refresh_from_db()
    return circle


def test_one_address_at_once_in_many_forms_gets_one_seat(database: Database) -> None:
    circle = post_twice(database)

    assert (circle.taken, SignUp.objects.count()) == (1, 1)
    kinds = Counter(OutboxMail.objects.values_list("kind", flat=True))
    assert kinds == {"confirmed": 1, "link": 1}
    assert check(now=NOW) == []


def test_without_its_hash_an_address_gets_many_seats(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded.know_nobody(monkeypatch)

    assert post_twice(database).taken > 1


def come_and_go(database: Database) -> tuple[Circle, list[Any]]:
    """Have everybody with a place leave at once, while others come."""
    circle = open_circle(capacity=10, waiting_list=True)
    inside = [join(circle, f"in{number}").sign_up for number in range(15)]

    def act(number: int) -> Any:
        if number % 2:
            return join(circle, f"new{number}")
        return cancel(inside[number // 2], now=NOW + timedelta(hours=1))

    return circle, database.crowd(act, range(30))


def test_while_people_come_and_go_no_seat_stays_empty(database: Database) -> None:
    circle, results = come_and_go(database)

    assert faults(results) == []
    assert check(now=NOW) == []
    circle.refresh_from_db()
    assert (circle.taken, circle.waiting) == (10, 5)
    assert len(set(names(circle, SignUpStatus.CONFIRMED))) == 10


def test_who_does_not_hold_the_circle_loses_count(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded.hold_nothing(monkeypatch)

    _circle, results = come_and_go(database)

    assert faults(results) or check(now=NOW)


def test_raising_the_capacity_in_the_middle_of_a_rush_leaves_no_seat_empty(
    database: Database,
) -> None:
    circle = open_circle(capacity=2, waiting_list=True)

    def act(number: int) -> Any:
        if number % 10 != 9:
            return join(circle, number)

        def publish() -> int:
            Circle.objects.filter(pk=circle.pk).update(capacity=2 + number // 4)
            return fill_free_seats(circle.pk, now=NOW)

        return in_transaction(publish)

    assert faults(database.crowd(act, range(40))) == []
    assert check(now=NOW) == []


def test_people_who_are_moved_crosswise_are_all_counted(database: Database) -> None:
    one, other = (open_circle(capacity=4, waiting_list=True) for _time in range(2))
    people = [
        join(circle, f"{circle.pk}-{number}").sign_up
        for circle in (one, other)
        for number in range(6)
    ]

    def act(number: int) -> Any:
        person = SignUp.objects.get(pk=people[number % 12].pk)
        target = other if person.circle_id == one.pk else one
        return staff.move(person, target, now=NOW, user=None)

    assert faults(database.crowd(act, range(36))) == []
    assert SignUp.objects.filter(status__in=HOLDING).count() == 12
    assert check(now=NOW) == []


def inside_a_request(act: Callable[[], Any]) -> Any:
    """Do something as a view does that `ATOMIC_REQUESTS` has wrapped."""

    @transaction.atomic
    def view() -> Any:
        # A request has read before it comes to the action: its site, its page.
        assert Circle.objects.exists()
        return act()

    return view()


def rush_of_requests(
    database: Database, circle: Circle, act: Callable[[int], Any]
) -> list[Any]:
    """Have a crowd sign up on a site with ATOMIC_REQUESTS."""
    wrapped = Database(**database.settings, ATOMIC_REQUESTS=True)
    return wrapped.crowd(
        lambda number: inside_a_request(lambda: act(number)), range(CROWD)
    )


def test_with_atomic_requests_a_view_that_leaves_them_serves_everybody(
    database: Database,
) -> None:
    circle = open_circle(capacity=7, waiting_list=True)

    def act(number: int) -> SignUpResult:
        with outside_request_transaction():
            result = join(circle, number)
        assert Circle.objects.get(pk=circle.pk).taken
        return result

    results = rush_of_requests(database, circle, act)

    assert faults(results) == []
    assert statuses(results) == {"confirmed": 7, "waiting": CROWD - 7}
    assert check(now=NOW) == []


def test_within_the_transaction_of_the_request_some_are_refused_by_a_fault(
    strict_database: Database,
) -> None:
    circle = open_circle(capacity=7, waiting_list=True)

    results = rush_of_requests(
        strict_database, circle, lambda number: join(circle, number)
    )

    assert faults(results) != []
    assert oversold(circle) <= 0


def test_without_a_second_try_some_are_refused_by_a_fault(
    strict_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict_database.settings["OPTIONS"] = {
        **strict_database.settings.get("OPTIONS", {}),
        **IMPATIENT.get(connection.vendor, {}),
    }
    unguarded.try_once(monkeypatch)
    circle = open_circle(capacity=7, waiting_list=True)

    assert faults(rush(strict_database, circle)) != []
