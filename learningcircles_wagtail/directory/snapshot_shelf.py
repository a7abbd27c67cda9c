"""Keeps pictures of lists in memory, and throws away those that are no longer true."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock, RLock
from typing import Any

from learningcircles_wagtail.directory.snapshot import Snapshot
from learningcircles_wagtail.models import DirectoryChange
from learningcircles_wagtail.models.changes import JournalState

MOST_CHANGED = 200
"""Up to so many changed circles are read again one by one, else the whole list is."""

LONGEST_SECONDS = 900
"""After how long a picture is made anew though nothing was noted, in case something
wrote rows behind Django's back."""

MOST_PLACES = 400_000
"""How many circles' places a process keeps in all its pictures, the latest used; about
a kilobyte each. One picture is kept however large it is."""


class Shelf:
    """The pictures that this process keeps, one a list; thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Any, Snapshot] = OrderedDict()
        self._making: dict[Any, RLock] = {}

    def get(self, index_page: Any, *, now: datetime) -> Snapshot:
        """Return a picture of a list that is true now, made anew where it has to be.

        Of several threads that need the same one, the first makes it; the others wait
        and take it.
        """
        state = DirectoryChange.objects.state()
        if index_page.pk is None:
            return Snapshot(index_page, DirectoryChange.objects.read(), now)
        key = (index_page._state.db, type(index_page), index_page.pk)
        if (kept := self._true_one(key, state)) is not None:
            return kept
        with self._lock:
            making = self._making.setdefault(key, RLock())
        # A site's own `get_circles` may ask for a list itself: the lock lets it in.
        with making:
            if (kept := self._true_one(key, state)) is not None:
                return kept
            made = self._make(index_page, self._kept.get(key), now)
            self._keep(key, made)
        return made

    @staticmethod
    def _make(index_page: Any, before: Snapshot | None, now: datetime) -> Snapshot:
        """Make a picture, from an older one where it is known what has changed."""
        journal = DirectoryChange.objects.read()
        if before is not None and is_young(before):
            changed = journal.changed_since(before.journal)
            if changed is not None and len(changed) <= MOST_CHANGED:
                return Snapshot(index_page, journal, now, before, changed)
        return Snapshot(index_page, journal, now)

    def _true_one(self, key: Any, state: JournalState) -> Snapshot | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not self._is_true(kept, state):
                return None
            self._kept.move_to_end(key)
            return kept

    def _keep(self, key: Any, made: Snapshot) -> None:
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            places = sum(one.size for one in self._kept.values())
            while places > MOST_PLACES and len(self._kept) > 1:
                _key, oldest = self._kept.popitem(last=False)
                places -= oldest.size

    @staticmethod
    def _is_true(kept: Snapshot, state: JournalState) -> bool:
        # An empty journal knows of nothing, so nothing is remembered with it.
        known = state.changed_at is not None and kept.journal.state == state
        return known and is_young(kept)


def is_young(kept: Snapshot) -> bool:
    """Return whether the whole list was read a short while ago."""
    return time.monotonic() - kept.read_at < LONGEST_SECONDS


shelf = Shelf()
get_snapshot: Callable[..., Snapshot] = shelf.get
