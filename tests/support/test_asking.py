"""Tests of the mark of those tests that ask the database."""

import pytest
from django.test import TestCase

from tests.support.asking import asks_database


def test_a_test_without_a_database_has_no_mark(request: pytest.FixtureRequest) -> None:
    assert not asks_database(request.node)
    assert request.node.get_closest_marker("database") is None


@pytest.mark.django_db
def test_a_mark_of_django_is_one(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")


def test_a_fixture_is_one(db: None, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")


class DjangoTests(TestCase):
    """A class of Django's own."""

    @pytest.fixture(autouse=True)
    def node(self, request: pytest.FixtureRequest) -> None:
        self.own_node = request.node

    def test_a_case_of_django_s_is_one(self) -> None:
        assert self.own_node.get_closest_marker("database")
