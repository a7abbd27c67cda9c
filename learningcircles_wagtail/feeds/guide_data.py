"""A guide as schema.org data: `HowTo` where it has steps, else `LearningResource`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags

from learningcircles_wagtail.feeds.structured_data import (
    CONTEXT,
    page_address,
    without_holes,
)

LONGEST_STEP = 600
"""Characters of a step's text: enough to know what is done in it."""


def guide_data(page: Any, *, request: HttpRequest | None) -> dict[str, Any]:
    """Describe a guide; times are ISO 8601, steps have the address of their title."""
    address = page_address(page, request)
    # Gives the steps their anchors, too.
    page.get_contents()
    steps = list(_steps(page, address))
    minutes = f"PT{page.minutes}M" if page.minutes else None
    node = {
        "@type": "HowTo" if steps else "LearningResource",
        "@id": f"{address}#guide",
        "name": page.title,
        "description": page.summary,
        "url": address,
        "inLanguage": page.locale.language_code,
        "audience": [
            {"@type": "Audience", "audienceType": label} for label in page.role_labels
        ],
        "license": page.licence_address,
        "creditText": page.attribution,
        "isAccessibleForFree": True,
        "datePublished": _instant(page.first_published_at),
        "dateModified": _instant(page.last_published_at),
    }
    if steps:
        supplies = [item.value for item in page.materials if item.value]
        node |= {
            "totalTime": minutes,
            "supply": [{"@type": "HowToSupply", "name": name} for name in supplies],
            "step": steps,
        }
    else:
        node |= {"timeRequired": minutes, "learningResourceType": "guide"}
    return {"@context": CONTEXT, "@graph": [without_holes(node)]}


def _instant(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _steps(page: Any, address: str) -> Iterator[dict[str, Any]]:
    """Yield the steps of the guide, counted through where it has several lists."""
    position = 0
    for child in page.body:
        if child.block_type != "steps":
            continue
        for step in child.value.get("steps") or ():
            title = step.get("title") or ""
            text = " ".join(_words(step.get("body")))[:LONGEST_STEP].strip()
            if not title and not text:
                continue
            position += 1
            yield without_holes(
                {
                    "@type": "HowToStep",
                    "position": position,
                    "name": title,
                    "text": text or title,
                    "url": f"{address}#{step.anchor_id}" if step.anchor_id else None,
                }
            )


def _words(body: Any) -> Iterator[str]:
    """Yield the words of a step: its paragraphs, and what it has to be ticked off."""
    for child in body or ():
        if child.block_type == "paragraph" and child.value.source:
            yield " ".join(strip_tags(child.value.source.replace("<", " <")).split())
        elif child.block_type == "checklist":
            items = [item for item in child.value.get("items") or () if item]
            yield "; ".join(items)
