"""Facts of circles, fetched when a block is shown; never those of a hidden page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Locale, Site

from learningcircles_wagtail.blocks.base import moment
from learningcircles_wagtail.blocks.links import public_pages
from learningcircles_wagtail.exceptions import NoPageModelError

__all__ = [
    "DEFAULT_CIRCLES_SHOWN",
    "MAX_CIRCLES_SHOWN",
    "site_of",
    "summarise_pages",
    "summarise_upcoming",
    "upcoming_of",
]

MAX_CIRCLES_SHOWN = 12
DEFAULT_CIRCLES_SHOWN = 3


def summarise_pages(pages: Iterable[Any], context: dict[str, Any]) -> list[Any]:
    """Return summaries of those of `pages` that are live and public, in their order."""
    chosen = [page for page in pages or () if page is not None]
    public = public_pages(chosen)
    shown = [public[page.pk].specific for page in chosen if page.pk in public]
    prefetch_related_objects(shown, "circle__branch")
    from learningcircles_wagtail.directory.publication import is_at_draft_branch
    from learningcircles_wagtail.directory.summaries import summarise_many

    shown = [page for page in shown if not is_at_draft_branch(page)]
    if not shown:
        return []

    return summarise_many(
        shown, now=moment(context), request=context.get("request"), for_cards=True
    )


def summarise_upcoming(context: dict[str, Any], **criteria: Any) -> list[Any]:
    """Return summaries of public circles to come in the reader's part of the site.

    `criteria` are those of `directory.querysets.upcoming_circle_pages`. On a site with
    several languages these are circles in the language of the page; a language without
    a site of its own shows the circles of the site's first language.
    """
    from learningcircles_wagtail.directory.querysets import upcoming_circle_pages
    from learningcircles_wagtail.directory.summaries import summarise_many

    site = site_of(context)
    if site is None:
        return []
    now = moment(context)
    root = _root_in_language(site.root_page, context)
    try:
        pages = upcoming_circle_pages(root=root, now=now, **criteria)
    except NoPageModelError:
        return []
    return summarise_many(
        pages, now=now, request=context.get("request"), for_cards=True
    )


def upcoming_of(value: Any, context: dict[str, Any]) -> list[Any]:
    """Return summaries of the circles that a block of upcoming circles asks for."""
    count = value.get("count") or DEFAULT_CIRCLES_SHOWN
    return summarise_upcoming(
        context,
        topic=value.get("topic"),
        branch=value.get("branch"),
        library=value.get("library"),
        format=value.get("format") or "",
        limit=min(max(count, 1), MAX_CIRCLES_SHOWN),
    )


def site_of(context: dict[str, Any]) -> Site | None:
    """Return the site of the request, else of the page, else the default one."""
    if (request := context.get("request")) is not None and (
        site := Site.find_for_request(request)
    ):
        return site
    page = context.get("page")
    if page is not None and hasattr(page, "get_site") and (site := page.get_site()):
        return site
    return Site.objects.filter(is_default_site=True).first()


def _root_in_language(root: Any, context: dict[str, Any]) -> Any:
    """Return the root page of the site's tree in the language of the page shown."""
    page = context.get("page")
    locale = getattr(page, "locale", None) or Locale.get_active()
    if root.locale_id == locale.pk:
        return root
    return root.get_translation_or_none(locale) or root
