"""Misspelled words find the list's own public circles, and no others; it is said."""

from html import unescape

import pytest
from django.http import QueryDict

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.directory.spelling import meant
from tests.directory.shelf import NOW
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_facilitator,
    make_topic,
)

pytestmark = pytest.mark.django_db


def asked(index, query: str) -> str | None:
    """Return the words that a list offers instead, or None."""
    criteria = meant(find(index, Criteria.parse(QueryDict(query)), now=NOW))
    return None if criteria is None else criteria.q


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Gardning", "gardening"),
        ("Compostng", "composting"),
        ("Hortculture", "horticulture"),
        ("Vegtables", "vegetables"),
        ("Willowbrok", "willowbrook"),
        ("Ambroise", "ambrose"),
        ("Fotography", "photography"),
        ("gardning vegtables", "gardening vegetables"),
    ],
)
def test_a_misspelling_is_answered_with_words_that_find_circles(client, typed, words):
    page = make_circle(
        title="Gardening",
        course=make_course(title="Horticulture at home", provider="Composting"),
        topics=[make_topic("Vegetables"), make_topic("Photography")],
        branch=make_branch(city="Willowbrook"),
        facilitators=[make_facilitator(name="Ambrose Lee")],
    )

    index = page.get_parent()
    answer = client.get(index.url, {"q": typed})

    said = f"Nothing was found for “{typed}”. This is shown: “{words}”."
    for view in ("", "calendar/", "map/", "embed/"):
        answer = client.get(f"{index.url}{view}", {"q": typed})
        assert said in unescape(answer.content.decode())
        assert answer.context["result_count"] == 1
    # What is remembered for the right words is not what was asked for here.
    followed = client.get(index.url, {"q": words})
    assert followed.context["result_count"] == 1
    assert "Nothing was found" not in followed.content.decode()


def test_what_is_found_as_it_was_typed_is_not_spelled_otherwise(client):
    index = make_circle(title="Photography").get_parent().specific
    make_circle(index, title="Fotography is a word of ours")

    answer = client.get(index.url, {"q": "fotography"})

    assert answer.context["result_count"] == 1
    assert "Nothing was found" not in answer.content.decode()


def test_a_feed_says_what_its_address_asks_for_and_nothing_else(client):
    index = make_circle(title="Photography").get_parent()

    for feed in ("rss/", "json/", "geojson/", "ics/"):
        wrong = client.get(f"{index.url}{feed}", {"q": "fotography"})
        right = client.get(f"{index.url}{feed}", {"q": "photography"})
        bodies = [b"".join(one) for one in (wrong, right)]
        assert [b"Photography" in body for body in bodies] == [False, True]


def test_a_misspelled_search_has_pages_as_any_other(client, settings):
    settings.LEARNINGCIRCLES_PAGE_SIZE = 1
    index = make_circle(title="Photography one").get_parent().specific
    make_circle(index, title="Photography two")

    answer = client.get(index.url, {"q": "fotography", "page": 2})

    assert (answer.context["listing"].number, answer.context["listing"].count) == (2, 2)
    assert client.get(index.url, {"q": "fotography", "page": 3}).status_code == 404


def test_no_vocabulary_is_read_where_nothing_is_misspelled(client):
    index = make_circle(title="Photography").get_parent()
    right, wrong = (
        client.get(index.url, {"q": words}).context["finding"].snapshot.vocabulary
        for words in ("photography", "fotography")
    )

    assert right is None
    assert wrong is not None


def test_no_word_of_a_circle_that_nobody_may_see_is_offered():
    index = make_circle_index()
    make_circle(index, title="Public speaking")
    hidden = make_circle(
        index,
        title="Gardening",
        course=make_course(title="Horticulture"),
        facilitators=[make_facilitator(name="Ambrose")],
        topics=[make_topic("Vegetables")],
    )
    typed = ("gardning", "horticultur", "ambrosse", "vegtables")
    assert {asked(index, f"q={word}") for word in typed} == {
        "gardening",
        "horticulture",
        "ambrose",
        "vegetables",
    }

    hidden.unpublish()

    assert {asked(index, f"q={word}") for word in typed} == {None}
    assert asked(index, "q=speking") == "speaking"


def test_other_filters_stay_and_what_finds_nothing_is_not_shown(client):
    page = make_circle(title="Gardening", topics=[make_topic("Health")])
    url = page.get_parent().url

    shown = client.get(f"{url}?q=gardning&topic=health")
    assert shown.context["query"] == "q=gardening&topic=health"
    assert shown.context["result_count"] == 1
    empty = client.get(f"{url}?q=gardning&status=cancelled")
    assert empty.context["query"] == "q=gardning&status=cancelled"
    assert "This is shown" not in empty.content.decode()


def test_the_words_are_read_once_for_each_picture(django_assert_num_queries):
    index = make_circle(title="Gardening").get_parent().specific
    finding = find(index, Criteria.parse(QueryDict("q=gardning")), now=NOW)
    assert meant(finding).q == "gardening"

    with django_assert_num_queries(0):
        assert meant(finding).q == "gardening"
