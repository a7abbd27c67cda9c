"""The map of a list of circles: pins by place, and the list beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from learningcircles_wagtail.directory.cards import Deck
from learningcircles_wagtail.directory.distances import distance_words
from learningcircles_wagtail.directory.finder import finder_context
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.gazetteer import NOWHERE, ONLINE
from learningcircles_wagtail.directory.listing import remembered_piece
from learningcircles_wagtail.directory.live_map import live_map, what_tiles_say
from learningcircles_wagtail.directory.map_census import CircleCensus, FirstCircles
from learningcircles_wagtail.directory.map_places import MapPlace, MapPlaces
from learningcircles_wagtail.domain.cartography import MapDrawing, Pin, Place, draw
from learningcircles_wagtail.domain.geo import distance_km

PLACES_ON_A_PAGE = 20
MOST_PINS = 60
"""How many places are drawn on the server's map; a multiple of those on a page."""

MOST_CIRCLES = 4
"""How many circles are listed at one place; a link leads to the others."""


LAZY = ("places", "drawing", "place_words", "map_words", "off_map", "live_map")


def map_context(index_page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what `circle_map.html` needs. Raises Http404 past the last page of places.

    - `places`: the `MapPlace`s of one page of the list, with summaries of circles;
    - `page_obj`, `paginator`: that page;
    - `drawing`: the server's map, or None where no place has a position;
    - `map_words`, `place_words`, `off_map`: how many places there are, which of them
      are drawn, and links to entries that have no pin;
    - `live_map`: what the interactive map needs, or None where there are no tiles;
      `has_live_map` tells that without working it out;
    - `remembered`: the view as it was drawn, as long as that is true.
    """
    now = timezone.now()
    context = finder_context(index_page, request, now=now, view="map")
    finding = context["finding"]
    census = CircleCensus(index_page, finding)
    paginator = Paginator(census.places, PLACES_ON_A_PAGE)
    if finding.criteria.page > paginator.num_pages:
        raise Http404("past the end of the map's places")
    page = paginator.page(finding.criteria.page)
    first = census.first_circles(list(page), most=MOST_CIRCLES)
    deck = Deck(finding, list(first.pages), request=request)
    link = partial(_list_address, index_page.get_url(request) or "", finding.criteria)
    drawn = _Drawn(census.places, page, context["query"], first, deck, link)
    tiles = what_tiles_say(request)
    return {
        **context,
        "page_obj": page,
        "paginator": paginator,
        "has_live_map": tiles is not None and bool(census.places.pin_count),
        "remembered": remembered_piece(index_page, deck, "map", tiles),
        **{name: SimpleLazyObject(partial(getattr, drawn, name)) for name in LAZY},
    }


class _Drawn:
    """What the view says, worked out where it is not remembered."""

    def __init__(
        self,
        every: MapPlaces,
        page: Page,
        query: str,
        first: FirstCircles,
        deck: Deck,
        link: Any,
    ) -> None:
        self.every, self.page, self.query = every, page, query
        self.first, self.deck, self.link = first, deck, link

    @cached_property
    def places(self) -> list[MapPlace]:
        return _with_circles(list(self.page), self.first, self.deck, link=self.link)

    @cached_property
    def _shown_on_map(self) -> dict[str, Any]:
        return _drawing(self.every, self.page, self.query)

    @property
    def drawing(self) -> MapDrawing | None:
        return self._shown_on_map["drawing"]

    @property
    def place_words(self) -> str:
        return self._shown_on_map["place_words"]

    @property
    def map_words(self) -> str:
        return self._shown_on_map["map_words"]

    @cached_property
    def off_map(self) -> list[dict[str, str]]:
        return _off_map(self.every, self.page, self.query)

    @cached_property
    def live_map(self) -> dict[str, Any] | None:
        return live_map(self.every, link=self.link, request=self.deck.request)


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
    shown: list[MapPlace], first: FirstCircles, deck: Deck, *, link: Any
) -> list[MapPlace]:
    """Return places with their first circles, in the order in which they were found.

    Pages are read as the public ones: what was hidden a moment ago is left out.
    """
    finding = deck.finding
    places = dict(zip(first.pages, first.places, strict=True))
    circles: dict[int, list[Any]] = defaultdict(list)
    for summary in deck.summaries:
        circles[places[summary.page.pk]].append(summary)
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
