"""The map of a list of circles: pins by place, and the list beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from learningcircles_wagtail.directory.distances import distance_words
from learningcircles_wagtail.directory.finder import finder_context
from learningcircles_wagtail.directory.finding import HEAVY, Finding
from learningcircles_wagtail.directory.gazetteer import NOWHERE, ONLINE, gazetteer
from learningcircles_wagtail.directory.live_map import live_map
from learningcircles_wagtail.directory.map_places import (
    MapPlace,
    MapPlaces,
    first_circles_at,
)
from learningcircles_wagtail.directory.summaries import summarise_many
from learningcircles_wagtail.domain.cartography import MapDrawing, Pin, Place, draw
from learningcircles_wagtail.domain.geo import distance_km

PLACES_ON_A_PAGE = 20
MOST_PINS = 60
"""How many places are drawn on the server's map; a multiple of those on a page."""

MOST_CIRCLES = 4
"""How many circles are listed at one place; a link leads to the others."""


def map_context(index_page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what `circle_map.html` needs.

    - `places`: the `MapPlace`s of one page of the list, with summaries of circles;
    - `page_obj`, `paginator`: that page;
    - `drawing`: the server's map, or None where no place has a position;
    - `map_words`, `place_words`, `off_map`: how many places there are, which of them
      are drawn, and links to entries that have no pin;
    - `live_map`: what the interactive map needs, or None where there are no tiles.
    """
    now = timezone.now()
    context = finder_context(index_page, request, now=now, view="map")
    finding = context["finding"]
    places = gazetteer(finding.fingerprint)
    selection = places.select(finding)
    every = MapPlaces(finding, places, selection, locale_id=index_page.locale_id)
    paginator = Paginator(every, PLACES_ON_A_PAGE)
    page = paginator.get_page(finding.criteria.page)
    chosen = first_circles_at(finding, places, selection, list(page), most=MOST_CIRCLES)
    link = partial(_list_address, index_page.get_url(request) or "", finding.criteria)
    shown = _with_circles(list(page), finding, chosen, request=request, link=link)
    return {
        **context,
        **_drawing(every, page, context["query"]),
        "places": shown,
        "page_obj": page,
        "paginator": paginator,
        "off_map": _off_map(every, page, context["query"]),
        "live_map": live_map(every, link=link, request=request),
    }


def _list_address(address: str, criteria: Any, key: int = 0, slug: str = "") -> str:
    """Return the address of the list, narrowed to a branch or to what is online."""
    criteria = replace(criteria, page=1, ignored=())
    if slug:
        criteria = replace(criteria, branches=(slug,))
    elif key == ONLINE:
        criteria = replace(criteria, format="online")
    query = criteria.query(page=False)
    return f"{address}?{query}" if query else address


def _with_circles(
    shown: list[MapPlace],
    finding: Finding,
    chosen: dict[int, int],
    *,
    request: HttpRequest,
    link: Any,
) -> list[MapPlace]:
    """Return places with their first circles, in the order in which they were found.

    Pages are read as the public ones: what was hidden a moment ago is left out.
    """
    pages = finding.index_page.get_circles(now=finding.now).order_by().defer(*HEAVY)
    found = summarise_many(
        pages.filter(circle_id__in=list(chosen)),
        now=finding.now,
        request=request,
        for_cards=True,
    )
    summaries = {one.page.circle_id: one for one in found}
    circles: dict[int, list[Any]] = defaultdict(list)
    for circle_id, key in chosen.items():
        if circle_id in summaries:
            circles[key].append(summaries[circle_id])
    return [
        replace(
            place,
            circles=circles[place.key],
            distance=_distance(place, finding),
            more_url=link(place.key, place.branch.slug if place.branch else "")
            if place.count > MOST_CIRCLES
            else "",
        )
        for place in shown
    ]


def _distance(place: MapPlace, finding: Finding) -> str:
    """Return how far a place is from where the visitor is, in words, or ""."""
    near, position = finding.criteria.near, place.branch and place.branch.position
    if near is None or position is None:
        return ""
    km = distance_km(near, position)
    return distance_words(km, miles=finding.snapshot.in_miles)


def _drawing(every: MapPlaces, page: Page, query: str) -> dict[str, Any]:
    """Return the drawing that holds the places of a page, and what it shows in words.

    Long lists have a drawing for every `MOST_PINS` places.
    """
    total, block = every.pin_count, MOST_PINS // PLACES_ON_A_PAGE
    start = (page.number - 1) // block * MOST_PINS
    if start >= total:
        start = 0
    drawn = every[start : min(start + MOST_PINS, total)]
    count = every.branch_count
    words = {
        "drawing": _draw(drawn, page, query) if drawn else None,
        "place_words": npgettext("on a map", "%d place", "%d places", count) % (count),
        "map_words": "",
    }
    if len(drawn) < total:
        words["map_words"] = _(
            "This map shows places %(first)d to %(last)d of %(total)d."
        ) % {"first": start + 1, "last": start + len(drawn), "total": total}
    return words


def _draw(drawn: list[MapPlace], page: Page, query: str) -> MapDrawing:
    """Draw places; each pin has the place's number and leads to its entry."""
    by_key = {str(place.key): place for place in drawn}
    drawing = draw(
        Place(
            key=str(place.key),
            latitude=place.branch.position.latitude,
            longitude=place.branch.position.longitude,
            label=place.name,
            region=place.branch.region or place.branch.city,
        )
        for place in drawn
    )

    def link(pin: Pin) -> Pin:
        place = by_key[pin.key]
        return replace(
            pin,
            number=place.number,
            address=_entry_address(place, place.number - 1, page, query),
            # What is seen has to be part of the name (WCAG 2.5.3).
            words=f"{place.number}. {place.pin_words}",
        )

    return drawing.with_pins(link)


def _entry_address(place: MapPlace, index: int, page: Page, query: str) -> str:
    """Return the link to an entry of the list, which may be on another page of it."""
    number = index // PLACES_ON_A_PAGE + 1
    if number == page.number:
        return f"#{place.anchor}"
    return f"?{query}{'&' if query else ''}page={number}#{place.anchor}"


def _off_map(every: MapPlaces, page: Page, query: str) -> list[dict[str, str]]:
    """Return links to what is at no branch: `{words, url}`."""
    words = {ONLINE: _("Online: %s"), NOWHERE: _("Place to be announced: %s")}
    found = []
    for key, text in words.items():
        index = every.index_of(key)
        if index is not None:
            place = every[index]
            url = _entry_address(place, index, page, query)
            found.append({"words": text % place.count_words, "url": url})
    return found
