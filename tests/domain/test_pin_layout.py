"""Where pins go: on their places if they can, and never one over another."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.pin_layout import lay_out_pins, leader_is_seen

FRAME = (0.0, 0.0, 720.0, 460.0)
spots = st.tuples(st.floats(20, 700), st.floats(20, 440))


@settings(max_examples=60, deadline=None)
@given(st.lists(spots, min_size=1, max_size=40))
def test_pins_never_touch_whatever_the_places(
    places: list[tuple[float, float]],
) -> None:
    box = (10.0, 320.0, 190.0, 450.0)
    pins = lay_out_pins(places, radius=12, bounds=FRAME, blocked=[box])
    assert pins is not None
    assert len(pins) == len(places)
    for a, b in itertools.combinations(pins, 2):
        assert math.dist(a, b) >= 24
    for x, y in pins:
        assert 12 <= x <= 708
        assert 12 <= y <= 448
        assert not (10 - 12 < x < 190 + 12 and 320 < y < 450)


def test_a_pin_with_room_stays_on_its_place() -> None:
    places = [(100.0, 100.0), (300.0, 200.0)]
    assert lay_out_pins(places, radius=12, bounds=FRAME) == places


def test_pins_that_would_touch_a_little_move_a_little_without_a_line() -> None:
    places = [(100.0, 100.0), (122.0, 100.0)]
    pins = lay_out_pins(places, radius=12, bounds=FRAME)
    assert pins is not None
    assert not any(leader_is_seen(p, q, 12) for p, q in zip(places, pins, strict=True))


def test_lines_of_a_few_pins_do_not_cross() -> None:
    places = [(300.0, 200.0), (303.0, 199.0), (301.0, 203.0), (305.0, 204.0)]
    pins = lay_out_pins(places, radius=12, bounds=FRAME)
    assert pins is not None
    for (a, b), (c, d) in itertools.combinations(zip(places, pins, strict=True), 2):
        assert not _cross(a, b, c, d)


def _cross(
    a: tuple[float, float],
    b: tuple[float, float],
    c: tuple[float, float],
    d: tuple[float, float],
) -> bool:
    def left(
        p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]
    ) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return left(a, b, c) != left(a, b, d) and left(c, d, a) != left(c, d, b)


def test_no_room_is_said_and_not_papered_over() -> None:
    places = [(50.0, 50.0)] * 20
    assert lay_out_pins(places, radius=12, bounds=(0, 0, 100, 100)) is None


@pytest.mark.parametrize(("pin", "seen"), [((10, 0), False), ((30, 0), True)])
def test_a_line_is_seen_once_the_pin_has_left_its_place(
    pin: tuple[float, float], seen: bool
) -> None:
    assert leader_is_seen((0, 0), pin, 12) is seen
