"""Sets of places as whole numbers, held against Python's own sets."""

from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.bit_sets import (
    Instants,
    first_places,
    from_flags,
    from_places,
    to_flags,
)

SIZE = 300
PLACES = st.sets(st.integers(0, SIZE - 1))


@given(PLACES)
def test_a_set_survives_the_way_to_flags_and_back(places):
    members = from_places(places, SIZE)

    flags = to_flags(members, SIZE)

    assert {place for place in range(SIZE) if flags[place]} == places
    assert from_flags(flags) == members
    assert members.bit_count() == len(places)


@given(PLACES, PLACES)
def test_sets_meet_and_join_as_sets_do(one, other):
    first, second = from_places(one, SIZE), from_places(other, SIZE)

    assert first & second == from_places(one & other, SIZE)
    assert first | second == from_places(one | other, SIZE)


def test_the_first_places_are_a_set_and_nothing_is_an_empty_one():
    assert first_places(3) == from_places([0, 1, 2], 5)
    assert first_places(0) == from_flags(b"") == from_places([], 0) == 0


@given(
    st.lists(st.none() | st.integers(0, 50), max_size=40),
    st.lists(st.floats(-1, 52), max_size=6),
)
def test_what_has_passed_is_right_whatever_was_asked_before(seconds, moments):
    instants = Instants(seconds)
    for now in moments:
        passed = {
            place
            for place, value in enumerate(seconds)
            if value is not None and value <= now
        }
        assert instants.passed(now) == from_places(passed, len(seconds))


@given(st.lists(st.integers(0, 10**6), min_size=500, max_size=900), st.data())
def test_what_has_passed_is_right_after_a_long_time(seconds, data):
    instants = Instants(seconds)
    for _time in range(3):
        now = data.draw(st.integers(0, 10**6))
        passed = [place for place, value in enumerate(seconds) if value <= now]
        assert instants.passed(now) == from_places(passed, len(seconds))


@given(st.lists(st.none() | st.integers(0, 9), max_size=30))
def test_the_latest_stand_first_and_those_without_last(seconds):
    order = Instants(seconds).latest_first()

    keys = [(seconds[p] is None, -(seconds[p] or 0), p) for p in order]
    assert sorted(order) == list(range(len(seconds)))
    assert keys == sorted(keys)
