"""The picture in memory: thrown away with every change that a visitor could notice."""

import pytest
from django.http import QueryDict

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.models import Branch, Circle
from tests.directory.shelf import NOW
from tests.factories import make_circle, make_circle_index

pytestmark = pytest.mark.django_db


def ids(index, query: str) -> list[int]:
    """Return the keys of the pages that a query finds, in order."""
    return find(index, Criteria.parse(QueryDict(query)), now=NOW).ids()


def test_the_full_circle_is_found_again_as_soon_as_a_place_is_given_back():
    page = make_circle(sign_up_backend="database", capacity=2)
    index = page.get_parent().specific
    Circle.objects.filter(pk=page.circle_id).update(taken=2)
    assert ids(index, "open=1") == []

    Circle.objects.filter(pk=page.circle_id).update(taken=1)

    assert ids(index, "open=1") == [page.pk]


CHANGES = {
    "cancelled": lambda page: Circle.objects.filter(pk=page.circle_id).update(
        cancelled=True
    ),
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "draft branch": lambda page: Branch.objects.get().unpublish(),
    "moved": lambda page: page.move(make_circle_index(slug="elsewhere")),
    "private": lambda page: page.view_restrictions.create(restriction_type="login"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_at_once(change):
    page = make_circle()
    index = page.get_parent().specific
    query = "status=in_progress"
    assert ids(index, query) == [page.pk]

    change(page)

    assert ids(index, query) == []


def test_a_change_that_nobody_notes_is_not_seen(monkeypatch):
    page = make_circle()
    index = page.get_parent().specific
    assert ids(index, "status=in_progress") == [page.pk]
    monkeypatch.setattr(
        "learningcircles_wagtail.models.changes.DirectoryChangeManager.note",
        lambda self: None,
    )

    Circle.objects.filter(pk=page.circle_id).update(cancelled=True)

    # The control of the test above: it is the journal that tells.
    assert ids(index, "status=in_progress") == [page.pk]


def test_what_was_hidden_behind_djangos_back_is_not_shown():
    page = make_circle()
    index = page.get_parent().specific
    finding = find(index, Criteria(), now=NOW)
    assert finding.count == 1

    type(page).objects.filter(pk=page.pk).update(live=False)

    assert find(index, Criteria(), now=NOW).pages() == []
