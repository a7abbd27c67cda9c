"""Words of a guide's own glossaries, and the toolkit's, explained where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from learningcircles_wagtail.domain.glossing import Glossary

CLOSED_CLASSES = frozenset(
    {"lc-glossary", "lc-template", "lc-checks", "lc-download", "lc-meta", "lc-tag"}
)
"""Blocks whose words stay as they are: messages to copy, things to tick off."""


class Entry(NamedTuple):
    """What a word means, and the address of its entry in a glossary."""

    term: str
    meaning: str
    address: str


def glossary_anchors(stream: Iterable[Any] | None) -> Iterator[tuple[Any, str]]:
    """Yield each word of a stream's glossaries with the id that its entry bears.

    It depends on the words alone, and no two entries of a page have the same.
    """
    taken: set[str] = set()
    for child in stream or ():
        if child.block_type != "glossary":
            continue
        for value in child.value.get("terms") or ():
            wanted = slugify(value.get("term") or "", allow_unicode=True) or "word"
            anchor, number = f"lc-term-{wanted}", 1
            while anchor in taken:
                number += 1
                anchor = f"lc-term-{wanted}-{number}"
            taken.add(anchor)
            yield value, anchor


def entries(page: Any, index_page: Any, *, index_url: str) -> dict[str, Entry]:
    """Return the words that a guide explains, its own before those of the toolkit.

    No query: both pages are there already.
    """
    found: dict[str, Entry] = {}
    sources: Iterable[tuple[Any, str]] = (
        (page.body, ""),
        *(((index_page.body, index_url),) if index_page is not None else ()),
    )
    for stream, url in sources:
        for value, anchor in glossary_anchors(stream):
            term = " ".join(str(value.get("term") or "").split())
            meaning = str(value.get("definition") or "").strip()
            if term and meaning:
                found.setdefault(term, Entry(term, meaning, f"{url}#{anchor}"))
    return found


def explained(html: str, found: dict[str, Entry]) -> SafeString:
    """Return HTML in which each word is a link to its entry where it first stands.

    The meaning stands in the link for `js/toolkit.js`, which shows it in its place.
    """

    def draw(term: str, words: str) -> str:
        entry = found[term]
        return format_html(
            '<a class="lc-term" href="{}" data-lc-meaning="{}"'
            ' data-lc-more="{}">{}</a>',
            entry.address,
            entry.meaning,
            _("In the glossary"),
            mark_safe(words),  # noqa: S308 - a piece of the page's own HTML
        )

    glossary = Glossary(found)
    return mark_safe(  # noqa: S308 - HTML that the templates have written
        glossary.explain(html, draw, closed_classes=CLOSED_CLASSES)
    )
