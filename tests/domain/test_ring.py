"""The meeting ring: one dot a meeting, of the right kind, none upon another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from math import dist

import pytest

from learningcircles_wagtail.domain.ring import SIZE, Dot, Ring, ring
from learningcircles_wagtail.domain.status import MeetingFacts, MeetingState, Timeline

FIRST = datetime(2026, 11, 4, 18, tzinfo=UTC)
WEEK, LENGTH = timedelta(weeks=1), timedelta(minutes=90)


def ring_of(
    count: int, *, held: int = 0, called_off: int | None = None, **states: str
) -> Ring:
    """Return the ring of a weekly circle once its first ``held`` weeks have passed.

    It was called off an hour before the week ``called_off`` (from 0), if at all.
    """
    meetings = [
        MeetingFacts(
            FIRST + WEEK * week,
            FIRST + WEEK * week + LENGTH,
            state=MeetingState(states.get(f"m{week + 1}", "planned")),
        )
        for week in range(count)
    ]
    now = FIRST + WEEK * held - timedelta(hours=1)
    called_off_at = None
    if called_off is not None:
        called_off_at = FIRST + WEEK * called_off - timedelta(hours=1)
    return ring(Timeline.build(meetings, called_off_at=called_off_at, now=now))


def kinds(drawn: Ring) -> list[str]:
    """Return what the dots say, in order."""
    return [str(dot.kind) for dot in drawn.dots]


def reach(dot: Dot) -> float:
    """Return how far a dot reaches from its middle, outline included."""
    return dot.r + dot.stroke / 2


def overlapping(dots: tuple[Dot, ...]) -> list[tuple[Dot, Dot]]:
    """Return the pairs of dots that touch one another, outlines included."""
    return [
        (a, b)
        for a, b in combinations(dots, 2)
        if dist((a.cx, a.cy), (b.cx, b.cy)) <= reach(a) + reach(b)
    ]


def test_dots_tell_what_is_held_what_is_next_and_what_is_to_come() -> None:
    drawn = ring_of(7, held=2, m4="cancelled")

    assert kinds(drawn) == [
        "past",
        "past",
        "next",
        "cancelled",
        "coming",
        "coming",
        "coming",
    ]
    assert (drawn.label_held, drawn.label_total) == (2, 6)


def test_a_moved_meeting_has_a_dot_like_any_other() -> None:
    assert kinds(ring_of(3, held=1, m2="moved")) == ["past", "next", "coming"]


def test_a_meeting_cancelled_in_the_past_stays_cancelled() -> None:
    drawn = ring_of(3, held=2, m1="cancelled")

    assert kinds(drawn) == ["cancelled", "past", "next"]
    assert (drawn.label_held, drawn.label_total) == (1, 2)


def test_a_completed_circle_has_only_past_dots() -> None:
    drawn = ring_of(4, held=4)

    assert kinds(drawn) == ["past"] * 4
    assert (drawn.label_held, drawn.label_total) == (4, 4)


def test_a_cancelled_circle_keeps_what_was_held_and_strikes_the_rest() -> None:
    for held in (1, 2, 9):
        drawn = ring_of(4, held=held, called_off=1)

        assert kinds(drawn) == ["past", "cancelled", "cancelled", "cancelled"]
        assert (drawn.label_held, drawn.label_total) == (1, 4)


def test_a_circle_cancelled_before_it_began_holds_nothing_when_its_dates_pass() -> None:
    drawn = ring_of(3, held=9, called_off=0)

    assert kinds(drawn) == ["cancelled"] * 3
    assert (drawn.label_held, drawn.label_total) == (0, 3)


def test_what_was_under_way_when_its_circle_was_cancelled_is_not_struck() -> None:
    meetings = [
        MeetingFacts(FIRST + WEEK * n, FIRST + WEEK * n + LENGTH) for n in range(2)
    ]
    moment = FIRST + timedelta(minutes=5)
    drawn = ring(Timeline.build(meetings, called_off_at=moment, now=moment))

    assert kinds(drawn) == ["coming", "cancelled"]
    assert drawn.label_held == 0


def test_a_circle_whose_meetings_are_all_cancelled_counts_these() -> None:
    drawn = ring_of(2, m1="cancelled", m2="cancelled")

    assert kinds(drawn) == ["cancelled", "cancelled"]
    assert (drawn.label_held, drawn.label_total) == (0, 2)


def test_a_circle_without_meetings_has_no_dots() -> None:
    assert ring_of(0) == Ring((), 0, 0)


def test_two_meetings_alike_in_every_fact_are_not_both_next() -> None:
    twins = [MeetingFacts(FIRST, FIRST + LENGTH), MeetingFacts(FIRST, FIRST + LENGTH)]

    drawn = ring(Timeline.build(twins, called_off_at=None, now=FIRST - LENGTH))

    assert kinds(drawn) == ["next", "coming"]


def test_another_meeting_may_have_the_dot_of_the_next() -> None:
    meetings = [
        MeetingFacts(FIRST + WEEK * n, FIRST + WEEK * n + LENGTH) for n in range(3)
    ]
    timeline = Timeline.build(meetings, called_off_at=None, now=FIRST - LENGTH)

    assert kinds(ring(timeline, meant=meetings[2])) == ["coming", "coming", "next"]
    assert kinds(ring(timeline)) == ["next", "coming", "coming"]


def test_dots_begin_at_the_top_and_go_clockwise() -> None:
    drawn = ring_of(4)

    assert [(dot.cx, dot.cy) for dot in drawn.dots] == [
        (28.0, 7.0),
        (49.0, 28.0),
        (28.0, 49.0),
        (7.0, 28.0),
    ]
    assert [(dot.r, dot.stroke) for dot in drawn.dots] == [
        (5, 3),
        (4, 2),
        (4, 2),
        (4, 2),
    ]


@pytest.mark.parametrize("count", range(1, 11))
def test_the_dots_of_a_usual_circle_have_their_full_size(count: int) -> None:
    assert {dot.r for dot in ring_of(count, held=count).dots} == {4.0}


@pytest.mark.parametrize("held", [0, 1, 30])
@pytest.mark.parametrize("count", range(1, 61))
def test_no_dots_touch_and_none_leaves_the_picture(count: int, held: int) -> None:
    dots = ring_of(count, held=held).dots

    assert len(dots) == count
    assert overlapping(dots) == []
    for dot in dots:
        assert dot.r > 0.5
        assert reach(dot) <= dot.cx <= SIZE - reach(dot)
        assert reach(dot) <= dot.cy <= SIZE - reach(dot)


def test_dots_that_did_not_shrink_would_touch() -> None:
    dots = tuple(
        Dot(dot.kind, dot.cx, dot.cy, r=4.0, stroke=2.0) for dot in ring_of(20).dots
    )

    assert len(overlapping(dots)) == 20
