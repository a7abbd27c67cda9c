"""The circles of a list as GeoJSON, a feature each (RFC 7946)."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.domain.bounding_box import bounding_box
from learningcircles_wagtail.domain.feed_text import one_line, printable
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.entries import Entry, read_entries, written
from learningcircles_wagtail.feeds.http import answer, name_file
from learningcircles_wagtail.feeds.json_feed import (
    dumped,
    facts,
    with_members,
    without_holes,
)
from learningcircles_wagtail.feeds.validity import list_validators

CONTENT_TYPE = "application/geo+json"
FEATURES = 2_000
DIGITS = 6
"""Of a degree: a tenth of a metre (RFC 7946, 11.2)."""


def list_response(index_page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with circles in the order of the list; online ones have no geometry.

    Two foreign members (RFC 7946, 6.1) say how many there are, `total`, and where the
    next ones stand, `next`.
    """
    now = timezone.now()
    criteria = Criteria.parse(request.GET)
    addresses = Addresses(index_page, request)
    validators, finding = list_validators(
        index_page,
        criteria,
        now=now,
        kind="geojson",
        base=addresses.list_url,
        by_clock=criteria.follows_the_hour,
    )

    def make() -> HttpResponseBase:
        found = finding or find(index_page, criteria, now=now)
        used = found.criteria
        start = (used.page - 1) * FEATURES
        ids = found.ids(start, start + FEATURES)
        entries = read_entries(index_page, ids, addresses, now=now)
        distances = found.distances
        places: list[tuple[float, float]] = []

        def write(entry: Entry) -> str:
            place = position(entry)
            text = dumped(feature(entry, place, distances.get(entry.page_id)))
            if place is not None:
                places.append(place)
            return text

        features = written(entries, write)
        head: dict[str, Any] = {"type": "FeatureCollection"}
        head["bbox"] = list(bounding_box(places) or ())
        head["title"] = one_line(index_page.title)
        head["url"] = addresses.list_url
        head["total"] = found.count
        if start + FEATURES < found.count:
            following = replace(used, page=used.page + 1).query()
            head["next"] = addresses.route("geojson", following)
        content = with_members(head, "features", features)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name_file(response, index_page.title, "geojson")
        return response

    return answer(request, validators, make)


def position(entry: Entry) -> tuple[float, float] | None:
    """Return longitude and latitude of where people meet, None for nowhere."""
    longitude, latitude = entry.longitude, entry.latitude
    if entry.is_online or longitude is None or latitude is None:
        return None
    if not (isfinite(longitude) and isfinite(latitude)):
        return None
    if abs(longitude) > 180 or abs(latitude) > 90:
        return None
    return round(longitude, DIGITS), round(latitude, DIGITS)


def feature(
    entry: Entry, place: tuple[float, float] | None, distance_km: float | None
) -> dict[str, Any]:
    """Return one feature; `distance_km` is that from where the visitor looks."""
    properties = without_holes(
        {
            "title": entry.headline,
            "url": entry.url,
            "summary": printable(entry.summary),
            "topics": [one_line(topic) for topic in entry.topics],
            "distance_km": None if distance_km is None else round(distance_km, 2),
            **facts(entry),
        }
    )
    geometry = None if place is None else {"type": "Point", "coordinates": list(place)}
    return {
        "type": "Feature",
        "id": entry.key,
        "geometry": geometry,
        "properties": properties,
    }
