"""Map projections against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.geo import (
    EARTH_RADIUS_KM,
    Position,
    distance_km,
)
from learningcircles_wagtail.domain.projections import Azimuthal, EqualEarth


def test_the_azimuthal_projection_gives_the_figures_of_snyders_example() -> None:
    # Working Manual, page 332: a sphere of radius 3.
    x, y = Azimuthal(-100, 40).forward(100, -20)
    assert x * 3 / EARTH_RADIUS_KM == pytest.approx(-4.2339303, abs=1e-6)
    assert y * 3 / EARTH_RADIUS_KM == pytest.approx(4.0257775, abs=1e-6)


def test_equal_earth_has_the_size_that_its_authors_state() -> None:
    world = EqualEarth(0)
    assert world.forward(180, 0)[0] / EARTH_RADIUS_KM == pytest.approx(2.7066299837)
    assert world.forward(0, 90)[1] / EARTH_RADIUS_KM == pytest.approx(1.3173627592)
    assert world.forward(0, 0) == (0, 0)


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.floats(-7000, 7000),
    st.floats(-7000, 7000),
)
def test_a_point_comes_back_from_paper(
    latitude: float, longitude: float, x: float, y: float
) -> None:
    projection = Azimuthal(longitude, latitude)
    there = projection.inverse(x, y)
    assert projection.forward(*there) == pytest.approx((x, y), abs=1e-3)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-30, 30))
def test_kilometres_near_the_centre_are_kilometres(
    latitude: float, longitude: float, km: float
) -> None:
    there = Azimuthal(longitude, latitude).inverse(km, km)
    real = distance_km(Position(latitude, longitude), Position(there[1], there[0]))
    assert real == pytest.approx(abs(km) * 2**0.5, rel=1e-3, abs=1e-3)


def test_the_antipode_has_a_place_on_paper() -> None:
    x, y = Azimuthal(0, 0).forward(180, 0)
    assert x * x + y * y < (2.1 * EARTH_RADIUS_KM) ** 2
