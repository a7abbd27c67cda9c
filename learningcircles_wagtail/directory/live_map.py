"""The interactive map: what a browser needs once a visitor has asked for it.

Tiles come from another host, which learns the visitor's address. So nothing is asked
of it before a press of a button that says so, and only where the library has set
`LEARNINGCIRCLES_MAP_TILES`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext as _

from learningcircles_wagtail.conf import map_tiles
from learningcircles_wagtail.directory.map_places import MapPlace, MapPlaces

MOST_PLACES = 500
"""How many places a page carries for the interactive map."""

VENDOR = "learningcircles_wagtail/vendor"
STYLES = (f"{VENDOR}/leaflet/leaflet.css",)
SCRIPTS = (
    f"{VENDOR}/leaflet/leaflet.js",
    f"{VENDOR}/leaflet.markercluster/leaflet.markercluster.js",
)


def live_map(
    every: MapPlaces, *, link: Callable[..., str], request: HttpRequest
) -> dict[str, Any] | None:
    """Return what the interactive map needs, or None without tiles or without places.

    `host` is who will learn the visitor's address, "" for this site itself; `words`
    say which places are shown where that is not all; `data` is for the script.
    """
    tiles = map_tiles()
    total = every.pin_count
    if tiles is None or not total:
        return None
    shown = every[: min(total, MOST_PLACES)]
    words = ""
    if len(shown) < total:
        words = _(
            "The interactive map shows the first %(shown)d of %(total)d places."
        ) % {"shown": len(shown), "total": total}
    return {
        "host": tile_host(tiles["url"], request),
        "words": words,
        "data": {
            "tiles": tiles,
            "styles": [static(path) for path in STYLES],
            "scripts": [static(path) for path in SCRIPTS],
            "list": link(),
            "places": [_place(place) for place in shown],
        },
    }


def what_tiles_say(request: HttpRequest) -> tuple[str, str] | None:
    """Return what a page with the interactive map depends on, None without tiles."""
    tiles = map_tiles()
    return None if tiles is None else (repr(tiles), tile_host(tiles["url"], request))


def _place(place: MapPlace) -> dict[str, Any]:
    return {
        "anchor": place.anchor,
        "name": place.name,
        "label": place.pin_words,
        "count": place.count,
        "slug": place.branch.slug,
        "at": [place.branch.position.latitude, place.branch.position.longitude],
    }


def tile_host(address: str, request: HttpRequest) -> str:
    """Return the host that tiles are asked of, or "" where it is this site's own."""
    try:
        host = urlsplit(address).netloc.rpartition("@")[2]
    except ValueError:
        return address
    host = host.removeprefix("{s}.")
    return "" if host == request.get_host() else host
