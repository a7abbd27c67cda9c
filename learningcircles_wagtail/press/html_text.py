"""From the HTML of a page's blocks to plain paragraphs, as a newswire takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.words import quoted
from learningcircles_wagtail.feeds.block_html import leave_out

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = (
    HEADINGS
    | {"address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "header", "hr", "li", "main"}
    | {"ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"}
    | {"thead", "tr", "ul"}
)
SPACES = re.compile(r"[ \t\r\n\f\v]+")


def paragraphs_of(html: str, *, base: str = "") -> list[str]:
    """Return the paragraphs of some HTML, plain text each.

    Headings are in capitals, items of lists begin with a dash or their number, terms
    and their values share a line, quotations stand in the marks of the active language
    above who said it. A link is followed by its address, where that is absolute: with
    `base`, the page's own address, so are those of the same site. Pictures are left
    out.
    """
    soup = BeautifulSoup(html, "html.parser")
    leave_out(soup, more="video")
    for link in soup.select('a[href^="/"]') if base else ():
        with suppress(ValueError):
            link["href"] = urljoin(base, str(link["href"]))
    return list(_blocks(soup))


def _tidy(text: str) -> str:
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _blocks(element: Tag) -> Iterator[str]:
    """Yield the paragraphs of an element, with `\\n` for line breaks within one."""
    words = ""
    for child in element.children:
        if isinstance(child, Tag) and child.name in BLOCKS:
            yield from filter(None, (_tidy(words), *_block(child)))
            words = ""
        else:
            words += _inline(child)
    if words := _tidy(words):
        yield words


def _block(element: Tag) -> Iterator[str]:
    match element.name:
        case name if name in HEADINGS:
            for words in element.find_all(string=True):
                # The words alone: an address in capitals is another one.
                words.replace_with(type(words)(words.upper()))
            yield _tidy(_inline(element))
        case "ul":
            yield "\n".join(f"- {item}" for item in _items(element))
        case "ol":
            start = element.get("start", "1")
            readable = isinstance(start, str) and start.isdecimal() and len(start) < 9
            first = int(start) if readable else 1
            yield "\n".join(
                f"{number}. {item}"
                for number, item in enumerate(_items(element), first)
            )
        case "dl":
            yield "\n".join(_terms(element))
        case "table":
            yield "\n".join(
                " | ".join(_flat(cell) for cell in row.find_all(["th", "td"]))
                for row in element.find_all("tr")
            )
        case "figure" if element.find("blockquote"):
            yield from _quotation(element)
        case "figure" if element.find("img"):
            return
        case "blockquote":
            yield quoted(_flat(element))
        case _:
            yield from _blocks(element)


def _quotation(figure: Tag) -> Iterator[str]:
    """Yield a quotation and the line that says whose it is, as one paragraph."""
    words = figure.find("blockquote")
    source = figure.find("figcaption")
    said = quoted(_flat(words))
    yield said if source is None else f"{said}\n– {_flat(source)}"


def _items(listing: Tag) -> Iterator[str]:
    """Yield the items of a list; what a list within says is drawn into its item."""
    for item in listing.find_all("li", recursive=False):
        if text := "\n".join(_blocks(item)):
            yield text.replace("\n", "\n  ")


def _terms(listing: Tag) -> Iterator[str]:
    """Yield "term: value" for each term of a description list."""
    term = ""
    for part in listing.find_all(["dt", "dd"]):
        if part.name == "dt":
            term = _flat(part)
        elif value := _flat(part):
            both = _("%(term)s: %(value)s") % {"term": term, "value": value}
            yield both if term else value


def _flat(element: Tag) -> str:
    """Return all words of an element in one line."""
    return SPACES.sub(" ", " ".join(_blocks(element)))


def _inline(node: NavigableString | Tag) -> str:
    """Return the words of what stands in a line; a break of it is `\\n`."""
    if isinstance(node, NavigableString):
        # Comments and the like are subclasses.
        return SPACES.sub(" ", node) if type(node) is NavigableString else ""
    if node.name == "br":
        return "\n"
    if node.name == "img":
        return ""
    words = "".join(map(_inline, node.children))
    address = str(node.get("href", "")) if node.name == "a" else ""
    if address.startswith(("http://", "https://")) and address not in words:
        return f"{words} ({address})"
    return words
