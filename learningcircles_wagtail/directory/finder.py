"""What every view of a list of circles shows around its results."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.directory.alternatives import (
    Alternative,
    alternatives_of,
)
from learningcircles_wagtail.directory.asked import (
    Chip,
    chips_of,
    hints_of,
    over_words,
    problems_of,
)
from learningcircles_wagtail.directory.criteria import Criteria, position_text
from learningcircles_wagtail.directory.distances import distance_words, radii
from learningcircles_wagtail.directory.facets import Facet, FacetChoice, facets_of
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.near_choices import (
    NearGroup,
    near_groups,
)
from learningcircles_wagtail.directory.spelling import find_forgivingly, said_of
from learningcircles_wagtail.feeds.links import alternates, subscriptions
from learningcircles_wagtail.subscriptions.addresses import TOPIC, form_address

VIEWS = ("list", "calendar", "map")


def finder_context(
    index_page: Any, request: HttpRequest, *, now: datetime, view: str
) -> dict[str, Any]:
    """Return what `circle_directory.html` needs, for one of `VIEWS` or "embed".

    - `criteria`, `finding`, `result_count`: the query, read, and what it selects;
    - `query`: the filters as a query string, without "?" and without the page;
    - `over_words`: how many of them are over or cancelled, or "";
    - `is_past`: whether none is still to come, though nobody asked for those;
    - `facets`, `near_groups`, `radii`: what the form offers;
    - `near_text`: what the form's field for a place holds;
    - `filters_in_use`: the choices of the facets that are chosen;
    - `chips`, `problems`, `alternatives`: what was asked for, could not be used or was
      looked for in other words, and would find something;
    - `views`, `orders`: links from view to view and from order to order;
    - `subscriptions`, `alternates`: the feeds, for people and for programs;
    - `canonical_url` and `is_indexed`: how search engines should know the page.
    """
    criteria = Criteria.parse(request.GET)
    finding = find_forgivingly(index_page, criteria, now=now)
    criteria = finding.criteria
    query = criteria.query(page=False)
    address = index_page.get_url(request) or ""
    shown = _Lazily(index_page, request, finding, view)
    return {
        "criteria": criteria,
        "finding": finding,
        "result_count": finding.count,
        "translations": finding.snapshot.translations,
        "query": query,
        "canonical_url": canonical_url(index_page, request, criteria.query(), view),
        "is_indexed": not criteria.is_filtered and not criteria.order,
        "near_value": position_text(criteria.near) if criteria.near else "",
        "index_url": address,
        "next_time_url": next_time_url(address, criteria),
        "view": view,
        **{name: SimpleLazyObject(partial(getattr, shown, name)) for name in LAZY},
    }


def next_time_url(address: str, criteria: Criteria) -> str:
    """Return where somebody who found nothing can ask to hear of the next circle."""
    topic = {TOPIC: criteria.topics[0]} if len(criteria.topics) == 1 else {}
    return form_address(address, "circle_index_page", **topic)


LAZY = (
    "over_words",
    "is_past",
    "facets",
    "filters_in_use",
    "near_groups",
    "near_is_listed",
    "near_text",
    "radii",
    "chips",
    "problems",
    "alternatives",
    "views",
    "orders",
    "subscriptions",
    "alternates",
)


class _Lazily:
    """What the form and the chips say, worked out where a template asks for it."""

    def __init__(
        self, index_page: Any, request: HttpRequest, finding: Finding, view: str
    ) -> None:
        self.index_page, self.request, self.finding = index_page, request, finding
        self.view = view
        self.query = finding.criteria.query(page=False)

    @cached_property
    def over_words(self) -> str:
        return over_words(self.finding)

    @cached_property
    def is_past(self) -> bool:
        finding = self.finding
        found_past = finding.count > 0 and not finding.to_come
        return found_past and not finding.criteria.status

    @cached_property
    def facets(self) -> list[Facet]:
        return facets_of(self.finding)

    @cached_property
    def filters_in_use(self) -> list[FacetChoice]:
        choices = (choice for facet in self.facets for choice in facet.choices)
        return [choice for choice in choices if choice.is_chosen]

    @cached_property
    def near_groups(self) -> list[NearGroup]:
        return near_groups(self.finding.snapshot.sites)

    @cached_property
    def near_is_listed(self) -> bool:
        return _is_listed(self.near_groups, self.finding.criteria)

    @cached_property
    def near_text(self) -> str:
        near, place = self.finding.criteria.near, self.finding.near_place
        if near is None:
            return ""
        if place is not None:
            again = self.finding.snapshot.near_names.named(place.text)
            if again is not None and again.position == near:
                return place.text
        return f"{_('Where I am')} ({position_text(near)})"

    @cached_property
    def radii(self) -> list[dict[str, Any]]:
        return _radii(self.finding)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips_of(self.finding)

    @cached_property
    def problems(self) -> list[str]:
        ignored = self.finding.criteria.ignored
        said, hints = said_of(self.finding), hints_of(self.finding)
        return [*said, *problems_of(ignored), *hints]

    @cached_property
    def alternatives(self) -> list[Alternative]:
        return alternatives_of(self.finding, self.chips)

    @cached_property
    def views(self) -> list[dict[str, Any]]:
        address = self.index_page.get_url(self.request) or ""
        return views(address, current=self.view, query=self.query)

    @cached_property
    def orders(self) -> list[dict[str, Any]]:
        return orders(self.finding.criteria)

    @cached_property
    def subscriptions(self) -> list[dict[str, str]]:
        return subscriptions(self.index_page, self.request, self.query)

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        return alternates(self.index_page, self.request, self.query)


def canonical_url(
    index_page: Any, request: HttpRequest, query: str, view: str = "list"
) -> str:
    """Return the one address, with its host, by which search engines know a view."""
    address = index_page.get_full_url(request) or ""
    path = "" if view in {"list", "embed"} else f"{view}/"
    return f"{address}{path}" + (f"?{query}" if query else "")


def _is_listed(groups: list[Any], criteria: Criteria) -> bool:
    """Return whether the position asked for is one of those that the form offers."""
    if criteria.near is None:
        return True
    value = position_text(criteria.near)
    return any(choice.value == value for group in groups for choice in group.choices)


def _radii(finding: Finding) -> list[dict[str, Any]]:
    """Return the distances to choose from: `{value, words, is_chosen}`."""
    miles, asked = finding.snapshot.in_miles, finding.criteria.within
    offered = radii(miles=miles)
    if asked and asked not in offered:
        offered = sorted([*offered, asked])
    return [
        {
            "value": f"{km:g}",
            "words": distance_words(km, miles=miles),
            "is_chosen": km == asked,
        }
        for km in offered
    ]


def views(address: str, *, current: str, query: str) -> list[dict[str, Any]]:
    """Return the links from view to view: `{name, words, url, is_current}`."""
    words = {"list": _("List"), "calendar": _("Calendar"), "map": _("Map")}
    return [
        {
            "name": name,
            "words": words[name],
            "url": address
            + ("" if name == "list" else f"{name}/")
            + (f"?{query}" if query else ""),
            "is_current": name == current,
        }
        for name in VIEWS
    ]


def orders(criteria: Criteria) -> list[dict[str, Any]]:
    """Return the links from order to order: `{name, words, query, is_current}`."""
    words = {
        "soonest": pgettext("order of a list", "Soonest"),
        "nearest": pgettext("order of a list", "Nearest"),
        "newest": pgettext("order of a list", "Newest"),
        "title": pgettext("order of a list", "A to Z"),
    }
    if criteria.near is None:
        del words["nearest"]
    usual = replace(criteria, order="").effective_order
    found = []
    for name, label in words.items():
        order = "" if name == usual else name
        query = replace(criteria, order=order, page=1, ignored=()).query()
        found.append(
            {
                "name": name,
                "words": label,
                "query": f"?{query}" if query else "",
                "is_current": name == criteria.effective_order,
            }
        )
    return found
