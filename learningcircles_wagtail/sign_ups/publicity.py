"""Whether everybody may see a circle, or a page of it, at this moment."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet, Value
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.sign_ups.prepared import RowStatement


@cache
def _paths() -> RowStatement:
    """Return the query for the paths of a circle's live pages, and of closed ones."""

    def build(circle_id: int, _now: datetime) -> QuerySet:
        closed = PageViewRestriction.objects.order_by()
        shown = (
            model.objects.live().filter(circle_id=circle_id).order_by()
            for model in circle_page_models()
        )
        return closed.values_list("page__path", Value(1)).union(
            *(pages.values_list("path", Value(0)) for pages in shown), all=True
        )

    return RowStatement(build)


def is_public(circle_id: int) -> bool:
    """Return whether a live page without view restrictions shows the circle.

    In any language: places are shared. As `live().public()`, in one query.
    """
    found = _paths().rows(circle_id)
    closed = tuple(path for path, is_closed in found if is_closed)
    return any(
        not is_closed and not path.startswith(closed) for path, is_closed in found
    )


def is_public_page(page: Any) -> bool:
    """Return whether everybody may see this page of a circle, in its language."""
    pages = type(page).objects.live().filter(pk=page.pk)
    return pages.filter(~in_private_section(), at_public_branch_q()).exists()
