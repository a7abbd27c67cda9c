"""Directions from place to place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.compass import POINTS, bearing, compass_point
from learningcircles_wagtail.domain.geo import Position

positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        (42, -90, "n"),
        (41.1, -89.87, "ne"),
        (41, -89, "e"),
        (40.9, -89.87, "se"),
        (40, -90, "s"),
        (40.9, -90.13, "sw"),
        (41, -91, "w"),
        (41.1, -90.13, "nw"),
    ],
)
def test_each_of_eight_directions(latitude, longitude, point):
    assert compass_point(Position(41, -90), Position(latitude, longitude)) == point


def test_across_the_antimeridian_east_is_east():
    assert compass_point(Position(0, 179.9), Position(0, -179.9)) == "e"


@given(positions, positions)
def test_every_pair_of_places_has_one(start, end):
    assert 0 <= bearing(start, end) < 360
    assert compass_point(start, end) in POINTS
