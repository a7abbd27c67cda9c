"""From plain text, perhaps with the signs of Markdown, to blocks of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from learningcircles_wagtail.blocks.pasted_runs import Item, Run, rich, rich_list

LONGEST_HEADING = 120
HEADING = re.compile(r"#{1,6}[ \t]+(.{1,120})")
BULLET = re.compile(r"[-*•·–][ \t]+(.+)")
NUMBER = re.compile(r"[0-9]{1,3}[.)][ \t]+(.+)")
BLANK_LINES = re.compile(r"\n[ \t]*\n")


def read_plain(text: str) -> list[dict[str, Any]]:
    """Return raw blocks: a heading for each line of `#`, lists, paragraphs.

    Paragraphs are parted by empty lines; a line break within one stays.
    """
    blocks: list[dict[str, Any]] = []
    written: list[str] = []

    def end_text() -> None:
        if html := "".join(written):
            blocks.append({"type": "paragraph", "value": html})
        written.clear()

    for part in BLANK_LINES.split(text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        for kind, some in _groups(lines):
            if kind == "heading":
                end_text()
                value = {"text": some[0], "anchor": ""}
                blocks.append({"type": "heading", "value": value})
            elif kind == "text":
                runs = [run for line in some for run in (Run(line), Run("\n"))]
                written.append(f"<p>{rich(runs)}</p>")
            else:
                ordered = kind == "numbers"
                items = [Item(0, ordered, (Run(line),)) for line in some]
                written.append(rich_list(items))
    end_text()
    return blocks


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield runs of lines of one kind, without the signs before them."""
    kind, some = "", []
    for line in lines:
        this, words = _kind(line)
        if some and (this != kind or this == "heading"):
            yield kind, some
            some = []
        kind = this
        some.append(words)
    if some:
        yield kind, some


def _kind(line: str) -> tuple[str, str]:
    signs = (("heading", HEADING), ("bullets", BULLET), ("numbers", NUMBER))
    for kind, pattern in signs:
        if match := pattern.fullmatch(line):
            return kind, match[1].strip()
    return "text", line
