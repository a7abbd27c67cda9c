"""Columns as bare numbers and texts, straight from the database, for reading many.

Converting 100,000 datetimes costs a second in Python, reading as many integers a tenth.
"""

from typing import Any

from django.db.models import BigIntegerField, CharField, Func
from django.db.models.functions import Cast


class EpochSeconds(Func):
    """A datetime column as whole seconds since 1970 in UTC; NULL stays NULL."""

    output_field = BigIntegerField()

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Return none: every database gives an integer."""
        return []

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write it for PostgreSQL."""
        template = "CAST(EXTRACT(EPOCH FROM %(expressions)s) AS BIGINT)"
        return super().as_sql(compiler, connection, template=template, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write it for SQLite, where instants are text in UTC."""
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **extra)

    def as_mysql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write it for MySQL and MariaDB, where instants have no zone and are UTC."""
        template = "TIMESTAMPDIFF(SECOND, '1970-01-01', %(expressions)s)"
        return super().as_sql(compiler, connection, template=template, **extra)


class Plain(Cast):
    """A column as text of up to 20 characters, without its field's conversion."""

    def __init__(self, expression: str) -> None:
        super().__init__(expression, CharField(max_length=20))
