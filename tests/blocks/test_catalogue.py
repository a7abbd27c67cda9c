"""What every block owes to editors: icon, group, description, preview, docs."""

import re
from pathlib import Path

import pytest
import wagtail.admin
from django.template.loader import get_template
from django.utils.translation import override
from wagtail.admin.telepath import JSContext
from wagtail.blocks import StructBlock

from learningcircles_wagtail.blocks import base, streams
from tests.blocks.catalogue import Offer, offers, offers_of

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "blocks.md"
ICONS = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin" / "icons"
GROUPS = {"Text", "Media", "Circles", "Toolkit", "Press", "Maps"}

OFFERS = offers()
every_block = pytest.mark.parametrize(
    "offer", OFFERS, ids=[offer.path for offer in OFFERS]
)


def section_of(name: str) -> str:
    """Return the section of the reference about one block, "" if there is none."""
    sections = re.split(r"^### ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = [text for text in sections if text.partition("\n")[0] == name]
    return re.split(r"^## ", found[0], flags=re.MULTILINE)[0] if found else ""


def test_the_walk_finds_blocks_inside_blocks() -> None:
    paths = {offer.path for offer in offers_of(streams.ToolkitBodyBlock(), "toolkit")}

    assert "toolkit.steps.steps.body.message_template" in paths


@every_block
def test_a_block_has_an_icon_that_wagtail_ships(offer: Offer) -> None:
    assert (ICONS / f"{offer.block.meta.icon}.svg").exists(), offer.block.meta.icon


@every_block
def test_a_block_stands_in_one_of_our_groups(offer: Offer) -> None:
    with override("en"):
        assert str(offer.block.meta.group) in GROUPS


@every_block
def test_a_block_says_in_a_sentence_what_it_is_for(offer: Offer) -> None:
    with override("en"):
        description = str(offer.block.meta.description)

    assert description.endswith(".")
    assert description[0].isupper()


@every_block
def test_a_block_can_be_previewed_from_a_value_of_its_own(offer: Offer) -> None:
    assert offer.block.is_previewable
    assert hasattr(offer.block.meta, "preview_value")
    assert offer.block.meta.preview_template == base.PREVIEW_TEMPLATE


@every_block
def test_a_block_has_a_template_named_after_it(offer: Offer) -> None:
    name = offer.path.rpartition(".")[2]

    assert offer.block.meta.template == f"learningcircles_wagtail/blocks/{name}.html"
    assert get_template(offer.block.meta.template)


@every_block
def test_a_block_has_an_entry_in_the_reference(offer: Offer) -> None:
    section = section_of(offer.path.rpartition(".")[2])

    assert f".{type(offer.block).__name__}`" in section
    assert offer.block.meta.template in section
    children = offer.block.child_blocks if isinstance(offer.block, StructBlock) else ()
    assert [name for name in children if f"| `{name}` |" not in section] == []


def test_a_block_that_does_not_exist_has_no_entry_in_the_reference() -> None:
    assert section_of("carousel") == ""


@pytest.mark.parametrize("name", streams.__all__)
def test_a_stream_and_its_blocks_are_named_in_the_reference(name: str) -> None:
    text = DOCS.read_text(encoding="utf-8")

    assert f"| `{name}` |" in text


@pytest.mark.parametrize("name", streams.__all__)
def test_a_stream_can_be_sent_to_the_editor(name: str) -> None:
    stream = getattr(streams, name)()
    stream.set_name("body")

    assert stream.check() == []
    assert JSContext().pack(stream)["_type"] == "wagtail.blocks.StreamBlock"


def test_the_list_of_public_streams_is_sorted() -> None:
    assert sorted(streams.__all__) == streams.__all__
