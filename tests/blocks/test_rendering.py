"""Every block renders whatever it holds: samples, holes, what has been deleted."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from django.template.loader import render_to_string

from learningcircles_wagtail.blocks import streams
from learningcircles_wagtail.models import LibrarySystem
from tests.blocks.catalogue import Offer, emptied, offers, unknown_references

pytestmark = pytest.mark.django_db

OFFERS = offers()
every_block = pytest.mark.parametrize(
    "offer", OFFERS, ids=[offer.path for offer in OFFERS]
)
every_stream = pytest.mark.parametrize("name", streams.__all__)

LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction"}


class Reader(HTMLParser):
    """Reads the attributes, the headings and the ids of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.loaded += [values[name] for name in LOADING & values.keys()]
        if tag == "link":
            self.loaded.append(values.get("href", ""))
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.inline += [
            name for name in values if name == "style" or name.startswith("on")
        ]
        if tag in {"style", "script"}:
            self.inline.append(tag)


def is_foreign(address: str) -> bool:
    """Say whether an address lies on another host."""
    return bool(re.match(r"(https?:)?//", address.strip()))


def whole_stream(name: str) -> str:
    """Render a stream that holds the preview value of each of its blocks."""
    stream = getattr(streams, name)()
    value = stream.normalize(
        [(key, child.get_preview_value()) for key, child in stream.child_blocks.items()]
    )
    return stream.render(value, context={})


@every_block
def test_a_block_renders_its_preview_value_on_an_empty_site(offer: Offer) -> None:
    block = offer.block

    assert isinstance(block.render(block.get_preview_value()), str)


@every_block
def test_a_block_shows_something_in_its_preview_on_a_filled_site(
    offer: Offer,
    picture: Any,
    document: Any,
    topic: Any,
    contact: Any,
    boilerplate: Any,
    make_circle: Any,
    make_guide: Any,
) -> None:
    make_circle()
    make_guide()
    block = offer.block
    value = block.get_preview_value()

    html = block.render(value)
    context = block.get_preview_context(value, {"block_def": block})
    page = render_to_string(block.get_preview_template(value), context)

    assert html.strip()
    assert html in page
    assert "learningcircles_wagtail/css/blocks" in page


def test_a_preview_with_nothing_to_show_says_so() -> None:
    block = streams.PressBodyBlock().child_blocks["media_contact"]
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"block_def": block})

    page = render_to_string(block.get_preview_template(value), context)

    assert "There are none to show yet." in page


@every_block
def test_a_block_without_any_value_leaves_no_trace(offer: Offer) -> None:
    block = offer.block
    missing = block.to_python({} if hasattr(block, "child_blocks") else "")
    if block.name == "upcoming_circles":
        missing["title"] = ""

    shown = [
        " ".join(block.render(value).split()) for value in (missing, emptied(block))
    ]

    if block.name == "upcoming_circles":
        assert all("No circles are planned" in html for html in shown)
    else:
        assert shown == ["", ""]


@every_block
def test_a_block_with_a_default_value_renders(offer: Offer) -> None:
    assert isinstance(offer.block.render(offer.block.get_default()), str)


@every_block
def test_a_block_renders_when_all_it_refers_to_is_deleted(offer: Offer) -> None:
    value = offer.block.to_python(unknown_references(offer.block))

    assert "987654" not in offer.block.render(value)


@every_block
def test_a_block_survives_a_round_trip_through_json(offer: Offer) -> None:
    block = offer.block
    for value in (block.get_default(), emptied(block)):
        again = block.to_python(block.get_prep_value(value))

        assert block.get_prep_value(again) == block.get_prep_value(value)


@every_block
def test_an_empty_block_puts_no_word_none_into_the_search_index(offer: Offer) -> None:
    block = offer.block

    assert "None" not in block.get_searchable_content(emptied(block))


@every_stream
def test_a_page_of_blocks_loads_nothing_from_elsewhere(name: str, picture: Any) -> None:
    loaded = Reader(whole_stream(name)).loaded

    assert [address for address in loaded if is_foreign(address)] == []


def test_the_reader_notices_what_is_loaded_from_elsewhere() -> None:
    loaded = Reader('<img src="//tracker.example/1.gif"><a href="https://x/">').loaded

    assert [address for address in loaded if is_foreign(address)] == [
        "//tracker.example/1.gif"
    ]


@every_stream
def test_a_page_of_blocks_has_no_inline_script_or_style(
    name: str, library: LibrarySystem
) -> None:
    assert Reader(whole_stream(name)).inline == []


@every_stream
def test_ids_are_unique_even_when_every_block_stands_twice(name: str) -> None:
    stream = getattr(streams, name)()
    twice = [
        (key, child.get_preview_value())
        for _time in range(2)
        for key, child in stream.child_blocks.items()
    ]
    ids = Reader(stream.render(stream.normalize(twice), context={})).ids

    assert [key for key, count in Counter(ids).items() if count > 1] == []


@every_stream
def test_no_heading_level_is_skipped(
    name: str, picture: Any, contact: Any, boilerplate: Any, make_circle: Any
) -> None:
    make_circle()
    levels = [1, *Reader(whole_stream(name)).levels]

    steps = pairwise(levels)
    assert [step for step in steps if step[1] > step[0] + 1] == []


@every_block
def test_a_block_alone_below_the_page_title_skips_no_heading_level(
    offer: Offer, picture: Any, contact: Any, boilerplate: Any, make_circle: Any
) -> None:
    make_circle()
    value = offer.block.get_preview_value()
    if "title" in getattr(value, "block", offer.block).__dict__.get("child_blocks", {}):
        value["title"] = ""
    levels = [1, *Reader(offer.block.render(value)).levels]

    steps = pairwise(levels)
    assert [step for step in steps if step[1] > step[0] + 1] == []


def test_a_checklist_inside_a_step_is_a_level_below_the_step() -> None:
    stream = streams.ToolkitBodyBlock()
    steps = [
        {
            "title": "Book the room",
            "body": [("checklist", {"title": "Before you ring", "items": ["Day"]})],
        }
    ]

    html = stream.render(stream.normalize([("steps", {"steps": steps})]), context={})

    assert re.findall(r"<h(\d)[^>]*>(.*?)</h", html) == [
        ("2", "Book the room"),
        ("3", "Before you ring"),
    ]


def test_an_empty_block_leaves_no_gap_in_a_stream() -> None:
    stream = streams.CircleBodyBlock()
    value = stream.normalize([("picture", {}), ("heading", {"text": "Here"})])

    html = stream.render(value, context={})

    assert "lc-block--picture" not in html
    assert "lc-block--heading" in html
