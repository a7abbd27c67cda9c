"""Reading an address's query: whatever it holds, and what is said of it."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.directory.criteria import (
    MOST_VALUES,
    PARAMETERS,
    Criteria,
    Ignored,
)
from learningcircles_wagtail.domain.geo import Position


def parse(query: str) -> Criteria:
    return Criteria.parse(QueryDict(query))


def test_every_parameter_of_the_contract_is_read():
    query = (
        "q=speaking+up&topic=health&topic=rights&branch=central&library=town"
        "&city=Riverbend&format=hybrid&weekday=0&weekday=6&time=evening&language=fr"
        "&access=step-free&open=1&near=41.5236,-90.5776&within=12.5&status=upcoming"
        "&order=newest&page=3"
    )

    assert parse(query) == Criteria(
        q="speaking up",
        topics=("health", "rights"),
        branches=("central",),
        library="town",
        city="Riverbend",
        format="hybrid",
        weekdays=("0", "6"),
        time="evening",
        language="fr",
        access=("step-free",),
        open=True,
        near=Position(41.5236, -90.5776),
        within=12.5,
        status="upcoming",
        order="newest",
        page=3,
    )


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("format=by-post", [("format", "by-post")]),
        ("weekday=7&weekday=1", [("weekday", "7")]),
        ("time=noon", [("time", "noon")]),
        ("open=yes", [("open", "yes")]),
        ("status=lost", [("status", "lost")]),
        ("order=random", [("order", "random")]),
        ("near=nan,inf", [("near", "nan,inf")]),
        ("near=91,0", [("near", "91,0")]),
        ("near=1,2,3", [("near", "1,2,3")]),
        ("within=far", [("within", "far")]),
        ("near=1,2&within=-5", [("within", "-5")]),
        ("near=1,2&within=nan", [("within", "nan")]),
        ("near=1,2&within=99999", [("within", "99999")]),
        ("page=0", [("page", "0")]),
        ("page=%C2%B2", [("page", "²")]),
        ("page=" + "9" * 5_000, [("page", "9" * 40)]),
        ("access=wings", [("access", "wings")]),
        ("topic=%00", [("topic", "")]),
        ("q=%00", [("q", "")]),
        ("city=%00%01", [("city", "")]),
    ],
)
def test_a_bad_value_is_left_out_and_named(query, ignored):
    criteria = parse(query)

    assert [(one.name, one.value) for one in criteria.ignored] == ignored
    kept = {"near": Position(1, 2)} if query.startswith("near=1,2&") else {}
    kept |= {"weekdays": ("1",)} if "weekday=1" in query else {}
    assert criteria == Criteria(ignored=criteria.ignored, **kept)


@pytest.mark.parametrize("near", ["41.53,-90.57", "Where I am (41.53, -90.57)"])
def test_a_position_is_read_as_the_form_says_it(near):
    assert parse(f"near={near}").query() == "near=41.53,-90.57"


@pytest.mark.parametrize("near", ["Central", "528", "Riverbend, IA", "Hall (west)"])
def test_other_words_are_those_of_a_place(near):
    criteria = parse(f"near={near}&within=5&order=nearest")

    assert (criteria.near, criteria.place, criteria.ignored) == (None, near, ())
    assert parse(criteria.query()) == criteria


@pytest.mark.parametrize("query", ["within=5", "order=nearest", "within=5&near="])
def test_how_far_from_nothing_is_no_mistake_and_no_filter(query):
    criteria = parse(query)

    assert criteria.ignored == ()
    assert not criteria.is_filtered
    assert criteria.query() == ""


def test_without_the_place_nothing_is_nearest():
    criteria = parse("near=Central&within=5&order=nearest&topic=health")

    assert criteria.without("near") == parse("topic=health")


def test_unknown_parameters_are_passed_over():
    assert parse("utm_source=mail&x=%00&page=2") == Criteria(page=2)


def test_of_ten_thousand_values_a_few_are_looked_at():
    # Django refuses more than a thousand parameters by itself.
    query = QueryDict(mutable=True)
    query.setlist("topic", [f"t{number}" for number in range(10_000)])

    criteria = Criteria.parse(query)

    assert len(criteria.topics) == MOST_VALUES
    assert criteria.ignored == (Ignored("topic", f"t{MOST_VALUES}"),)


def test_words_lose_what_no_database_takes():
    assert parse("q=a%00b%0Bc%ED%A0%80+d").q == "a b c��� d"
    query = QueryDict(mutable=True)
    query["q"] = "a\ud800b\ufffe"
    assert Criteria.parse(query).q == "a b"


def test_the_query_says_what_was_read():
    text = "q=a+%26+b&topic=health&topic=rights&open=1&near=41.5236,-90.5776&within=5"

    assert parse(text + "&page=2").query() == text + "&page=2"
    assert parse(text + "&page=2").query(page=False) == text


def test_taking_a_value_away_leaves_the_others_and_begins_at_the_first_page():
    criteria = parse("topic=health&topic=rights&near=1,2&within=5&page=4&format=x")

    assert criteria.without("topics", "health") == parse(
        "topic=rights&near=1,2&within=5"
    )
    assert criteria.without("near") == parse("topic=health&topic=rights")
    assert criteria.without("within") == parse("topic=health&topic=rights&near=1,2")


VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["0", "1", "-1", "nan", "inf", "1e400", "41.5,-90.5", "²", "\x00"]),
    st.integers().map(str),
    st.floats().map(str),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(list(PARAMETERS)), st.lists(VALUES, max_size=4)))
def test_whatever_an_address_holds_is_read_and_reads_the_same_again(values):
    query = QueryDict(mutable=True)
    for name, several in values.items():
        query.setlist(name, several)

    criteria = Criteria.parse(query)

    again = parse(criteria.query())
    assert again.pairs() == criteria.pairs()
    assert again.ignored == ()
