"""Statements that Django writes once, and that are asked again with other values.

To put a query together takes Django several times as long as the database needs to
answer it; while a crowd signs up, that is what everybody waits for. The SQL is still
Django's own, for whichever database it is.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connections, models
from django.db.models.sql import UpdateQuery

from learningcircles_wagtail.sign_ups.retrying import sign_up_database

ANY_KEY = -7_301_962_845
"""Stands for a primary key while a statement is written; no row has it."""

ANY_TIME = datetime(1901, 7, 3, 1, 9, 6, 284517, tzinfo=UTC)
"""Stands for the present."""


class Prepared:
    """A statement about one row at one moment.

    `build` gets a primary key and an instant, and returns a queryset, together with
    the values to write where it is an update. It is called once for each database.
    """

    def __init__(
        self,
        build: Callable[
            [int, datetime], models.QuerySet | tuple[models.QuerySet, dict[str, Any]]
        ],
    ) -> None:
        self.build = build
        self._written: dict[tuple[str, str], tuple[str, tuple[Any, ...]]] = {}

    def update(self, pk: int, now: datetime | None = None) -> int:
        """Run an update; return how many rows it found."""
        using = sign_up_database()
        with connections[using].cursor() as cursor:
            cursor.execute(*self._statement(using, pk, now))
            return cursor.rowcount

    def rows(self, pk: int = 0, now: datetime | None = None) -> Sequence[tuple]:
        """Return what the database gives for a query of plain columns."""
        using = sign_up_database()
        with connections[using].cursor() as cursor:
            cursor.execute(*self._statement(using, pk, now))
            return cursor.fetchall()

    def _statement(
        self, using: str, pk: int, now: datetime | None
    ) -> tuple[str, list[Any]]:
        connection = connections[using]
        written = self._written.get((using, connection.vendor))
        if written is None:
            written = self._write(using)
            self._written[using, connection.vendor] = written
        sql, values = written
        adapt = connection.ops.adapt_datetimefield_value
        present, any_time = now and adapt(now), adapt(ANY_TIME)
        given = {ANY_KEY: pk, any_time: present}
        return sql, [
            given.get(value, value)
            if isinstance(value, type(any_time) | int)
            else value
            for value in values
        ]

    def _write(self, using: str) -> tuple[str, tuple[Any, ...]]:
        built = self.build(ANY_KEY, ANY_TIME)
        queryset, values = built if isinstance(built, tuple) else (built, None)
        query = queryset.query
        if values is not None:
            query = query.chain(UpdateQuery)
            query.add_update_values(values)
        sql, params = query.get_compiler(using).as_sql()
        return sql, tuple(params)
