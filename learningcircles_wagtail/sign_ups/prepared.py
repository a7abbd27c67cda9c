"""Statements about a single row, written once for the database of sign-ups.

To put a query together takes Django several times as long as the database needs to
answer it; while a crowd signs up, that is what everybody waits for.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db import connections, transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_save, pre_save
from django.db.models.sql import InsertQuery

from learningcircles_wagtail.directory.prepared import (
    Prepared,
    instant,
    returns_updated,
)
from learningcircles_wagtail.sign_ups.retrying import sign_up_database

ANY_KEY = -7_301_962_845
"""Stands for a primary key while a statement is written; no row has it."""

ANY_TIME = datetime(1901, 7, 3, 1, 9, 6, 284517, tzinfo=UTC)
"""Stands for the present."""

Build = Callable[[int, datetime], QuerySet | tuple[QuerySet, dict[str, Any]]]


class _Kept:
    """What is written when it is first run, for each database of the process."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, str], Any] = {}

    def _prepared(self, using: str) -> Any:
        key = (using, connections[using].vendor)
        if key not in self._written:
            self._written[key] = self._write(using)
        return self._written[key]

    def _write(self, using: str) -> Any:
        raise NotImplementedError


class RowStatement(_Kept):
    """A statement about one row, perhaps at one moment; written when it is first run.

    `build` gets a primary key and an instant, and returns a queryset, together with
    the values to write where it is an update. `names_time` says whether the instant
    stands in it too, `returning` names plain columns that `updated` returns.
    """

    def __init__(
        self, build: Build, *, names_time: bool = False, returning: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.build = build
        self.names_time = names_time
        self.returning = returning

    def update(self, pk: int, now: datetime) -> int:
        """Run an update; return how many rows it found."""
        using = sign_up_database()
        return self._prepared(using).update(self._values(using, pk, now))

    def updated(self, pk: int, now: datetime) -> list[tuple]:
        """Run an update; return the columns `returning` of the row, as they now are.

        Nothing where it found none. In one statement or two, as the database can.
        """
        using = sign_up_database()
        if returns_updated(using):
            return self._prepared(using).rows(self._values(using, pk, now))
        return self._written_columns.rows(pk) if self.update(pk, now) else []

    @cached_property
    def _written_columns(self) -> "RowStatement":
        def build(pk: int, now: datetime) -> QuerySet:
            queryset, _changes = self.build(pk, now)
            rows = queryset.model.objects.filter(pk=pk).order_by()
            return rows.values_list(*self.returning)

        return RowStatement(build)

    def rows(self, pk: int) -> list[tuple]:
        """Return what the database gives for a query of plain columns."""
        using = sign_up_database()
        return self._prepared(using).rows(self._values(using, pk, ANY_TIME))

    def instance(self, pk: int) -> Any:
        """Return the row that a query of one whole row finds, or None."""
        using = sign_up_database()
        values = self._values(using, pk, ANY_TIME)
        return next(iter(self._prepared(using).instances(values)), None)

    def _write(self, using: str) -> Prepared:
        built = self.build(ANY_KEY, ANY_TIME)
        queryset, changes = built if isinstance(built, tuple) else (built, None)
        return Prepared(
            queryset.using(using),
            self._values(using, ANY_KEY, ANY_TIME),
            changes=changes,
            returning=self.returning if returns_updated(using) else (),
        )

    def _values(self, using: str, pk: int, now: datetime) -> list[Any]:
        return [pk, instant(now, using)] if self.names_time else [pk]


class RowInsert(_Kept):
    """The statement that writes a new row of a model, whose SQL is kept.

    For models that have no parents, an automatic key, and plain values in their fields.
    """

    def __init__(self, model: type[Model]) -> None:
        super().__init__()
        self.model = model

    def save(self, row: Model) -> None:
        """Write a row as `row.save(force_insert=True)` does, with the same signals."""
        using = sign_up_database()
        told = {"instance": row, "raw": False, "using": using, "update_fields": None}
        pre_save.send(sender=self.model, **told)
        with transaction.mark_for_rollback_on_error(using=using):
            row.pk = self._insert(row, using)
        row._state.db, row._state.adding = using, False
        post_save.send(sender=self.model, created=True, **told)

    def _insert(self, row: Model, using: str) -> Any:
        connection = connections[using]
        kept, sql = self._prepared(using)
        compiler = copy(kept)
        # Each thread has a connection of its own.
        compiler.connection = connection
        values = tuple(
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in self._fields()
        )
        compiler.as_sql = lambda: [(sql, values)]
        ((key,),) = compiler.execute_sql([self.model._meta.pk])
        return key

    def _write(self, using: str) -> tuple[Any, str]:
        query = InsertQuery(self.model)
        # Of any row: its values are parameters.
        query.insert_values(self._fields(), [self.model()])
        compiler = query.get_compiler(using)
        compiler.returning_fields = [self.model._meta.pk]
        ((sql, _values),) = compiler.as_sql()
        compiler.connection = None
        return compiler, sql

    def _fields(self) -> list[Any]:
        meta = self.model._meta
        return [field for field in meta.local_concrete_fields if field is not meta.pk]
