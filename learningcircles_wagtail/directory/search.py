"""Words that a visitor types, asked of whatever search backend the site has."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models import IntegerField, QuerySet, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.lookups import In
from django.db.models.sql import Query
from wagtail.search.backends import get_search_backend
from wagtail.search.utils import normalise_query_string

Statement = tuple[str, tuple]
"""SQL, and its parameters."""

MOST_WORDS = 12
MOST_STATEMENTS = 200
"""How many written statements are remembered, the latest asked."""

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
    query, using = " ".join(words), model.objects.db
    statements = _statements(model, query, using, *_what_decides(model, using))
    if statements is None:
        results = _results(model, query)
        return list(dict.fromkeys(chain.from_iterable(map(_keys, results))))
    found: dict[int, None] = {}
    with connections[using].cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            found |= {int(key): None for (key, *_rest) in cursor.fetchall()}
    return list(found)


def _results(model: Any, query: str) -> list[Any]:
    """Return what the site's backend finds, nothing of which has been asked yet."""
    backend = get_search_backend()
    # A backend that reads the pages it has found reads no more than their keys.
    pages = model.objects.live().only("pk")
    asked = {"operator": "and", "order_by_relevance": False}
    return [
        backend.search(query, pages, **asked),
        backend.autocomplete(query, pages, **asked),
    ]


def _keys(results: Any) -> list[int]:
    """Return the keys of search results without reading the pages where that goes."""
    if not hasattr(results, "get_queryset"):
        return [page.pk for page in results[:MOST_HITS]]
    return list(results.get_queryset().order_by().values_list("pk", flat=True))


@lru_cache(maxsize=MOST_STATEMENTS)
def _statements(
    model: Any, query: str, using: str, backends: str, kinds: tuple[int, ...]
) -> tuple[Statement, ...] | None:
    """Return the SQL that finds keys in the index of a database, and its parameters.

    None for a backend that keeps its index elsewhere. Whether the pages that are found
    are public is asked by whoever shows them. To write the SQL takes Django longer than
    the database needs to answer, and many visitors look for the same: it is remembered
    by the query and by all else that decides what is written.
    """
    results = _results(model, query)
    if not all(hasattr(result, "get_queryset") for result in results):
        return None
    match connections[using].vendor:
        case "postgresql":
            from learningcircles_wagtail.directory.search_postgresql import (
                statement_on_postgresql,
            )

            written = [statement_on_postgresql(model, kinds, using, results)]
        case "sqlite":
            written = [_statement_on_sqlite(one.get_queryset()) for one in results]
        case _:
            return None
    return None if None in written else tuple(filter(None, written))


def _what_decides(model: Any, using: str) -> tuple[str, tuple[int, ...]]:
    """Return what decides over statements besides the query.

    The site's backends, and the keys of the content types under which pages of a model
    stand in the index.
    """
    kinds = ContentType.objects.db_manager(using).get_for_models(*_descendants(model))
    backends = repr(getattr(django_settings, "WAGTAILSEARCH_BACKENDS", None))
    return backends, tuple(sorted(kind.pk for kind in kinds.values()))


@cache
def _descendants(model: Any) -> list[Any]:
    return [other for other in apps.get_models() if issubclass(other, model)]


def _statement_on_sqlite(pages: QuerySet) -> Statement | None:
    """Return how the full-text table is asked for keys, None where it is not.

    SQLite takes the index on content types for the better way in, and then asks the
    full-text table once for each page of the site: seconds with 10,000 circles. Adding
    nothing to that column leaves the full-text table as the only way in.
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
    return inner.get_compiler(pages.db).as_sql()
