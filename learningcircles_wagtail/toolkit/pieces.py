"""What stands in a guide, steps taken apart: timelines, checklists, messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from learningcircles_wagtail.domain.identified import identified

DATED = frozenset({"timeline", "message_template"})
"""Blocks that say more when they know a circle."""


class Piece(NamedTuple):
    """A block of a guide's text: its type, its lasting id, its value."""

    block_type: str
    id: str
    value: Any


def pieces(stream: Iterable[Any] | None) -> Iterator[Piece]:
    """Yield the blocks of a stream in reading order, those inside steps included."""
    for child in stream or ():
        if child.block_type != "steps":
            yield Piece(child.block_type, str(child.id or ""), child.value)
            continue
        for step in identified(child.value.get("steps")):
            yield from pieces(step.value.get("body"))


def can_use_circle(stream: Iterable[Any] | None) -> bool:
    """Whether a text has dates or blanks that a circle would fill."""
    return any(piece.block_type in DATED for piece in pieces(stream))
