"""Outlines in windows: land is where it belongs, even with the antipode on land."""

import re

import pytest

from learningcircles_wagtail.domain.map_outlines import draw_grid, draw_outlines
from learningcircles_wagtail.domain.map_window import (
    FrameSize,
    Window,
    fit_region,
    fit_world,
    round_number,
)

SIZE = FrameSize(720, 400, 500, 40)


def filled(window: Window, longitude: float, latitude: float) -> bool:
    """Tell, as a browser's even-odd rule does, whether a point is drawn as land."""
    px, py = window.place(longitude, latitude)
    assert 0 < px < window.width
    assert 0 < py < window.height
    inside = False
    for subpath in filter(None, draw_outlines(window, 0.7).land.split("M")):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", subpath)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > py) != (y2 > py):
                inside ^= px < x1 + (py - y1) * (x2 - x1) / (y2 - y1)
    return inside


@pytest.mark.parametrize(
    ("places", "land", "water"),
    [
        pytest.param(
            [(-122.0, 37.3), (-71.0, 42.3)], (-97.0, 39.0), (-73.0, 37.0), id="America"
        ),
        pytest.param(
            [(116.4, 39.9), (121.5, 31.2)], (117.0, 33.0), (124.0, 34.0), id="China"
        ),
        pytest.param(
            [(-157.8, 21.3), (-149.9, 61.2)],
            (-155.0, 64.0),
            (-150.0, 40.0),
            id="Pacific",
        ),
        pytest.param(
            [(174.8, -36.8), (-171.7, -13.8)],
            (175.6, -38.5),
            (-178.0, -28.0),
            id="180°",
        ),
        pytest.param(
            [(139.7, 35.7), (-122.4, 37.8), (-149.5, -17.5)],
            (-120.5, 39.0),
            (-160.0, 30.0),
            id="antipode in Africa",
        ),
        pytest.param([(0.0, -85.0), (120.0, -75.0)], (60.0, -85.0), None, id="Pole"),
    ],
)
def test_land_is_filled_and_the_sea_is_not(
    places: list[tuple[float, float]],
    land: tuple[float, float],
    water: tuple[float, float] | None,
) -> None:
    window = fit_region(places, SIZE, 900)
    assert filled(window, *land)
    assert water is None or not filled(window, *water)


@pytest.mark.parametrize("places", [[(0.0, 50.0)], [(179.0, -40.0), (-150.0, 60.0)]])
def test_the_world_is_filled_whatever_its_middle(
    places: list[tuple[float, float]],
) -> None:
    window = fit_world(places, SIZE)
    assert filled(window, 100, 60)
    assert filled(window, -100, 40)
    assert not filled(window, -30, 30)
    assert not filled(window, -140, 0)


def test_antarctica_is_shown_where_somebody_is() -> None:
    assert filled(fit_world([(0.0, -80.0), (0.0, 60.0)], SIZE), 60, -85)


def test_the_squares_of_a_city_are_as_wide_as_they_say() -> None:
    window = fit_region([(-90.58, 41.52), (-90.53, 41.6)], SIZE, 2)
    paths, km = draw_grid(window)
    starts = re.findall(r"M([\d.]+) 0l", paths.graticule)
    apart = float(starts[1]) - float(starts[0])
    assert apart / window.scale == pytest.approx(km, rel=0.01)


@pytest.mark.parametrize(
    ("most", "found"), [(1, 1), (9.9, 5), (0.7, 0.5), (0.19, 0.1), (2600, 2000)]
)
def test_round_numbers_are_not_above_the_limit(most: float, found: float) -> None:
    assert round_number(most) == pytest.approx(found)


def test_a_window_shows_all_its_places_with_a_margin() -> None:
    places = [(-122.4, 47.3), (-71.1, 42.4), (-80.2, 25.8)]
    window = fit_region(places, SIZE, 300)
    for place in places:
        x, y = window.place(*place)
        assert 39.9 <= x <= window.width - 39.9
        assert 39.9 <= y <= window.height - 39.9
