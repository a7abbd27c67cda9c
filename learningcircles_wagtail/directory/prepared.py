"""Queries that every visit asks, put together once and then asked with other values.

Django takes one or two milliseconds to write the SQL of a query with joins, longer than
a database needs to answer it. Here the SQL is kept, and only the values change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet


class Prepared:
    """A query whose SQL is kept; `rows` asks it with values in place of the markers.

    `markers` are values that stand in the queryset for those to come, each unlike any
    other value in it. Values go the way of all parameters, never into the SQL. They are
    taken as they are: integers, and datetimes as `instant` writes them.
    """

    def __init__(self, queryset: QuerySet, markers: Sequence[Any]) -> None:
        self.using = queryset.db
        compiler = queryset.query.get_compiler(self.using)
        self._sql, params = compiler.as_sql()
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
        params = list(self._params)
        for place, number in self._places:
            params[place] = values[number]
        with connections[self.using].cursor() as cursor:
            cursor.execute(self._sql, params)
            return cursor.fetchall()


def instant(moment: Any, using: str) -> Any:
    """Return an aware datetime as a database takes it for a parameter."""
    return connections[using].ops.adapt_datetimefield_value(moment)
