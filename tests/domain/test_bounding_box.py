"""The box around places is the narrowest, across the antimeridian too."""

from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.bounding_box import bounding_box

PLACE = st.tuples(st.integers(-180, 180), st.integers(-90, 90))


def width(west: float, east: float) -> float:
    return east - west if west <= east else east - west + 360


def holds(west: float, east: float, longitude: float) -> bool:
    if west <= east:
        return west <= longitude <= east
    return longitude >= west or longitude <= east


def test_no_place_has_no_box():
    assert bounding_box([]) is None


def test_one_place_is_its_own_box():
    assert bounding_box([(-90.5, 41.5)]) == (-90.5, 41.5, -90.5, 41.5)


def test_a_box_goes_from_south_west_to_north_east():
    assert bounding_box([(-90, 41), (-87, 30)]) == (-90, 30, -87, 41)


def test_fiji_is_boxed_across_the_antimeridian():
    # RFC 7946, 5.2 has this very example.
    assert bounding_box([(177.0, -20.0), (-178.0, -16.0)]) == (
        177.0,
        -20.0,
        -178.0,
        -16.0,
    )


def test_of_equal_boxes_the_one_that_does_not_cross_is_taken():
    assert bounding_box([(-90, 0), (90, 0)]) == (-90, 0, 90, 0)


@given(st.lists(PLACE, min_size=1, max_size=12))
def test_a_box_holds_every_place_and_no_narrower_one_does(places) -> None:
    west, south, east, north = bounding_box(places)

    assert all(holds(west, east, longitude) for longitude, _latitude in places)
    assert (south, north) == (min(p[1] for p in places), max(p[1] for p in places))
    ends = [longitude for longitude, _latitude in places]
    for other_west in ends:
        for other_east in ends:
            if all(holds(other_west, other_east, end) for end in ends):
                assert width(west, east) <= width(other_west, other_east)
