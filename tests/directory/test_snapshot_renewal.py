"""A picture that is made from an older one is the one that is made from nothing."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.http import QueryDict
from wagtail.models import Locale

from learningcircles_wagtail.directory import snapshot_shelf
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.directory.snapshot import Snapshot
from learningcircles_wagtail.directory.snapshot_shelf import Shelf
from learningcircles_wagtail.models import (
    Branch,
    Circle,
    CirclePage,
    DirectoryChange,
    Topic,
)
from learningcircles_wagtail.models.changes import KEPT
from tests.directory.shelf import NOW, QUERIES, fill
from tests.factories import (
    change_meeting,
    make_circle,
    make_circle_index,
    make_topic,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def renewed(monkeypatch) -> list[int]:
    """How many circles each new picture was told to read again, -1 for all."""
    told: list[int] = []

    class Watched(Snapshot):
        def __init__(self, index_page, journal, now, before=None, changed=()):
            told.append(-1 if before is None else len(changed))
            super().__init__(index_page, journal, now, before, changed)

    monkeypatch.setattr(snapshot_shelf, "Snapshot", Watched)
    return told


def retitle(page: Any, dice: Random) -> None:
    page.title = f"{dice.choice('ABCÄ')} {page.title}"[:100]
    publish(page)


def postpone(page: Any, dice: Random) -> None:
    if page.meetings:
        day = NOW.date() + timedelta(days=dice.randrange(-30, 60))
        change_meeting(page, 0, date=day.isoformat())
    publish(page)


def change_topics(page: Any, dice: Random) -> None:
    page.topics = dice.sample(list(Topic.objects.all()), 2)
    publish(page)


CHANGES = {
    "title": retitle,
    "dates": postpone,
    "topics": change_topics,
    "branch": lambda page, dice: publish(
        _with(page, branch=dice.choice(list(Branch.objects.all())))
    ),
    "cancelled": lambda page, dice: publish(_with(page, cancelled=not page.cancelled)),
    "unpublished": lambda page, dice: page.unpublish(),
    "deleted": lambda page, dice: page.delete(),
    "new": lambda page, dice: make_circle(page.get_parent().specific),
    "row": lambda page, dice: _save(page.circle, language=dice.choice(["fr", "es"])),
}


def _with(page: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(page, name, value)
    return page


def _save(row: Any, **values: Any) -> None:
    _with(row, **values).save()


def found(index: Any) -> dict[str, Any]:
    """Return what every query finds, with all counts beside the choices."""
    seen = {}
    for query in QUERIES:
        finding = find(index, Criteria.parse(QueryDict(query)), now=NOW)
        columns = finding.snapshot.columns.items()
        seen[query] = (
            finding.ids(),
            {name: column.counts(finding.members) for name, column in columns},
            {name: column.choices for name, column in columns},
        )
    return seen


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_all_that_is_read_again(change, renewed, monkeypatch):
    index, dice = fill(), Random(3)
    # The journal begins anew each time, and chance is not to shorten it here.
    monkeypatch.setattr("learningcircles_wagtail.models.changes.SHORTENED_EVERY", 2**50)
    found(index)

    for _time in range(3):
        page = dice.choice(CirclePage.objects.live().child_of(index).order_by("pk"))
        renewed.clear()
        change(page, dice)
        seen = found(index)

        # A page that is new has no circle when it is first noted.
        assert renewed
        assert set(renewed) <= {1, 2}
        snapshot_shelf.shelf._kept.clear()
        assert found(index) == seen
        assert renewed[-1] == -1


def test_what_changes_several_circles_has_all_of_them_read_again(renewed):
    page = make_circle()
    index = page.get_parent().specific
    for change in (
        lambda: make_topic("New"),
        lambda: Circle.objects.update(city="Elsewhere"),
        lambda: publish(page.branch),
        lambda: page.move(make_circle_index(slug="other"), pos="last-child"),
    ):
        renewed.clear()
        find(index, Criteria(), now=NOW)
        change()
        find(index, Criteria(), now=NOW)

        assert renewed[-1] == -1


def test_a_translation_that_joins_a_circle_is_read(renewed):
    french = Locale.objects.create(language_code="fr")
    page = make_circle()
    index = page.get_parent().specific
    there = publish(index.copy_for_translation(french, copy_parents=True))
    assert find(there, Criteria(), now=NOW).count == 0

    publish(page.copy_for_translation(french))

    assert find(there, Criteria(), now=NOW).count == 1


def test_a_row_that_nobody_read_before_it_was_deleted_is_not_missed():
    page = make_circle()
    index = page.get_parent().specific
    shelf = Shelf()
    DirectoryChange.objects.all().delete()
    late = DirectoryChange.objects.create(token=1, about=page.circle_id)
    DirectoryChange.objects.filter(pk=late.pk).delete()
    DirectoryChange.objects.note(page.circle_id)
    assert shelf.get(index, now=NOW).columns["city"].choices[0].value != "Elsewhere"
    # Written before, committed after the picture was made, and deleted at once.
    Circle.objects.filter(pk=page.circle_id).update(city="Elsewhere")
    DirectoryChange.objects.filter(about=None).delete()
    late.save(force_insert=True)

    DirectoryChange.objects.shorten(late.pk + KEPT)

    assert shelf.get(index, now=NOW).columns["city"].choices[0].value == "Elsewhere"


def test_too_many_changed_circles_are_read_as_a_whole_list(renewed, monkeypatch):
    monkeypatch.setattr(snapshot_shelf, "MOST_CHANGED", 1)
    index = make_circle_index()
    pages = [make_circle(index) for _number in range(2)]
    find(index, Criteria(), now=NOW)
    for number, expected in ((1, 1), (2, -1)):
        for page in pages[:number]:
            page.circle.save()

        find(index, Criteria(), now=NOW)

        assert renewed[-1] == expected


def test_after_a_quarter_of_an_hour_the_whole_list_is_read(renewed, monkeypatch):
    page = make_circle()
    index = page.get_parent().specific
    find(index, Criteria(), now=NOW)
    monkeypatch.setattr(snapshot_shelf, "LONGEST_SECONDS", 0)
    page.circle.save()

    find(index, Criteria(), now=NOW)

    assert renewed[-1] == -1
