"""Circle pages that the public may see, and their order in lists.

Every query starts from `live().public()` pages; `now` is aware and required.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.directory.named_records import (
    journal_state,
    name_records,
)
from learningcircles_wagtail.directory.pages import page_model
from learningcircles_wagtail.directory.prepared import Prepared
from learningcircles_wagtail.exceptions import NoPageModelError
from learningcircles_wagtail.models import DirectoryChange
from learningcircles_wagtail.models.querysets import (
    cancelled_q,
    completed_q,
    running_q,
)

RELATED = (
    "circle__branch__library_system",
    "circle__course",
    "course",
    "branch__library_system",
    "picture",
    "locale",
)


def at_public_branch_q() -> Q:
    """Circle pages whose circle is at no branch, or at one that is published."""
    return Q(circle__branch__isnull=True) | Q(circle__branch__live=True)


def in_private_section() -> Exists:
    """Pages that have a view restriction, or stand below one that has.

    The same as Wagtail's `private_q`, without reading all restrictions beforehand.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(
        PageViewRestriction.objects.alias(lc_path=path).filter(
            lc_path__startswith=F("page__path")
        )
    )


def public_circle_pages(root: Any = None, *, index_page: Any = None) -> QuerySet:
    """Return the circle pages that everybody may see, below `root` where one is given.

    Left out: drafts, private pages, pages without facts, and circles at a branch that
    is itself a draft.
    """
    pages = _public(page_model("circle_page", index_page))
    return pages if root is None else pages.descendant_of(root)


def _public(model: Any) -> QuerySet:
    pages = model.objects.live().public().filter(circle__isnull=False)
    return pages.filter(at_public_branch_q())


def circle_page_at(index_page: Any, slug: str) -> Any:
    """Return the circle page of a slug right below an index page, or None.

    Published or not, with the records that its page shows and the columns of the
    journal. None also where the page is of a class that extends the one asked for.
    """
    try:
        model = page_model("circle_page", index_page)
    except NoPageModelError:
        return None
    using = model.objects.db
    pages = _pages_at(model, using, index_page.path, index_page.depth)
    found = pages.instances([slug])
    if not found or found[0].specific_class is not model:
        return None
    name_records(found, journal_state(found[0]))
    return found[0]


@lru_cache(maxsize=128)
def _pages_at(model: Any, using: str, path: str, depth: int) -> Prepared:
    """Return the query for the page of a slug right below the page of a path."""
    marker = "slug"
    pages = model.objects.using(using).filter(
        path__startswith=path, depth=depth + 1, slug=marker
    )
    pages = pages.select_related("circle__branch")
    return Prepared(pages.annotate(**DirectoryChange.objects.columns(using)), [marker])


def circle_pages_below(index_page: Any) -> QuerySet:
    """Return the public circles below an index page, with what their cards say."""
    pages = public_circle_pages(index_page, index_page=index_page)
    return pages.select_related(*RELATED)


def in_list_order(pages: QuerySet, *, now: datetime) -> QuerySet:
    """Order circle pages: running ones by first meeting, then what is over.

    Running circles that have begun come first, as the next to meet; completed and
    cancelled ones follow, the latest first.
    """
    running = Case(
        When(running_q(now, "circle__"), then=Value(0)),
        When(cancelled_q("circle__"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    coming = Case(When(running_q(now, "circle__"), then=F("circle__first_meeting_at")))
    return pages.annotate(lc_group=running, lc_coming=coming).order_by(
        "lc_group",
        F("lc_coming").asc(nulls_last=True),
        F("circle__last_meeting_at").desc(nulls_last=True),
        "pk",
    )


def upcoming_circle_pages(
    *,
    root: Any = None,
    now: datetime,
    topic: Any = None,
    branch: Any = None,
    library: Any = None,
    format: str = "",
    language: str = "",
    limit: int | None = None,
) -> QuerySet:
    """Return public circles that have a meeting to come, by their first meeting.

    `topic`, `branch` and `library` are records, `language` the code of a page's
    language. Circles that have not begun come before those that have.
    """
    pages = public_circle_pages(root).filter(running_q(now, "circle__"))
    if topic is not None:
        pages = pages.filter(circle__topics=topic)
    if branch is not None:
        pages = pages.filter(circle__branch=branch)
    if library is not None:
        pages = pages.filter(circle__library_system=library)
    if format:
        pages = pages.filter(circle__format=format)
    if language:
        pages = pages.filter(locale__language_code=language)
    begun = Case(
        When(circle__first_meeting_at__lte=now, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    pages = pages.annotate(lc_begun=begun).order_by(
        "lc_begun", F("circle__first_meeting_at").asc(nulls_last=True), "pk"
    )
    pages = pages.select_related(*RELATED)
    return pages if limit is None else pages[:limit]


def completed_circle_pages(root: Any = None, *, now: datetime) -> QuerySet:
    """Return public circles whose last meeting has ended, the latest first."""
    return (
        public_circle_pages(root)
        .filter(completed_q(now, "circle__"))
        .order_by("-circle__last_meeting_at", "pk")
        .select_related(*RELATED)
    )
