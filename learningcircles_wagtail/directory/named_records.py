"""Records that circles' pages name, remembered until the journal moves on.

Joined to a page they make fourteen tables, and PostgreSQL takes longer to plan that
than to read all of it. Many pages name the same few records. Whatever changes one moves
the journal (`models.changes`) on, and the query for a page tells the journal's state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import timedelta
from typing import Any

from django.utils import timezone

from learningcircles_wagtail.directory.remembered import Remembered
from learningcircles_wagtail.models.changes import fingerprint

LONGEST = timedelta(minutes=15)
"""How long a record is remembered at most, in case something writes behind Django's
back."""

kept = Remembered(2_000)

Named = tuple[Any, str]
"""An instance, or None, and the name of a foreign key of its."""


def journal_state(page: Any) -> str:
    """Return the state of the journal that was read with a page, "" for unknown.

    An empty journal knows of nothing.
    """
    changes = getattr(page, "lc_changes", 0)
    return fingerprint(changes, page.lc_tokens) if changes else ""


def name_records(pages: Sequence[Any], state: str, *, for_cards: bool = False) -> None:
    """Give circles' pages, and their rows, the records that they name.

    `state` is that of the journal, "" to read all of them afresh. `for_cards` leaves
    out what a card does not show. Whether a circle's branch is published is no matter
    of memory: rows should have been read with it.
    """
    circles = [page.circle for page in pages if page.circle_id]
    for page in pages:
        if page.circle_id and page.branch_id == page.circle.branch_id:
            _fill(page, "branch", page.circle.branch)
    _name([(one, "course") for one in (*pages, *circles)], state)
    _name([(page, "branch") for page in pages], state)
    courses = [one.course for one in (*pages, *circles)]
    branches = [] if for_cards else [page.branch for page in pages]
    _name([(one, "locale") for one in (*pages, *courses, *branches)], state)
    _name([(one, "picture") for one in (*pages, *courses, *branches)], state)
    _name([(one, "library_system") for one in branches], state)


def _name(owners: Iterable[Named], state: str) -> None:
    """Fill foreign keys that are not filled yet, all that lead to one model at once."""
    wanted: dict[tuple[Any, str], dict[int, list[Named]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for owner, name in owners:
        if owner is None:
            continue
        field = owner._meta.get_field(name)
        key = getattr(owner, field.attname)
        if key is not None and not field.is_cached(owner):
            wanted[field.related_model, owner._state.db][key].append((owner, name))
    for (model, using), by_key in wanted.items():
        for key, record in _records(model, using, by_key, state).items():
            for owner, name in by_key[key]:
                # One of its own for each: what somebody writes on it goes no farther.
                _fill(owner, name, copy(record))


def _fill(owner: Any, name: str, record: Any) -> None:
    owner._meta.get_field(name).set_cached_value(owner, record)


def _records(model: Any, using: str, keys: Iterable[int], state: str) -> dict[int, Any]:
    """Return records by key, those that are not remembered in one query."""
    now = timezone.now()
    found, missing = {}, []
    for key in keys:
        known = kept.get((state, using, model, key), now) if state else None
        if known is None:
            missing.append(key)
        else:
            found[key] = known[0]
    if missing:
        read = model._base_manager.using(using).in_bulk(missing)
        if state:
            for key, record in read.items():
                kept.put((state, using, model, key), now + LONGEST, copy(record))
        found |= read
    return found
