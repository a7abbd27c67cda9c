"""Many people at once, each with a connection of their own, on a library's database.

On SQLite the tests' own file is set up as Django advises for many writers. Most
libraries have not done that: here a copy of it is used with Django's own defaults, a
rollback journal and transactions that lock nothing when they begin.
"""

import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections

T = TypeVar("T")

SNAPSHOT = "SNAPSHOT"
"""REPEATABLE READ as MariaDB 11.8 has it, and 10.6.18 and later where it is told so.

Who would change what another has changed since the transaction first read, is refused.
"""

CLIENTS = 8
"""How many people of a crowd are there at a time."""


class Database:
    """A database to which each thread connects by itself."""

    def __init__(self, **settings: Any) -> None:
        self.settings = settings

    @contextmanager
    def connected(self) -> Generator[None]:
        """Give this thread a connection, and close it at the end."""
        before = connections[DEFAULT_DB_ALIAS]
        own = connections.create_connection(DEFAULT_DB_ALIAS)
        own.settings_dict = {**own.settings_dict, **self.settings}
        own.inc_thread_sharing()
        connections[DEFAULT_DB_ALIAS] = own
        try:
            yield
        finally:
            own.close()
            connections[DEFAULT_DB_ALIAS] = before

    def crowd(
        self, act: Callable[[Any], T], what: Iterable[Any], *, clients: int = CLIENTS
    ) -> list[T | Exception]:
        """Return what `act` gave for each of `what`, or what it raised; in order.

        `clients` people at a time, who begin together.
        """
        ready = threading.Barrier(clients)
        first = threading.local()

        def one(item: Any) -> T | Exception:
            if not getattr(first, "came", False):
                first.came = True
                ready.wait(timeout=60)
            with self.connected():
                try:
                    return act(item)
                except Exception as error:
                    return error

        with ThreadPoolExecutor(clients) as pool:
            return list(pool.map(one, what))


def copy_of_sqlite(path: Path, **options: Any) -> Database:
    """Return a copy of the tests' database, as committed, with Django's defaults."""
    with (
        sqlite3.connect(connection.settings_dict["NAME"]) as source,
        sqlite3.connect(path) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    source.close()
    target.close()
    return Database(NAME=str(path), OPTIONS=options)


def on_server(level: str) -> Database:
    """Return the tests' own database at a level of isolation, by psycopg's name."""
    if connection.vendor == "mysql":
        return _on_mariadb(level)
    from psycopg import IsolationLevel

    return Database(OPTIONS={"isolation_level": IsolationLevel[level]})


def _on_mariadb(level: str) -> Database:
    if level == "READ_COMMITTED":
        return Database(OPTIONS={"isolation_level": "read committed"})
    refuses = "ON" if level == SNAPSHOT else "OFF"
    return Database(
        OPTIONS={
            "isolation_level": "repeatable read",
            "init_command": f"SET SESSION innodb_snapshot_isolation = {refuses}",
        }
    )
