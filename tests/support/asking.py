"""Marks the tests that ask the database: only these can say more on another one.

pytest-django lets no other test through to it, so a run on PostgreSQL may leave the
others to the run on SQLite: `-m database`.
"""

import pytest
from django.test import TransactionTestCase

FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
"""A fixture that lifts pytest-django's guard by hand asks for the last of these."""


def asks_database(item: pytest.Item) -> bool:
    """Return whether a test may ask the database, by its mark, fixtures or class."""
    case = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or bool(FIXTURES.intersection(getattr(item, "fixturenames", ())))
        or (isinstance(case, type) and issubclass(case, TransactionTestCase))
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the mark before pytest chooses by marks."""
    for item in items:
        if asks_database(item):
            item.add_marker("database")
