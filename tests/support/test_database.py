"""Tests of what is left in the database after a test that empties it."""

import asyncio

import pytest
from django.db import connection, connections
from wagtail.models import Locale, Page, Site

PAGES_OF_MIGRATIONS = 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_every_transactional_test_finds_the_rows_of_the_migrations(turn: int) -> None:
    assert Page.objects.count() == PAGES_OF_MIGRATIONS
    assert Site.objects.get().root_page.depth == PAGES_OF_MIGRATIONS
    assert Locale.objects.count() == 1


@pytest.mark.django_db
def test_every_other_test_finds_them_whatever_went_before() -> None:
    assert Page.objects.count() == PAGES_OF_MIGRATIONS
    assert Locale.objects.count() == 1


@pytest.mark.postgresql
def test_a_test_marked_postgresql_runs_on_postgresql_only() -> None:
    assert connection.vendor == "postgresql"


@pytest.mark.sqlite
def test_a_test_marked_sqlite_runs_on_sqlite_only() -> None:
    assert connection.vendor == "sqlite"


@pytest.mark.server
def test_a_test_marked_server_runs_where_several_write_at_once() -> None:
    assert connection.vendor in {"postgresql", "mysql"}


def test_a_running_event_loop_changes_no_connection() -> None:
    async def inside() -> object:
        return connections["default"]

    assert asyncio.run(inside()) is connections["default"]
