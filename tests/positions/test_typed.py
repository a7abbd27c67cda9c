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
from tests.positions.texts import REFUSED, WRITTEN

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


@pytest.mark.parametrize("text", WRITTEN)
def test_every_common_way_of_writing_a_position_is_read(text: str) -> None:
    assert read_position(text) == CHICAGO


@pytest.mark.parametrize("text", REFUSED)
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
