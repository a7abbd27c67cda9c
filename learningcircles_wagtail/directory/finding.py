"""Finding circles: what the criteria of a visitor select from the list of a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from learningcircles_wagtail.directory.criteria import Criteria


class Finding:
    """The circles of one list that fit some criteria at one moment, in order.

    - `criteria`: those that were used, without what the list's records do not know;
      what was left out stands in `criteria.ignored`;
    - `count`: how many circles there are;
    - `fingerprint` and `changed_at`: the state of the journal (`models.changes`): as
      long as it is the same, and no boundary of time is crossed, so is the finding;
    - `distances`: by the key of a page, kilometres from `criteria.near`; {} without.
    """

    def __init__(self, index_page: Any, criteria: Criteria, *, now: datetime) -> None:
        from learningcircles_wagtail.models import DirectoryChange

        self.index_page = index_page
        self.criteria = criteria
        self.now = now
        state = DirectoryChange.objects.state()
        self.fingerprint = state.fingerprint
        self.changed_at = state.changed_at
        self.distances: dict[int, float] = {}
        self._ids = list(index_page.get_circles(now=now).values_list("pk", flat=True))
        self.count = len(self._ids)

    def ids(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Return the keys of the pages from one place in the order to another."""
        return self._ids[start:stop]

    def pages(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """Return the pages from one place in the order to another.

        They are read as `live().public()`; what was hidden a moment ago is left out.
        """
        ids = self.ids(start, stop)
        found = {
            page.pk: page
            for page in self.index_page.get_circles(now=self.now)
            if page.pk in set(ids)
        }
        return [found[pk] for pk in ids if pk in found]

    def circle_ids(self) -> Iterator[int]:
        """Yield the keys of the circles' rows, in order."""
        yield from (page.circle_id for page in self.pages())

    def holds(self, circle_id: int) -> bool:
        """Return whether the circle of a row is among those found."""
        return circle_id in set(self.circle_ids())


def find(index_page: Any, criteria: Criteria, *, now: datetime) -> Finding:
    """Return what `criteria` select from the public circles below `index_page`.

    `now` is aware. Every kind of list, calendar, map and feed begins here.
    """
    return Finding(index_page, criteria, now=now)
