"""The packaged outlines: complete, well formed and where they belong."""

import math

import pytest

from learningcircles_wagtail.domain.outlines import (
    LonLat,
    Outline,
    angle_between,
    load_outlines,
    unpack,
)


def holds(outline: Outline, longitude: float, latitude: float) -> bool:
    """Tell whether a ring that does not go round a pole holds a point."""
    inside = False
    points = outline.points
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        if (y1 > latitude) != (y2 > latitude):
            crossing = x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
            inside ^= longitude < crossing
    return inside


def is_land(longitude: float, latitude: float) -> bool:
    return (
        sum(holds(ring, longitude, latitude) for ring in load_outlines().land) % 2 == 1
    )


def test_every_point_is_on_the_globe() -> None:
    data = load_outlines()
    for outline in (*data.land, *data.lakes, *data.borders, *data.regions):
        for longitude, latitude in outline.points:
            assert -541 <= longitude <= 541
            assert -90 <= latitude <= 90


def test_neighbouring_points_are_never_a_turn_apart() -> None:
    data = load_outlines()
    for outline in (*data.land, *data.lakes, *data.borders, *data.regions):
        for (x1, _), (x2, _) in zip(outline.points, outline.points[1:], strict=False):
            assert abs(x2 - x1) < 180


def test_every_point_lies_in_the_circle_of_its_outline() -> None:
    for outline in load_outlines().borders:
        for point in outline.points:
            assert angle_between(outline.centre, point) <= outline.radius + 1e-9


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(-90.6, 41.5), (36.8, -1.3), (13.4, 52.5), (134, -25), (-60, -10), (139.6, 36)],
)
def test_davenport_nairobi_berlin_and_others_are_on_land(
    longitude: float, latitude: float
) -> None:
    assert is_land(longitude, latitude)


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(-40, 40), (-90, 26), (51, 42), (80, -30), (-150, 40)]
)
def test_oceans_and_the_caspian_sea_are_not_land(
    longitude: float, latitude: float
) -> None:
    assert not is_land(longitude, latitude)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(-88, 47.5), (-87, 43.5), (-82.5, 45), (-81, 42.2), (-77.8, 43.6), (33, -1)],
)
def test_the_great_lakes_and_lake_victoria_are_lakes(
    longitude: float, latitude: float
) -> None:
    assert any(holds(lake, longitude, latitude) for lake in load_outlines().lakes)


@pytest.mark.parametrize(
    ("layer", "point"),
    [
        ("borders", (-100.0, 49.0)),
        ("regions", (-109.05, 39.0)),
        ("regions", (-110.0, 55.0)),
        ("regions", (129.0, -25.0)),
    ],
)
def test_the_49th_parallel_and_straight_state_borders_are_there(
    layer: str, point: LonLat
) -> None:
    longitude, latitude = point
    near = []
    for line in getattr(load_outlines(), layer):
        for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
            along, height = x2 - x1, y2 - y1
            share = (longitude - x1) * along + (latitude - y1) * height
            share = min(1.0, max(0.0, share / (along**2 + height**2)))
            off = math.dist(point, (x1 + share * along, y1 + share * height))
            near.append(off)
    assert min(near) < 0.1


def test_a_packed_line_is_read_as_steps() -> None:
    assert unpack([18000, -100, 50, 25], 100) == ((180.0, -1.0), (180.5, -0.75))


def test_half_of_a_point_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        unpack([100, 200, 5], 100)


def test_the_outlines_are_read_once() -> None:
    assert load_outlines() is load_outlines()
