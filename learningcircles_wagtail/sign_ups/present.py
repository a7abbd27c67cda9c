"""Rows as they are by now, for a transaction that holds their circle.

Under REPEATABLE READ a transaction goes on seeing what was committed when it first
read. If it waits for a circle's row after that, PostgreSQL refuses it, and it is tried
again; MariaDB lets it go on, with the present row in its hand and an old picture of all
others. There a locking read, and nothing else, tells what is so by now.
"""

from typing import Any

from django.db import connections
from django.db.models import QuerySet

FRESH_LEVELS = frozenset({"read committed", "read uncommitted"})
"""At which each statement sees the present by itself, by Django's names for MariaDB."""


def as_by_now(rows: QuerySet) -> QuerySet:
    """Return a query for the same rows as they are by now; inside a transaction."""
    return rows.select_for_update() if needs_lock(rows.db) else rows


def needs_lock(using: str) -> bool:
    """Return whether only a locking read sees the present."""
    connection: Any = connections[using]
    if connection.vendor != "mysql":
        return False
    # Django's own is READ COMMITTED; with None it is the server's, which is not.
    return connection.isolation_level not in FRESH_LEVELS
