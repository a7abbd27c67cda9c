"""The templates of maps: SVG that every browser reads, and a list that all can."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from learningcircles_wagtail.domain.cartography import Place, draw
from tests.domain.map_places import BRANCHES, LIBRARIES, NAIROBI

MAP = "learningcircles_wagtail/components/map.html"
PLACES = "learningcircles_wagtail/components/places.html"


def render_map(places: list[Place], **context: object) -> str:
    return render_to_string(MAP, {"drawing": draw(places), **context})


def parse(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html)  # noqa: S314


def has_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [e for e in root.iter() if name in e.get("class", "").split()]


@pytest.mark.parametrize("places", [[*LIBRARIES, NAIROBI], BRANCHES, BRANCHES[:1]])
def test_a_map_is_well_formed_and_without_style_script_or_id(
    places: list[Place],
) -> None:
    html = render_map(places)
    root = parse(html)
    for element in root.iter():
        assert not {"style", "id", "onload"} & set(element.keys())
        assert element.tag not in {"style", "script"}
    assert len(html) < 48_000


def test_a_map_is_an_image_with_a_name_wide_and_narrow() -> None:
    root = parse(render_map(LIBRARIES, map_title="Where <circles> meet"))
    wide, narrow = has_class(root, "lc-map__sheet")
    for sheet in (wide, narrow):
        assert sheet.get("role") == "img"
        assert sheet[0].tag == "title"
        assert sheet[0].text == "Where <circles> meet"
        numbers = [
            "".join(pin.itertext()).strip() for pin in has_class(sheet, "lc-map__pin")
        ]
        assert numbers == [str(n) for n in range(1, 16)]


def test_pins_with_an_address_are_named_links_in_a_group() -> None:
    drawing = draw([*LIBRARIES, NAIROBI]).with_pins(
        lambda pin: replace(
            pin, number=pin.number + 60, address=f"#a&{pin.key}", words="<A> & co"
        )
    )
    root = parse(render_to_string(MAP, {"drawing": drawing}))
    for sheet in has_class(root, "lc-map__sheet"):
        assert sheet.get("role") == "group"
        links = list(sheet.iter("a"))
        assert ["".join(link.itertext()) for link in links] == [
            str(number) for number in range(61, 77)
        ]
        assert {link.get("aria-label") for link in links} == {"<A> & co"}
        assert links[0].get("href") == f"#a&{LIBRARIES[0].key}"
    assert not list(parse(render_map(LIBRARIES)).iter("a"))


@pytest.mark.parametrize(
    ("count", "title"), [(1, "Map with one place"), (15, "Map with 15 places")]
)
def test_a_map_without_a_title_says_how_many_places_it_has(
    count: int, title: str
) -> None:
    root = parse(render_map(LIBRARIES[:count]))
    assert has_class(root, "lc-map__sheet")[0][0].text == title


def test_numbers_in_the_drawing_have_a_decimal_point_in_every_language() -> None:
    with translation.override("de"):
        html = render_map([*LIBRARIES, NAIROBI])
    values = re.findall(r' (?:x|y|x1|y1|x2|y2|cx|cy|r|width|height)="([^"]*)"', html)
    assert any("." in value for value in values)
    assert not [value for value in values if not re.fullmatch(r"-?[\d.]+|wide", value)]


def test_names_are_escaped() -> None:
    places = [
        Place(str(n), 41.5 + n / 50, -90.5, "<b>Bücherei</b> & Co") for n in range(2)
    ]
    root = parse(render_map(places))
    names = [e.text for e in has_class(root, "lc-map__name")]
    assert names
    assert set(names) == {"<b>Bücherei</b> & Co"}


def test_nothing_is_drawn_where_there_is_no_drawing() -> None:
    assert render_to_string(MAP, {"drawing": None}).strip() == ""


def test_the_list_has_the_numbers_of_the_pins_and_links() -> None:
    places = [
        {"number": 1, "title": "A & B", "subtitle": "Iowa", "url": "/a/?b=1&c=2"},
        {"number": None, "title": "Unknown", "subtitle": "", "url": ""},
    ]
    root = parse(render_to_string(PLACES, {"places": places}))
    first, second = root.findall("li")
    assert "".join(first.itertext()).split() == ["1", "A", "&", "B,", "Iowa"]
    assert [a.get("href") for a in first.iter("a")] == ["/a/?b=1&c=2"]
    assert "".join(second.itertext()).split() == ["Unknown"]
    assert list(second.iter("a")) == []


def test_an_empty_list_is_left_out() -> None:
    assert render_to_string(PLACES, {"places": []}).strip() == ""
