"""What a guide's page shows beside its text: the circle that it is read for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from learningcircles_wagtail.toolkit.choices import options, searched_words
from learningcircles_wagtail.toolkit.chosen import Choice, chosen
from learningcircles_wagtail.toolkit.glossary import entries
from learningcircles_wagtail.toolkit.pieces import can_use_circle


def circle_context(page: Any, request: HttpRequest, *, now: datetime) -> dict[str, Any]:
    """Return what the templates of a guide need to know of a circle.

    - `circle_choice` (`Choice`), `chosen_circle` (`ChosenCircle` or None, which the
      blocks read) and `circle_query`, which links carry on: "?circle=12" or "";
    - `circle_options` (`Options`), None where the guide has no use for a circle;
    - `is_indexed`, whether search engines may keep the address;
    - `has_answered`, whether the reader has just said if the guide helped.
    """
    choice = chosen(request, now=now)
    asks = can_use_circle(page.body) or choice.was_asked
    return {
        **choice_context(choice),
        "circle_options": options(
            request, locale_id=page.locale_id, now=now, circle=choice.circle
        )
        if asks
        else None,
        # Search engines keep the guide itself, not a copy for every circle.
        "is_indexed": not (
            choice.was_asked or searched_words(request) or "answered" in request.GET
        ),
        "has_answered": request.GET.get("answered") == "1",
    }


def glossary_context(
    page: Any, request: HttpRequest, index_page: Any, choice: Choice
) -> dict[str, Any]:
    """Return the words that the guide explains, as the tag `lc_explained` asks."""
    url = (index_page.get_url(request) or "") if index_page is not None else ""
    found = entries(page, index_page, index_url=f"{url}{choice.query}")
    return {"glossary_entries": found}


def choice_context(choice: Choice) -> dict[str, Any]:
    """Return a choice by the names under which templates and blocks know it."""
    return {
        "circle_choice": choice,
        "chosen_circle": choice.circle,
        "circle_query": choice.query,
    }
