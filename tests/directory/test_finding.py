"""What criteria find, held against a slow reference; facets against a recount."""

from datetime import timedelta
from itertools import combinations
from random import Random

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.facets import facets_of
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.models import Branch, Circle, Topic
from tests.directory.reference import Reference
from tests.directory.shelf import NOW, QUERIES, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shelf(django_db_setup, django_db_blocker):
    """A list with something for every filter, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill()
        transaction.set_rollback(True)


def ids(index, query: str, now=NOW) -> list[int]:
    """Return the keys of the pages that a query finds, in order."""
    return find(index, Criteria.parse(QueryDict(query)), now=now).ids()


def test_each_parameter_alone_finds_what_the_reference_finds(shelf):
    reference = Reference(shelf, NOW)

    found = {query: ids(shelf, query) for query in ["", *QUERIES]}

    assert found == {query: reference.find(query) for query in found}
    assert {query for query, pages in found.items() if not pages} == {"city=Newtown"}


def test_parameters_in_pairs_find_what_the_reference_finds(shelf):
    reference = Reference(shelf, NOW)
    names = [query.partition("=")[0] for query in QUERIES]
    pairs = [
        f"{one}&{other}"
        for (one, name), (other, second) in combinations(
            zip(QUERIES, names, strict=True), 2
        )
        if name != second and {"near", "order"} != {name, second}
    ]

    assert len(pairs) > 300
    for query in pairs:
        assert ids(shelf, query) == reference.find(query), query


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(days=st.integers(-90, 90), minutes=st.integers(0, 1439), data=st.data())
def test_at_any_moment_the_states_are_those_of_the_reference(
    shelf, days, minutes, data
):
    now = NOW + timedelta(days=days, minutes=minutes)
    query = data.draw(st.sampled_from(["", "open=1", "status=in_progress", *QUERIES]))

    assert ids(shelf, query, now) == Reference(shelf, now).find(query)


@pytest.mark.parametrize("query", ["", *QUERIES, "topic=health&open=1&weekday=2"])
def test_the_count_beside_a_choice_is_what_choosing_it_finds(shelf, query):
    finding = find(shelf, Criteria.parse(QueryDict(query)), now=NOW)

    for facet in facets_of(finding):
        for choice in facet.choices:
            chosen = QueryDict(query, mutable=True)
            several = facet.name == "access"
            before = chosen.getlist(facet.name) if several else []
            chosen.setlist(facet.name, [*dict.fromkeys([*before, choice.value])])
            found = ids(shelf, chosen.urlencode())
            assert choice.count == len(found), (facet.name, choice)


def test_a_slice_anywhere_in_any_order_is_a_slice_of_the_whole(shelf):
    dice = Random(3)
    for order in ("", "order=title", "order=newest", "near=41.5,-90.5"):
        finding = find(shelf, Criteria.parse(QueryDict(order)), now=NOW)
        whole = finding.ids()
        for _attempt in range(10):
            start = dice.randrange(36)
            assert finding.ids(start, start + 5) == whole[start : start + 5]


def test_past_the_end_there_is_nothing(shelf):
    finding = find(shelf, Criteria(), now=NOW)

    assert finding.ids(36, 60) == finding.ids(1000, 1024) == finding.pages(99) == []


def test_pages_are_read_in_the_order_of_the_list(shelf):
    finding = find(shelf, Criteria(), now=NOW)

    assert [page.pk for page in finding.pages(2, 9)] == finding.ids(2, 9)


def test_a_row_is_told_apart_by_the_selection(shelf):
    finding = find(shelf, Criteria.parse(QueryDict("topic=health")), now=NOW)
    rows = list(Circle.objects.values_list("pk", flat=True))
    inside = {page.circle_id for page in finding.pages()}

    assert list(finding.circle_ids()) == [p.circle_id for p in finding.pages()]
    assert finding.selection([*rows, 10**9]) == bytes(
        [*(row in inside for row in rows), 0]
    )


def test_an_unknown_city_or_language_is_ignored_and_named(shelf):
    criteria = Criteria.parse(QueryDict("city=Nowhere&language=xx"))

    finding = find(shelf, criteria, now=NOW)

    assert finding.count == 36
    assert [(one.name, one.value) for one in finding.criteria.ignored] == [
        ("city", "Nowhere"),
        ("language", "xx"),
    ]


def test_a_city_is_known_by_its_own_spelling_whatever_was_typed(shelf):
    criteria = Criteria.parse(QueryDict("city=rïverBEND&language=FR"))

    asked = find(shelf, criteria, now=NOW).criteria

    assert (asked.city, asked.language, asked.ignored) == ("Riverbend", "fr", ())


def test_a_city_whose_branches_have_no_circle_stays_a_filter(shelf):
    finding = find(shelf, Criteria.parse(QueryDict("city=Newtown")), now=NOW)

    assert (finding.count, finding.criteria.city) == (0, "Newtown")
    assert finding.criteria.ignored == ()


def test_a_draft_branch_makes_no_city_known(shelf):
    branch = Branch.objects.get(city="Newtown")
    branch.live = False
    branch.save()

    finding = find(shelf, Criteria.parse(QueryDict("city=Newtown")), now=NOW)

    assert [one.name for one in finding.criteria.ignored] == ["city"]


def test_an_unknown_slug_is_ignored_and_named(shelf):

    finding = find(shelf, Criteria.parse(QueryDict("topic=nothing&branch=x")), now=NOW)

    assert finding.count == 36
    assert [(one.name, one.value) for one in finding.criteria.ignored] == [
        ("topic", "nothing"),
        ("branch", "x"),
    ]


def test_a_draft_topic_is_unknown(shelf):
    topic = Topic.objects.get(slug="health")
    assert find(shelf, Criteria(topics=("health",)), now=NOW).criteria.topics
    topic.live = False
    topic.save()

    assert not find(shelf, Criteria(topics=("health",)), now=NOW).criteria.topics
