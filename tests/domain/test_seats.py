"""Whether a learner can sign up now: every state, and where one turns into another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.seats import (
    SignUpBackend,
    SignUpFacts,
    SignUpState,
    sign_up_state,
)
from learningcircles_wagtail.domain.status import CircleStatus

NOW = datetime(2026, 11, 4, 18, tzinfo=UTC)
TICK = timedelta(microseconds=1)
TEN_PLACES = SignUpFacts(
    backend=SignUpBackend.DATABASE,
    capacity=10,
    taken=0,
    waiting_list=False,
    waiting_limit=None,
    waiting=0,
    opens_at=None,
    closes_at=None,
)


def state_of(
    facts: SignUpFacts = TEN_PLACES,
    *,
    status: CircleStatus = CircleStatus.UPCOMING,
    **changes: object,
) -> SignUpState:
    """Return the state now, with some facts changed."""
    return sign_up_state(replace(facts, **changes), status=status, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [CircleStatus.UPCOMING, CircleStatus.IN_PROGRESS])
@pytest.mark.parametrize(
    ("taken", "state", "left"),
    [
        (0, SignUpState.OPEN, 10),
        (9, SignUpState.OPEN, 1),
        (10, SignUpState.FULL, 0),
        (12, SignUpState.FULL, 0),  # places were taken away afterwards
    ],
)
def test_a_circle_is_full_when_its_last_place_is_taken(
    status: CircleStatus, taken: int, state: SignUpState, left: int
) -> None:
    assert state_of(taken=taken, status=status) is state
    assert replace(TEN_PLACES, taken=taken).places_left == left


def test_a_circle_with_no_places_at_all_is_full() -> None:
    assert state_of(capacity=0) is SignUpState.FULL


def test_a_circle_without_a_capacity_is_never_full() -> None:
    assert state_of(capacity=None, taken=10_000) is SignUpState.OPEN
    assert replace(TEN_PLACES, capacity=None).places_left is None


@pytest.mark.parametrize(
    ("limit", "waiting", "state", "left"),
    [
        (None, 10_000, SignUpState.WAITING_LIST, None),
        (3, 2, SignUpState.WAITING_LIST, 1),
        (3, 3, SignUpState.FULL, 0),
        (3, 4, SignUpState.FULL, 0),
        (0, 0, SignUpState.FULL, 0),
    ],
)
def test_a_full_circle_has_a_waiting_list_as_long_as_that_has_room(
    limit: int | None, waiting: int, state: SignUpState, left: int | None
) -> None:
    full = replace(
        TEN_PLACES, taken=10, waiting_list=True, waiting_limit=limit, waiting=waiting
    )

    assert state_of(full) is state
    assert full.waiting_places_left == left


def test_a_full_circle_without_a_waiting_list_has_no_room_to_wait() -> None:
    full = replace(TEN_PLACES, taken=10, waiting_limit=5)

    assert state_of(full) is SignUpState.FULL
    assert full.waiting_places_left == 0


def test_a_free_place_is_open_before_anybody_is_asked_to_wait() -> None:
    assert state_of(taken=9, waiting_list=True) is SignUpState.OPEN


@pytest.mark.parametrize(
    ("backend", "when_open"),
    [
        (SignUpBackend.DATABASE, SignUpState.OPEN),
        (SignUpBackend.EXTERNAL, SignUpState.EXTERNAL),
    ],
)
def test_sign_up_opens_and_closes_at_its_very_instants(
    backend: SignUpBackend, when_open: SignUpState
) -> None:
    facts = replace(TEN_PLACES, backend=backend)

    assert state_of(facts, opens_at=NOW + TICK) is SignUpState.OPENS_LATER
    assert state_of(facts, opens_at=NOW) is when_open
    assert state_of(facts, closes_at=NOW + TICK) is when_open
    assert state_of(facts, closes_at=NOW) is SignUpState.CLOSED
    assert state_of(facts, closes_at=NOW - TICK) is SignUpState.CLOSED


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_zone_in_which_an_instant_is_told_changes_nothing(zone: str) -> None:
    there = NOW.astimezone(ZoneInfo(zone))

    assert state_of(opens_at=there) is SignUpState.OPEN
    assert state_of(opens_at=there + TICK) is SignUpState.OPENS_LATER
    assert state_of(closes_at=there) is SignUpState.CLOSED


def test_a_repeated_hour_closes_by_the_instant_and_not_by_the_clock() -> None:
    chicago = ZoneInfo("America/Chicago")
    first = datetime(2026, 11, 1, 1, 30, tzinfo=chicago)
    facts = replace(TEN_PLACES, closes_at=first.replace(fold=1))

    state = sign_up_state(facts, status=CircleStatus.UPCOMING, now=first)

    assert state is SignUpState.OPEN


def test_a_circle_that_just_takes_people_as_they_come_has_no_sign_up() -> None:
    just_turn_up = replace(TEN_PLACES, backend=SignUpBackend.NONE, taken=10)

    assert state_of(just_turn_up) is SignUpState.NONE
    assert state_of(just_turn_up, opens_at=NOW + TICK) is SignUpState.NONE
    assert state_of(just_turn_up, closes_at=NOW) is SignUpState.NONE
    assert just_turn_up.places_left is None


def test_places_kept_elsewhere_are_not_counted_here() -> None:
    elsewhere = replace(TEN_PLACES, backend=SignUpBackend.EXTERNAL, taken=10)

    assert state_of(elsewhere) is SignUpState.EXTERNAL
    assert elsewhere.places_left is None


@st.composite
def sign_up_facts(draw: st.DrawFn) -> SignUpFacts:
    """Draw facts of any kind, sensible or not."""
    numbers = st.none() | st.integers(0, 5)
    instants = st.none() | st.sampled_from([NOW - TICK, NOW, NOW + TICK])
    return SignUpFacts(
        backend=draw(st.sampled_from(SignUpBackend)),
        capacity=draw(numbers),
        taken=draw(st.integers(0, 6)),
        waiting_list=draw(st.booleans()),
        waiting_limit=draw(numbers),
        waiting=draw(st.integers(0, 6)),
        opens_at=draw(instants),
        closes_at=draw(instants),
    )


@settings(max_examples=200, deadline=None)
@given(sign_up_facts())
def test_cancelled_and_completed_win_over_every_other_fact(facts: SignUpFacts) -> None:
    for status in (CircleStatus.CANCELLED, CircleStatus.COMPLETED):
        assert state_of(facts, status=status) is SignUpState.CLOSED


@settings(max_examples=300, deadline=None)
@given(sign_up_facts(), st.sampled_from(["upcoming", "in_progress"]))
def test_a_state_never_promises_what_the_facts_deny(
    facts: SignUpFacts, status: str
) -> None:
    state = state_of(facts, status=CircleStatus(status))

    is_full = facts.capacity is not None and facts.taken >= facts.capacity
    may_wait = facts.waiting_list and (
        facts.waiting_limit is None or facts.waiting < facts.waiting_limit
    )
    if state is SignUpState.OPEN:
        assert not is_full
    if state is SignUpState.WAITING_LIST:
        assert is_full
        assert may_wait
    if state is SignUpState.FULL:
        assert is_full
        assert not may_wait
    if state in {SignUpState.OPEN, SignUpState.WAITING_LIST, SignUpState.FULL}:
        assert facts.backend is SignUpBackend.DATABASE
        assert facts.opens_at is None or facts.opens_at <= NOW
        assert facts.closes_at is None or facts.closes_at > NOW


@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_facts_refuse_naive_datetimes(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must be an aware datetime"):
        replace(TEN_PLACES, **{name: NOW.replace(tzinfo=None)})


def test_a_naive_now_is_refused_whatever_the_status() -> None:
    for status in CircleStatus:
        with pytest.raises(ValueError, match=r"^now must be an aware datetime"):
            sign_up_state(TEN_PLACES, status=status, now=NOW.replace(tzinfo=None))


def test_a_backend_in_plain_text_becomes_one_and_an_unknown_one_is_refused() -> None:
    assert replace(TEN_PLACES, backend="external").backend is SignUpBackend.EXTERNAL
    with pytest.raises(ValueError, match="carrier-pigeon"):
        replace(TEN_PLACES, backend="carrier-pigeon")


def test_the_values_of_the_states_are_those_of_the_contract() -> None:
    assert [state.value for state in SignUpState] == [
        "none",
        "external",
        "opens_later",
        "open",
        "waiting_list",
        "full",
        "closed",
    ]
    assert [backend.value for backend in SignUpBackend] == [
        "none",
        "external",
        "database",
    ]
