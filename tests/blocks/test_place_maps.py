"""Library systems and branches on a map, and in the list beside it."""

from typing import Any

import pytest

from learningcircles_wagtail.blocks.maps import MapBlock
from learningcircles_wagtail.blocks.press import LibraryListBlock
from learningcircles_wagtail.directory.maps import draw_places, list_places
from learningcircles_wagtail.models import LibrarySystem

pytestmark = pytest.mark.django_db


def test_the_number_in_the_list_is_that_of_the_pin(library: Any, branch: Any) -> None:
    nowhere = LibrarySystem.objects.create(name="A library on wheels")

    drawing, places = draw_places([nowhere, library, branch])

    assert drawing is not None
    assert places == [
        {"number": None, "title": "A library on wheels", "subtitle": "", "url": ""},
        {
            "number": 1,
            "title": "Riverbend Public Library",
            "subtitle": "Riverbend, Iowa",
            "url": "",
        },
        {
            "number": 2,
            "title": "Central Library",
            "subtitle": "12 River Street, Riverbend, Iowa",
            "url": "",
        },
    ]
    assert [(pin.number, pin.label) for pin in drawing.all_pins] == [
        (1, "Riverbend Public Library"),
        (2, "Central Library"),
    ]


def test_without_any_position_there_is_a_list_and_no_drawing() -> None:
    nowhere = LibrarySystem.objects.create(name="A library on wheels")

    drawing, places = draw_places([nowhere])

    assert drawing is None
    assert [place["title"] for place in places] == ["A library on wheels"]
    assert draw_places([]) == (None, [])


def test_a_list_without_a_map_has_no_numbers(library: Any) -> None:
    assert [place["number"] for place in list_places([library])] == [None]


def test_the_map_of_a_library_list_can_be_left_out(library: Any) -> None:
    block = LibraryListBlock()

    with_map = block.render({"libraries": [library], "map": True})
    without = block.render({"libraries": [library], "map": False})

    assert "<svg" in with_map
    assert "<svg" not in without
    assert "Riverbend Public Library" in without


def test_a_map_shows_libraries_and_branches_together(library: Any, branch: Any) -> None:
    html = MapBlock().render({"libraries": [library], "branches": [branch, None]})

    assert "<svg" in html
    assert html.count("lc-places__title") == 2
