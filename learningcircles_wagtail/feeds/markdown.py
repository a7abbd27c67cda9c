"""From the HTML of a page's blocks to Markdown (CommonMark 0.31) that reads well raw.

The common converters escape either too little or nearly every sign, and know nothing
of boxes to tick, terms and films. What comes out here parses back to the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag

from learningcircles_wagtail.domain.numbers import whole_number

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = (
    frozenset(HEADINGS)
    | {"address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "header", "hr", "li", "main"}
    | {"ol", "p", "pre", "section", "summary", "table", "ul"}
)
EMPHASES = {"**": ["b", "strong"], "*": ["i", "em"]}
SPACES = re.compile(r"[ \t\r\n\f\v]+")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

ALWAYS = re.compile(r"[\\`*\[\]<~]")
ENTITY = re.compile(r"&(?=#?\w{1,31};|#?\w*$)")
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
LINE_START = re.compile(
    r"^(?=[-+](?:\s|$)|-+\s*$|=+\s*$|#{1,6}(?:\s|$)|>)", re.MULTILINE
)
NUMBER_START = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
CLOSING_HASHES = re.compile(r"(?:(?<=\s)|^)(#+)$")
BREAK = "\\\n"


@dataclass(slots=True)
class Block:
    """A block of Markdown; a list has `items` instead of `text`, and may be numbered.

    `start` is the number of its first item, None for a list without numbers.
    """

    text: str = ""
    items: list[str] = field(default_factory=list)
    start: int | None = None


def markdown_of(html: str, *, base: str) -> str:
    """Return some HTML as Markdown; relative addresses become absolute by `base`.

    What is no text (scripts, forms, drawings) is to be taken out before. Definitions
    become lists, questions that unfold bold lines, `pre` a fenced text, `input`s of
    the type checkbox the `[ ]` of task lists (GFM), and `br` a line of its own.
    """
    return join_blocks(Writer(base).blocks(BeautifulSoup(html, "html.parser")))


def join_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks with an empty line between any two.

    Of two lists in a row the second has other marks, or they would be one.
    """
    written: list[str] = []
    before: tuple[bool, bool] | None = None
    for block in blocks:
        if not block.items:
            written.append(block.text)
            before = None
            continue
        is_numbered = block.start is not None
        is_other = before == (is_numbered, False)
        written.append(_listing(block, is_other=is_other))
        before = (is_numbered, is_other)
    return "\n\n".join(written)


def _listing(block: Block, *, is_other: bool) -> str:
    lines = []
    is_loose = any("\n\n" in item for item in block.items)
    for number, item in enumerate(block.items, block.start or 0):
        mark = "*" if is_other else "-"
        if block.start is not None:
            mark = f"{number}{')' if is_other else '.'}"
        lines.append(f"{mark} {indented(item, len(mark) + 1)}")
    return ("\n\n" if is_loose else "\n").join(lines)


def indented(text: str, width: int) -> str:
    """Return text with each line but the first and the empty ones moved in."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def quoted(text: str) -> str:
    """Return Markdown as a block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def fenced(text: str) -> str:
    """Return plain text between fences that it does not hold itself."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def escaped(text: str) -> str:
    """Return plain words as Markdown that stands for them in any place of a line."""
    text = ALWAYS.sub(r"\\\g<0>", SPACES.sub(" ", text))
    text = UNDERSCORE.sub(r"\\_", ENTITY.sub(r"\\&", text))
    # A picture would begin where a link follows.
    return text[:-1] + "\\!" if text.endswith("!") else text


def line(text: str) -> str:
    """Return escaped words so that no line of them begins a block."""
    lines = (part.strip() for part in text.strip().split("\n"))
    tidy = "\n".join(part for part in lines if part not in {"", "\\"})
    tidy = tidy.removesuffix(BREAK.strip()) if _ends_in_break(tidy) else tidy
    return NUMBER_START.sub(r"\1\\", LINE_START.sub(r"\\", tidy)).strip()


def _ends_in_break(text: str) -> bool:
    """Say whether text ends in a backslash that escapes nothing."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def link(words: str, address: str) -> str:
    """Return a link; only the words where the address is none that may be followed."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return words
    if scheme not in SCHEMES or not words.strip():
        return words
    safe = quote(address, safe="%/:?#@!$&'+,;=~-.[]")
    return f"[{words.strip()}]({ENTITY.sub('&amp;', safe)})"


class Writer:
    """Writes elements as Markdown; addresses are absolute by `base`."""

    def __init__(self, base: str) -> None:
        self._base = base

    def blocks(self, element: Tag) -> Iterator[Block]:
        """Yield the blocks of an element."""
        words = ""
        for child in element.children:
            if isinstance(child, Tag) and child.name in BLOCKS:
                yield from self._paragraph(words)
                words = ""
                yield from self._block(child)
            elif isinstance(child, Tag) and child.find(BLOCKS):
                yield from self._paragraph(words)
                words = ""
                yield from self.blocks(child)
            else:
                words += self._inline(child, words)
        yield from self._paragraph(words)

    def _paragraph(self, words: str) -> Iterator[Block]:
        if text := line(words):
            yield Block(text)

    def _block(self, element: Tag) -> Iterator[Block]:
        name = element.name
        if name in HEADINGS:
            if text := self.one_line(element):
                text = CLOSING_HASHES.sub(r"\\\1", text)
                yield Block(f"{'#' * HEADINGS[name]} {text}")
        elif name in {"ul", "ol"}:
            yield from self._list(element)
        elif name == "dl":
            items = list(self._terms(element))
            yield from [Block(items=items)] if items else []
        elif name == "table":
            yield from self._table(element)
        elif name == "blockquote":
            if text := join_blocks(self.blocks(element)):
                yield Block(quoted(text))
        elif name == "pre":
            if text := element.get_text().strip("\n"):
                yield Block(fenced(text))
        elif name == "hr":
            # "- ---" would be a rule, and no item with one.
            yield Block("___" if element.find_parent("li") else "---")
        elif name == "summary":
            if text := self.one_line(element):
                yield Block(f"**{text}**")
        else:
            yield from self.blocks(element)

    def _list(self, element: Tag) -> Iterator[Block]:
        items = []
        for item in element.find_all("li", recursive=False):
            if text := join_blocks(self.blocks(item)):
                items.append(text)
        if not items:
            return
        start = None
        if element.name == "ol":
            given = whole_number(str(element.get("start", "")), digits=8)
            start = 1 if given is None else given
        yield Block(items=items, start=start)

    def _terms(self, element: Tag) -> Iterator[str]:
        term = ""
        for part in element.find_all(["dt", "dd"]):
            words = self.one_line(part)
            if part.name == "dt":
                term = words
            elif words:
                yield f"**{term}**: {words}" if term else words
                term = ""
        if term:
            yield f"**{term}**"

    def _table(self, element: Tag) -> Iterator[Block]:
        rows = [
            [self.one_line(cell).replace("|", "\\|") for cell in row(["th", "td"])]
            for row in element.find_all("tr")
        ]
        width = max(map(len, rows), default=0)
        if width:
            rows = [row + [""] * (width - len(row)) for row in rows]
            rows.insert(1, ["---"] * width)
            yield Block("\n".join(f"| {' | '.join(row)} |" for row in rows))

    def one_line(self, element: Tag) -> str:
        """Return all words of an element, links and emphasis kept, in one line."""
        words = ""
        for child in element.children:
            if isinstance(child, Tag) and child.name in BLOCKS:
                words += f" {self.one_line(child)} "
            else:
                words += self._inline(child, words)
        return SPACES.sub(" ", words.replace(BREAK, " ")).strip()

    def _inline(self, node: NavigableString | Tag, before: str) -> str:
        """Return what stands in a line; `before` is what stands there already."""
        if not isinstance(node, Tag):
            # Comments and the like are subclasses.
            return escaped(str(node)) if type(node) is NavigableString else ""
        if node.name == "br":
            return BREAK
        if node.name == "img":
            return self._picture(node)
        if node.name == "input":
            return "[ ] " if node.get("type") == "checkbox" else ""
        words = ""
        # Marks of emphasis around one another count as one.
        outside = "[" if node.name == "a" else before
        for child in node.children:
            words += self._inline(child, outside + words)
        for mark, names in EMPHASES.items():
            # Of the same kind within one another, parsers see but one.
            if node.name in names and node.find_parent(names) is None:
                strong = EMPHASES["**"]
                if mark == "*" and (node.find_parent(strong) or node.find(strong)):
                    mark = "_"
                return _emphasis(words, mark, before, _after(node))
        if node.name == "a":
            return self._link(node, words)
        return words

    def _link(self, node: Tag, words: str) -> str:
        start = " " * (words[:1] == " ")
        end = " " * (words[-1:] == " ")
        flat = words.replace(BREAK, " ")
        return start + link(flat.strip(), self.absolute(node.get("href"))) + end

    def _picture(self, node: Tag) -> str:
        address = self.absolute(node.get("src"))
        words = escaped(str(node.get("alt") or "")).strip()
        made = link(words or "-", address)
        if made == (words or "-"):
            return words
        return f"!{made}" if words else f"![]{made[3:]}"

    def absolute(self, address: object) -> str:
        """Return an address as an absolute one, "" for one that cannot be read."""
        try:
            return urljoin(self._base, str(address or "").strip()) if address else ""
        except ValueError:
            return ""


def _after(node: Tag) -> str:
    """Return the sign that follows an element in its line, "" for none."""
    following = node.next_sibling
    if following is None:
        parent = node.parent
        if parent is None or parent.name in BLOCKS or parent.name == "[document]":
            return ""
        return "]" if parent.name == "a" else _after(parent)
    if isinstance(following, Tag):
        if following.name in {"b", "strong", "i", "em"}:
            return "*"
        return "" if following.name in {"br", *BLOCKS} else "x"
    return str(following)[:1]


def _emphasis(words: str, mark: str, before: str, after: str) -> str:
    """Return emphasised words; without emphasis where a parser would not see it.

    A mark opens and closes by what stands beside it (CommonMark, 6.2).
    """
    inner = words.strip()
    start = " " * (words[:1].isspace())
    end = " " * (words[-1:].isspace())
    if not inner or ("\n" in inner and inner.startswith("\\\n")):
        return words
    left = (before + start)[-1:]
    right = (end + after)[:1]
    opens = _is_edge(left) or (mark != "_" and not _is_sign(inner[0]))
    closes = _is_edge(right) or (mark != "_" and not _is_sign(inner[-1]))
    if left in {"*", "_"} or right in {"*", "_"} or not opens or not closes:
        return words
    return f"{start}{mark}{inner}{mark}{end}"


def _is_edge(letter: str) -> bool:
    """Say whether a word ends at a letter, or at the end of a line ("")."""
    return not letter or letter.isspace() or _is_sign(letter)


def _is_sign(letter: str) -> bool:
    """Say whether a letter is punctuation or a symbol in the sense of CommonMark."""
    return unicodedata.category(letter)[0] in "PS"
