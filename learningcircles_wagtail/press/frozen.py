"""What a release listed when it was published: taken, kept, and shown again.

A release's `frozen` is `{"lists": {id: {"at", "on", "facts"}}, "anew_since"}`: by the
id of the block the instant (ISO 8601, UTC) and the day (in the library's zone) of the
facts, and since when an editor wants them anew. It may hold anything, because it is
JSON that somebody could have written: what cannot be read is as if it were not there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.utils.translation import override
from wagtail.models import Locale

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.directory.words import span_words

LISTS = "lists"
ANEW_SINCE = "anew_since"
LONG_BEFORE = timedelta(days=3660)


def day_of(moment: datetime) -> date:
    """Return the day of an instant in the zone of the library."""
    return moment.astimezone(ZoneInfo(settings.DEFAULT_TIME_ZONE)).date()


def freeze_lists(release: Any, *, now: datetime) -> None:
    """Take the facts of the release's lists that have none yet, at `now` (aware).

    Lists that were taken stay as they are, unless an editor has asked for them anew
    since. Facts of blocks that are gone stay too: an editor may go back to an earlier
    version. Does not save.
    """
    wanted = list(_to_take(release))
    if not wanted:
        return
    kept = dict(_lists(release.frozen))
    with override(language_of(release)):
        for child in wanted:
            context = {"page": release, "now": now, "heading_level": 2}
            kept[child.id] = {
                "at": now.astimezone(UTC).isoformat(),
                "on": day_of(now).isoformat(),
                "facts": child.block.take_facts(child.value, context),
            }
    release.frozen = {**_mapping(release.frozen), LISTS: kept}


def _to_take(release: Any) -> Iterator[Any]:
    """Yield the frozen lists of the body for which there are no facts that hold."""
    for child in release.body or ():
        is_frozen = getattr(child.block, "is_frozen", None)
        if is_frozen is None or not is_frozen(child.value):
            continue
        if not child.id:
            child.id = str(uuid.uuid4())
        if _entry(release.frozen, child.id) is None:
            yield child


def language_of(release: Any) -> str:
    """Return the language in which visitors read the release.

    A site in American English keeps it for pages in "en"; the editor who publishes may
    use the admin in any other.
    """
    # A page that is about to be added has no language yet, and gets the site's.
    locale = release.locale if release.locale_id else Locale.get_default()
    code = locale.language_code
    site = django_settings.LANGUAGE_CODE
    return site if f"{site}-".startswith(f"{code}-") else code


def frozen_lists(
    release: Any, request: HttpRequest | None
) -> dict[str, dict[str, Any]]:
    """Return the lists that are kept: `{"as_of": date, "facts": […]}` by block id.

    The facts of a circle have a `url` where visitors may see its page, else an empty
    one. Lists that the editor wants anew are left out. One query for each model of
    circles, and none where no circle is listed.
    """
    found = {}
    for key in _lists(release.frozen):
        entry = _entry(release.frozen, key)
        if entry is not None:
            found[key] = {
                "as_of": date.fromisoformat(entry["on"]),
                "facts": [dict(facts) for facts in entry["facts"]],
            }
    circles = [
        facts
        for entry in found.values()
        for facts in entry["facts"]
        if isinstance(facts.get("page"), int)
    ]
    addresses = _addresses({facts["page"] for facts in circles}, request)
    for facts in circles:
        facts["url"] = addresses.get(facts["page"], "")
    return found


def _addresses(pks: set[Any], request: HttpRequest | None) -> dict[int, str]:
    if not pks:
        return {}
    return {
        page.pk: page.get_url(request) or ""
        for model in circle_page_models()
        for page in model.objects.live()
        .filter(~in_private_section(), at_public_branch_q(), pk__in=pks)
        .defer_streamfields()
        .order_by()
    }


def ask_anew(release: Any, *, now: datetime | None) -> None:
    """Have the lists taken again at the next publication; with None, not any more.

    Does not save.
    """
    frozen = {**_mapping(release.frozen)}
    frozen.pop(ANEW_SINCE, None)
    if now is not None:
        frozen[ANEW_SINCE] = now.astimezone(UTC).isoformat()
    release.frozen = frozen


def wants_anew(release: Any) -> bool:
    """Return whether any list that is kept is to be taken again."""
    lists = _lists(release.frozen)
    return any(_entry({LISTS: lists}, key) for key in lists) and not any(
        _entry(release.frozen, key) for key in lists
    )


def has_frozen_lists(release: Any) -> bool:
    """Return whether the release keeps facts of any list."""
    return bool(_lists(release.frozen))


def keep_frozen(published: Any, drafted: Any) -> dict[str, Any]:
    """Return what a draft keeps: the lists as published, and its own wish for new ones.

    Takes the `frozen` of the page and that of one of its revisions. Facts belong to
    the page as a whole and not to a revision, so that going back to an earlier version
    brings back no list of another day.
    """
    kept = {LISTS: _lists(published)}
    if (since := _mapping(drafted).get(ANEW_SINCE)) is not None:
        kept[ANEW_SINCE] = since
    return kept if kept[LISTS] or ANEW_SINCE in kept else {}


def circle_facts(summary: Any) -> dict[str, Any]:
    """Return the plain facts of a circle, in words, as JSON can hold them.

    The keys are those that templates read of a `CircleSummary`; days have their year.
    """
    branch, course = summary.branch, summary.course
    is_cancelled = summary.status == "cancelled"
    long_before = summary.now - LONG_BEFORE
    return {
        "page": summary.page.pk,
        "url": summary.url,
        "title": summary.title,
        "status": summary.status if is_cancelled else "",
        "label": summary.label if is_cancelled else "",
        "tone": summary.tone if is_cancelled else "",
        "icon": summary.icon if is_cancelled else "",
        "branch": {
            "name": branch.name,
            "street_address": branch.street_address,
            "postal_code": branch.postal_code,
            "city": branch.city,
            "region": branch.region,
        }
        if branch
        else None,
        "format": summary.format,
        "format_label": summary.format_label,
        "is_online": summary.is_online,
        "where": summary.where,
        "course": {
            "title": course.title,
            "language": course.language,
            "provider": course.provider,
        }
        if course
        else None,
        "span": span_words(summary.timeline, summary.time_zone, now=long_before),
        "rhythm": summary.rhythm,
        "time_zone_label": summary.time_zone_label,
    }


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _lists(frozen: Any) -> dict[str, Any]:
    return _mapping(_mapping(frozen).get(LISTS))


def _entry(frozen: Any, key: str) -> dict[str, Any] | None:
    """Return what is kept of one list; None for nothing, or where it is wanted anew."""
    entry = _mapping(_lists(frozen).get(key))
    try:
        taken_at = datetime.fromisoformat(entry["at"])
        date.fromisoformat(entry["on"])
        facts = entry["facts"]
    except (KeyError, TypeError, ValueError):
        return None
    if not isinstance(facts, list) or not all(isinstance(row, dict) for row in facts):
        return None
    try:
        since = datetime.fromisoformat(_mapping(frozen).get(ANEW_SINCE))
        return entry if since <= taken_at else None
    except (TypeError, ValueError):
        return entry
