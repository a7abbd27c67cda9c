"""Runs of words from a pasted text, and the rich text that is written of them.

Nothing of what was pasted is copied: every tag is one of ours, every word is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.utils.html import escape
from wagtail.whitelist import check_url

from learningcircles_wagtail.domain.feed_text import printable

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_LINK = 2000
SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]+")
DEEPEST_LIST = 4
"""How deep a list may stand in another; deeper items stand at this depth."""


class Run(NamedTuple):
    """Some words of one look; `"\\n"` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


class Item(NamedTuple):
    """An item of a list: how deep it stands (0 first), numbered or not, its words."""

    depth: int
    ordered: bool
    runs: tuple[Run, ...]


def safe_link(address: str) -> str:
    """Return an absolute address that a link may lead to, "" for any other."""
    address = printable(address).strip()
    if not address or len(address) > LONGEST_LINK:
        return ""
    try:
        parts = urlsplit(address)
        if parts.hostname in {"www.google.com", "google.com"} and parts.path == "/url":
            # What Google Docs makes of every link.
            address = parse_qs(parts.query).get("q", [""])[0].strip()
            parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or check_url(address) is None:
        return ""
    if parts.scheme in {"http", "https"} and not parts.netloc:
        return ""
    return printable(address)


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Return runs with single spaces, none at the ends, and none that is empty."""
    tidied: list[Run] = []
    at_start = True
    for run in runs:
        if run.text == "\n":
            if not at_start:
                if tidied[-1].text.endswith(" "):
                    tidied[-1] = tidied[-1]._replace(text=tidied[-1].text[:-1])
                tidied.append(Run("\n"))
            at_start = True
            continue
        text = SPACES.sub(" ", run.text)
        if at_start or (tidied and tidied[-1].text.endswith(" ")):
            text = text.removeprefix(" ")
        if text:
            tidied.append(run._replace(text=text))
            at_start = False
    while tidied and not tidied[-1].text.strip():
        tidied.pop()
    if tidied:
        tidied[-1] = tidied[-1]._replace(text=tidied[-1].text.rstrip())
    return [run for run in tidied if run.text]


def plain(runs: Iterable[Run]) -> str:
    """Return the words of runs in one line."""
    return " ".join("".join(run.text for run in tidy(runs)).split())


def rich(runs: Iterable[Run]) -> str:
    """Return runs as rich text, without a paragraph around them."""
    html = ""
    for link, linked in groupby(tidy(runs), key=lambda run: run.link):
        words = "".join(map(_look, linked))
        html += f'<a href="{escape(link)}">{words}</a>' if link else words
    return html


def _look(run: Run) -> str:
    if run.text == "\n":
        return "<br/>"
    words = str(escape(run.text))
    if run.italic:
        words = f"<i>{words}</i>"
    return f"<b>{words}</b>" if run.bold else words


def rich_list(items: Sequence[Item]) -> str:
    """Return items as lists in lists; a depth that was skipped is closed up."""
    kept = [item for item in items if plain(item.runs)]
    return "".join(_lists(kept, 0))


def _lists(items: Sequence[Item], depth: int) -> Iterator[str]:
    """Yield the lists of one depth; neighbours of one kind share a list."""
    index = 0
    while index < len(items):
        ordered = items[index].ordered
        tag = "ol" if ordered else "ul"
        yield f"<{tag}>"
        while index < len(items) and items[index].ordered == ordered:
            end = index + 1
            while end < len(items) and min(items[end].depth, DEEPEST_LIST) > depth:
                if min(items[index].depth, DEEPEST_LIST) > depth:
                    break
                end += 1
            yield f"<li>{rich(items[index].runs)}"
            if end > index + 1:
                yield from _lists(items[index + 1 : end], depth + 1)
            yield "</li>"
            index = end
        yield f"</{tag}>"
