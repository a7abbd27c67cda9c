"""Words of a glossary in a page's HTML: where each first stands in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape, unescape

TAG = re.compile(r"""<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)
NAME = re.compile(r"</?\s*([a-zA-Z][\w-]*)")
CLASSES = re.compile(r"""\sclass=["']([^"']*)["']""")

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
    ]
)
RUNNING = frozenset({"p", "li", "dd", "blockquote", "td"})
"""Elements whose words are running text."""

CLOSED = frozenset(
    [
        "a",
        "button",
        "code",
        "dfn",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "label",
        "mark",
        "option",
        "pre",
        "script",
        "select",
        "style",
        "summary",
        "svg",
        "textarea",
    ]
)
"""Elements in which no word is explained: links, headings, what is to be copied."""

MOST_WORDS = 300
"""Words that one page explains at most."""


class Glossary:
    """Finds words in HTML that was rendered, and explains the first of each.

    `terms` are the words; of two that overlap the longer wins. A word that is written
    with capitals throughout ("OER", "IT") is found only as it is written.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms: dict[str, str] = {}
        for term in list(terms)[:MOST_WORDS]:
            if words := " ".join(term.split()):
                self.terms.setdefault(key_of(words), term)
        longest_first = sorted(self.terms, key=len, reverse=True)
        choices = "|".join(
            re.escape(escape(term)).replace(r"\ ", r"\s+") for term in longest_first
        )
        # A word that begins behind "&" would be an entity's; one with a hyphen beside
        # it is part of another.
        self.pattern = re.compile(rf"(?<![\w&#-])(?:{choices})(?![\w-])", re.IGNORECASE)

    def explain(
        self,
        html: str,
        draw: Callable[[str, str], str],
        *,
        closed_classes: frozenset[str] = frozenset(),
    ) -> str:
        """Return the HTML with the first place of each word drawn by `draw`.

        `draw` gets the term as it stands in the glossary and the words as they stand
        in the page, which are HTML already. Nothing inside elements that have one of
        `closed_classes` is touched.
        """
        if not self.terms or self.pattern.search(html) is None:
            return html
        left = dict(self.terms)
        pieces: list[str] = []
        # For each open element: its name, and whether it is running or closed.
        stack: list[tuple[str, bool, bool]] = []
        at = 0
        for tag in TAG.finditer(html):
            if tag.start() > at:
                pieces.append(self._text(html[at : tag.start()], stack, left, draw))
            pieces.append(tag.group())
            at = tag.end()
            _follow(tag.group(), stack, closed_classes)
        pieces.append(html[at:])
        return "".join(pieces)

    def _text(
        self,
        text: str,
        stack: list[tuple[str, bool, bool]],
        left: dict[str, str],
        draw: Callable[[str, str], str],
    ) -> str:
        if not left or not stack or stack[-1][2] or not stack[-1][1]:
            return text

        def first(match: re.Match[str]) -> str:
            words = match.group()
            key = next((k for k in candidates(words) if k in left), None)
            return words if key is None else draw(left.pop(key), words)

        return self.pattern.sub(first, text)


def key_of(term: str) -> str:
    """Return by what a term is looked up: as it is for "OER", else in small letters."""
    return term if _has_form(term) else term.lower()


def candidates(words: str) -> tuple[str, str]:
    """Return the keys under which words of a page (HTML) may stand in a glossary."""
    plain = " ".join(unescape(words).split())
    return plain, plain.lower()


def _has_form(term: str) -> bool:
    return term.isupper() and len(term) > 1


def _follow(
    tag: str, stack: list[tuple[str, bool, bool]], closed_classes: frozenset[str]
) -> None:
    """Keep account of the open elements after a tag."""
    named = NAME.match(tag)
    if named is None:
        return
    name = named[1].lower()
    if tag.startswith("</"):
        for place in range(len(stack) - 1, -1, -1):
            if stack[place][0] == name:
                del stack[place:]
                break
        return
    if name in VOID or tag.endswith("/>"):
        return
    running, closed = (stack[-1][1], stack[-1][2]) if stack else (False, False)
    classes = CLASSES.search(tag)
    if classes and not closed_classes.isdisjoint(classes[1].split()):
        closed = True
    stack.append((name, running or name in RUNNING, closed or name in CLOSED))
