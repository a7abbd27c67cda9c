"""Walks through what a release holds: its texts, links, pictures and circles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number


def values_in(value: Any) -> Iterator[Any]:
    """Yield a block's value and every value in it, however deep."""
    yield value
    if isinstance(value, dict):
        for held in value.values():
            yield from values_in(held)
    elif isinstance(value, StreamValue):
        for child in value:
            yield from values_in(child.value)
    elif isinstance(value, ListValue | list | tuple):
        for held in value:
            yield from values_in(held)


def links_in(source: str) -> Iterator[str]:
    """Yield the text of each link of some rich text."""
    soup = BeautifulSoup(source, "html.parser")
    for link in soup.find_all("a"):
        yield link.get_text(" ", strip=True)


def link_texts(value: Any) -> Iterator[str]:
    """Yield the texts of links and buttons in a block's value."""
    for held in values_in(value):
        if isinstance(held, RichText):
            yield from links_in(held.source)
        elif isinstance(held, dict) and held.get("button_text"):
            yield str(held["button_text"])


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a block's value, rich text without its markup."""
    for held in values_in(value):
        if isinstance(held, RichText):
            yield from rich_texts_in(held.source)
        elif isinstance(held, str):
            yield held


def rich_texts_in(source: str) -> Iterator[str]:
    """Yield the text of each paragraph, item and heading of some rich text."""
    soup = BeautifulSoup(source, "html.parser")
    yield from (one.get_text() for one in soup.find_all(["p", "li", "h3"]))


def linked_pages_in(value: Any) -> Iterator[int]:
    """Yield the keys of the pages to which links in rich text of a block lead."""
    for held in values_in(value):
        if not isinstance(held, RichText) or 'linktype="page"' not in held.source:
            continue
        soup = BeautifulSoup(held.source, "html.parser")
        for link in soup.find_all("a", linktype="page"):
            key = whole_number(str(link.get("id", "")), digits=LONGEST_KEY)
            if key is not None:
                yield key


def circle_pages_in(value: Any) -> Iterator[Any]:
    """Yield the circle pages that a block names; one that was deleted is no more."""
    for held in values_in(value):
        model = getattr(held, "specific_class", None)
        if getattr(model, "page_kind", "") == "circle_page":
            yield held
