"""A zip that is sent while it is written, in pieces, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell (APPNOTE.TXT, 4.4.6)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: its name and its octets, in pieces that are read when needed.

    What is small already, as pictures are, is stored as it is.
    """

    name: str
    pieces: Iterable[bytes]
    is_small: bool = False


class _Buffer:
    """A file that takes octets until somebody fetches them; it cannot be rewound."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def write(self, octets: bytes) -> int:
        self._pieces.append(bytes(octets))
        self._written += len(octets)
        return len(octets)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        """Nothing: what was written is there to be fetched."""

    def fetch(self) -> bytes:
        octets = b"".join(self._pieces)
        self._pieces.clear()
        return octets


def zipped(members: Iterable[Member], *, at: datetime) -> Iterator[bytes]:
    """Yield a zip with `members`, no more of it in memory than one of their pieces.

    `at` (aware) is the hour that all files bear, so that the same files give the same
    octets.
    """
    stamp = max(at.timetuple()[:6], EARLIEST)
    buffer = _Buffer()
    with ZipFile(buffer, "w") as archive:  # type: ignore[arg-type]
        for member in members:
            info = ZipInfo(member.name, date_time=stamp)
            info.compress_type = ZIP_STORED if member.is_small else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as file:
                for piece in member.pieces:
                    file.write(piece)
                    if octets := buffer.fetch():
                        yield octets
            yield buffer.fetch()
    yield buffer.fetch()
