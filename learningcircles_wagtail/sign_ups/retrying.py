"""Transactions that are tried again where the database could not keep them apart.

What a database says then, and what a second try can mean:

- SQLite: "database is locked", when another process writes for longer than `timeout`,
  or at once where a transaction has read before it writes. So the first statement of
  every transaction here writes (`sign_ups.seats`).
- PostgreSQL: 40001 under REPEATABLE READ, when another transaction was first at the
  circle's row; 40P01, a deadlock.
- MariaDB: 1213, a deadlock; 1205, waited too long; 1020, under snapshot isolation.

In each case nothing was written, and the whole is done again in a *new* transaction.
Within somebody else's transaction there is no second try: on PostgreSQL it goes on
looking at its old picture, on SQLite it can never write any more, and on MariaDB a
deadlock has taken back what its owner wrote before. The error goes up to that owner.

With `ATOMIC_REQUESTS` the owner is Django itself, around a view that has only read.
A view leaves that transaction with `outside_request_transaction`.
"""

import random
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from django.db import DatabaseError, IntegrityError, connections, router, transaction

from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import Circle
from learningcircles_wagtail.sign_ups.turns import LONGEST_WAIT, turn

T = TypeVar("T")

ATTEMPTS = 100
"""How often a transaction is tried at most."""

ATTEMPTS_WITHIN = 3
"""How often it is tried within a transaction of the caller."""

LEAST_ATTEMPTS = 3
"""How often it is tried at least, even where a single try outlasts the patience."""

PATIENCE = 20.0
"""Seconds after which no further try begins."""

LONGEST_PAUSE = 0.2
"""Seconds between two tries at most; chance decides, so that rivals part ways."""

SQLITE_CODES = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED
POSTGRESQL_STATES = frozenset({"40001", "40P01", "55P03"})
MYSQL_CODES = frozenset({1020, 1205, 1213})


class TryAgainError(Exception):
    """What was read before the transaction is no longer so; do the whole again."""


def sign_up_database() -> str:
    """Return the alias of the database in which sign-ups are written."""
    return router.db_for_write(Circle)


def passes(error: BaseException) -> bool:
    """Return whether an error says no more than that others were in the way."""
    if isinstance(error, TryAgainError):
        return True
    if not isinstance(error, DatabaseError) or isinstance(error, IntegrityError):
        return False
    cause: Any = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        # The lowest byte is the code, what is above says more of the reason.
        return code & 0xFF in SQLITE_CODES
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    if state:
        return state in POSTGRESQL_STATES
    return bool(error.args) and error.args[0] in MYSQL_CODES


def in_transaction(step: Callable[[], T]) -> T:
    """Return what `step` returns, done in one transaction, which is tried again.

    `step` may run many times, so it changes nothing but the database. Within a
    transaction of the caller it runs once, and its errors go up.

    Raises TooBusyError when the patience is at an end.
    """

    connection = connections[sign_up_database()]
    if connection.in_atomic_block:
        # Whoever owns the transaction may be writing: nobody waits for a turn here.
        def run() -> T:
            with transaction.atomic(using=connection.alias):
                return step()

    else:
        wait = LONGEST_WAIT

        def run() -> T:
            nonlocal wait
            with turn(connection, wait=wait) as has_turn:
                # Who has waited in vain, for a process that was stopped, tries without.
                wait = wait if has_turn else 0.0
                with transaction.atomic(using=connection.alias):
                    return step()

    return patiently(run)


def patiently(read: Callable[[], T]) -> T:
    """Return what `read` returns, tried again while others are in the way.

    Within a transaction of the caller only a TryAgainError is answered by another try,
    for it is no error of the database. Raises TooBusyError.
    """
    if connections[sign_up_database()].in_atomic_block:
        for _attempt in range(ATTEMPTS_WITHIN):
            with suppress(TryAgainError):
                return read()
        return read()
    deadline = time.monotonic() + PATIENCE
    for attempt in range(ATTEMPTS):
        try:
            return read()
        except (DatabaseError, TryAgainError) as error:
            if not passes(error):
                raise
            last = error
        if time.monotonic() >= deadline and attempt + 1 >= LEAST_ATTEMPTS:
            break
        longest = min(LONGEST_PAUSE, 0.002 * 2 ** min(attempt, 10))
        time.sleep(random.uniform(0, longest))  # noqa: S311
    msg = "The database was too busy."
    raise TooBusyError(msg) from last


@contextmanager
def outside_request_transaction() -> Generator[None]:
    """Leave the transaction that `ATOMIC_REQUESTS` began around a view, for a while.

    What the request has written so far is committed; afterwards a new transaction
    begins for the rest of it. So an action inside is tried again as a whole, and a
    visitor is told "you are in" only when that is committed. In tests, and within a
    transaction that a view or a middleware began itself, it does nothing. For views
    alone: elsewhere nothing tells a request's transaction from one of the caller's.
    """
    connection = connections[sign_up_database()]
    blocks = connection.atomic_blocks
    is_of_request = (
        connection.settings_dict["ATOMIC_REQUESTS"]
        and len(blocks) == 1
        and not blocks[0]._from_testcase
        and not connection.needs_rollback
    )
    if not is_of_request:
        yield
        return
    block = blocks[0]
    block.__exit__(None, None, None)
    try:
        yield
    finally:
        block.__enter__()
