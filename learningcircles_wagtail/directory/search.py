"""Words that a visitor types, asked of whatever search backend the site has."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from django.db import connections
from django.db.models import IntegerField, QuerySet, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.lookups import In
from django.db.models.sql import Query
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
    asked = {"operator": "and", "order_by_relevance": False}
    results = [
        backend.search(query, pages, **asked),
        backend.autocomplete(query, pages, **asked),
    ]
    if connections[pages.db].vendor == "postgresql":
        from learningcircles_wagtail.directory.search_postgresql import (
            keys_on_postgresql,
        )

        found = keys_on_postgresql(model, pages.db, results)
        if found is not None:
            return found
    return list(dict.fromkeys(chain.from_iterable(map(_keys, results))))


def _keys(results: Any) -> list[int]:
    """Return the keys of search results without reading the pages where that goes."""
    if not hasattr(results, "get_queryset"):
        return [page.pk for page in results[:MOST_HITS]]
    pages = results.get_queryset().order_by()
    if connections[pages.db].vendor == "sqlite":
        found = _keys_on_sqlite(pages)
        if found is not None:
            return found
    return list(pages.values_list("pk", flat=True))


def _keys_on_sqlite(pages: QuerySet) -> list[int] | None:
    """Return the keys that the full-text table gives, None where it is not asked so.

    SQLite takes the index on content types for the better way in, and then asks the
    full-text table once for each page of the site: seconds with 10,000 circles. Adding
    nothing to that column leaves the full-text table as the only way in. Whether the
    pages found are public is asked by whoever shows them.
    """
    inner = next(
        (
            lookup.rhs
            for lookup in pages.query.where.children
            if isinstance(getattr(lookup, "rhs", None), Query)
        ),
        None,
    )
    if inner is None:
        return None
    inner = inner.clone()
    inner.where = inner.where.clone()
    for place, lookup in enumerate(inner.where.children):
        column = getattr(getattr(lookup, "lhs", None), "target", None)
        if column is not None and column.column == "content_type_id":
            plain = CombinedExpression(
                lookup.lhs, "+", Value(0), output_field=IntegerField()
            )
            inner.where.children[place] = In(plain, list(lookup.rhs))
    sql, params = inner.get_compiler(pages.db).as_sql()
    with connections[pages.db].cursor() as cursor:
        cursor.execute(sql, params)
        return [int(key) for (key, *_rest) in cursor.fetchall()]
