"""Which circles have free places: known from three sums, and never a moment old."""

from itertools import combinations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.directory.full_circles import full_digest
from learningcircles_wagtail.directory.prepared import digest_of
from learningcircles_wagtail.models import Circle
from tests.directory.shelf import NOW
from tests.factories import make_circle, make_circle_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    """A list of three circles, each with one place."""
    page = make_circle_index()
    for title in ("One", "Two", "Three"):
        make_circle(page, title=title, sign_up_backend="database", capacity=1)
    return page


def with_places(index) -> list[str]:
    """Return the titles of the circles that `open=1` finds."""
    found = find(index, Criteria.parse(QueryDict("open=1")), now=NOW)
    return sorted(page.title for page in found.pages())


def take(title: str, places: int) -> None:
    Circle.objects.filter(title=title).update(taken=places)


def test_a_place_that_is_taken_or_given_back_shows_at_once(index):
    assert with_places(index) == ["One", "Three", "Two"]
    take("Two", 1)
    assert with_places(index) == ["One", "Three"]
    take("Two", 0)
    assert with_places(index) == ["One", "Three", "Two"]
    take("Two", 1)
    assert with_places(index) == ["One", "Three"]


def test_other_circles_that_are_as_many_are_told_apart(index):
    take("One", 1)
    assert with_places(index) == ["Three", "Two"]
    take("One", 0)
    take("Two", 1)
    assert with_places(index) == ["One", "Three"]


def test_two_lists_have_each_their_own_circles(index):
    other = make_circle_index(slug="other")
    make_circle(other, title="Four", sign_up_backend="database", capacity=1)
    take("Four", 1)
    take("One", 1)
    assert with_places(index) == ["Three", "Two"]
    assert with_places(other) == []


def queries(index) -> int:
    with CaptureQueriesContext(connection) as captured:
        _ = find(index, Criteria.parse(QueryDict("open=1")), now=NOW).open
    return len(captured)


def test_circles_are_named_only_where_others_are_full(index):
    take("One", 1)
    queries(index)
    known = queries(index)
    assert queries(index) == known
    take("Two", 1)
    assert queries(index) == known + 1
    assert queries(index) == known


def test_the_database_and_python_make_the_same_digest(index):
    assert full_digest(NOW) == digest_of([]) == (0, 0, 0)
    take("One", 1)
    take("Three", 1)
    keys = Circle.objects.filter(taken=1).values_list("pk", flat=True)
    assert full_digest(NOW) == digest_of(list(keys))


def test_one_or_two_circles_in_place_of_others_make_another_digest():
    held = [100, 200]
    for size, keys in ((1, range(99)), (2, range(30)), (2, range(999_940, 999_980))):
        drawn = list(combinations(keys, size))
        assert len({digest_of([*held, *one]) for one in drawn}) == len(drawn)
