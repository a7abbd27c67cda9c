"""Pages of PDF files, counted without a library."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.pdf_pages import page_count


def plain(pages: int, extra: bytes = b"") -> bytes:
    """Return the structure of a file as office programs write it."""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count " + str(pages).encode() + b" >>"
        b"\nendobj\n" + extra + b"trailer\n<< /Root 1 0 R >>\n%%EOF"
    )


def packed(pages: int) -> bytes:
    """Return the structure of a file whose objects are in a compressed stream."""
    one = b"<< /Type /Catalog /Pages 2 0 R >> "
    two = b"<< /Type /Pages /Count " + str(pages).encode() + b" >>"
    numbers = b"1 0 2 " + str(len(one)).encode() + b" "
    stream = zlib.compress(numbers + one + two)
    head = (
        f"<< /Type /ObjStm /N 2 /First {len(numbers)} /Filter /FlateDecode "
        f"/Length {len(stream)} >>"
    ).encode()
    return (
        b"%PDF-1.5\n9 0 obj\n" + head + b"\nstream\r\n" + stream + b"\nendstream\n"
        b"endobj\n8 0 obj\n<< /Type /XRef /Root 1 0 R >>\nstream\nx\nendstream\n"
        b"endobj\n"
    )


@pytest.mark.parametrize("pages", [1, 3, 240])
def test_the_pages_are_those_of_the_tree_s_root(pages: int) -> None:
    assert page_count(plain(pages)) == pages
    assert page_count(packed(pages)) == pages


def test_a_file_that_was_added_to_says_what_it_is_now() -> None:
    later = b"2 0 obj\n<< /Type /Pages /Kids [] /Count 5 >>\nendobj\n"

    assert page_count(plain(3, later)) == 5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4",
        b"no pdf /Root 1 0 R",
        plain(0),
        plain(10**6),
        plain(3).replace(b"/Root", b"/Other"),
        plain(3).replace(b"/Count 3", b"/Count -3"),
        plain(3, b"/Encrypt 4 0 R\n"),
        packed(3)[:90],
        packed(3).replace(b"/First", b"/Last"),
    ],
)
def test_what_cannot_be_told_is_not_told(data: bytes) -> None:
    assert page_count(data) is None


@given(st.binary(max_size=300), st.integers(0, 200))
def test_no_damage_breaks_the_reader(noise: bytes, at: int) -> None:
    data = packed(3)

    page_count(data[:at] + noise + data[at:])
    page_count(plain(2)[:at] + noise)


def test_a_file_made_to_be_slow_is_not() -> None:
    data = b"%PDF-1.4 /Root 1 0 R " + b"1 0 obj " * 200_000 + b"endobj"
    began = time.perf_counter()
    page_count(data)
    page_count(data.replace(b"endobj", b""))

    assert time.perf_counter() - began < 2
