"""The map of a place among its neighbours."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.domain.geo import Position, distance_km
from learningcircles_wagtail.domain.map_drawing import Place
from learningcircles_wagtail.domain.map_furniture import KM_PER_MILE, boxes_overlap
from learningcircles_wagtail.domain.vicinity import (
    FARTHEST_KM,
    MOST_RINGS,
    draw_vicinity,
    name_box,
    neighbours_of,
)

HOME = Place("home", 41.5236, -90.5776, "Central Library")
EAST = Place("east", 41.558, -90.53, "Eastside Branch")
NORTH = Place("north", 41.6005, -90.585, "Northgate Branch")
CITIES = [(41.5, -90.6), (78.2, 15.6), (0.0, 179.99), (-45.9, 170.5), (89.99, 0.0)]


def place(key, latitude, longitude):
    """Return a place that is called by its key."""
    return Place(key, latitude, longitude, key)


@st.composite
def towns(draw):
    """A place with one to six neighbours within some kilometres."""
    latitude, longitude = draw(st.sampled_from(CITIES))
    offsets = st.floats(-0.1, 0.1)
    spots = draw(st.lists(st.tuples(offsets, offsets), min_size=1, max_size=6))
    names = st.text(min_size=1, max_size=60)
    home = Place("home", latitude, longitude, draw(names))
    others = [
        Place(
            str(number),
            min(latitude + north, 90.0),
            (longitude + east + 180) % 360 - 180,
            draw(names),
        )
        for number, (north, east) in enumerate(spots)
    ]
    return home, tuple(others)


class TestNeighbours:
    def test_the_nearest_come_first(self):
        assert neighbours_of(HOME, [NORTH, EAST], 5) == [EAST, NORTH]

    def test_no_more_than_asked(self):
        assert neighbours_of(HOME, [NORTH, EAST], 1) == [EAST]

    def test_one_much_farther_than_the_nearest_would_make_the_map_small(self):
        beside, far = place("beside", 41.53, -90.58), place("far", 41.7, -90.58)
        assert neighbours_of(HOME, [far, beside], 5) == [beside]
        assert neighbours_of(HOME, [far], 5) == [far]

    def test_one_that_is_too_far_away_is_none(self):
        assert neighbours_of(HOME, [place("far", 42.5, -90.5)], 5) == []

    def test_nobody_has_none(self):
        assert neighbours_of(HOME, [], 5) == []


class TestDrawing:
    def test_a_neighbour_lies_where_it_is(self):
        drawing = draw_vicinity(HOME, (EAST, NORTH), miles=False)
        east, north = drawing.neighbours

        assert east.x > drawing.home.x
        assert east.y < drawing.home.y
        assert north.y < east.y
        assert abs(north.x - drawing.home.x) < 40

    @pytest.mark.parametrize(("miles", "unit"), [(False, 1.0), (True, KM_PER_MILE)])
    def test_rings_measure_what_they_say(self, miles, unit):
        drawing = draw_vicinity(HOME, (EAST, NORTH), miles=miles)
        north = drawing.neighbours[1]
        km = distance_km(
            Position(HOME.latitude, HOME.longitude),
            Position(NORTH.latitude, NORTH.longitude),
        )
        units = hypot(north.x - drawing.home.x, north.y - drawing.home.y)

        for ring in drawing.rings:
            assert ring.radius / (ring.distance * unit) == pytest.approx(
                units / km, rel=0.01
            )

    def test_all_are_named_where_there_is_room(self):
        for drawing in (
            draw_vicinity(HOME, (EAST, NORTH), miles=True),
            draw_vicinity(HOME, (EAST, NORTH), miles=True).narrow,
        ):
            assert drawing.home.name.text == "Central Library"
            assert all(pin.name for pin in drawing.neighbours)
            assert drawing.north
            assert drawing.locator

    def test_places_on_one_spot_are_drawn(self):
        twin = place("twin", HOME.latitude, HOME.longitude)
        assert draw_vicinity(HOME, (twin,), miles=False).rings

    def test_without_a_neighbour_there_is_no_vicinity(self):
        with pytest.raises(ValueError, match="neighbour"):
            draw_vicinity(HOME, (), miles=False)

    @settings(deadline=None)
    @given(towns(), st.booleans())
    def test_all_lies_in_the_frame_and_no_name_covers_another(self, town, miles):
        home, others = town
        wide = draw_vicinity(home, others, miles=miles)
        for drawing in (wide, wide.narrow):
            pins = [drawing.home, *drawing.neighbours]
            assert len(pins) == len(others) + 1
            for pin in pins:
                assert 0 < pin.x < drawing.width
                assert 0 < pin.y < drawing.height
            names = [name_box(pin.name) for pin in pins if pin.name]
            assert not any(boxes_overlap(*pair) for pair in combinations(names, 2))
            assert 1 <= len(drawing.rings) <= MOST_RINGS
            farthest = max(ring.distance for ring in drawing.rings)
            assert farthest <= 4 * FARTHEST_KM
