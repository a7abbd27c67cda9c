"""From a text of Word, of Google Docs or of the web to blocks of a page, or a reason.

Headings become headings, paragraphs and lists become text, quotations become quotes.
Fonts, colours, scripts and everything else that a page has no place for are left
behind, and what is missed is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.blocks.pasted_html import Reader
from learningcircles_wagtail.blocks.pasted_plain import read_plain
from learningcircles_wagtail.domain.feed_text import printable

__all__ = ["MOST_CHARACTERS", "Pasted", "paste"]

MOST_CHARACTERS = 500_000
"""A text of some hundred pages, with all that Word puts around it."""

MOST_BLOCKS = 300
MARKUP = re.compile(
    r"<(!doctype|!--|/?(a|article|b|blockquote|body|br|center|dd|div|dl|dt|em|embed"
    r"|font|form|h[1-6]|head|hr|html|i|iframe|img|input|li|link|main|meta|o:p|object"
    r"|ol|p|pre|script|section|span|strong|style|sub|sup|svg|table|tbody|td|textarea"
    r"|th|title|tr|u|ul|video)[\s/>])",
    re.IGNORECASE,
)
"""What a text begins to be HTML with; “a < b” and “<name>” are words."""

CONDITION = re.compile(r"<!\[[^<>]{0,200}(?<!--)>")
"""“<![if !supportLists]>”, which no parser of HTML knows."""


@dataclass(slots=True)
class Pasted:
    """What became of a text: raw blocks of a stream, or why there are none.

    `refused` is a sentence, "" where there are blocks; `notes` are sentences about
    what was left out or changed.
    """

    blocks: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: str = ""


def paste(text: str) -> Pasted:
    """Return what becomes of pasted HTML or plain text; never raises."""
    if len(text) > MOST_CHARACTERS:
        return Pasted(refused=too_long_words())
    text = printable(text)
    if not text.strip():
        return Pasted(refused=_("There is no text. Paste one first."))
    if not MARKUP.search(text):
        return _checked(Pasted(read_plain(text)))
    try:
        reader = Reader(BeautifulSoup(CONDITION.sub("", text), "html.parser"))
    except (ParserRejectedMarkup, AssertionError, RecursionError, ValueError):
        return Pasted(
            refused=_(
                "This text cannot be read: its markup is broken. Paste it without "
                "formatting."
            )
        )
    return _checked(Pasted(reader.blocks, _notes(reader)))


def too_long_words() -> str:
    """Return why a text is refused that is too long to be read."""
    return _(
        "This text is too long: at most %(most)d characters can be pasted at once, "
        "formatting included. Paste it in parts, or without formatting."
    ) % {"most": MOST_CHARACTERS}


def _checked(pasted: Pasted) -> Pasted:
    if len(pasted.blocks) > MOST_BLOCKS:
        return Pasted(
            refused=_("This text has more than %d parts. Paste it in smaller pieces.")
            % MOST_BLOCKS
        )
    if not pasted.blocks:
        pasted.refused = _("There are no words in this text.")
    return pasted


def _notes(reader: Reader) -> list[str]:
    """Return a sentence for each kind of thing that did not come through."""
    left = reader.left_out
    sentences = {
        "pictures": ngettext(
            "%d picture was left out: upload it as an image, with alt text and credit.",
            "%d pictures were left out: upload them as images, with alt text and "
            "credit.",
            left["pictures"],
        ),
        "tables": ngettext(
            "%d table was turned into lines of text.",
            "%d tables were turned into lines of text.",
            left["tables"],
        ),
        "links": ngettext(
            "%d link was taken off: it led to no public address.",
            "%d links were taken off: they led to no public address.",
            left["links"],
        ),
        "quotes": ngettext(
            "%d quote has no name yet.",
            "%d quotes have no name yet.",
            left["quotes"],
        ),
        "embedded": ngettext(
            "%d film, form or other embedded thing was left out.",
            "%d films, forms or other embedded things were left out.",
            left["embedded"],
        ),
        "hidden": ngettext(
            "%d passage was left out that is hidden, crossed out or a comment.",
            "%d passages were left out that are hidden, crossed out or comments.",
            left["hidden"],
        ),
    }
    return [words % left[kind] for kind, words in sentences.items() if left[kind]]
