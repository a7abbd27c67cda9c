"""An hour is typed by the clock of the release's own zone, and clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil.parser import isoparse
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.mixins.wall_clock import (
    WallClockField,
    instant_of,
    instants_of,
)

ZONE = "America/Chicago"
SPRING = isoparse("2026-03-08T02:30")
AUTUMN = isoparse("2026-11-01T01:30")


def test_an_hour_is_the_instant_at_which_clocks_there_show_it():
    wall = isoparse("2026-12-01T09:00")

    assert instant_of(wall, ZONE) == datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert instant_of(wall, "Asia/Tokyo") == datetime(2026, 12, 1, 0, tzinfo=UTC)
    assert instant_of(wall, "UTC") == wall.replace(tzinfo=UTC)


def test_an_hour_that_clocks_skip_is_refused():
    with pytest.raises(ValidationError) as refused:
        instant_of(SPRING, ZONE)

    assert refused.value.code == "nonexistent"
    assert instant_of(SPRING, "Europe/Paris")


def test_an_hour_that_comes_twice_is_refused():
    assert instants_of(AUTUMN, ZONE) == [
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 7, 30, tzinfo=UTC),
    ]
    with pytest.raises(ValidationError) as refused:
        instant_of(AUTUMN, ZONE)
    assert refused.value.code == "ambiguous"


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        (isoparse("2026-11-01T00:59"), datetime(2026, 11, 1, 5, 59, tzinfo=UTC)),
        (isoparse("2026-11-01T02:00"), datetime(2026, 11, 1, 8, 0, tzinfo=UTC)),
        (isoparse("2026-03-08T01:59"), datetime(2026, 3, 8, 7, 59, tzinfo=UTC)),
        (isoparse("2026-03-08T03:00"), datetime(2026, 3, 8, 8, 0, tzinfo=UTC)),
    ],
)
def test_hours_beside_a_change_of_clocks_are_computed_right(wall, instant):
    assert instant_of(wall, ZONE) == instant


@given(
    st.datetimes(min_value=isoparse("1990-01-01"), max_value=isoparse("2090-01-01")),
    st.sampled_from([ZONE, "Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_every_instant_that_is_found_shows_the_hour_that_was_typed(wall, zone):
    for instant in instants_of(wall, zone):
        assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == wall


@pytest.mark.parametrize(
    "typed", ["2026-12-01 09:00", "2026-12-01T09:00", "2026-12-01 09:00:00"]
)
def test_the_field_reads_what_is_typed_without_a_zone(typed):
    assert WallClockField().clean(typed) == isoparse("2026-12-01T09:00")


@pytest.mark.parametrize(
    "typed",
    [
        *("soon", "2026-13-99 09:00", "0000-01-01 00:00", "9" * 5000, "²", "\x00"),
        *("2026-02-30 09:00", "\ud800", "nan", "2026-12-01 25:00"),
    ],
)
def test_the_field_refuses_what_is_no_hour(typed):
    with pytest.raises(ValidationError):
        WallClockField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["2026-12-01T09:00Z", "2026-12-01 09:00+05:00", "2026-12-01 09:00-0600"]
)
def test_an_hour_with_a_zone_of_its_own_is_refused_with_a_word(typed):
    with pytest.raises(ValidationError) as refused:
        WallClockField().clean(typed)

    assert refused.value.code == "zone"


@pytest.mark.parametrize("wall", [isoparse("0001-01-01"), isoparse("9999-12-31T23:59")])
@pytest.mark.parametrize("zone", [ZONE, "Asia/Tokyo"])
def test_an_hour_beyond_the_calendar_is_refused_or_held(wall, zone):
    try:
        assert instant_of(wall, zone).tzinfo == UTC
    except ValidationError as refused:
        assert refused.code == "nonexistent"
