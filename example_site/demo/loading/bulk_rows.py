"""Writes many rows of one table quickly, with keys that the caller gives.

Django's `bulk_create` refuses models of several tables, such as pages, and spends more
time on preparing each value than the database does on storing it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from django.core.management.color import no_style
from django.db import connections, models, router

REMEMBERED, REMEMBERED_MOMENTS = 2_000, 100_000
"""How many prepared values of a column are kept: names come again, moments often."""


class RowWriter:
    """Inserts into the table of `model`.

    `sample` is an unsaved instance of the model, or of one that inherits it; a column
    that a row does not name is the same as the sample's. Columns that the database
    works out, and the key of a model in whose rows it is not given, are left to it.
    """

    def __init__(self, model: type[models.Model], sample: models.Model) -> None:
        self.model = model
        self.connection = connections[router.db_for_write(model)]
        self.fields = [
            field for field in model._meta.local_concrete_fields if not field.generated
        ]
        self.prepare = {field.attname: self._preparer(field) for field in self.fields}
        self.constants = {
            field.attname: self.prepare[field.attname](getattr(sample, field.attname))
            for field in self.fields
        }

    def _preparer(self, field: models.Field) -> Callable[[Any], Any]:
        convert = partial(field.get_db_prep_save, connection=self.connection)
        is_moment = isinstance(field, models.DateField | models.TimeField)
        kept = REMEMBERED_MOMENTS if is_moment else REMEMBERED
        # Typed, for True equals 1.
        remembered = lru_cache(maxsize=kept, typed=True)(convert)

        def prepare(value: Any) -> Any:
            try:
                return remembered(value)
            except TypeError:  # A list is not hashable.
                return convert(value)

        return prepare

    def next_key(self) -> int:
        """Return the first key above those that are taken."""
        last = self.model._base_manager.aggregate(last=models.Max("pk"))["last"]
        return (last or 0) + 1

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows, given as values by attribute name; all name the same."""
        rows = list(rows)
        if not rows:
            return
        key = self.model._meta.pk.attname
        names = [
            field.attname
            for field in self.fields
            if field.attname != key or key in rows[0]
        ]
        given = [name for name in names if name in rows[0]]
        steps = [(name, self.prepare[name]) for name in given]
        fixed = [name for name in names if name not in rows[0]]
        tail = [self.constants[name] for name in fixed]
        values = [
            [prepare(row[name]) for name, prepare in steps] + tail for row in rows
        ]
        self._execute([*given, *fixed], values)

    def _execute(self, names: list[str], values: list[list[Any]]) -> None:
        quote = self.connection.ops.quote_name
        column_of = {field.attname: field.column for field in self.fields}
        table = quote(self.model._meta.db_table)
        columns = ", ".join(quote(column_of[name]) for name in names)
        marks = ", ".join(["%s"] * len(names))
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                values,
            )

    def reset_sequence(self) -> None:
        """Let the database count on from the keys that were given."""
        statements = self.connection.ops.sequence_reset_sql(no_style(), [self.model])
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


class LinkWriter:
    """Inserts into the table between a model and the records of one of its fields."""

    def __init__(self, model: type[models.Model], name: str) -> None:
        field = model._meta.get_field(name)
        through = field.remote_field.through
        columns = {
            column.related_model: column.attname
            for column in through._meta.concrete_fields
            if column.remote_field
        }
        self.owner, self.record = columns[model], columns[field.related_model]
        self.writer = RowWriter(through, through())

    def insert(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Link each owner to each record, given by their keys."""
        self.writer.insert(
            {self.owner: owner, self.record: record} for owner, record in pairs
        )
