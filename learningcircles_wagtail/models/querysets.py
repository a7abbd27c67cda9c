"""Predicates on circles and meetings, in SQL, each with a `*_q` twin.

Every predicate takes `now` (aware): states are compared at reading time, never
stored. `prefix` of a twin is the path from the queried model to `Circle`, such as
`"circle__"`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q


def cancelled_q(prefix: str = "") -> Q:
    """Circles that were cancelled, or whose every meeting was."""
    return Q(**{f"{prefix}cancelled": True}) | Q(
        **{
            f"{prefix}last_meeting_at__isnull": True,
            f"{prefix}meeting_count__gt": 0,
        }
    )


def called_off_q() -> Q:
    """Meetings that had not begun when their whole circle was called off.

    Follows `Circle.called_off_at`.
    """
    unknown = Q(circle__cancelled_at__isnull=True)
    return Q(circle__cancelled=True) & (
        unknown | Q(start__gte=F("circle__cancelled_at"))
    )


def upcoming_q(now: datetime, prefix: str = "") -> Q:
    """Circles whose first meeting is yet to begin, or which have no meeting yet."""
    return ~cancelled_q(prefix) & (
        Q(**{f"{prefix}first_meeting_at__gt": now})
        | Q(**{f"{prefix}first_meeting_at__isnull": True})
    )


def in_progress_q(now: datetime, prefix: str = "") -> Q:
    """Circles that have begun and have a meeting that has not ended."""
    return ~cancelled_q(prefix) & Q(
        **{f"{prefix}first_meeting_at__lte": now, f"{prefix}last_meeting_at__gt": now}
    )


def completed_q(now: datetime, prefix: str = "") -> Q:
    """Circles whose last meeting that is not cancelled has ended."""
    return ~cancelled_q(prefix) & Q(**{f"{prefix}last_meeting_at__lte": now})


def running_q(now: datetime, prefix: str = "") -> Q:
    """Circles that are upcoming or in progress."""
    return ~cancelled_q(prefix) & (
        Q(**{f"{prefix}last_meeting_at__gt": now})
        | Q(**{f"{prefix}last_meeting_at__isnull": True})
    )


SEATS = frozenset({"taken", "waiting", "last_in_line"})
"""Columns that lists read afresh each time; no journal is kept of them."""


class NotedQuerySet(models.QuerySet):
    """Rows of which no signal tells when they are written in bulk: it is noted here.

    `unnoted` are columns that change nothing which is remembered.
    """

    unnoted: frozenset[str] = frozenset()

    def update(self, **values: Any) -> int:
        """Update rows, and note it unless only `unnoted` columns are written."""
        count = super().update(**values)
        if count and not self.unnoted.issuperset(values):
            self._note()
        return count

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Any]:
        """Insert rows, and note it."""
        created = super().bulk_create(objs, *args, **options)
        if created:
            self._note(created)
        return created

    def bulk_update(self, objs: Any, fields: Any, *args: Any, **options: Any) -> int:
        """Update columns of rows, and note it unless only `unnoted` are written."""
        rows, names = tuple(objs), set(fields)
        # Django updates in batches, of which none knows whose rows they are.
        plain = models.QuerySet(self.model, self.query.chain(), self.db)
        count = plain.bulk_update(rows, fields, *args, **options)
        if count and not self.unnoted.issuperset(names):
            self._note(() if "circle" in names else rows)
        return count

    def _note(self, rows: Sequence[Any] = ()) -> None:
        """Note a change to some rows, or to any of them."""
        from learningcircles_wagtail.models.changes import DirectoryChange

        key = "pk" if self.model._meta.model_name == "circle" else "circle_id"
        circles = {getattr(row, key) for row in rows}
        DirectoryChange.objects.note(circles.pop() if len(circles) == 1 else None)


class CircleQuerySet(NotedQuerySet):
    """Circles by state; what is written in bulk is noted in the journal."""

    unnoted = SEATS

    def cancelled(self) -> "CircleQuerySet":
        """Return circles that were cancelled."""
        return self.filter(cancelled_q())

    def upcoming(self, now: datetime) -> "CircleQuerySet":
        """Return circles whose first meeting is yet to begin."""
        return self.filter(upcoming_q(now))

    def in_progress(self, now: datetime) -> "CircleQuerySet":
        """Return circles between their first and their last meeting."""
        return self.filter(in_progress_q(now))

    def completed(self, now: datetime) -> "CircleQuerySet":
        """Return circles whose last meeting has ended."""
        return self.filter(completed_q(now))

    def running(self, now: datetime) -> "CircleQuerySet":
        """Return circles that are upcoming or in progress."""
        return self.filter(running_q(now))


class MeetingQuerySet(NotedQuerySet):
    """Meetings that readers see; what is written in bulk is noted in the journal."""

    def announced(self) -> "MeetingQuerySet":
        """Return meetings that stand on the published page, cancelled ones too."""
        return self.filter(withdrawn_at__isnull=True)

    def to_come(self, now: datetime) -> "MeetingQuerySet":
        """Return meetings that are not cancelled and have not ended at `now`."""
        return (
            self.announced()
            .filter(end__gt=now, circle__cancelled=False)
            .exclude(state="cancelled")
        )
