"""From library systems and branches to a map: a drawing and the list beside it."""

from collections.abc import Iterable
from typing import Any

from learningcircles_wagtail.domain.cartography import MapDrawing, Place, draw

__all__ = ["draw_places", "list_places"]


def list_places(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Return `records` (library systems, branches) as the entries of a list.

    Each is `{number, title, subtitle, url}`; `number` is None, for there is no map.
    """
    return [_entry(record) for record in records]


def draw_places(
    records: Iterable[Any],
) -> tuple[MapDrawing | None, list[dict[str, Any]]]:
    """Draw the places of `records` and return the drawing and its list.

    `records` have `latitude` and `longitude` in degrees, or None in both. The list
    holds `{number, title, subtitle, url}` in the order given; `number` is the pin's.
    A record without a position is listed with `number` None. Without any position
    there is no drawing.
    """
    chosen = list(records)
    entries = list_places(chosen)
    places = []
    for index, record in enumerate(chosen):
        if record.latitude is None or record.longitude is None:
            continue
        places.append(
            Place(
                key=str(index),
                latitude=record.latitude,
                longitude=record.longitude,
                label=record.name,
                region=record.region or record.city,
            )
        )
        entries[index]["number"] = len(places)
    if not places:
        return None, entries
    return draw(places), entries


def _entry(record: Any) -> dict[str, Any]:
    """Return the list entry of one library system or branch."""
    address = (getattr(record, "street_address", ""), record.city, record.region)
    return {
        "number": None,
        "title": record.name,
        "subtitle": ", ".join(part for part in address if part),
        "url": record.website or "",
    }
