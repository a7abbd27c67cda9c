"""Lines as SVG path data."""

import re

from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.svg_path import (
    clip_line,
    clip_ring,
    path_data,
    thin,
    thin_ring,
)

points = st.tuples(st.floats(-999, 999), st.floats(-999, 999))


def read(data: str) -> list[list[tuple[float, float]]]:
    """Read the path data of this module as a browser would."""
    lines = []
    for subpath in filter(None, data.split("M")):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", subpath)]
        x, y = numbers[:2]
        line = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        lines.append(line)
    return lines


def test_a_line_is_written_with_relative_steps_and_no_needless_sign() -> None:
    line = [(10.0, 20.0), (10.5, 19.5), (10.75, 20.0), (13.0, 20.04), (13.4, 21.0)]
    assert path_data([line], closed=False) == "M10 20l.5-.5.3.5 2.2 0 .4 1"


@given(st.lists(points, min_size=2, max_size=30))
def test_a_written_line_is_read_within_half_a_tenth(
    line: list[tuple[float, float]],
) -> None:
    for written in read(path_data([line], closed=False)):
        kept = iter(line)
        for x, y in written:
            assert any(abs(x - a) < 0.051 and abs(y - b) < 0.051 for a, b in kept)


def test_a_ring_of_two_points_is_not_written() -> None:
    assert path_data([[(0, 0), (5, 5)]], closed=True) == ""
    assert path_data([[(0, 0), (5, 5)]], closed=False) == "M0 0l5 5"


def test_a_ring_is_cut_at_the_edges_of_a_box() -> None:
    ring = [(-10.0, 2.0), (20.0, 2.0), (20.0, 5.0), (-10.0, 5.0)]
    assert sorted(clip_ring(ring, (0, 0, 10, 10))) == [(0, 2), (0, 5), (10, 2), (10, 5)]


def test_a_ring_outside_a_box_leaves_nothing_and_one_round_it_the_box() -> None:
    box = (0, 0, 10, 10)
    assert clip_ring([(20, 20), (30, 20), (30, 30)], box) == []
    around = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert sorted(clip_ring(around, box)) == [(0, 0), (0, 10), (10, 0), (10, 10)]


@given(st.lists(points, min_size=3, max_size=30))
def test_a_cut_ring_stays_in_the_box(ring: list[tuple[float, float]]) -> None:
    for x, y in clip_ring(ring, (-100, -50, 300, 200)):
        assert -100.001 <= x <= 300.001
        assert -50.001 <= y <= 200.001


def test_a_line_that_leaves_a_box_and_returns_is_two() -> None:
    line = [(1.0, 1.0), (1.0, 50.0), (2.0, 60.0), (9.0, 50.0), (9.0, 1.0)]
    assert clip_line(line, (0, 0, 10, 10)) == [
        [(1.0, 1.0), (1.0, 50.0)],
        [(9.0, 50.0), (9.0, 1.0)],
    ]


def test_thinning_keeps_ends_and_corners_and_drops_what_is_straight() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 8.0)]
    assert thin(line, 0.5) == [(0.0, 0.0), (10.0, 0.0), (10.0, 8.0)]


def test_a_thinned_ring_stays_a_ring() -> None:
    square = [(0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert thin_ring(square, 0.5) == [(0, 0), (10, 0), (10, 10), (0, 10)]
