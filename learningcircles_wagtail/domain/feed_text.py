"""Text that every reader of XML and JSON takes (XML 1.0, 2.2; RFC 8259, 8.2)."""

from __future__ import annotations

import re

UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+"
)


def printable(text: str) -> str:
    """Return text without characters that XML forbids or discourages.

    Among them are lone surrogates, which UTF-8 has no octets for. Lines end in a line
    feed, which is what a reader of XML makes of a carriage return.
    """
    return UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return printable text in one line, without spaces around it."""
    return " ".join(printable(text).split())
