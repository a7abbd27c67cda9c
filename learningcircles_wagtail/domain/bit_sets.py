"""Sets of places in a list, as whole numbers: bit 0 is the first place.

Python's integers are as long as they need to be, and `&`, `|` and `bit_count` run over
them at some gigabytes a second: a set of 100,000 places is 12.5 kB, and asking how many
of them two sets share takes a few microseconds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_DIGITS = bytes(48 + (value & 1) for value in range(256))


def first_places(count: int) -> int:
    """Return the set of the first `count` places."""
    return (1 << count) - 1


def lowest(members: int) -> int:
    """Return the first place of a set that has one."""
    return (members & -members).bit_length() - 1


def from_flags(flags: bytes | bytearray) -> int:
    """Return the set of the places whose byte is odd (0 and 1, or "0" and "1")."""
    return int(flags[::-1].translate(_DIGITS) or b"0", 2)


def from_places(places: Iterable[int], size: int) -> int:
    """Return the set of some places, each below `size`, in any order."""
    flags = bytearray(size)
    for place in places:
        flags[place] = 1
    return from_flags(flags)


def to_flags(members: int, size: int) -> bytes:
    """Return a byte a place, 1 for a member and 0 for none.

    `itertools.compress` takes it as its selectors.
    """
    digits = bin(members)[2:].zfill(size)[::-1]
    return digits.encode().translate(_VALUES)


_VALUES = bytes(value - 48 if value in (48, 49) else 0 for value in range(256))


class Instants:
    """For each place one instant, or none: which are past, asked at any moment.

    `seconds` holds whole seconds since 1970 in UTC, None for no instant. The answer
    for a moment is kept, and the next one is made from it where few have passed
    between.
    """

    NEAR = 200

    def __init__(self, seconds: Sequence[int | None]) -> None:
        known = [place for place, value in enumerate(seconds) if value is not None]
        # Places of one instant stay in their own order.
        known.sort(key=seconds.__getitem__)
        self.size = len(seconds)
        self.seconds = array("q", map(seconds.__getitem__, known))
        self.places = array("q", known)
        self.known = from_places(self.places, self.size)
        self._kept: tuple[int, int] = (0, 0)

    def passed(self, now: float) -> int:
        """Return the set of the places whose instant is at or before `now`."""
        count = bisect_right(self.seconds, now)
        kept_count, members = self._kept
        low, high = sorted((count, kept_count))
        if high - low > self.NEAR:
            members = from_places(self.places[:count], self.size)
        else:
            for place in self.places[low:high]:
                members ^= 1 << place
        self._kept = (count, members)
        return members

    def next_after(self, now: float) -> list[int]:
        """Return the first instant after `now`, in a list; [] where there is none."""
        start = bisect_right(self.seconds, now)
        return list(self.seconds[start : start + 1])

    def latest_first(self) -> list[int]:
        """Return all places, those with the latest instant first, those without last.

        Places with the same instant stand in their own order.
        """
        given = sorted(
            zip(self.seconds, self.places, strict=True),
            key=lambda one: (-one[0], one[1]),
        )
        places = [place for _value, place in given]
        seen = set(places)
        return places + [place for place in range(self.size) if place not in seen]
