"""Files that take long to make, made once and kept in a cache."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Any

from django.conf import settings as django_settings
from django.core.cache import caches

CACHE = "learningcircles"
"""Which cache of the setting `CACHES` keeps the files, where the site has it; else it
is the one called "default"."""

SECONDS = 24 * 60 * 60
"""How long a file is kept: long enough, and a changed style sheet is seen next day."""

PATIENCE = 60
"""Seconds for which one waits for somebody else who is making the same file."""

AT_ONCE = 2
"""How many files a process makes at once, as a rule: each needs a processor, and much
memory."""

_desks = BoundedSemaphore(AT_ONCE)


class _Turns:
    """A lock for each file that somebody in this process makes or waits for."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._locks: dict[str, tuple[Lock, int]] = {}

    @contextmanager
    def turn(self, key: str, *, patience: float) -> Iterator[bool]:
        """Wait for one's turn with a file; give whether it has come in time."""
        with self._guard:
            lock, users = self._locks.get(key) or (Lock(), 0)
            self._locks[key] = (lock, users + 1)
        is_ours = lock.acquire(timeout=patience)
        try:
            yield is_ours
        finally:
            if is_ours:
                lock.release()
            with self._guard:
                lock, users = self._locks[key]
                if users > 1:
                    self._locks[key] = (lock, users - 1)
                else:
                    del self._locks[key]


_turns = _Turns()


@contextmanager
def _at_a_desk() -> Iterator[None]:
    """Wait until few other files are being made, but not for ever.

    Whoever has waited for so long makes the file beside the others: a file that is
    late is better than none.
    """
    is_ours = _desks.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_ours:
            _desks.release()


def kept(key: str, make: Callable[[], bytes | None]) -> bytes | None:
    """Return a file from the cache, else what `make` returns, which is kept.

    Whoever asks while it is being made, in this process or another, waits for it. None
    where this process is still at it after `PATIENCE`: whoever asks later has it. Who
    asks for another file has nothing to do with that.
    """
    cache = caches[CACHE if CACHE in django_settings.CACHES else "default"]
    key = f"learningcircles_wagtail.file.{key}"
    if (octets := cache.get(key)) is not None:
        return octets
    with _turns.turn(key, patience=PATIENCE) as is_our_turn:
        if not is_our_turn:
            # Others have waited as long: it is not to keep every thread of a process.
            return cache.get(key)
        return _made_once(cache, key, make)


def _made_once(cache: Any, key: str, make: Callable[[], bytes | None]) -> bytes | None:
    """Return the file that another process makes meanwhile, else make it here."""
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
        if octets is None:
            with _at_a_desk():
                octets = make()
            if octets is not None:
                cache.set(key, octets, SECONDS)
    finally:
        if is_ours:
            cache.delete(sign)
    return octets
