"""A journal of what visitors could notice, by which every process knows it is current.

Lists, counts and feeds are worked out from a picture of the public circles that each
process keeps in memory (`directory.snapshot`). Whatever changes that picture writes a
row here, in the same transaction; a process compares the journal's `state` before it
answers, so what it says is never older than the last change that was committed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from secrets import randbits
from typing import Any

from django.db import connections, models, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = 200
"""How many rows stay when the journal is shortened."""

SHORTENED_EVERY = 200
"""After about so many rows the journal is shortened; chance decides, because keys may
be given out in steps."""

TOKEN_BITS = 40
"""Random bits in each row, by which rows of one id, after a rollback, differ."""

ELSEWHERE = -1
"""Stands for the circle of a change to a page that has to do with none."""


@dataclass(frozen=True, slots=True)
class JournalState:
    """What the journal holds: equal states mean that nothing has changed between.

    `fingerprint` is short text; `changed_at` is the aware time of the last change, or
    None before the first.
    """

    fingerprint: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal as it was read: its state, and the circle of each row.

    `circles` has an entry for each row, by its key and token: the key of the one
    circle that it is about, or None for any or all of them.
    """

    state: JournalState
    circles: dict[tuple[int, int], int | None]

    def changed_since(self, before: "Journal") -> set[int] | None:
        """Return the keys of the circles that changed between, or None for unknown."""
        known = before.circles.keys()
        if not known or not known <= self.circles.keys():
            return None
        new = {self.circles[key] for key in self.circles.keys() - before.circles.keys()}
        return None if None in new else {key for key in new if key is not None}


class DirectoryChangeManager(models.Manager):
    """Writes and reads the journal."""

    def note(self, circle: int | None = None) -> None:
        """Write that something which visitors find has changed.

        `circle` is the key of the one circle's row that it is about, by which less has
        to be read again; without one it may be about all of them.

        An insert, not an update of a counter: transactions never wait for each other
        here. Rows that are committed in another order than they were written are still
        noticed, because the state counts and sums them all.
        """
        row = self.create(token=randbits(TOKEN_BITS), about=circle)
        if row.token % SHORTENED_EVERY == 0:
            # Afterwards, so that a long transaction holds no old row.
            transaction.on_commit(partial(self.shorten, row.pk), robust=True)

    def note_elsewhere(self) -> None:
        """Write that a page has changed which is in no list of circles.

        Lists stay as they are; caches of whole pages ask for it (`site_state`).
        """
        self.note(ELSEWHERE)

    def shorten(self, last: int) -> None:
        """Delete all but the `KEPT` rows up to the key `last`.

        Among them may be one that was committed late and that nobody has read yet, so
        that everything has to be read again.
        """
        with transaction.atomic(using=self.db):
            self.filter(pk__lte=last - KEPT).delete()
            self.create(token=randbits(TOKEN_BITS))

    def read(self) -> Journal:
        """Return what is noted of circles, in one query over a few hundred rows."""
        of_circles = self.exclude(about=ELSEWHERE).order_by()
        rows = list(of_circles.values_list("pk", "token", "at", "about"))
        total = sum(token for _pk, token, _at, _about in rows)
        last = max((at for _pk, _token, at, _about in rows), default=None)
        return Journal(
            JournalState(fingerprint(len(rows), total), last),
            {(pk, token): about for pk, token, _at, about in rows},
        )

    def state(self) -> JournalState:
        """Return the state of what is noted of circles, in one query over few rows.

        Each request asks, so it is written by hand: to put the same together from
        expressions takes Django longer than the database needs to answer.
        """
        return self._state(_of_circles(self.db))

    def site_state(self) -> JournalState:
        """Return the state of all that is noted, pages without a circle among it."""
        return self._state("")

    def _state(self, condition: str) -> JournalState:
        connection = connections[self.db]
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*), SUM({quote('token')}), MAX({quote('at')}) "  # noqa: S608
                f"FROM {quote(self.model._meta.db_table)}{condition}"
            )
            count, total, last = cursor.fetchone()
        return JournalState(fingerprint(count, total), _aware(last))

    def columns(self, using: str) -> dict[str, RawSQL]:
        """Return columns for another query, of which `fingerprint` makes the state's.

        So that what is read anyway tells the state as well, without a query more.
        """
        quote = connections[using].ops.quote_name
        table, token = quote(self.model._meta.db_table), quote("token")
        return {
            name: RawSQL(  # noqa: S611
                f"(SELECT {what} FROM {table}{_of_circles(using)})",  # noqa: S608
                (),
                output_field=models.BigIntegerField(),
            )
            for name, what in (
                ("lc_changes", "COUNT(*)"),
                ("lc_tokens", f"SUM({token})"),
            )
        }


def fingerprint(count: int, total: Any) -> str:
    """Return the short text for a number of rows and the sum of their tokens."""
    return f"{count:x}-{int(total or 0):x}"


def _of_circles(using: str) -> str:
    """Return the condition in SQL for rows that are about circles, one or any."""
    about = connections[using].ops.quote_name("about")
    return f" WHERE {about} IS NULL OR {about} <> {ELSEWHERE}"


def _aware(value: Any) -> datetime | None:
    """Return a datetime as databases give it, as an aware one."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value is not None and value.tzinfo is None:
        # SQLite and MySQL keep instants without a zone, in UTC.
        value = value.replace(tzinfo=UTC)
    return value


class DirectoryChange(models.Model):
    """One change to what visitors find: that there was one, and of which circle.

    `about` is the key of a circle's row, which may be gone; NULL means any of them, and
    `ELSEWHERE` a page that has to do with none.
    """

    token = models.BigIntegerField(editable=False)
    about = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DirectoryChangeManager()

    class Meta:
        verbose_name = _("change of the directory")
        verbose_name_plural = _("changes of the directory")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {self.at:%Y-%m-%d %H:%M}"
