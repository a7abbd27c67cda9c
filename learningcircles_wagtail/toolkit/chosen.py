"""The circle that a visitor of the toolkit has chosen by `?circle=<page id>`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.pages import page_model
from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.directory.summaries import summarise_facts
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.exceptions import NoPageModelError

PARAMETER = "circle"
RELATED = (
    "circle__branch__library_system",
    "circle__course",
    "branch__library_system",
    "course",
    "locale",
)


@dataclass(frozen=True, slots=True)
class ChosenCircle:
    """A public circle whose dates and facts a guide uses, at the moment `now`."""

    page: Any
    summary: CircleSummary
    now: datetime
    memory: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out from the circle while one page is shown."""

    @property
    def query(self) -> str:
        """The query string that keeps the choice: `?circle=12`."""
        return f"?{urlencode({PARAMETER: self.page.pk})}"

    @property
    def zone(self) -> ZoneInfo:
        """The zone by whose clock the circle meets."""
        return ZoneInfo(self.summary.time_zone)

    @property
    def today(self) -> date:
        """Today, by the circle's own clock."""
        return self.now.astimezone(self.zone).date()

    @property
    def first_day(self) -> date | None:
        """The day of the first meeting that takes place, or None without any."""
        first = self.summary.timeline.first
        return first.start.astimezone(self.zone).date() if first else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What an address says about a circle: one, none, or something that is none."""

    circle: ChosenCircle | None = None
    was_asked: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether something was asked for that no visitor may see."""
        return self.was_asked and self.circle is None

    @property
    def query(self) -> str:
        """The query string that keeps the choice, "" without one."""
        return self.circle.query if self.circle else ""


def public_circles(request: HttpRequest | None) -> QuerySet | None:
    """Return the circle pages of the request's site that everybody may see, or None.

    None where the site has no pages of circles at all.
    """
    site = Site.find_for_request(request) if request is not None else None
    try:
        model = page_model("circle_page")
    except NoPageModelError:
        return None
    pages = model.objects.live().filter(
        ~in_private_section(), at_public_branch_q(), circle__isnull=False
    )
    if site is None:
        return pages
    # The trees of a site's other languages stand beside that of its first; Wagtail
    # keeps where they begin.
    below = [
        Q(url_path__startswith=root.root_path)
        for root in Site.get_site_root_paths()
        if root.site_id == site.pk
    ]
    return pages.filter(reduce(or_, below)) if below else pages.none()


def asked_key(request: HttpRequest | None) -> int | None:
    """Return the key that `?circle=` asks for, None for what can be no key."""
    given = request.GET.get(PARAMETER, "") if request is not None else ""
    return whole_number(given, digits=LONGEST_KEY)


def circle_query(request: HttpRequest | None) -> str:
    """Return the query string that carries a choice on, unproved; no query is made."""
    key = asked_key(request)
    return "" if key is None else f"?{urlencode({PARAMETER: key})}"


def chosen(request: HttpRequest | None, *, now: datetime | None = None) -> Choice:
    """Return what the address chooses: a public circle of the site, or none.

    Three queries for a circle: its page with records, its meetings, its people.
    """
    if request is None or not request.GET.get(PARAMETER, "").strip():
        return Choice()
    key, now = asked_key(request), now or timezone.now()
    pages = public_circles(request) if key is not None else None
    if pages is None:
        return Choice(was_asked=True)
    page = pages.filter(pk=key).select_related(*RELATED).first()
    if page is None:
        return Choice(was_asked=True)
    summary = summarise_facts(page, now=now, request=request)
    return Choice(ChosenCircle(page, summary, now), was_asked=True)
