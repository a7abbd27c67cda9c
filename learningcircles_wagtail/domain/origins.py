"""Origins of other websites, as a site names those that may frame its list."""

from __future__ import annotations

import re
from collections.abc import Iterable

ANY = "*"
"""Alone in a setting: every website may."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,5}})?\Z")


def is_origin(text: object) -> bool:
    """Return whether a text is the origin of a website: scheme, host, port if any.

    As browsers send it (RFC 6454, section 6.2): small letters, no path and no slash at
    the end, names with other letters in their ASCII form. Patterns such as
    `https://*.example.org` are none.
    """
    return isinstance(text, str) and bool(_ORIGIN.match(text))


def usable_origins(given: Iterable[object]) -> tuple[str, ...]:
    """Return what may stand in a header: the origins among `given`, or `*` alone.

    What is none is left out, so that a slip of the pen opens nothing.
    """
    entries = tuple(given)
    if entries == (ANY,):
        return (ANY,)
    return tuple(str(entry) for entry in entries if is_origin(entry))
