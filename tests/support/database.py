"""Keeps Wagtail's root page and languages alive over tests that empty the database."""

import threading
from collections.abc import Generator

import pytest
from django.db import connection, connections
from pytest_django.plugin import blocking_manager_key

TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}


def pytest_configure() -> None:
    """Give each thread one connection, whether or not an event loop runs in it.

    Playwright keeps a loop running in the tests' thread, and inside one Django opens
    a second connection, which does not know what a test began on the first.
    """
    connections._connections = threading.local()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring back, before each transactional test, the rows that migrations made.

    Such a test empties every table at its end. Wagtail's root page, its first locale
    and the collections come from migrations; without them nothing can be published.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        options = dict(marker.kwargs) if marker else {}
        fixtures = set(getattr(item, "fixturenames", ()))
        if options.get("transaction") or TRANSACTIONAL_FIXTURES & fixtures:
            options |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**options), append=False)


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Bring those rows back after a transactional test too, for all others.

    In one process pytest-django lets transactional tests come last; where several
    share the tests (xdist), any may follow one.
    """
    yield
    if _is_transactional(item) and nextitem and not _is_transactional(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            rows = connection._test_serialized_contents
            connection.creation.deserialize_db_from_string(rows)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs one database where the tests run on another."""
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set TEST_DATABASE=postgresql and PG* variables")
    if item.get_closest_marker("sqlite") and connection.vendor != "sqlite":
        pytest.skip("needs SQLite: set no TEST_DATABASE")
    if item.get_closest_marker("server") and connection.vendor == "sqlite":
        pytest.skip("needs PostgreSQL or MariaDB: set TEST_DATABASE")
