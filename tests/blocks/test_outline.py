"""A page's contents and the anchors of its headings."""

import re

import pytest

from learningcircles_wagtail.blocks.outline import OutlineEntry, outline
from learningcircles_wagtail.blocks.streams import ToolkitBodyBlock

STREAM = ToolkitBodyBlock()


def test_the_contents_are_headings_steps_and_titled_blocks_in_order() -> None:
    value = STREAM.normalize(
        [
            ("heading", {"text": "Before you begin", "anchor": "begin"}),
            ("quote", {"quote": "Well."}),
            ("steps", {"steps": [{"title": "Book the room"}, {"title": ""}]}),
            ("checklist", {"title": "To do", "items": ["Ring"]}),
            ("checklist", {"title": "", "items": ["Ring"]}),
        ]
    )

    assert outline(value) == [
        OutlineEntry("begin", "Before you begin"),
        OutlineEntry("book-the-room", "Book the room"),
        OutlineEntry("to-do", "To do"),
    ]


def test_repeated_titles_get_numbered_anchors_even_beside_such_a_title() -> None:
    words = ["Costs", "Costs", "Costs 2", "Costs"]
    value = STREAM.normalize([("heading", {"text": text}) for text in words])

    assert [entry.anchor for entry in outline(value)] == [
        "costs",
        "costs-2",
        "costs-2-2",
        "costs-3",
    ]


@pytest.mark.parametrize("text", ["…", "2026", "Ça coûte combien ?", "مرحبا"])
def test_every_title_gets_an_anchor_without_spaces(text: str) -> None:
    (entry,) = outline(STREAM.normalize([("heading", {"text": text})]))

    assert re.fullmatch(r"[\w-]+", entry.anchor)


@pytest.mark.django_db
def test_the_page_writes_the_anchors_that_the_contents_name() -> None:
    items = [
        ("heading", {"text": "Costs"}),
        ("steps", {"steps": [{"title": "Costs", "body": []}]}),
        ("agenda", {"title": "Costs", "rows": [{"minutes": 5, "title": "Tea"}]}),
    ]
    written = re.findall(r' id="([^"]+)"', STREAM.render(STREAM.normalize(items)))

    assert written == [entry.anchor for entry in outline(STREAM.normalize(items))]
    assert written == ["costs", "costs-2", "costs-3"]


def test_a_stream_without_anything_has_no_contents() -> None:
    assert outline(STREAM.normalize([])) == []
    assert outline(None) == []
