"""Did you mean: the words of a list's own public circles, and no others."""

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
        ("gardning vegtables", "gardening vegetables"),
    ],
)
def test_a_misspelling_is_answered_with_words_that_find_circles(client, typed, words):
    page = make_circle(
        title="Gardening",
        course=make_course(title="Horticulture at home", provider="Composting"),
        topics=[make_topic("Vegetables")],
        branch=make_branch(city="Willowbrook"),
        facilitators=[make_facilitator(name="Ambrose Lee")],
    )

    answer = client.get(page.get_parent().url, {"q": typed})

    assert answer.context["result_count"] == 0
    assert f"Did you mean “{words}”?" in unescape(answer.content.decode())
    (offered, *_others) = answer.context["alternatives"]
    assert offered.count == 1
    followed = client.get(page.get_parent().url + offered.query)
    assert followed.context["result_count"] == 1


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


def test_other_filters_stay_and_what_finds_nothing_is_not_offered(client):
    page = make_circle(title="Gardening", topics=[make_topic("Health")])
    url = page.get_parent().url

    (offered, *_others) = client.get(f"{url}?q=gardning&topic=health").context[
        "alternatives"
    ]
    assert offered.query == "?q=gardening&topic=health"
    found = client.get(f"{url}?q=gardning&status=cancelled").context["alternatives"]
    assert [one for one in found if "gardening" in one.words] == []


def test_the_words_are_read_once_for_each_picture(django_assert_num_queries):
    index = make_circle(title="Gardening").get_parent().specific
    finding = find(index, Criteria.parse(QueryDict("q=gardning")), now=NOW)
    assert meant(finding).q == "gardening"

    with django_assert_num_queries(0):
        assert meant(finding).q == "gardening"
