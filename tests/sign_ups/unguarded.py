"""The guards of the seats taken out, one by one: what the tests must then notice."""

from typing import Any

import pytest

from learningcircles_wagtail.sign_ups import arriving, retrying, seats


def count_then_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for a free seat first, and count it as taken without another look."""
    arrive, take = arriving.arrive, seats.take
    FOUND: dict[int, bool] = {}

    def look(arrival: Any) -> Any:
        circle = seats.circles().get(pk=arrival.circle_id)
        FOUND[id(arrival)] = circle.taken < circle.capacity
        return arrive(arrival)

    def write(attempt: Any) -> bool:
        from django.db.models import F

        arrival = attempt.arrival
        if not FOUND[id(arrival)]:
            return take(arrival.circle_id, now=arrival.now, entry=arrival.entry)
        return bool(
            seats.circles()
            .filter(pk=arrival.circle_id)
            .update(taken=F("taken") + 1, last_in_line=F("last_in_line") + 1)
        )

    monkeypatch.setattr("learningcircles_wagtail.sign_ups.actions.arrive", look)
    monkeypatch.setattr(arriving._Attempt, "take", write)


def try_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every error of the database for good."""
    monkeypatch.setattr(retrying, "passes", lambda error: False)
