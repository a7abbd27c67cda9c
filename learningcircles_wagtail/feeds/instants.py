"""Instants as calendar files write them, written by the database.

Making a datetime of every column of sixty thousand rows, only to print it again, takes
longer than all the rest of a calendar file.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models import CharField, F, Func


class UtcInstant(Func):
    """A column of instants as text: "20261105T000000Z" (RFC 5545, 3.3.5).

    Percent signs are doubled twice: once for the template, once for the parameters of
    the statement.
    """

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it for SQLite, whose instants are text."""
        template = "strftime('%%%%Y%%%%m%%%%dT%%%%H%%%%M%%%%SZ', %(expressions)s)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it for PostgreSQL, which knows of zones."""
        template = (
            "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"')"
        )
        return self.as_sql(compiler, connection, template=template, **context)

    def as_mysql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it for MySQL and MariaDB."""
        template = "DATE_FORMAT(%(expressions)s, '%%%%Y%%%%m%%%%dT%%%%H%%%%i%%%%SZ')"
        return self.as_sql(compiler, connection, template=template, **context)


WRITERS = {"sqlite", "postgresql", "mysql"}


def database_writes(alias: str) -> bool:
    """Return whether a database can write instants in UTC.

    One of another kind cannot, nor one that keeps them by a zone of its own.
    """
    connection = connections[alias]
    return connection.vendor in WRITERS and connection.timezone_name == "UTC"


def instants(alias: str, *names: str) -> dict[str, Any]:
    """Return annotations `<name>_text` for columns of instants."""
    make = UtcInstant if database_writes(alias) else F
    return {f"{name}_text": make(name) for name in names}
