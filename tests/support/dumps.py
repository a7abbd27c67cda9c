"""Everything that the database holds, to look for what must not be there."""

import json

from django.db import connection


def dump() -> str:
    """Return everything that every table of the database holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [table, json.dumps(cursor.fetchall(), default=str)]
    return "\n".join(found)
