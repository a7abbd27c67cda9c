"""Until when a feed of a list is what it was: known before any of it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import Finding, find
from learningcircles_wagtail.feeds.http import (
    Validators,
    latest,
    midnight,
    settled,
    tag_of,
)
from learningcircles_wagtail.models import Circle, DirectoryChange

BOUNDARIES = ("first_meeting_at", "last_meeting_at")


def list_validators(
    index_page: Any,
    criteria: Criteria,
    *,
    now: datetime,
    kind: str,
    base: str,
    by_clock: bool,
) -> tuple[Validators, Finding | None]:
    """Return the validators of a feed of a list, and the finding where one is made.

    A feed is the same as long as the journal, the address and the day (UTC) are and,
    `by_clock`, no circle has begun or ended in between. Only where places decide
    (`open`) or a search (`q`), of which no journal is kept, the circles are looked for;
    then no hour can be told since when they are the same, and the tag alone decides.
    A search engine may hear of a page long after the journal has. `base` is the
    list's absolute address and `kind` the feed's name.
    """
    criteria = replace(criteria, ignored=())
    # Read before anything else: what changes meanwhile shows at the next request.
    state = DirectoryChange.objects.state()
    day = midnight(now)
    parts = [kind, index_page.pk, base, criteria.query(), state.fingerprint, day.date()]
    if criteria.open or criteria.q:
        finding = find(index_page, criteria, now=now)
        return Validators(tag_of(*parts, finding.ids()), None), finding
    passed = latest_boundary(now) if by_clock else None
    changed_at = settled(latest([state.changed_at, day, passed]), now=now)
    return Validators(tag_of(*parts, passed), changed_at), None


def latest_boundary(now: datetime) -> datetime | None:
    """Return when a circle last began or ended, None before the first.

    As long as it is the same, no circle has passed from one state to another by the
    mere passing of time. Two queries, each of one entry of an index.
    """
    return latest(
        Circle.objects.filter(**{f"{name}__lte": now})
        .order_by(f"-{name}")
        .values_list(name, flat=True)
        .first()
        for name in BOUNDARIES
    )
