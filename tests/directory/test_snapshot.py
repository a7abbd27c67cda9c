"""The picture in memory: thrown away with every change that a visitor could notice."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import serializers
from django.http import QueryDict
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from learningcircles_wagtail.directory import snapshot_shelf
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.mixins.projection import project
from learningcircles_wagtail.models import Branch, Circle, DirectoryChange, Meeting
from learningcircles_wagtail.models.changes import (
    KEPT,
    DirectoryChangeManager,
    Journal,
    JournalState,
)
from tests.directory.shelf import NOW
from tests.factories import make_circle, make_circle_index, make_topic

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
        lambda self, circle=None: None,
    )

    Circle.objects.filter(pk=page.circle_id).update(cancelled=True)

    # The control of the test above: it is the journal that tells.
    assert ids(index, "status=in_progress") == [page.pk]


def state() -> str:
    return DirectoryChange.objects.state().fingerprint


@pytest.mark.parametrize("kind", ["page", "branch"])
def test_a_draft_that_saves_itself_throws_nothing_away(kind):
    page = make_circle()
    draft = page if kind == "page" else page.branch
    before = state()

    revision = draft.save_revision()

    assert state() == before
    revision.publish()
    assert state() != before


def test_meetings_that_are_written_in_bulk_are_noted():
    page = make_circle()
    before = state()

    Meeting.objects.filter(circle_id=page.circle_id).update(room="Elsewhere")

    assert state() != before


def test_the_last_that_follows_from_a_branch_s_new_address_is_noted(monkeypatch):
    make_circle()
    branch = Branch.objects.get()
    branch.street_address = "99 New Street"
    seen = []

    def watched(page, *, now):
        seen.append(state())
        return project(page, now=now)

    monkeypatch.setattr("learningcircles_wagtail.mixins.projection.project", watched)
    branch.save_revision().publish()

    assert Meeting.objects.filter(place__contains="99 New Street").exists()
    assert seen
    assert state() != seen[-1]


def test_what_a_fixture_brings_is_seen(django_capture_on_commit_callbacks):
    page = make_circle()
    index = page.get_parent().specific
    assert ids(index, "status=cancelled") == []
    [row] = json.loads(serializers.serialize("json", Circle.objects.all()))
    row["fields"]["cancelled"] = True

    with django_capture_on_commit_callbacks(execute=True) as calls:
        for loaded in serializers.deserialize("json", json.dumps([row, row])):
            loaded.save()

    assert len(calls) == 1
    assert ids(index, "status=cancelled") == [page.pk]


def test_a_rendition_that_is_deleted_is_no_longer_shown_from_memory():
    image = get_image_model().objects.create(title="A", file=get_test_image_file())
    rendition = image.renditions.create(
        filter_spec="fill-640x320", file=get_test_image_file(), width=1, height=1
    )
    before = state()

    rendition.delete()

    assert state() != before


def test_numbers_that_are_no_position_break_no_list(client):
    page = make_circle()
    index = page.get_parent().specific
    Branch.objects.update(latitude=95)
    Circle.objects.update(latitude=95)

    assert ids(index, "near=1,1") == [page.pk]
    assert ids(index, "near=1,1&within=20000") == []
    assert client.get(f"{index.url}?near=1,1").status_code == 200


def test_what_was_hidden_behind_djangos_back_is_not_shown():
    page = make_circle()
    index = page.get_parent().specific
    finding = find(index, Criteria(), now=NOW)
    assert finding.count == 1

    type(page).objects.filter(pk=page.pk).update(live=False)

    assert find(index, Criteria(), now=NOW).pages() == []


def test_of_many_threads_that_need_a_picture_one_makes_it(monkeypatch):
    made = []

    class Slow:
        size = 1

        def __init__(self, index_page, journal, now):
            made.append(journal)
            time.sleep(0.05)
            self.journal, self.read_at = journal, time.monotonic()

    journal = Journal(JournalState("1-1", NOW), {})
    monkeypatch.setattr(snapshot_shelf, "Snapshot", Slow)
    monkeypatch.setattr(DirectoryChangeManager, "state", lambda self: journal.state)
    monkeypatch.setattr(DirectoryChangeManager, "read", lambda self: journal)
    shelf, page = snapshot_shelf.Shelf(), make_circle_index()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _n: shelf.get(page, now=NOW), range(8)))

    assert len(made) == len({id(one) for one in found}) == 1


def test_the_pictures_of_many_lists_are_kept_up_to_a_number_of_circles(monkeypatch):
    monkeypatch.setattr(snapshot_shelf, "MOST_PLACES", 2)
    shelf = snapshot_shelf.Shelf()
    lists = [make_circle_index(slug=f"list-{number}") for number in range(3)]
    for index in lists:
        make_circle(index)

    first = [shelf.get(index, now=NOW) for index in lists]

    assert shelf.get(lists[2], now=NOW) is first[2]
    assert shelf.get(lists[1], now=NOW) is first[1]
    assert shelf.get(lists[0], now=NOW) is not first[0]


def test_the_journal_is_shortened_and_its_state_stays_unlike_those_before():
    for _time in range(KEPT + 20):
        DirectoryChange.objects.note()
    before = DirectoryChange.objects.state()
    last = DirectoryChange.objects.latest("pk").pk

    DirectoryChange.objects.shorten(last)

    # One row more says that any circle may have changed.
    assert DirectoryChange.objects.count() == KEPT + 1
    assert DirectoryChange.objects.state() != before


def test_a_topic_that_was_taken_back_is_found_no_more():
    topic = make_topic("Marigolds")
    page = make_circle(topics=[topic])
    index = page.get_parent().specific
    assert ids(index, "q=marigolds") == [page.pk]

    topic.unpublish()

    assert ids(index, "q=marigolds") == []
    assert "Marigolds" not in Circle.objects.get().search_text
