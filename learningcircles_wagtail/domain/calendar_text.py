"""The text of calendar files: lines, values and instants as RFC 5545 writes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isfinite

LINE_END = "\r\n"
LONGEST_LINE = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""

MOST_OCTETS = 4
"""Octets that UTF-8 needs for a character, at most."""

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line in some reader or other; Python's `splitlines` knows the same."""

UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
SPECIAL = re.compile("[\\\\;,\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What keeps a text from standing in a file as it is: most texts have none of it."""


def clean(text: str) -> str:
    """Return text without control characters and lone surrogates.

    Tabs stay; whatever ends a line is a line feed.
    """
    return UNPRINTABLE.sub("", LINE_BREAK.sub("\n", text))


def escape(text: str) -> str:
    """Return text as a value of the type TEXT (RFC 5545, 3.3.11), cleaned."""
    if SPECIAL.search(text) is None:
        return text
    return (
        clean(text)
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\n", "\\n")
    )


def fold(line: str) -> str:
    """Return a line in pieces of at most 75 octets, each but the first behind a space.

    No character is broken in two (RFC 5545, 3.1). `line` has no end, and the result
    has none either.
    """
    length = len(line)
    if length * MOST_OCTETS <= LONGEST_LINE:
        return line
    if line.isascii():
        if length <= LONGEST_LINE:
            return line
        pieces = [line[:LONGEST_LINE]]
        step = LONGEST_LINE - 1
        pieces += [line[at : at + step] for at in range(LONGEST_LINE, length, step)]
        return "\r\n ".join(pieces)
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return line
    return b"\r\n ".join(_pieces(octets)).decode()


def _pieces(octets: bytes) -> list[bytes]:
    pieces, at, room = [], 0, LONGEST_LINE
    while at < len(octets):
        end = at + room
        # An octet of the form 10xxxxxx goes on with the character before it.
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[at:end])
        at, room = end, LONGEST_LINE - 1
    return pieces


def unfold(text: str) -> str:
    """Return folded text with its long lines in one piece again."""
    return text.replace("\r\n ", "").replace("\r\n\t", "")


def text_line(name: str, text: str) -> str:
    """Return the line of a property of the type TEXT, folded and with its end."""
    return f"{fold(f'{name}:{escape(text)}')}\r\n"


def optional_line(name: str, text: str) -> str:
    """Return the line of a TEXT property, "" where there is nothing to say."""
    return text_line(name, text) if text else ""


def raw_line(name: str, value: str) -> str:
    """Return the line of a property whose value is no TEXT, such as an address.

    The value is cleaned, and a line break in it is left out: nothing that somebody
    typed can begin a line of its own.
    """
    if SPECIAL.search(value) is not None:
        value = clean(value).replace("\n", "")
    return f"{fold(f'{name}:{value}')}\r\n"


def list_line(name: str, texts: list[str]) -> str:
    """Return the line of a property with several TEXT values, "" for none."""
    if not texts:
        return ""
    return f"{fold(f'{name}:' + ','.join(map(escape, texts)))}\r\n"


def instant(moment: datetime) -> str:
    """Return an aware moment in UTC: "20261105T000000Z" (RFC 5545, 3.3.5)."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return f"{moment.isoformat()[:19].replace('-', '').replace(':', '')}Z"


def position(latitude: float | None, longitude: float | None) -> str:
    """Return the line GEO, with its end; "" for no position on the globe."""
    if latitude is None or longitude is None:
        return ""
    if not (isfinite(latitude) and isfinite(longitude)):
        return ""
    if abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    return f"GEO:{latitude:.6f};{longitude:.6f}\r\n"
