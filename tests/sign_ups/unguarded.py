"""The guards of the seats taken out, one by one: what the tests must then notice."""

import threading
import time
from contextlib import nullcontext, suppress
from itertools import count
from typing import Any

import pytest
from django.db.models import F

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups import actions, arriving, retrying, seats
from tests.sign_ups.crowd import CLIENTS


def count_then_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for a free seat first, and count it as taken without another look.

    The first who come look together, so that it does not depend on the machine's mood.
    """
    take = seats.take
    found: dict[int, bool] = {}
    together, own = threading.Barrier(CLIENTS), threading.local()

    def look(arrival: Any) -> Any:
        circle = seats.circles().get(pk=arrival.circle_id)
        found[id(arrival)] = circle.taken < circle.capacity
        if not getattr(own, "has_looked", False):
            own.has_looked = True
            with suppress(threading.BrokenBarrierError):
                together.wait(timeout=30)
        return arriving.arrive(arrival)

    def write(attempt: Any) -> seats.Taken | None:
        arrival = attempt.arrival
        if not found[id(arrival)]:
            return take(arrival.circle_id, now=arrival.now, entry=arrival.entry)
        rows = seats.circles().filter(pk=arrival.circle_id)
        rows.update(taken=F("taken") + 1, last_in_line=F("last_in_line") + 1)
        return seats.Taken.of(*rows.values_list(*seats.COUNTS)[0])

    monkeypatch.setattr(actions, "arrive", look)
    monkeypatch.setattr(arriving._Attempt, "take", write)


def know_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know neither an address nor a form again."""
    number = count()
    monkeypatch.setattr(actions, "hash_of_address", lambda address: f"{next(number)}")
    monkeypatch.setattr(actions, "bound_key", lambda *args: None)


def hold_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the circle and the learner before the transaction, and hold neither."""

    def read(circle_id: int) -> Circle:
        return seats.circles().get(pk=circle_id)

    def promote(circle_id: int, *, now: Any) -> int:
        waiting = SignUp.objects.filter(
            circle_id=circle_id, status=SignUpStatus.WAITING
        )
        first = waiting.order_by("line_number").first()
        circle = read(circle_id)
        time.sleep(0.002)
        if first is None or circle.taken >= circle.capacity:
            return 0
        first.status, first.confirmed_at = SignUpStatus.CONFIRMED, now
        first.save()
        seats.add(circle_id, taken=1, waiting=-1)
        return 1

    def cancel(sign_up: SignUp, *, now: Any) -> bool:
        row = SignUp.objects.get(pk=sign_up.pk)
        circle = read(row.circle_id)
        time.sleep(0.002)
        row.status, row.active_email_hash = SignUpStatus.CANCELLED, None
        row.ended_at = now
        row.save()
        Circle.objects.filter(pk=circle.pk).update(taken=circle.taken - 1)
        promote(circle.pk, now=now)
        return True

    monkeypatch.setattr("tests.sign_ups.test_crowds.cancel", cancel)


def try_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every error of the database for good, and do not wait for a turn."""
    monkeypatch.setattr(retrying, "turn", lambda connection, wait: nullcontext(True))
    monkeypatch.setattr(retrying, "passes", lambda error: False)
