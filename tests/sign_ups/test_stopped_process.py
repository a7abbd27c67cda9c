"""A process that was stopped in the middle of a sign-up keeps no other for ever.

On PostgreSQL others wait for its row without end, unless the site limits that; on
MariaDB for 50 seconds, time and again.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import Circle
from learningcircles_wagtail.sign_ups import retrying, seats
from tests.sign_ups.crowd import Database
from tests.sign_ups.makers import join, open_circle

pytestmark = pytest.mark.server
SECONDS = 30
LIMITS = {
    "postgresql": {"options": "-c lock_timeout=50ms"},
    # In whole seconds.
    "mysql": {"init_command": "SET SESSION innodb_lock_wait_timeout = 1"},
}


@pytest.fixture
def limited(transactional_db: None) -> Generator[Database]:
    """Return the database with a short limit for a lock, and connect to it."""
    options = connection.settings_dict.get("OPTIONS", {})
    database = Database(OPTIONS={**options, **LIMITS[connection.vendor]})
    with database.connected():
        yield database


@contextmanager
def holding(circle: Circle) -> Generator[threading.Event]:
    """Let another connection hold the circle's row, as a stopped process does."""
    holds, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with Database().connected(), transaction.atomic():
            seats.lock(circle.pk)
            holds.set()
            may_go.wait(SECONDS)

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert holds.wait(SECONDS)
        yield may_go
    finally:
        may_go.set()
        holder.join(SECONDS)


def test_who_waits_longer_than_the_patience_is_told_to_come_again(
    limited: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "PATIENCE", 0.3)
    circle = open_circle()

    with holding(circle), pytest.raises(TooBusyError):
        join(circle)

    assert join(circle).status == "confirmed"


def test_who_waits_for_a_moment_gets_the_seat(limited: Database) -> None:
    circle = open_circle()
    tries: list[Any] = []

    with holding(circle) as may_go:
        passes = retrying.passes

        def noted(error: BaseException) -> bool:
            tries.append(error)
            may_go.set()
            return passes(error)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(retrying, "passes", noted)
            assert join(circle).status == "confirmed"

    assert tries
