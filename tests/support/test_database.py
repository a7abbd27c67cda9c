"""Tests of what is left in the database after a test that empties it."""

import pytest
from django.db import connection
from wagtail.models import Locale, Page, Site

PAGES_OF_MIGRATIONS = 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_every_transactional_test_finds_the_rows_of_the_migrations(turn: int) -> None:
    assert Page.objects.count() == PAGES_OF_MIGRATIONS
    assert Site.objects.get().root_page.depth == PAGES_OF_MIGRATIONS
    assert Locale.objects.count() == 1


@pytest.mark.postgresql
def test_a_test_marked_postgresql_runs_on_postgresql_only() -> None:
    assert connection.vendor == "postgresql"
