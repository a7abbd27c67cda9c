"""The databases on which many people sign up at once."""

from collections.abc import Generator
from pathlib import Path

import pytest
from django.db import connection

from tests.sign_ups.crowd import SNAPSHOT, Database, copy_of_sqlite, on_server

if connection.vendor == "sqlite":
    LEVELS = STRICT_LEVELS = ["defaults"]

    @pytest.fixture
    def rows(db: None, tmp_path: Path) -> Database:
        """Return a copy of the tests' database, so that nothing needs emptying."""
        return copy_of_sqlite(tmp_path / "crowd.sqlite3")

else:
    LEVELS = ["READ_COMMITTED", "REPEATABLE_READ"]
    if connection.vendor == "mysql":
        # Those two let others wait.
        LEVELS.append(SNAPSHOT)
    STRICT_LEVELS = LEVELS[-1:]

    @pytest.fixture
    def rows(transactional_db: None) -> Database:
        """Return the tests' own database."""
        return Database()


@pytest.fixture(params=LEVELS)
def database(request: pytest.FixtureRequest, rows: Database) -> Generator[Database]:
    """Return each kind of database that many people use at once; this thread too."""
    yield from _connected(request, rows)


@pytest.fixture(params=STRICT_LEVELS)
def strict_database(
    request: pytest.FixtureRequest, rows: Database
) -> Generator[Database]:
    """Return those that refuse what they cannot put in order; others let it wait."""
    yield from _connected(request, rows)


def _connected(request: pytest.FixtureRequest, rows: Database) -> Generator[Database]:
    is_sqlite = connection.vendor == "sqlite"
    database = rows if is_sqlite else on_server(request.param)
    with database.connected():
        yield database
