"""What the list of circles says about each page, with a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.admin.sign_up_pages import LIST, may_see_sign_ups
from learningcircles_wagtail.directory.labels import sign_up_label, status_words
from learningcircles_wagtail.directory.words import (
    clock_words,
    short_day,
    weekday_name,
    zone_words,
)
from learningcircles_wagtail.domain.seats import (
    SignUpBackend,
    SignUpFacts,
    sign_up_state,
)
from learningcircles_wagtail.domain.status import Timeline
from learningcircles_wagtail.enums import CircleFormat

RELATED = ("circle", "branch__library_system")
"""What the rows read beside the page, for `select_related`."""

PREFETCHED = "circle__meetings"


@dataclass(frozen=True, slots=True)
class CircleRow:
    """One line of the list, all in words.

    `detail` is what visitors read about places; it is empty where that says nothing
    more than `state`. `is_active` tells circles that have a meeting to come.
    `sign_ups_url` leads to who signed up, "" for whom that is not for.
    """

    state: str
    detail: str
    is_active: bool
    next_meeting: str
    branch: str
    places: str
    sign_ups_url: str = ""


def attach_rows(pages: Iterable[Any], *, user: Any, now: datetime) -> list[Any]:
    """Return the pages, each with its line of the list as `lc_row`, for a user."""
    pages = list(pages)
    prefetch_related_objects([page for page in pages if page.circle_id], PREFETCHED)
    known = may_see_sign_ups(user, pages)
    for page in pages:
        url = reverse(LIST, args=[page.pk]) if page.pk in known else ""
        page.lc_row = row_of(page, now=now, sign_ups_url=url)
    return pages


def row_of(page: Any, *, now: datetime, sign_ups_url: str = "") -> CircleRow:
    """Return what the list says about one page.

    A published page speaks from its circle's rows, a draft from its own fields, of
    which many may be missing.
    """
    circle = page.circle if page.circle_id and page.live else None
    if circle is None:
        zone = page.get_time_zone()
        timeline = Timeline.build(
            page.get_meeting_facts(),
            called_off_at=page.get_called_off_at(now=now),
            now=now,
        )
        detail, places = "", capacity_words(page.capacity)
    else:
        zone = circle.time_zone
        timeline = circle.timeline(now=now)
        facts = circle.sign_up_facts
        state = sign_up_state(facts, status=timeline.status, now=now)
        detail = (
            ""
            if timeline.is_over
            else sign_up_label(state, facts, timeline, zone).words
        )
        places = places_words(facts)
    return CircleRow(
        state=state_words(timeline),
        detail=detail,
        is_active=bool(timeline.next) and not timeline.is_over,
        next_meeting=(
            moment_words(timeline.next.start, zone, now=now) if timeline.next else ""
        ),
        branch=place_words(page),
        places=places,
        sign_ups_url=sign_ups_url,
    )


def place_words(page: Any) -> str:
    """Return the branch, or "Online" where people meet nowhere else."""
    if page.format == CircleFormat.ONLINE or not page.branch_id:
        online = page.format in {CircleFormat.ONLINE, CircleFormat.HYBRID}
        return str(CircleFormat.ONLINE.label) if online else ""
    return page.branch.name


def state_words(timeline: Timeline) -> str:
    """Return where a circle stands: "Meeting 3 of 6 is next", "No meetings yet"."""
    if not timeline.meetings and not timeline.is_over:
        return _("No meetings yet")
    return capfirst(status_words(timeline))


def moment_words(start: datetime, zone: str, *, now: datetime) -> str:
    """Return a start by the clock of `zone`: "Wednesday, Nov. 18, 6:00 p.m. CST".

    The year stands there where it is not the present one.
    """
    info = ZoneInfo(zone)
    local = start.astimezone(info)
    return _("%(weekday)s, %(day)s, %(time)s %(zone)s") % {
        "weekday": weekday_name(local.weekday()),
        "day": short_day(local, with_year=local.year != now.astimezone(info).year),
        "time": clock_words(local.timetz()),
        "zone": zone_words(local),
    }


def capacity_words(capacity: int | None) -> str:
    """Return how many places a draft has, or "" where it sets no limit."""
    if capacity is None:
        return ""
    return ngettext("%d place", "%d places", capacity) % (capacity)


def places_words(facts: SignUpFacts) -> str:
    """Return "3 of 12", "3 taken" without a limit, or "" where nobody counts."""
    if facts.backend != SignUpBackend.DATABASE:
        return ""
    if facts.capacity is None:
        return _("%(taken)s taken") % {"taken": facts.taken}
    words = _("%(taken)s of %(capacity)s") % {
        "taken": facts.taken,
        "capacity": facts.capacity,
    }
    if facts.waiting:
        waiting = ngettext("%d waiting", "%d waiting", facts.waiting) % (facts.waiting)
        words = f"{words}, {waiting}"
    return words
