"""The drawing of a QR code is the code: module for module, with white around it."""

import re
from itertools import product

import pytest
import segno

from learningcircles_wagtail.printing.qr_code import QUIET_ZONE, qr_code

RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
ADDRESS = "https://library.example/circles/speaking-up/"


def modules(path: str) -> set[tuple[int, int]]:
    """Return the dark modules of a path, as x and y in its view box."""
    dark: set[tuple[int, int]] = set()
    for x, y, width, back in RECTANGLE.findall(path):
        assert width == back
        drawn = {(int(x) + offset, int(y)) for offset in range(int(width))}
        assert not drawn & dark
        dark |= drawn
    assert RECTANGLE.sub("", path) == ""
    return dark


def wanted(text: str) -> set[tuple[int, int]]:
    """Return the dark modules that segno computes, moved by the quiet zone."""
    matrix = segno.make_qr(text, error="m").matrix
    return {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    }


@pytest.mark.parametrize("text", [ADDRESS, "a", f"{ADDRESS}{'long-' * 40}", "ü" * 90])
def test_every_module_stands_where_it_belongs(text):
    code = qr_code(text)

    assert code is not None
    assert modules(code.path) == wanted(text)


def test_another_address_is_another_drawing():
    assert modules(qr_code(ADDRESS).path) != wanted(f"{ADDRESS}x")


def test_the_quiet_zone_is_white():
    code = qr_code(ADDRESS)
    edge = {*range(QUIET_ZONE), *range(code.size - QUIET_ZONE, code.size)}
    zone = {(x, y) for x, y in product(range(code.size), repeat=2) if {x, y} & edge}

    assert code.size == 4 * code.version + 17 + 2 * QUIET_ZONE
    assert not modules(code.path) & zone


def test_a_seventh_of_the_code_may_be_lost():
    assert segno.make_qr(ADDRESS, error="m").error in {"M", "Q", "H"}


@pytest.mark.parametrize("text", ["x" * 2332, "\ud800"])
def test_what_fits_into_no_code_has_none(text):
    assert qr_code(text) is None


def test_the_longest_text_has_a_code():
    assert qr_code("x" * 2331).version == 40
