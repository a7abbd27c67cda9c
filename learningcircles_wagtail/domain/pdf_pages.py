"""How many pages a PDF file has, read from its structure (ISO 32000-1, 7.5 to 7.7).

Enough for what office programs and browsers write; a file that is locked, broken or
strange has an unknown number, which is said of it by saying nothing.
"""

from __future__ import annotations

import re
import zlib

LARGEST_STREAM = 8_000_000
"""Bytes that one compressed stream of objects may unfold to."""
MOST_STREAMS = 500
MOST_UNFOLDED = 32_000_000
"""Bytes that all of them together may unfold to."""
MOST_PAGES = 100_000

ROOT = re.compile(rb"/Root\s+(\d{1,10})\s+\d{1,5}\s+R")
PAGES = re.compile(rb"/Pages\s+(\d{1,10})\s+\d{1,5}\s+R")
COUNT = re.compile(rb"/Count\s+(\d{1,7})\b")
OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
NUMBER = re.compile(rb"\d{1,10}")
FIRST = re.compile(rb"/First\s+(\d{1,10})")


def page_count(data: bytes) -> int | None:
    """Return the number of pages of a PDF file, or None where it cannot be told."""
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        return None
    if b"/Encrypt" in data:
        return None
    roots = ROOT.findall(data)
    if not roots:
        return None
    objects = _objects(data)
    catalogue = objects.get(int(roots[-1]), b"")
    tree = PAGES.search(catalogue)
    counted = COUNT.search(objects.get(int(tree[1]), b"")) if tree else None
    number = int(counted[1]) if counted else 0
    return number if 0 < number <= MOST_PAGES else None


def _objects(data: bytes) -> dict[int, bytes]:
    """Return the dictionaries of all objects by number; the last of a number counts."""
    found: dict[int, bytes] = {}
    streams = unfolded = at = 0
    while match := OBJECT.search(data, at):
        start = match.end()
        # Objects do not stand in one another, so every byte is looked at once.
        at = data.find(b"endobj", start)
        if at < 0:
            break
        stream = data.find(b"stream", start, at)
        head = data[start : stream if stream > 0 else at]
        found[int(match[1])] = head
        if stream > 0 and b"/ObjStm" in head and streams < MOST_STREAMS:
            streams += 1
            packed = _packed(head, data, stream)
            unfolded += sum(map(len, packed.values()))
            if unfolded > MOST_UNFOLDED:
                break
            found.update(packed)
    return found


def _packed(head: bytes, data: bytes, stream: int) -> dict[int, bytes]:
    """Return the objects of a compressed stream of objects (7.5.7)."""
    first = FIRST.search(head)
    if first is None or b"/FlateDecode" not in head:
        return {}
    start = stream + len(b"stream")
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    try:
        plain = zlib.decompressobj().decompress(data[start:end], LARGEST_STREAM)
    except zlib.error:
        return {}
    offset = int(first[1])
    numbers = [int(one) for one in NUMBER.findall(plain[:offset])]
    places = list(zip(numbers[::2], numbers[1::2], strict=False))
    ends = [place for _number, place in places[1:]] + [len(plain) - offset]
    return {
        number: plain[offset + place : offset + until]
        for (number, place), until in zip(places, ends, strict=True)
    }
