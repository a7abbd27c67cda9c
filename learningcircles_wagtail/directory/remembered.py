"""HTML that a process remembers for as long as it is true."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock

from django.conf import settings as django_settings
from django.utils.safestring import SafeString


class Remembered:
    """Pieces of HTML by key, each with the moment until which it is true; thread-safe.

    A key holds everything but the hour that a piece depends on. The latest used
    `most` pieces are kept.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[SafeString, datetime]] = OrderedDict()

    def get(self, key: Hashable, now: datetime) -> tuple[SafeString, datetime] | None:
        """Return a piece that is true at `now` (aware) and until when, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[1] <= now:
                return None
            self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, until: datetime, html: SafeString) -> None:
        """Remember a piece that is true before `until` (aware)."""
        if django_settings.DEBUG:
            # Somebody may be writing its template.
            return
        with self._lock:
            self._kept[key] = (html, until)
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)


class Piece:
    """One piece of HTML on its way to a template, which the tag `lc_remembered` asks.

    `until` is called when the piece has been drawn, and returns until when it is true.
    """

    def __init__(
        self,
        shelf: Remembered,
        key: Hashable,
        *,
        now: datetime,
        until: Callable[[], datetime],
    ) -> None:
        self._shelf, self._key, self._now, self._until = shelf, key, now, until

    def get(self) -> SafeString | None:
        """Return the HTML where it is remembered and true, else None."""
        found = self._shelf.get(self._key, self._now)
        return found[0] if found else None

    def put(self, html: SafeString) -> None:
        """Remember what was drawn."""
        self._shelf.put(self._key, self._until(), html)
