"""Every block that a stream of ours offers, found by walking the streams."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from learningcircles_wagtail.blocks import streams


class Offer(NamedTuple):
    """A block that editors can add somewhere."""

    path: str
    block: Block


def offers() -> list[Offer]:
    """Return every kind of block that our streams offer, inside other blocks too.

    A kind that several streams offer under the same name is returned once.
    """
    found = {}
    for name in streams.__all__:
        for offer in offers_of(getattr(streams, name)(), name):
            found.setdefault((offer.block.name, type(offer.block)), offer)
    return list(found.values())


def offers_of(stream: StreamBlock, path: str) -> Iterator[Offer]:
    """Yield every block that a stream offers, those inside other blocks included."""
    for name, block in stream.child_blocks.items():
        yield Offer(f"{path}.{name}", block)
        yield from _inner(block, f"{path}.{name}")


def _inner(block: Block, path: str) -> Iterator[Offer]:
    if isinstance(block, StreamBlock):
        yield from offers_of(block, path)
    elif isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            yield from _inner(child, f"{path}.{name}")
    elif isinstance(block, ListBlock):
        yield from _inner(block.child_block, path)


def emptied(block: Block) -> Any:
    """Return a value of `block` in which every child that can be is None."""
    if isinstance(block, ImageBlock):
        return None
    if isinstance(block, StructBlock):
        names = block.child_blocks.items()
        return block._to_struct_value({name: emptied(child) for name, child in names})
    if isinstance(block, ListBlock):
        return block.normalize([emptied(block.child_block)])
    if isinstance(block, StreamBlock):
        children = block.child_blocks.items()
        return block.normalize([(name, emptied(child)) for name, child in children])
    return block.to_python(None)


def unknown_references(block: Block, missing: int = 987654) -> Any:
    """Return raw data of `block` whose pages, pictures and records do not exist."""
    if isinstance(block, ImageBlock):
        return {"image": missing, "decorative": False, "alt_text": "A picture"}
    if isinstance(block, StructBlock):
        return {
            name: unknown_references(child, missing)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, ListBlock):
        item = unknown_references(block.child_block, missing)
        return [{"type": "item", "id": "1", "value": item}]
    if isinstance(block, StreamBlock):
        return [
            {"type": name, "id": name, "value": unknown_references(child, missing)}
            for name, child in block.child_blocks.items()
        ]
    if hasattr(block, "model_class"):
        return missing
    return block.get_prep_value(block.get_default())
