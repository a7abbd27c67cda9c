"""What the block picker shows: sample records for blocks that need some."""

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import Block, ChooserBlock, ListBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from learningcircles_wagtail.blocks.links import public_pages

__all__ = ["fill_samples"]

SAMPLES_IN_A_LIST = 3


def fill_samples(block: StructBlock, value: Any, paths: Iterable[str]) -> Any:
    """Put records of this site into `value` where `paths` lead, and return it.

    A path is the name of a chooser child, of a list of choosers, or of a list of
    structs followed by a child of these (`"logos.picture"`). What the site has none of
    stays empty.
    """
    for path in paths:
        name, _dot, rest = path.partition(".")
        child = block.child_blocks[name]
        if rest and isinstance(child, ListBlock):
            for item in value.get(name) or ():
                fill_samples(child.child_block, item, [rest])
        elif isinstance(child, ListBlock):
            value[name] = child.normalize(
                _samples(child.child_block, SAMPLES_IN_A_LIST)
            )
        else:
            found = _samples(child, 1)
            value[name] = found[0] if found else None
    return value


def _samples(block: Block, count: int) -> list[Any]:
    """Return up to `count` published records that `block` could hold."""
    if isinstance(block, ImageBlock):
        images = _samples(block.child_blocks["image"], count)
        for image in images:
            image.contextual_alt_text = image.default_alt_text
        return images
    if not isinstance(block, ChooserBlock):
        return []
    records = block.model_class._default_manager.order_by("pk")
    if hasattr(block, "can_choose_root"):
        pages = records.live().public()[:count]
        return list(public_pages(pages).values())
    if hasattr(block.model_class, "live"):
        records = records.filter(live=True)
    return list(records[:count])
