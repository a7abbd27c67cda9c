"""Which pages may tell of a release: by their kind, their blocks, their links.

A release can be scheduled for a few minutes from now, when caches hold such a page
already. So none of them is kept for longer than `press.caches.most_seconds`, and a
cache in front of the site is told of those that name the release.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ReferenceIndex, get_page_models

from learningcircles_wagtail.directory.pages import page_models

PACKAGE = "learningcircles_wagtail"

MARK = "shows_releases"
"""An attribute with which a site's own page class says that its pages list releases,
or that they do not although blocks of ours stand on them."""

MOST_PURGED = 500
"""How many pages a cache in front of the site is told of for one release."""


def may_tell(page: Any) -> bool:
    """Return whether a page could show a release that is not public yet, at its hour.

    Those of our kinds, those with blocks of ours, and those whose class says so do;
    others are looked up in Wagtail's reference index: one query, or two.
    """
    by_class = tells_by_class(type(page))
    return names_a_hidden_release(page) if by_class is None else by_class


@cache
def tells_by_class(model: type) -> bool | None:
    """Return whether pages of a class may tell of releases, None where it is open."""
    if (own := getattr(model, MARK, None)) is not None:
        return bool(own)
    if getattr(model, "page_kind", "") or _holds_our_blocks(model):
        return True
    return None


def _holds_our_blocks(model: Any) -> bool:
    streams = (
        field.stream_block
        for field in model._meta.get_fields()
        if hasattr(field, "stream_block")
    )
    return any(
        type(block).__module__.partition(".")[0] == PACKAGE
        for stream in streams
        for block in _blocks_in(stream, set())
    )


def _blocks_in(block: Any, seen: set[int]) -> Iterator[Any]:
    """Yield a block and those in it, each once: a stream may hold itself."""
    if id(block) in seen:
        return
    seen.add(id(block))
    yield block
    inner = [*getattr(block, "child_blocks", {}).values()]
    if (item := getattr(block, "child_block", None)) is not None:
        inner.append(item)
    for one in inner:
        yield from _blocks_in(one, seen)


def names_a_hidden_release(page: Any) -> bool:
    """Return whether a page names a release that is not public, in a field or a link.

    At the hour the release appears there, as a link or a card.
    """
    kind = _page_kind()
    named = ReferenceIndex.objects.filter(
        base_content_type=kind, object_id=str(page.pk), to_content_type=kind
    ).values_list("to_object_id", flat=True)
    keys = {int(key) for key in named if key.isdecimal()}
    return bool(keys) and any(
        model.objects.filter(pk__in=keys, live=False).exists()
        for model in page_models("press_release_page")
    )


def pages_that_tell(release: Any) -> list[Any]:
    """Return the public pages that name a release, and those of the classes that list.

    Bare pages, no more than `MOST_PURGED`.
    """
    model = swapper.load_model("wagtailcore", "Page")
    naming = ReferenceIndex.get_references_to(release).filter(
        base_content_type=_page_kind()
    )
    keys = {int(key) for key in naming.values_list("object_id", flat=True)}
    wanted = Q(pk__in=keys - {release.pk}) | Q(content_type__in=_listing_kinds())
    return list(model.objects.live().filter(wanted).order_by("pk")[:MOST_PURGED])


def _listing_kinds() -> list[ContentType]:
    """Return the content types of a site's own classes that say they list releases."""
    models = [model for model in get_page_models() if getattr(model, MARK, False)]
    kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    return list(kinds.values())


def _page_kind() -> ContentType:
    """Return the content type under which the reference index has all pages."""
    return ContentType.objects.get_for_model(
        swapper.load_model("wagtailcore", "Page"), for_concrete_model=False
    )
