"""Tests of the position's panel."""

import pytest

from learningcircles_wagtail.models import LibrarySystem
from learningcircles_wagtail.positions.panels import PositionPanel
from learningcircles_wagtail.positions.widgets import PositionWidget

CHICAGO = "SRID=4326;POINT(-87.6298 41.8781)"


def test_the_panel_gives_its_field_our_widget() -> None:
    panel = PositionPanel("position", zoom=9).bind_to_model(LibrarySystem)
    widget = panel.get_form_options()["widgets"]["position"]

    assert isinstance(widget, PositionWidget)
    assert widget.get_options()["zoom"] == 9


def test_the_panel_keeps_its_class_name_and_heading() -> None:
    panel = PositionPanel("position", classname="wide", heading="Where")
    bound = panel.bind_to_model(LibrarySystem)

    assert (bound.classname, bound.heading) == ("wide", "Where")


def test_a_read_only_panel_has_no_input() -> None:
    panel = PositionPanel("position", read_only=True).bind_to_model(LibrarySystem)

    assert panel.get_form_options() == {}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(CHICAGO, "41.8781, -87.6298"), ("", ""), ("nowhere", "nowhere")],
)
def test_a_read_only_panel_shows_latitude_before_longitude(
    value: str, shown: str
) -> None:
    panel = PositionPanel("position", read_only=True).bind_to_model(LibrarySystem)

    assert panel.format_value_for_display(value) == shown
