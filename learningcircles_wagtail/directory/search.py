"""Words that a visitor types, asked of whatever search backend the site has."""

from __future__ import annotations

import re
from typing import Any

from wagtail.search.backends import get_search_backend
from wagtail.search.utils import normalise_query_string

MOST_WORDS = 12
MOST_HITS = 10_000
"""How many results are taken from a backend that is not the database's own."""

# What a backend could take for its own language: SQLite's full-text search fails on a
# quotation mark (wagtail#13227), NUL and an empty query.
NOT_WORDS = re.compile(r"[^\w'’&+#.@-]+|(?<!\w)['’&.@-]+|['’&.@-]+(?!\w)")


def words_of(text: str) -> list[str]:
    """Return the words of what a visitor typed, at most `MOST_WORDS`."""
    plain = normalise_query_string(text)
    return NOT_WORDS.sub(" ", plain).split()[:MOST_WORDS]


def found_pages(model: Any, text: str) -> list[int] | None:
    """Return the keys of the published pages of `model` that hold every word.

    The last word may be the beginning of one where the backend can complete words.
    None where there is no word in `text`.
    """
    words = words_of(text)
    if not words:
        return None
    query = " ".join(words)
    backend = get_search_backend()
    # A backend that reads the pages it has found reads no more than their keys.
    pages = model.objects.live().only("pk")
    found = dict.fromkeys(
        _keys(backend.search(query, pages, operator="and", order_by_relevance=False))
    )
    found |= dict.fromkeys(
        _keys(
            backend.autocomplete(query, pages, operator="and", order_by_relevance=False)
        )
    )
    return list(found)


def _keys(results: Any) -> list[int]:
    """Return the keys of search results without reading the pages where that goes."""
    if hasattr(results, "get_queryset"):
        return list(results.get_queryset().order_by().values_list("pk", flat=True))
    return [page.pk for page in results[:MOST_HITS]]
