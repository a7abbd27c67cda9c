"""Statements that every visit needs, put together once and run with other values.

Django takes one or two milliseconds to write the SQL of a query with joins, longer than
a database needs to answer it. Here the SQL is kept, and only the values change.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

REMAINDER_OF = 999_983
"""A prime number."""

Digest = tuple[int, int, int]
"""Number, sum and sum of squares of some whole numbers; see `Prepared.digest`."""


class Prepared:
    """A query whose SQL is kept; `rows` asks it with values in place of the markers.

    `instances` makes models of what it finds, with all that the queryset selected. With
    `changes`, the new values of columns, it is an update, and `update` runs it; where
    columns are to be `returning` too, `rows` runs it, and returns these of each row
    that it changed, as they now are (`returns_updated` tells where that can be).

    `markers` are values that stand in the queryset for those to come, each unlike any
    other value in it. Values go the way of all parameters, never into the SQL. They are
    taken as they are: numbers, texts, and what `instant` and `as_parameter` return.
    """

    def __init__(
        self,
        queryset: QuerySet,
        markers: Sequence[Any],
        *,
        changes: dict[str, Any] | None = None,
        returning: Sequence[str] = (),
    ) -> None:
        self.using = queryset.db
        query = queryset.query
        if changes is not None:
            query = query.chain(UpdateQuery)
            query.add_update_values(changes)
        self._queryset = queryset
        self._compiler = query.get_compiler(self.using)
        self._sql, params = self._compiler.as_sql()
        if returning:
            names = map(connections[self.using].ops.quote_name, returning)
            self._sql += f" RETURNING {', '.join(names)}"
        # Each thread has a connection of its own.
        self._compiler.connection = None
        self._params = list(params)
        self._places = [
            (place, markers.index(value))
            for place, value in enumerate(self._params)
            if value in markers
        ]
        if {number for _place, number in self._places} != set(range(len(markers))):
            msg = "Not every marker stands in the query."
            raise ValueError(msg)

    def rows(self, values: Sequence[Any]) -> list[tuple]:
        """Return the rows, as the database gives them, with values for the markers."""
        return self._ask(self._sql, values)

    def instances(self, values: Sequence[Any]) -> list[Any]:
        """Return the models that the query finds with values for the markers."""
        compiler = copy(self._compiler)
        compiler.connection = connections[self.using]
        compiler.as_sql = lambda *args, **options: (self._sql, self._filled(values))
        found = self._queryset.all()
        found.query.get_compiler = lambda *args, **options: compiler
        return list(found)

    def update(self, values: Sequence[Any]) -> int:
        """Run the update with values for the markers; return how many rows it found."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(self._sql, self._filled(values))
            return cursor.rowcount

    def digest(self, column: str, values: Sequence[Any]) -> Digest:
        """Return number, sum and sum of squares of a column of whole numbers.

        Two results that differ have, but for a freak of chance, different digests; the
        squares are those of a remainder, so that they stay within 64 bits.
        """
        name = connections[self.using].ops.quote_name(column)
        square = f"({name} % {REMAINDER_OF}) * ({name} % {REMAINDER_OF})"
        # The parameters' own percent signs stay as they are: doubled, as all are here.
        asked = f"COUNT(*), SUM({name}), SUM({square})".replace("%", "%%")
        (found,) = self._ask(
            f"SELECT {asked} FROM ({self._sql}) lc_rows",  # noqa: S608
            values,
        )
        number, total, squares = (int(one or 0) for one in found)
        return number, total, squares

    def _ask(self, sql: str, values: Sequence[Any]) -> list[tuple]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, self._filled(values))
            return list(cursor.fetchall())

    def _filled(self, values: Sequence[Any]) -> list[Any]:
        params = list(self._params)
        for place, number in self._places:
            params[place] = values[number]
        return params


def digest_of(numbers: Sequence[int]) -> Digest:
    """Return the digest of whole numbers, as `Prepared.digest` has a database do it."""
    squares = sum((number % REMAINDER_OF) ** 2 for number in numbers)
    return len(numbers), sum(numbers), squares


def returns_updated(using: str) -> bool:
    """Return whether a database returns columns of the rows that it updates.

    MariaDB does so of new rows alone, SQLite since 3.35.
    """
    connection = connections[using]
    knows_the_word = connection.features.can_return_columns_from_insert
    return knows_the_word and connection.vendor in {"postgresql", "sqlite"}


def as_parameter(field: Any, value: Any, using: str) -> Any:
    """Return a value of a model's field as a database takes it for a parameter."""
    return field.get_db_prep_value(value, connections[using])


def instant(moment: Any, using: str) -> Any:
    """Return an aware datetime as a database takes it for a parameter."""
    return connections[using].ops.adapt_datetimefield_value(moment)
