"""Reading a position as people type or paste it, and writing it for them."""

import re
from decimal import Decimal

from learningcircles_wagtail.domain.geo import (
    Position,
    PositionError,
    parse_position,
)

_FLAGS = re.ASCII | re.IGNORECASE
_NUMBERS = (r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)", r"[-+]?\d+,\d+")
# "87.6° W" and "W 87.6"; the letter may be missing in both.
_PARTS = (
    r"(?P<number{n}>{number})\s*°?\s*(?P<letter{n}>[NSEW])?",
    r"(?:(?P<letter{n}>[NSEW])\s*)?(?P<number{n}>{number})\s*°?",
)
_PATTERNS = tuple(
    re.compile(
        part.format(n=1, number=number)
        + r"\s*[,;\s]\s*"
        + part.format(n=2, number=number),
        _FLAGS,
    )
    for number in _NUMBERS
    for part in _PARTS
)
_WELL_KNOWN_TEXT = re.compile(r"\s*(?:SRID|POINT)\b", _FLAGS)
_NORTH_SOUTH = frozenset("NS")
_WEST_EAST = frozenset("WE")
_LONGEST = 200


class TypedPositionError(ValueError):
    """What was typed is no position.

    `suggestion` is the position that was probably meant when latitude and longitude
    stand in the wrong order, else None.
    """

    def __init__(self, text: str, suggestion: Position | None = None) -> None:
        super().__init__(text)
        self.suggestion = suggestion


def read_position(text: str) -> Position:
    """Return the position that `text` states, latitude first, in decimal degrees.

    Understands "41.88, -87.63", "41.88 -87.63", "41,88; -87,63", "41.88° N, 87.63° W"
    and the stored form "SRID=4326;POINT(-87.63 41.88)". Raises `TypedPositionError`.
    """
    if _WELL_KNOWN_TEXT.match(text):
        try:
            return parse_position(text.strip())
        except PositionError as error:
            raise TypedPositionError(text) from error
    latitude, longitude = _read_numbers(text)
    try:
        return Position(latitude, longitude)
    except PositionError as error:
        raise TypedPositionError(text, _swapped(latitude, longitude)) from error


def write_position(position: Position) -> str:
    """Return `position` as an editor reads and types it: "41.88, -87.63"."""
    return f"{_plain(position.latitude)}, {_plain(position.longitude)}"


def _read_numbers(text: str) -> tuple[float, float]:
    if len(text) > _LONGEST:
        raise TypedPositionError(text)
    # Well set web pages give typographic minus and hard spaces to the clipboard.
    text = " ".join(text.replace("\u2212", "-").split())
    match = next((m for p in _PATTERNS if (m := p.fullmatch(text))), None)
    if match is None:
        raise TypedPositionError(text)
    letters = [(match[f"letter{n}"] or "").upper() for n in (1, 2)]
    numbers = [
        _signed(text, match[f"number{n}"], letter)
        for n, letter in zip((1, 2), letters, strict=True)
    ]
    if letters[0] in _WEST_EAST and letters[1] in _NORTH_SOUTH:
        numbers.reverse()
    elif letters[0] in _WEST_EAST or letters[1] in _NORTH_SOUTH:
        raise TypedPositionError(text)
    return numbers[0], numbers[1]


def _signed(text: str, number: str, letter: str) -> float:
    if letter and number.startswith(("-", "+")):
        raise TypedPositionError(text)
    value = float(number.replace(",", "."))
    return -value if letter in {"S", "W"} else value


def _swapped(latitude: float, longitude: float) -> Position | None:
    try:
        return Position(longitude, latitude)
    except PositionError:
        return None


def _plain(degrees: float) -> str:
    # Never an exponent ("1e-05"), which an editor could not read.
    return format(Decimal(repr(float(degrees))), "f")
