"""Searching a list by words: records of a circle, and words that break backends."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from learningcircles_wagtail.directory import search
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.directory.search import found_pages, words_of
from learningcircles_wagtail.models import Branch, CirclePage, LibrarySystem, Topic
from tests.directory.shelf import NOW
from tests.factories import (
    make_branch,
    make_circle,
    make_course,
    make_facilitator,
    make_library,
    make_topic,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    """A circle with a word of its own in each record, beside another without."""
    library = make_library(name="Marigold Libraries")
    page = make_circle(
        title="Talking aloud",
        summary="Bring biscuits.",
        course=make_course(title="Rhetoric", provider="Open Academy"),
        topics=[make_topic("Astronomy")],
        facilitators=[make_facilitator(name="Quill Penwright")],
        branch=make_branch(
            name="Larkspur Branch", city="Foxglove", library_system=library
        ),
    )
    make_circle(
        title="Something else",
        branch=make_branch(name="Other", library_system=make_library(name="Other")),
    )
    return page


def found(page, words: str) -> list[int]:
    """Return the keys of the pages of the circle's list that hold some words."""
    query = QueryDict(mutable=True)
    query["q"] = words
    index = page.get_parent().specific
    return find(index, Criteria.parse(query), now=NOW).ids()


@pytest.mark.parametrize(
    "words",
    [
        *("Talking", "biscuits", "Rhetoric", "Academy", "Astronomy", "Penwright"),
        *("Larkspur", "Foxglove", "Marigold", "talking rhetoric", "TALKING", "Talk"),
    ],
)
def test_a_circle_is_found_by_every_record_that_it_names(circle, words):
    assert found(circle, words) == [circle.pk]


def test_every_word_has_to_be_there(circle):
    assert found(circle, "Talking nonsense") == []


@pytest.mark.parametrize(
    "words",
    [
        *('"', 'a"b', '""', "'", " ", "\x00", "a\x00b", "*", "talking*", "(", ") OR ("),
        *("NEAR(a b)", "a AND", "NOT", "-", "a:b", "title:talking", "\\", "^talking"),
        *("\ud800", "%", "_", "é" * 500, "a " * 500, "talking" + '"' * 50, "🙂", "--"),
    ],
)
def test_no_words_break_the_search(circle, words):
    assert isinstance(found(circle, words), list)


def test_quotation_marks_are_no_words(circle):
    # SQLite's full-text search raises on them (wagtail#13227).
    assert found(circle, '"talking"') == [circle.pk]
    assert words_of('"talking" "') == ["talking"]


def test_words_that_are_none_find_everything(circle):
    assert len(found(circle, "  ")) == len(found(circle, '"')) == 2


@pytest.mark.parametrize(
    ("model", "field"), [(Branch, "name"), (LibrarySystem, "name"), (Topic, "name")]
)
def test_a_record_that_got_another_name_is_found_by_it(circle, model, field):
    record = {
        Branch: circle.branch,
        LibrarySystem: circle.branch.library_system,
        Topic: Topic.objects.get(name="Astronomy"),
    }[model]
    setattr(record, field, "Zinnia")
    record.save_revision().publish()

    assert found(circle, "Zinnia") == [circle.pk]


def test_the_name_of_a_draft_is_found_by_nobody():
    page = make_circle(
        topics=[make_topic("Astronomy", live=False)],
        course=make_course(title="Rhetoric", live=False),
        facilitators=[make_facilitator(name="Quill Penwright", live=False)],
    )
    other = make_circle(topics=[make_topic("Gardening")])

    assert [found(page, word) for word in ("Astronomy", "Rhetoric", "Quill")] == [
        []
    ] * 3
    assert found(other, "Gardening") == [other.pk]


WORDS = (
    *("Talking", "the talking", "the", "talk", "talking rhetoric", "a Foxglove of"),
    *("talking nonsense", "biscuits-talking", "talking_aloud", "l'academy", "c++"),
    *("Marigold Larkspur Quill", "yourselves talking", "aloud biscuits"),
)


@pytest.mark.postgresql
@pytest.mark.parametrize("words", WORDS)
def test_postgresql_finds_by_its_indexes_what_wagtail_finds(circle, words):
    backend, pages = get_search_backend(), CirclePage.objects.live()
    query = " ".join(words_of(words))
    asked = {"operator": "and", "order_by_relevance": False}
    theirs = {
        page.pk
        for results in (
            backend.search(query, pages, **asked),
            backend.autocomplete(query, pages, **asked),
        )
        for page in results
    }

    assert set(found_pages(CirclePage, words)) == theirs


@pytest.mark.postgresql
def test_postgresql_looks_for_a_word_in_one_query_that_joins_no_columns(circle):
    found_pages(CirclePage, "talking")  # Content types are in memory now.
    with CaptureQueriesContext(connection) as captured:
        assert found_pages(CirclePage, "talking rhetoric") == [circle.pk]
    (query,) = captured.captured_queries
    assert '"title" ||' not in query["sql"]


def test_a_backend_that_keeps_its_index_elsewhere_is_asked_as_it_is(
    circle, monkeypatch, request
):
    monkeypatch.setattr(
        "learningcircles_wagtail.directory.search_postgresql.RELATION", "none"
    )
    search._statements.cache_clear()
    request.addfinalizer(search._statements.cache_clear)
    assert found(circle, "Talking rhetoric") == [circle.pk]


def test_what_was_looked_for_before_is_found_without_writing_sql(circle, monkeypatch):
    assert found(circle, "Talking") == [circle.pk]
    with monkeypatch.context() as patch:
        patch.delattr(search, "_results")
        assert found(circle, "Talking") == [circle.pk]
        other = publish(make_circle(title="Talking shop"))
        assert found(circle, "Talking") == [circle.pk, other.pk]


def test_settings_of_another_backend_hold_at_once(circle, settings, monkeypatch):
    assert found(circle, "Talking") == [circle.pk]
    asked, ask = [], search._results
    monkeypatch.setattr(
        search, "_results", lambda *given: asked.append(given) or ask(*given)
    )
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "OTHER": 1}
    }

    assert found(circle, "Talking") == [circle.pk]
    assert len(asked) == 1
