"""The databases on which many people sign up at once."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.sign_ups.crowd import Database, copy_of_sqlite


@pytest.fixture(
    params=["defaults"]
    if connection.vendor == "sqlite"
    else ["READ_COMMITTED", "REPEATABLE_READ"]
)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """Return each database in turn that many people use at once; this thread too."""
    if connection.vendor == "sqlite":
        request.getfixturevalue("db")
        database = copy_of_sqlite(tmp_path / "crowd.sqlite3")
    else:
        from psycopg import IsolationLevel

        request.getfixturevalue("transactional_db")
        options: dict[str, Any] = {
            "isolation_level": IsolationLevel[request.param],
        }
        database = Database(OPTIONS=options)
    with database.connected():
        yield database
