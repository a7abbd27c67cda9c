"""Keeps pictures of lists in memory, and throws away those that are no longer true."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

from learningcircles_wagtail.directory.snapshot import Snapshot
from learningcircles_wagtail.models import DirectoryChange
from learningcircles_wagtail.models.changes import JournalState

LONGEST_SECONDS = 900
"""After how long a picture is made anew though nothing was noted, in case something
wrote rows behind Django's back."""

KEPT = 8
"""How many lists' pictures a process keeps, the latest used."""


class Shelf:
    """The pictures that this process keeps, one a list; thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Any, Snapshot] = OrderedDict()

    def get(self, index_page: Any, *, now: datetime) -> Snapshot:
        """Return a picture of a list that is true now, made anew where it has to be."""
        state = DirectoryChange.objects.state()
        if index_page.pk is None:
            return Snapshot(index_page, state, now)
        key = (index_page._state.db, type(index_page), index_page.pk)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and self._is_true(kept, state):
                self._kept.move_to_end(key)
                return kept
        made = Snapshot(index_page, state, now)
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    @staticmethod
    def _is_true(kept: Snapshot, state: JournalState) -> bool:
        young = time.monotonic() - kept.made_at < LONGEST_SECONDS
        # An empty journal knows of nothing, so nothing is remembered with it.
        return young and state.changed_at is not None and kept.state == state


shelf = Shelf()
get_snapshot: Callable[..., Snapshot] = shelf.get
