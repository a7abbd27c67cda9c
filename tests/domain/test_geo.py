"""Positions on the globe: what is one, how far apart, and in which boxes."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, inf, nan, radians, sin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.geo import (
    EARTH_RADIUS_KM,
    Box,
    Position,
    PositionError,
    bounding_boxes,
    distance_km,
    parse_position,
)

CHICAGO = Position(41.8755, -87.6286)
NAIROBI = Position(-1.2874, 36.8208)
FIJI = Position(-17.0, 179.9)

positions = st.builds(
    Position,
    st.floats(-90, 90) | st.sampled_from([-90.0, 0.0, 90.0]),
    st.floats(-180, 180) | st.sampled_from([-180.0, 0.0, 180.0]),
)


def is_in(boxes: list[Box], position: Position) -> bool:
    """Return whether one of the boxes holds the position."""
    return any(box.contains(position) for box in boxes)


@pytest.mark.parametrize(
    "text",
    [
        "SRID=4326;POINT(-87.6286 41.8755)",
        "POINT(-87.6286 41.8755)",
        "POINT (-87.6286 41.8755)",
        "  srid=4326; point( -87.6286   41.8755 )\n",
        "SRID=4326;POINT(-8.76286e1 4.18755E+1)",
    ],
)
def test_longitude_comes_first_in_the_text_of_a_position(text: str) -> None:
    assert parse_position(text) == CHICAGO


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_position"),
        (None, "not_a_position"),
        (CHICAGO, "not_a_position"),
        ("41.8755, -87.6286", "not_a_position"),
        ("POINT(-87.6286)", "not_a_position"),
        ("POINT(-87.6286 41.8755 180)", "not_a_position"),
        ("POINT(-87,6286 41,8755)", "not_a_position"),
        ("POINT(nan nan)", "not_a_position"),
        ("POINT(inf 0)", "not_a_position"),
        ("POINT(. .)", "not_a_position"),
        ("POINT(١ ٢)", "not_a_position"),  # noqa: RUF001
        ("POINT(1e999 0)", "not_a_position"),
        ("POINT(" + "9" * 5000 + " 0)", "not_a_position"),
        ("POINT(1 2)\x00", "not_a_position"),
        ("x POINT(1 2)", "not_a_position"),
        ("LINESTRING(1 2, 3 4)", "not_a_position"),
        ("SRID=3857;POINT(1 2)", "unknown_srid"),
        ("POINT(999 999)", "latitude_out_of_range"),
        ("POINT(41.8755 -91)", "latitude_out_of_range"),
        ("POINT(180.0001 0)", "longitude_out_of_range"),
    ],
)
def test_text_that_names_no_position_is_refused(text: str, code: str) -> None:
    with pytest.raises(PositionError) as caught:
        parse_position(text)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (nan, 0, "not_a_position"),
        (0, inf, "not_a_position"),
        (-inf, 0, "not_a_position"),
        (None, 0, "not_a_position"),
        ("north", 0, "not_a_position"),
        (0, 10**400, "not_a_position"),
        (90.0001, 0, "latitude_out_of_range"),
        (-90.0001, 0, "latitude_out_of_range"),
        (0, 180.0001, "longitude_out_of_range"),
        (0, -180.0001, "longitude_out_of_range"),
    ],
)
def test_values_off_the_globe_are_refused(
    latitude: float, longitude: float, code: str
) -> None:
    with pytest.raises(PositionError) as caught:
        Position(latitude, longitude)

    assert caught.value.code == code


@pytest.mark.parametrize("longitude", [-180, 180])
@pytest.mark.parametrize("latitude", [-90, 90])
def test_the_corners_of_the_globe_are_positions(latitude: int, longitude: int) -> None:
    position = Position(latitude, longitude)

    assert (position.latitude, position.longitude) == (latitude, longitude)


def test_a_range_error_tells_the_value_and_the_limit() -> None:
    with pytest.raises(PositionError) as caught:
        Position(0, 181)

    assert caught.value.params == {"value": 181.0, "limit": 180}


def test_a_position_is_written_in_plain_decimals() -> None:
    assert CHICAGO.as_ewkt() == "SRID=4326;POINT(-87.6286 41.8755)"
    assert Position(1e-7, -0.0).as_ewkt() == "SRID=4326;POINT(0.0 0.0000001)"


@settings(max_examples=200, deadline=None)
@given(positions)
@example(Position(5e-324, -1e-20))
def test_a_position_is_read_as_it_was_written(position: Position) -> None:
    written = position.as_ewkt()

    assert "e" not in written.partition(";")[2].lower()
    assert parse_position(written) == position


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (CHICAGO, CHICAGO, 0),
        (CHICAGO, NAIROBI, 12_892),
        (Position(0, 0), Position(0, 1), 111.195),
        (Position(0, 179.5), Position(0, -179.5), 111.195),
        (Position(89.5, 0), Position(89.5, 180), 111.195),
        (Position(0, 0), Position(0, 180), EARTH_RADIUS_KM * 3.141592653589793),
        (Position(90, 0), Position(-90, 77), EARTH_RADIUS_KM * 3.141592653589793),
    ],
)
def test_distances_are_those_of_the_great_circle(
    a: Position, b: Position, km: float
) -> None:
    assert distance_km(a, b) == pytest.approx(km, rel=1e-3, abs=1e-9)
    assert distance_km(b, a) == distance_km(a, b)


@settings(max_examples=500, deadline=None)
@given(
    centre=positions,
    other=positions,
    slack=st.floats(0, 100) | st.just(0.0),
)
def test_boxes_hold_every_position_within_the_distance(
    centre: Position, other: Position, slack: float
) -> None:
    km = distance_km(centre, other) + slack

    assert is_in(bounding_boxes(centre, km), other)


@settings(max_examples=500, deadline=None)
@given(
    centre=positions,
    steps=st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)),
)
def test_boxes_hold_a_neighbour_at_exactly_the_distance(
    centre: Position, steps: tuple[float, float]
) -> None:
    latitude = max(-90.0, min(90.0, centre.latitude + steps[0]))
    longitude = (centre.longitude + steps[1] + 180) % 360 - 180
    other = Position(latitude, longitude)

    assert is_in(bounding_boxes(centre, distance_km(centre, other)), other)


def destination(centre: Position, km: float, bearing: float) -> Position:
    """Return where a traveller ends who leaves at a bearing (degrees from north)."""
    angle, course = km / EARTH_RADIUS_KM, radians(bearing)
    start = radians(centre.latitude)
    height = sin(start) * cos(angle) + cos(start) * sin(angle) * cos(course)
    turn = atan2(
        sin(course) * sin(angle) * cos(start), cos(angle) - sin(start) * height
    )
    longitude = (centre.longitude + degrees(turn) + 180) % 360 - 180
    return Position(degrees(asin(max(-1.0, min(1.0, height)))), longitude)


@pytest.mark.parametrize("km", [1, 50, 500, 3000])
@pytest.mark.parametrize("latitude", [0.0, 41.9, -60.0, 62.9])
@pytest.mark.parametrize("longitude", [-87.6, 179.9])
def test_boxes_hold_the_whole_rim_of_the_circle(
    latitude: float, longitude: float, km: float
) -> None:
    centre = Position(latitude, longitude)
    boxes = bounding_boxes(centre, km)
    rim = [destination(centre, km, step / 4) for step in range(360 * 4)]

    assert [place for place in rim if not is_in(boxes, place)] == []
    # A tenth further, to the north and to the south, is outside.
    beyond = [destination(centre, km * 1.1, bearing) for bearing in (0, 180)]
    assert not any(is_in(boxes, place) for place in beyond)


@settings(max_examples=300, deadline=None)
@given(centre=positions, km=st.floats(0, 50_000))
def test_boxes_lie_on_the_globe_and_do_not_cross_the_antimeridian(
    centre: Position, km: float
) -> None:
    boxes = bounding_boxes(centre, km)

    assert 1 <= len(boxes) <= 2
    assert is_in(boxes, centre)
    for box in boxes:
        assert -90 <= box.south <= box.north <= 90
        assert -180 <= box.west <= box.east <= 180


def test_a_box_is_no_wider_than_it_must_be() -> None:
    [box] = bounding_boxes(CHICAGO, 10)

    assert box.north - box.south == pytest.approx(20 / 111.195, rel=1e-3)
    assert box.east - box.west == pytest.approx(20 / (111.195 * 0.7446), rel=1e-2)


@pytest.mark.parametrize("longitude", [179.9, -179.9])
def test_there_are_two_boxes_where_the_antimeridian_runs_through(
    longitude: float,
) -> None:
    eastern, western = bounding_boxes(Position(-17.0, longitude), 50)

    assert (eastern.east, western.west) == (180.0, -180.0)
    assert is_in([western], Position(-17.0, -179.9))
    assert is_in([eastern], Position(-17.0, 179.9))
    assert not is_in([eastern, western], Position(-17.0, 0.0))
    width = eastern.east - eastern.west + western.east - western.west
    assert width == pytest.approx(100 / (111.195 * 0.9563), rel=1e-3)


@pytest.mark.parametrize("longitude", [-180, 180])
def test_both_names_of_the_antimeridian_are_within_reach(longitude: int) -> None:
    assert is_in(bounding_boxes(FIJI, 50), Position(-17.0, longitude))
    assert is_in(bounding_boxes(Position(-17.0, -179.9), 50), Position(-17, longitude))


@pytest.mark.parametrize("latitude", [89.9, 90.0, -89.9, -90.0])
def test_all_longitudes_are_within_reach_of_a_pole(latitude: float) -> None:
    [box] = bounding_boxes(Position(latitude, 12.0), 50)

    assert (box.west, box.east) == (-180.0, 180.0)
    assert 90.0 in {box.north, -box.south}
    assert box.north - box.south < 1.5


def test_the_whole_globe_is_within_half_its_girth() -> None:
    assert bounding_boxes(CHICAGO, 20_016) == [Box(-90.0, -180.0, 90.0, 180.0)]


@pytest.mark.parametrize("km", [-1, nan, inf])
def test_a_distance_that_is_none_is_refused(km: float) -> None:
    with pytest.raises(ValueError, match="kilometres"):
        bounding_boxes(CHICAGO, km)
