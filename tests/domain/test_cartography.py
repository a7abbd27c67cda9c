"""Maps of places: what is drawn, and that every pin can be told from the others."""

import itertools
import math
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain import cartography
from learningcircles_wagtail.domain.cartography import (
    Inset,
    MapDrawing,
    Pin,
    Place,
    draw,
)
from learningcircles_wagtail.domain.geo import Position, PositionError, distance_km
from tests.domain.map_places import BRANCHES, LIBRARIES, NAIROBI, place

anywhere = st.builds(place, st.floats(-90, 90), st.floats(-180, 180))
in_one_city = st.builds(place, st.floats(51.3, 51.7), st.floats(-0.5, 0.3))
in_one_street = st.builds(place, st.floats(51.5, 51.5001), st.just(0.0))
some_places = st.one_of(
    st.lists(kind, min_size=1, max_size=60)
    for kind in (anywhere, in_one_city, in_one_street, anywhere | in_one_city)
)


def sheets(drawing: MapDrawing) -> Iterator[MapDrawing]:
    """Yield the wide drawing and the narrow one."""
    assert drawing.narrow is not None
    yield drawing
    yield drawing.narrow


def touching(pins: tuple[Pin, ...], radius: float) -> list[tuple[int, int]]:
    """Return the numbers of the pins that touch each other."""
    return [
        (a.number, b.number)
        for a, b in itertools.combinations(pins, 2)
        if math.dist((a.x, a.y), (b.x, b.y)) <= 2 * radius
    ]


def outside(pins: tuple[Pin, ...], sheet: MapDrawing, room: Inset | None) -> list[int]:
    """Return the numbers of the pins that reach over the edge of sheet or inset."""
    left, top = (room.x, room.y) if room else (0.0, 0.0)
    right, bottom = left + (room or sheet).width, top + (room or sheet).height
    r = sheet.radius
    return [
        pin.number
        for pin in pins
        if not (left + r <= pin.x <= right - r and top + r <= pin.y <= bottom - r)
    ]


def over_an_inset(sheet: MapDrawing) -> list[int]:
    """Return the numbers of the main map's pins that reach into an inset."""
    return [
        pin.number
        for pin in sheet.pins
        for inset in sheet.insets
        if math.hypot(
            max(inset.x - pin.x, 0, pin.x - inset.x - inset.width),
            max(inset.y - pin.y, 0, pin.y - inset.y - inset.height),
        )
        < sheet.radius
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_places)
def test_every_place_has_a_pin_that_touches_no_other_and_no_edge(
    places: list[Place],
) -> None:
    for sheet in sheets(draw(places)):
        assert [pin.number for pin in sheet.all_pins] == [*range(1, len(places) + 1)]
        assert [pin.key for pin in sheet.all_pins] == [place.key for place in places]
        assert touching(sheet.all_pins, sheet.radius) == []
        assert outside(sheet.pins, sheet, None) == []
        assert over_an_inset(sheet) == []
        for inset in sheet.insets:
            assert outside(inset.pins, sheet, inset) == []


def test_the_checks_of_this_file_find_pins_that_touch_and_pins_outside() -> None:
    sheet = draw(LIBRARIES)
    pin = sheet.pins[0]
    edge = Pin(99, 5, 5, 5, 5, "", "")
    assert touching((pin, pin), sheet.radius) == [(1, 1)]
    assert outside((edge,), sheet, None) == [99]


def test_the_same_places_give_the_same_drawing() -> None:
    first = draw(LIBRARIES)
    cartography._draw.cache_clear()
    assert draw(iter(LIBRARIES)) == first


def test_boston_cambridge_and_providence_are_led_to_their_places_by_lines() -> None:
    for sheet in sheets(draw(LIBRARIES)):
        led = {pin.label for pin in sheet.pins if pin.has_leader}
        assert {"Boston", "Cambridge", "Providence"} <= led
        assert "Chicago" not in led


def test_a_pin_without_a_line_covers_its_place() -> None:
    for sheet in sheets(draw(LIBRARIES)):
        for pin in sheet.pins:
            moved = math.dist((pin.x, pin.y), (pin.anchor_x, pin.anchor_y))
            assert pin.has_leader == (moved > sheet.radius)


def test_lines_end_where_the_places_lie_by_the_scale_bar() -> None:
    for sheet in sheets(draw(BRANCHES)):
        assert sheet.kind == "city"
        bar = sheet.scale_bar
        assert bar is not None
        assert bar.km_width / bar.km == pytest.approx(
            bar.miles_width / bar.miles / 1.609344, rel=0.01
        )
        for (pin, one), (other, two) in itertools.combinations(
            zip(sheet.pins, BRANCHES, strict=True), 2
        ):
            drawn = math.dist(
                (pin.anchor_x, pin.anchor_y), (other.anchor_x, other.anchor_y)
            )
            real = distance_km(
                Position(one.latitude, one.longitude),
                Position(two.latitude, two.longitude),
            )
            assert drawn == pytest.approx(real * bar.km_width / bar.km, rel=0.01)


def test_a_city_has_squares_names_and_a_small_map_of_where_it_lies() -> None:
    sheet = draw(BRANCHES)
    assert sheet.paths.land == ""
    assert sheet.paths.graticule
    assert sheet.grid_km == 2
    assert [pin.name.text for pin in sheet.pins if pin.name] == [
        branch.label for branch in BRANCHES
    ]
    (locator,) = sheet.insets
    assert locator.pins == ()
    assert locator.marker is not None
    assert locator.paths.regions


def test_what_is_far_away_has_a_map_of_its_own() -> None:
    for sheet in sheets(draw([*LIBRARIES, NAIROBI])):
        assert sheet.kind == "region"
        (inset,) = sheet.insets
        assert inset.title == "Kenya"
        assert [pin.number for pin in inset.pins] == [16]
        assert inset.paths.land
        assert len(sheet.pins) == 15


def test_an_inset_of_many_places_has_room_for_all_of_them() -> None:
    kenya = [
        Place(f"k{n}", -1.2 + n / 10, 36.8, "Branch", region="Kenya") for n in range(12)
    ]
    for sheet in sheets(draw([*LIBRARIES, *kenya])):
        (inset,) = sheet.insets
        assert len(inset.pins) == 12
        assert sheet.radius >= 10
        assert touching(inset.pins, sheet.radius) == []


def test_two_places_at_one_spot_have_two_pins_led_to_it() -> None:
    for sheet in sheets(draw([BRANCHES[0], BRANCHES[0]])):
        assert sheet.kind == "region"
        one, two = sheet.pins
        assert (one.anchor_x, one.anchor_y) == (two.anchor_x, two.anchor_y)
        assert touching(sheet.pins, sheet.radius) == []


def test_one_place_lies_in_the_middle_of_its_country() -> None:
    for sheet in sheets(draw(BRANCHES[:1])):
        (pin,) = sheet.pins
        assert (pin.x, pin.y) == pytest.approx((sheet.width / 2, sheet.height / 2))
        assert sheet.paths.regions


def test_places_on_both_sides_of_the_antimeridian_are_neighbours() -> None:
    nadi, apia = place(-17.8, 177.4, "Nadi"), place(-13.8, -171.7, "Apia")
    sheet = draw([nadi, apia])
    one, two = sheet.pins
    assert sheet.kind == "region"
    assert one.anchor_x < two.anchor_x
    assert two.anchor_x - one.anchor_x < sheet.width


@pytest.mark.parametrize("longitude", [-180.0, -71.0, 0.0, 180.0])
@pytest.mark.parametrize("latitude", [-90.0, 90.0])
def test_a_pole_is_one_spot_whatever_its_longitude(
    latitude: float, longitude: float
) -> None:
    sheet = draw([place(latitude, longitude), place(latitude, 0)])
    one, two = sheet.pins
    assert (one.anchor_x, one.anchor_y) == pytest.approx((two.anchor_x, two.anchor_y))


def test_places_all_over_the_world_are_shown_on_a_map_of_the_world() -> None:
    cities = [(-36.8, 174.8), (35.7, 139.7), (51.5, -0.1), (-33.9, 18.4), (19.4, -99.1)]
    for sheet in sheets(draw([place(*city) for city in cities])):
        assert sheet.kind == "world"
        assert sheet.paths.water
        assert sheet.scale_bar is None


def test_hundreds_of_places_are_dots_where_they_are() -> None:
    places = [place(30 + n / 40, -120 + n / 10) for n in range(400)]
    for sheet in sheets(draw(places)):
        assert not sheet.numbered
        assert len(sheet.all_pins) == 400
        assert all((pin.x, pin.y) == (pin.anchor_x, pin.anchor_y) for pin in sheet.pins)


def test_the_map_of_the_announcement_is_small() -> None:
    size = 0
    for sheet in sheets(draw([*LIBRARIES, NAIROBI])):
        for paths in (sheet.paths, *(inset.paths for inset in sheet.insets)):
            size += sum(len(getattr(paths, name)) for name in paths.__slots__)
    assert size < 40_000


def test_a_map_needs_a_place() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        draw([])


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(999, 999), (90.1, 0), (0, -180.5), (math.nan, 0), (0, math.inf)],
)
def test_a_position_outside_the_globe_is_refused(
    latitude: float, longitude: float
) -> None:
    with pytest.raises(PositionError):
        place(latitude, longitude)
