"""The headings of a stream: anchors that are unique on the page, and its contents."""

from typing import Any, NamedTuple

from django.utils.text import slugify

from learningcircles_wagtail.blocks.base import ContentValue

__all__ = ["OutlineEntry", "assign_anchors", "outline"]


class OutlineEntry(NamedTuple):
    """One line of a page's table of contents."""

    anchor: str
    title: str


def outline(stream: Any) -> list[OutlineEntry]:
    """Return the contents of a stream: the titles that visitors can jump to, in order.

    The anchors are those that the stream's own template writes as `id`.
    """
    return [
        OutlineEntry(value.anchor_id, value.get("title") or value.get("text") or "")
        for value in assign_anchors(stream)
    ]


def assign_anchors(stream: Any) -> list[ContentValue]:
    """Give every title of a stream its `anchor_id` and return their values in order.

    An anchor that an editor has written is kept; others are made from the words of the
    title. Repeated ones are numbered (`costs`, `costs-2`). The result depends on the
    stream's content alone, so that links to it last.
    """
    titled: list[ContentValue] = []
    for child in stream or ():
        get_outline = getattr(child.block, "get_outline", None)
        if get_outline is not None:
            titled.extend(get_outline(child.value))
    taken: set[str] = set()
    for value in titled:
        words = value.get("title") or value.get("text") or ""
        wanted = value.get("anchor") or slugify(words, allow_unicode=True) or "section"
        anchor, number = wanted, 1
        while anchor in taken:
            number += 1
            anchor = f"{wanted}-{number}"
        taken.add(anchor)
        value.anchor_id = anchor
    _assign_terms(stream)
    return titled


def _assign_terms(stream: Any) -> None:
    """Give the words of glossaries the anchors to which explained words lead."""
    from learningcircles_wagtail.toolkit.glossary import glossary_anchors

    for value, anchor in glossary_anchors(stream):
        value.anchor_id = anchor
