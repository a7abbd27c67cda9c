"""Which circles are full: asked of the database each time, and of an index.

Free places change with every sign-up, of which no journal is kept. The database tells
in three sums whether the same circles are full as were before; only where others are
does it have to name them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from django.db.models import F, Q

from learningcircles_wagtail.directory.prepared import (
    Digest,
    Prepared,
    digest_of,
    instant,
)
from learningcircles_wagtail.directory.snapshot import Snapshot
from learningcircles_wagtail.domain.bit_sets import from_places
from learningcircles_wagtail.models import Circle


def full_digest(now: datetime) -> Digest:
    """Return what tells apart which circles are full and not over at `now` (aware)."""
    query = _full_circles(Circle.objects.db)
    return query.digest("lc_key", [instant(now, query.using)])


def full_places(snapshot: Snapshot, digest: Digest, now: datetime) -> int:
    """Return the set of the circles without a free place, in a picture of a list.

    `digest` is what `full_digest` has just returned. The keys are read where it is
    another than the last time, and are kept by the digest of what was read: somebody
    may have signed up since.
    """
    if snapshot.full is not None and snapshot.full[0] == digest:
        return snapshot.full[1]
    query = _full_circles(Circle.objects.db)
    keys = [pk for (pk,) in query.rows([instant(now, query.using)])]
    places = from_places(snapshot.at(keys), snapshot.size)
    snapshot.full = (digest_of(keys), places)
    return places


@cache
def _full_circles(using: str) -> Prepared:
    """Return the query for the circles that are full and not over at a moment."""
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    # "in", because a bare boolean is no use of an index to SQLite; and each half of the
    # "or" by itself can be answered from the index.
    full = Circle.objects.using(using).filter(
        Q(is_full__in=(True,), last_meeting_at__gt=moment)
        | Q(is_full__in=(True,), last_meeting_at__isnull=True)
    )
    keys = full.order_by().annotate(lc_key=F("pk")).values_list("lc_key")
    return Prepared(keys, [instant(moment, using)])
