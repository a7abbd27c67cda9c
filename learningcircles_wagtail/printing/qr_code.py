"""QR codes as plain drawings, made here: no picture is fetched from anywhere."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from segno.encoder import DataOverflowError

QUIET_ZONE = 4
"""Modules of white around a code, without which scanners miss it (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code for an SVG whose view box is `0 0 size size`, a module to each unit.

    `path` draws the dark modules; everything else, the quiet zone too, is light.
    `version` is the standard's, from 1 to 40.
    """

    size: int
    path: str
    version: int


@lru_cache(maxsize=256)
def qr_code(text: str) -> QrCode | None:
    """Return the code of a text, or None where the text is too long for any.

    Correction is level M at least: a seventh of the code may be torn or stained. The
    level is higher where that costs no room.
    """
    try:
        code = segno.make_qr(text, error="m")
    except (DataOverflowError, UnicodeError):
        return None
    rows = [list(row) for row in code.matrix]
    return QrCode(len(rows) + 2 * QUIET_ZONE, _path(rows), int(code.version))


def _path(rows: list[list[int]]) -> str:
    """Return a path with one rectangle for each run of dark modules in a row."""
    parts = []
    for y, row in enumerate(rows, QUIET_ZONE):
        start = None
        for x, dark in enumerate([*row, 0], QUIET_ZONE):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                width = x - start
                parts.append(f"M{start} {y}h{width}v1h-{width}z")
                start = None
    return "".join(parts)
