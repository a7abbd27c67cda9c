"""Files that take long to make, made once and kept in a cache."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings as django_settings
from django.core.cache import caches

CACHE = "learningcircles"
"""Which cache of the setting `CACHES` keeps the files, where the site has it; else it
is the one called "default"."""

SECONDS = 24 * 60 * 60
"""How long a file is kept: long enough, and a changed style sheet is seen next day."""

PATIENCE = 60
"""Seconds for which one waits for another process that is making the same file."""

_making = Lock()
"""One file at a time in a process: each needs a processor, and much memory."""


@contextmanager
def _releasing() -> Iterator[None]:
    """Give the turn to whoever waits next, whatever happens."""
    try:
        yield
    finally:
        _making.release()


def kept(key: str, make: Callable[[], bytes | None]) -> bytes | None:
    """Return a file from the cache, else what `make` returns, which is kept.

    Whoever asks while it is being made, in this process or another, waits for it.
    """
    cache = caches[CACHE if CACHE in django_settings.CACHES else "default"]
    key = f"learningcircles_wagtail.file.{key}"
    if (octets := cache.get(key)) is not None:
        return octets
    if not _making.acquire(timeout=PATIENCE):
        # Others have waited as long: it is not to keep every thread of a process.
        return None
    with _releasing():
        sign = f"{key}.making"
        until = time.monotonic() + PATIENCE
        while not (is_ours := cache.add(sign, 1, PATIENCE)):
            if (octets := cache.get(key)) is not None:
                return octets
            if time.monotonic() > until:
                break
            time.sleep(0.2)
        try:
            octets = cache.get(key)
            if octets is None and (octets := make()) is not None:
                cache.set(key, octets, SECONDS)
        finally:
            if is_ours:
                cache.delete(sign)
        return octets
