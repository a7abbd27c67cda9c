"""Tests of the position as a block."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.positions.blocks import PositionBlock

STORED = "SRID=4326;POINT(-87.6298 41.8781)"
CHICAGO = Position(41.8781, -87.6298)


def named(block: PositionBlock) -> PositionBlock:
    """Return the block as a struct or stream would name it."""
    block.set_name("position")
    return block


def submitted(block: PositionBlock, text: str) -> Any:
    """Return the value that a form with this text gives."""
    return block.value_from_datadict({"position": text}, {}, "position")


def test_what_is_typed_comes_back_as_it_was_after_storing() -> None:
    block = named(PositionBlock())
    value = block.clean(submitted(block, "41.8781, -87.6298"))
    stored = block.get_prep_value(value)

    assert value == CHICAGO
    assert stored == STORED
    assert block.to_python(stored) == CHICAGO
    assert block.get_form_state(block.to_python(stored)) == "41.8781, -87.6298"


@pytest.mark.parametrize("text", ["POINT(999 999)", "999, 999", "Chicago"])
def test_what_is_no_position_is_refused_and_stays_in_the_form(text: str) -> None:
    block = named(PositionBlock())
    value = submitted(block, text)

    with pytest.raises(ValidationError):
        block.clean(value)
    assert block.get_form_state(value) == text


def test_an_optional_block_may_be_empty_and_a_required_one_not() -> None:
    optional, required = named(PositionBlock(required=False)), named(PositionBlock())

    assert optional.clean(submitted(optional, "")) is None
    assert optional.get_prep_value(None) == ""
    with pytest.raises(ValidationError):
        required.clean(submitted(required, ""))


def test_a_draft_may_lack_a_required_position() -> None:
    block = named(PositionBlock())
    block.defer_required_validation()

    assert block.clean(None) is None


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        (STORED, CHICAGO),
        ({"lat": "41.8781", "lng": "-87.6298", "srid": "4326"}, CHICAGO),
        (CHICAGO, CHICAGO),
        ("", None),
        (None, None),
        ("POINT(999 999)", None),
        ({"lat": "north"}, None),
        ({"lat": None, "lng": None}, None),
    ],
)
def test_stored_values_are_read_and_broken_ones_do_no_harm(
    stored: Any, value: Position | None
) -> None:
    assert PositionBlock().to_python(stored) == value


def test_a_default_may_be_given_as_text() -> None:
    assert named(PositionBlock(default=STORED)).get_default() == CHICAGO


@pytest.mark.parametrize("text", ["41.8781, -87.6298", "Chicago"])
def test_a_stream_gives_back_the_text_that_was_sent(text: str) -> None:
    stream = blocks.StreamBlock([("place", PositionBlock())])
    sent = {"places-count": "1", "places-0-deleted": "", "places-0-order": "0"}
    sent |= {"places-0-type": "place", "places-0-id": "", "places-0-value": text}
    value = stream.normalize(stream.value_from_datadict(sent, {}, "places"))

    (child,) = stream.get_form_state(value)
    assert child["value"] == text


def test_the_value_in_a_struct_has_latitude_and_longitude() -> None:
    place = blocks.StructBlock([("where", PositionBlock())])
    value = place.to_python({"where": STORED})

    assert (value["where"].latitude, value["where"].longitude) == (41.8781, -87.6298)


def test_the_api_states_latitude_and_longitude_alone() -> None:
    assert PositionBlock().get_api_representation(CHICAGO) == {
        "latitude": 41.8781,
        "longitude": -87.6298,
    }
    assert PositionBlock().get_api_representation(None) is None


def test_without_a_template_the_block_shows_the_two_numbers() -> None:
    assert PositionBlock().render(CHICAGO) == "41.8781, -87.6298"
    assert PositionBlock().render(None) == ""


def test_a_help_text_reaches_the_field() -> None:
    assert PositionBlock(help_text="Where we meet.").field.help_text == "Where we meet."
