"""Whether everybody may see a circle, or a page of it, at this moment."""

from functools import cache
from typing import Any

from wagtail.models import PageViewRestriction

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.sign_ups.prepared import RowStatement


@cache
def _live_paths() -> tuple[RowStatement, ...]:
    """Return the query for the live pages of a circle, for each page model."""
    return tuple(
        RowStatement(
            lambda pk, now, model=model: (
                model.objects.live().filter(circle_id=pk).order_by().values_list("path")
            )
        )
        for model in circle_page_models()
    )


_CLOSED_PATHS = RowStatement(
    lambda pk, now: PageViewRestriction.objects.order_by().values_list("page__path"),
    names_row=False,
)


def is_public(circle_id: int) -> bool:
    """Return whether a live page without view restrictions shows the circle.

    In any language: places are shared. As `live().public()`, in one query for each
    page model of the site, and one for the restrictions.
    """
    paths = {path for query in _live_paths() for (path,) in query.rows(circle_id)}
    if not paths:
        return False
    closed = tuple(path for (path,) in _CLOSED_PATHS.rows())
    return any(not path.startswith(closed) for path in paths)


def is_public_page(page: Any) -> bool:
    """Return whether everybody may see this page of a circle, in its language."""
    pages = type(page).objects.live().filter(pk=page.pk)
    return pages.filter(~in_private_section(), at_public_branch_q()).exists()
