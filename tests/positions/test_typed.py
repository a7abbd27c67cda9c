"""Tests of reading and writing positions as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.positions.typed import (
    TypedPositionError,
    read_position,
    write_position,
)

CHICAGO = Position(latitude=41.8781, longitude=-87.6298)
positions = st.builds(
    Position,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)
# Nine decimals of a degree are a tenth of a millimetre.
places = st.builds(
    Position,
    latitude=st.floats(-90, 90).map(lambda degrees: round(degrees, 9)),
    longitude=st.floats(-180, 180).map(lambda degrees: round(degrees, 9)),
)


@pytest.mark.parametrize(
    "text",
    [
        "41.8781, -87.6298",
        "41.8781,-87.6298",
        "  41.8781   -87.6298 ",
        "41.8781;-87.6298",
        "41,8781; -87,6298",
        "41,8781 -87,6298",
        "41.8781, \u221287.6298",
        "41.8781° N, 87.6298° W",
        "41.8781N 87.6298W",
        "n 41.8781 w 87.6298",
        "87.6298° W, 41.8781° N",
        "SRID=4326;POINT(-87.6298 41.8781)",
        "POINT (-87.6298 41.8781)",
    ],
)
def test_every_common_way_of_writing_a_position_is_read(text: str) -> None:
    assert read_position(text) == CHICAGO


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chicago",
        "41.8781",
        "41.8781, ",
        "41.8781, -87.6298, 5",
        "nan, nan",
        "inf, 0",
        "1e2, 0",
        "٤١, ٨٧",
        "²,²",
        "41.8781 W, 87.6298 N, 3",
        "41.8781 W, 87.6298 W",
        "41.8781, 87.6298 N",
        "-41.8781 N, 87.6298 W",
        "N 41.8781 N, 87.6298 W",
        "\x00",
        "POINT(999 999)",
        "POINT(nan nan)",
        "SRID=3857;POINT(1 1)",
        "999, 999",
        "90.0001, 180.0001",
        "0, -180.0001",
        "9" * 400 + ", 0",
        "1" * 150 + ", " + "1" * 150,
    ],
)
def test_what_is_no_position_is_refused_without_a_suggestion(text: str) -> None:
    with pytest.raises(TypedPositionError) as caught:
        read_position(text)

    assert caught.value.suggestion is None


def test_longitude_before_latitude_is_refused_with_the_position_meant() -> None:
    with pytest.raises(TypedPositionError) as caught:
        read_position("-122.4194, 37.7749")

    assert caught.value.suggestion == Position(37.7749, -122.4194)


@given(places)
def test_a_written_position_is_read_back_unchanged(position: Position) -> None:
    assert read_position(write_position(position)) == position


@given(positions)
def test_a_written_position_never_has_an_exponent(position: Position) -> None:
    assert "e" not in write_position(position).lower()


@given(st.text(max_size=60))
def test_any_text_is_either_a_position_or_refused(text: str) -> None:
    try:
        position = read_position(text)
    except TypedPositionError:
        return
    assert -90 <= position.latitude <= 90
    assert -180 <= position.longitude <= 180
