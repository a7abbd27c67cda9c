"""When a feed of a list is still what it was: known before any of it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import Finding, find
from learningcircles_wagtail.feeds.http import Validators, latest, midnight, tag_of
from learningcircles_wagtail.models import DirectoryChange


def changes_with_time(criteria: Criteria) -> bool:
    """Return whether circles come and go by the clock, or as seats are taken."""
    return bool(criteria.status) or criteria.open


def list_validators(
    index_page: Any, criteria: Criteria, *, now: datetime, kind: str, base: str
) -> tuple[Validators, Finding | None]:
    """Return the validators of a calendar of a list, and the finding where it is made.

    As long as the journal, the address and the day are the same, so is the file;
    circles are looked for only where the clock decides which they are. Then no hour
    can be told since when it is the same, and the tag alone decides. `base` is the
    list's absolute address.
    """
    criteria = replace(criteria, ignored=(), page=1)
    # Read before anything else: what changes meanwhile shows at the next request.
    state = DirectoryChange.objects.state()
    day = midnight(now)
    parts: list[object] = [
        kind,
        index_page.pk,
        base,
        criteria.query(page=False),
        state.fingerprint,
        day.date(),
    ]
    if not changes_with_time(criteria):
        return Validators(tag_of(*parts), latest([state.changed_at, day])), None
    finding = find(index_page, criteria, now=now)
    keys = sorted(finding.circle_ids())
    return Validators(tag_of(*parts, keys), None), finding
