"""Reads parsed HTML, that of Word and Google Docs included, into blocks of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from learningcircles_wagtail.blocks.pasted_hidden import take_out_hidden
from learningcircles_wagtail.blocks.pasted_runs import (
    Item,
    Run,
    plain,
    rich,
    rich_list,
    safe_link,
)

LONGEST_HEADING = 120
DEEPEST = 100
"""How many elements within one another are looked into; below, words are words."""

DROPPED = frozenset(
    {"head", "link", "meta", "noscript", "script", "style", "template", "title", "xml"}
)
EMBEDDED = frozenset(
    {"applet", "audio", "button", "canvas", "embed", "form", "frame", "iframe"}
    | {"input", "math", "object", "option", "select", "svg", "textarea", "video"}
)
PICTURES = frozenset({"img", "picture", "v:imagedata"})
TOP_HEADINGS = frozenset({"h1", "h2"})
SMALL_HEADINGS = frozenset({"h3", "h4", "h5", "h6"})
BLOCKS = (
    TOP_HEADINGS
    | SMALL_HEADINGS
    | {"address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "header", "hr", "html", "li", "main", "nav"}
    | {"ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead"}
    | {"tr", "ul"}
)
BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
WORD_LIST = re.compile(r"mso-list\s*:\s*\S+\s+level([1-9])", re.IGNORECASE)
WORD_SIGN = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
NUMBERED = re.compile(r"\(?[0-9a-z]{1,4}[.)]", re.IGNORECASE)
WORD_ONLINE_ITEM = "listcontainerwrapper"
WORD_ONLINE_LEVEL = re.compile(r"[1-9]")


class Reader:
    """The blocks of a text, and how much of it did not come through.

    `left_out` counts `pictures`, `tables`, `links`, `quotes`, `embedded` things, and
    `hidden` passages.
    """

    def __init__(self, soup: BeautifulSoup) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.left_out: Counter[str] = Counter()
        self._written: list[str] = []
        self._runs: list[Run] = []
        self._items: list[Item] = []
        self.left_out["hidden"] = take_out_hidden(soup)
        self._holders = _holders_of_blocks(soup)
        self._read(soup, Run(""), 0)
        self._end_text()

    def _read(self, element: Tag, look: Run, depth: int) -> None:
        """Read what an element holds; `look` is that of the words around it."""
        for child in element.children:
            if isinstance(child, NavigableString):
                # Comments and declarations are subclasses.
                if type(child) is NavigableString:
                    self._runs.append(_run(child, look))
            elif isinstance(child, Tag):
                self._tag(child, look, depth + 1)

    def _tag(self, tag: Tag, look: Run, depth: int) -> None:
        name = tag.name.lower()
        if name in DROPPED:
            return
        if name in PICTURES or name in EMBEDDED:
            self.left_out["pictures" if name in PICTURES else "embedded"] += 1
        elif depth > DEEPEST:
            self._runs.append(look._replace(text=f" {_words(tag)} "))
        elif name == "br":
            self._runs.append(Run("\n"))
        elif name in BLOCKS:
            self._block(tag, name, look, depth)
        elif id(tag) in self._holders:
            # Google Docs puts <b> around a whole text, and says that it is not bold.
            self._read(tag, self._look(tag, name, look), depth)
        else:
            self._runs += self._inline(tag, look, depth)

    def _look(self, tag: Tag, name: str, look: Run) -> Run:
        style = str(tag.get("style") or "")
        bold = look.bold or name in {"b", "strong"} or bool(BOLD.search(style))
        if NOT_BOLD.search(style):
            bold = False
        italic = look.italic or name in {"i", "em"} or bool(ITALIC.search(style))
        link = look.link
        if name == "a" and tag.get("href"):
            link = safe_link(str(tag["href"]))
            if not link and not str(tag["href"]).startswith("#"):
                self.left_out["links"] += 1
        return Run("", bold, italic, link)

    def _inline(self, tag: Tag, look: Run, depth: int) -> list[Run]:
        """Return the words of what stands in a line."""
        if WORD_SIGN.search(str(tag.get("style") or "")):
            return []
        outer, self._runs = self._runs, []
        self._read(tag, self._look(tag, tag.name.lower(), look), depth)
        found, self._runs = self._runs, outer
        return found

    def _block(self, tag: Tag, name: str, look: Run, depth: int) -> None:
        style = str(tag.get("style") or "")
        kinds = " ".join(tag.get_attribute_list("class", "") or ()).lower()
        if name == "p" and (match := WORD_LIST.search(style)):
            self._end_paragraph(keep_list=True)
            ordered = bool(NUMBERED.match(_sign(tag)))
            runs = tuple(self._all_runs(tag, depth))
            self._items.append(Item(int(match[1]) - 1, ordered, runs))
            return
        if WORD_ONLINE_ITEM in kinds:
            # Each item is a list of its own there.
            self._end_paragraph(keep_list=True)
            for one in _lists_in(tag):
                self._items += self._list(one, _level_of_items(one), depth)
            return
        self._end_paragraph()
        role = name if tag.get("role") != "heading" else f"h{tag.get('aria-level', 2)}"
        match name:
            case _ if role in TOP_HEADINGS or "msotitle" in kinds:
                self._heading(tag, depth)
            case _ if role in SMALL_HEADINGS:
                if html := rich(_plain_look(self._all_runs(tag, depth))):
                    self._written.append(f"<h3>{html}</h3>")
            case "ul" | "ol":
                self._written.append(rich_list(list(self._list(tag, 0, depth))))
            case "hr":
                if self._written:
                    self._written.append("<hr/>")
            case "table":
                self.left_out["tables"] += 1
                for caption in tag.find_all("caption", recursive=False):
                    self._line([self._all_runs(caption, depth)])
                for row in tag.find_all("tr"):
                    if row.find_parent("table") is tag:
                        self._row(row, depth)
            case "blockquote":
                self._quote(tag)
            case _:
                self._read(tag, look, depth)
        self._end_paragraph()

    def _heading(self, tag: Tag, depth: int) -> None:
        runs = self._all_runs(tag, depth)
        words = plain(runs)
        if len(words) > LONGEST_HEADING:
            self._written.append(f"<p><b>{rich(_plain_look(runs))}</b></p>")
        elif words:
            self._end_text()
            value = {"text": words, "anchor": ""}
            self.blocks.append({"type": "heading", "value": value})

    def _quote(self, tag: Tag) -> None:
        words = " ".join(_words(tag).split()).strip('“”„"«» ')
        if not words:
            return
        self._end_text()
        self.left_out["quotes"] += 1
        value = {"quote": words, "name": "", "role": "", "organisation": ""}
        self.blocks.append({"type": "quote", "value": {**value, "picture": None}})

    def _row(self, row: Tag, depth: int) -> None:
        """Write a row of a table as a paragraph, its cells parted by a bar."""
        cells = row.find_all(["td", "th"], recursive=False)
        self._line(self._all_runs(cell, depth) for cell in cells)

    def _line(self, parts: Iterable[list[Run]]) -> None:
        runs: list[Run] = []
        for part in parts:
            if plain(part):
                runs += [Run(" | "), *part] if runs else part
        if html := rich(runs):
            self._written.append(f"<p>{html}</p>")

    def _list(self, tag: Tag, level: int, depth: int) -> Iterator[Item]:
        """Yield the items of a list and of the lists in it."""
        ordered = tag.name.lower() == "ol"
        for child in tag.children:
            if type(child) is NavigableString and child.strip():
                yield Item(level, ordered, (_run(child, Run("")),))
            if not isinstance(child, Tag) or child.name in DROPPED:
                continue
            if child.name in {"ul", "ol"} and depth < DEEPEST:
                # Google Docs and Word put a list beside the item it belongs to.
                yield from self._list(child, level + 1, depth + 1)
                continue
            inner = list(_lists_in(child)) if depth < DEEPEST else []
            lists = set(map(id, inner))
            yield Item(level, ordered, tuple(self._all_runs(child, depth, lists)))
            for one in inner:
                yield from self._list(one, level + 1, depth + 1)

    def _all_runs(
        self, tag: Tag, depth: int, without: Iterable[int] = frozenset()
    ) -> list[Run]:
        """Return all words of an element as runs of one line; blocks are parted."""
        found: list[Run] = []
        self._collect(tag, Run(""), depth, without, found)
        return found

    def _collect(
        self,
        tag: Tag,
        look: Run,
        depth: int,
        without: Iterable[int],
        found: list[Run],
    ) -> None:
        for child in tag.children:
            if isinstance(child, NavigableString):
                if type(child) is NavigableString:
                    found.append(_run(child, look))
                continue
            name = child.name.lower()
            if name in DROPPED or id(child) in without:
                continue
            if name in PICTURES or name in EMBEDDED:
                self.left_out["pictures" if name in PICTURES else "embedded"] += 1
            elif WORD_SIGN.search(str(child.get("style") or "")):
                continue
            elif depth > DEEPEST:
                found.append(look._replace(text=f" {_words(child)} "))
            elif name == "br" or name in BLOCKS:
                found.append(Run(" "))
                self._collect(child, look, depth + 1, without, found)
                found.append(Run(" "))
            else:
                inner = self._look(child, name, look)
                self._collect(child, inner, depth + 1, without, found)

    def _end_paragraph(self, *, keep_list: bool = False) -> None:
        """Write the words that stand in a line, then the list of Word before them."""
        html = rich(self._runs)
        self._runs = []
        if self._items and (html or not keep_list):
            self._written.append(rich_list(self._items))
            self._items = []
        if html:
            self._written.append(f"<p>{html}</p>")

    def _end_text(self) -> None:
        self._end_paragraph()
        if html := "".join(self._written).removesuffix("<hr/>"):
            self.blocks.append({"type": "paragraph", "value": html})
        self._written = []


def _holders_of_blocks(soup: BeautifulSoup) -> set[int]:
    """Return the identities of the elements in which a block stands, however deep."""
    holders: set[int] = set()
    for element in soup.find_all(list(BLOCKS)):
        parent = element.parent
        while parent is not None and id(parent) not in holders:
            holders.add(id(parent))
            parent = parent.parent
    return holders


def _words(tag: Tag) -> str:
    """Return the words of an element, without those of scripts and styles."""
    return " ".join(
        str(text)
        for text in tag.find_all(string=True)
        if type(text) is NavigableString
        and (text.parent is None or text.parent.name not in DROPPED | EMBEDDED)
    )


def _run(text: NavigableString, look: Run) -> Run:
    """Return words as a run; where the lines of the source end means nothing."""
    return look._replace(text=str(text).replace("\n", " "))


def _plain_look(runs: Iterable[Run]) -> list[Run]:
    """Return runs without bold and italic, as headings have a look of their own."""
    return [run._replace(bold=False, italic=False) for run in runs]


def _lists_in(item: Tag) -> Iterator[Tag]:
    """Yield the lists that stand in an item, without those that stand in them."""
    waiting = list(item.children)[::-1]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Tag) and one.name in {"ul", "ol"}:
            yield one
        elif isinstance(one, Tag):
            waiting += list(one.children)[::-1]


def _level_of_items(tag: Tag) -> int:
    """Return how deep the items of a list stand in Word for the web, 0 first."""
    item = tag.find("li")
    level = str(item.get("data-aria-level") or "1") if isinstance(item, Tag) else "1"
    return int(level) - 1 if WORD_ONLINE_LEVEL.fullmatch(level) else 0


def _sign(tag: Tag) -> str:
    """Return the bullet or the number that Word wrote before an item."""
    sign = tag.find(style=WORD_SIGN)
    return " ".join(sign.get_text(" ").split()) if isinstance(sign, Tag) else ""
