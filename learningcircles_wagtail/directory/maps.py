"""From library systems and branches to a map: a drawing and the list beside it."""

from collections.abc import Iterable
from typing import Any

from learningcircles_wagtail.domain.cartography import MapDrawing, Place, draw

__all__ = ["draw_places", "list_places", "place_facts", "show_places"]


def list_places(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Return `records` (library systems, branches) as the entries of a list.

    Each is `{number, title, subtitle, url}`; `number` is None, for there is no map.
    """
    return show_places(map(place_facts, records), on_map=False)[1]


def draw_places(
    records: Iterable[Any],
) -> tuple[MapDrawing | None, list[dict[str, Any]]]:
    """Draw the places of `records` and return the drawing and its list.

    `records` have `latitude` and `longitude` in degrees, or None in both. The list
    holds `{number, title, subtitle, url}` in the order given; `number` is the pin's.
    A record without a position is listed with `number` None. Without any position
    there is no drawing.
    """
    return show_places(map(place_facts, records))


def place_facts(record: Any) -> dict[str, Any]:
    """Return what a map and its list say of a library system or branch, as JSON."""
    address = (getattr(record, "street_address", ""), record.city, record.region)
    return {
        "title": record.name,
        "subtitle": ", ".join(part for part in address if part),
        "url": record.website or "",
        "region": record.region or record.city,
        "latitude": record.latitude,
        "longitude": record.longitude,
    }


def show_places(
    facts: Iterable[dict[str, Any]], *, on_map: bool = True
) -> tuple[MapDrawing | None, list[dict[str, Any]]]:
    """Return the drawing, if wished, and the list of places described by `facts`.

    `facts` are those of `place_facts`, of now or of a day that is kept.
    """
    entries, places = [], []
    for index, fact in enumerate(facts):
        entry = {key: fact.get(key) or "" for key in ("title", "subtitle", "url")}
        entries.append({"number": None, **entry})
        latitude, longitude = fact.get("latitude"), fact.get("longitude")
        if not on_map or latitude is None or longitude is None:
            continue
        places.append(
            Place(
                key=str(index),
                latitude=latitude,
                longitude=longitude,
                label=entry["title"],
                region=fact.get("region") or "",
            )
        )
        entries[index]["number"] = len(places)
    return (draw(places) if places else None), entries
