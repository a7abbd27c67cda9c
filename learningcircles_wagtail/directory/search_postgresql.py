"""Searching on PostgreSQL, so that its indexes answer.

Wagtail's own query joins title and body of every page before it looks for a word, for
which there is no index: 10,000 circles take it fifty milliseconds. Each column has one.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import reduce
from typing import Any

from django.db.models import BooleanField, F, Func
from wagtail.search.query import PlainText

RELATION = "index_entries"
"""The relation to the search index that Wagtail gives every model."""


def statement_on_postgresql(
    model: Any, kinds: Sequence[int], using: str, results: list[Any]
) -> tuple[str, tuple] | None:
    """Return how the index is asked for the keys of what any of several searches finds.

    `kinds` are the keys of the content types under which pages of the model stand in
    it, `results` those of a backend, nothing of which has been asked yet. Each word has
    to be in the title or in the body; what only matches across the seam between them is
    no match. None for a backend that keeps its index elsewhere.
    """
    relations = {field.name: field for field in model._meta.private_fields}
    if RELATION not in relations or not all(map(_is_known, results)):
        return None
    entries = (
        relations[RELATION]
        .related_model._base_manager.using(using)
        .filter(
            reduce(operator.or_, map(_condition, results)), content_type_id__in=kinds
        )
    )
    return entries.values_list("object_id").query.get_compiler(using).as_sql()


def _is_known(result: Any) -> bool:
    compiler = getattr(result, "query_compiler", None)
    return hasattr(compiler, "get_index_vectors") and hasattr(compiler, "build_tsquery")


def _condition(result: Any) -> Any:
    """Return what a search asks of an entry of the index."""
    compiler = result.query_compiler
    config = compiler.get_config(result.backend)
    asked = compiler.query
    whole = compiler.build_tsquery(asked, config=config)
    columns = [
        F(vector.name.removeprefix(f"{RELATION}__"))
        for vector, _boost in compiler.get_index_vectors(whole)
    ]
    if len(columns) == 1:
        return _matches(columns[0], whole)
    words = asked.query_string.replace("-", " ").split()
    several = [compiler.build_tsquery(PlainText(word), config=config) for word in words]
    if len(words) > 1:
        either = PlainText(asked.query_string, operator="or")
        any_word = compiler.build_tsquery(either, config=config)
        several = [_unless_empty(one, any_word) for one in several]
    return reduce(
        operator.and_,
        (
            reduce(operator.or_, (_matches(column, one) for column in columns))
            for one in several
        ),
    )


def _matches(column: Any, tsquery: Any) -> Any:
    """Return a condition: an index answers it, whichever column it is."""
    return Func(
        column,
        tsquery,
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def _unless_empty(word: Any, any_word: Any) -> Any:
    """Return the tsquery of a word, or of any word where it is one that says nothing.

    PostgreSQL leaves out "the" and finds no row by it, so it must not be asked alone.
    """
    return Func(
        word,
        any_word,
        template="COALESCE(NULLIF(%(expressions)s)",
        arg_joiner="::text, '')::tsquery, ",
    )
