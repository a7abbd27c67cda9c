"""What is tried again, how long, and what never is."""

import sqlite3

import pytest
from django.core.handlers.base import BaseHandler
from django.db import IntegrityError, OperationalError, connection, transaction

from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.sign_ups import retrying
from learningcircles_wagtail.sign_ups.retrying import (
    TryAgainError,
    in_transaction,
    outside_request_transaction,
    passes,
)


def by_sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = code
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


def by_postgresql(state: str) -> OperationalError:
    cause = Exception()
    cause.sqlstate = state
    error = OperationalError("could not serialize access")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        by_sqlite(sqlite3.SQLITE_BUSY),
        by_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT),
        by_sqlite(sqlite3.SQLITE_LOCKED),
        by_postgresql("40001"),
        by_postgresql("40P01"),
        OperationalError(1213, "Deadlock found when trying to get lock"),
        OperationalError(1205, "Lock wait timeout exceeded"),
        TryAgainError(),
    ],
)
def test_that_others_were_in_the_way_passes(error: Exception) -> None:
    assert passes(error)


@pytest.mark.parametrize(
    "error",
    [
        by_sqlite(sqlite3.SQLITE_FULL),
        by_postgresql("53300"),
        OperationalError(2006, "Server has gone away"),
        OperationalError(),
        IntegrityError("UNIQUE constraint failed"),
        ValueError(),
    ],
)
def test_nothing_else_passes(error: Exception) -> None:
    assert not passes(error)


class Step:
    """Fails so many times, then succeeds."""

    def __init__(self, failures: int, error: Exception) -> None:
        self.failures, self.error, self.calls = failures, error, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error
        return "done"


@pytest.mark.django_db(transaction=True)
def test_a_step_is_done_again_until_it_succeeds() -> None:
    step = Step(3, by_sqlite(sqlite3.SQLITE_BUSY))

    assert in_transaction(step) == "done"
    assert step.calls == 4


@pytest.mark.django_db(transaction=True)
def test_patience_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "ATTEMPTS", 5)
    step = Step(99, by_postgresql("40001"))

    with pytest.raises(TooBusyError):
        in_transaction(step)
    assert step.calls == 5


@pytest.mark.django_db
def test_within_a_transaction_of_the_caller_the_database_is_asked_once() -> None:
    step = Step(1, by_sqlite(sqlite3.SQLITE_BUSY))

    with pytest.raises(OperationalError):
        in_transaction(step)
    assert step.calls == 1


@pytest.mark.django_db
def test_what_was_read_too_early_is_read_again_there_too() -> None:
    step = Step(1, TryAgainError())

    assert in_transaction(step) == "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_on", [True, False])
def test_only_the_transaction_of_a_request_is_left(
    monkeypatch: pytest.MonkeyPatch, is_on: bool
) -> None:
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", is_on)

    seen = []

    def view() -> None:
        with outside_request_transaction():
            seen.append(connection.in_atomic_block)
        seen.append(connection.in_atomic_block)

    # As Django wraps a view, whatever kind of block that is in its versions.
    BaseHandler().make_view_atomic(view)()
    assert seen == [False, is_on]
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_a_transaction_within_that_of_a_request_is_not_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)

    @transaction.atomic
    def view() -> bool:
        with outside_request_transaction():
            return connection.in_atomic_block

    assert BaseHandler().make_view_atomic(view)()


@pytest.mark.django_db(transaction=True)
def test_an_error_outside_goes_on_into_the_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)

    def view() -> None:
        with outside_request_transaction():
            raise TooBusyError

    with pytest.raises(TooBusyError):
        BaseHandler().make_view_atomic(view)()
    assert not connection.in_atomic_block
    assert connection.get_autocommit()
