"""No cache keeps a page beyond the hour at which a release appears, or a page ends.

Of an hour that is set when a cache has a page already, that cache hears nothing. So
what could tell of a release is never kept for longer than `most_seconds`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from math import floor
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.middleware.cache import UpdateCacheMiddleware
from django.utils import timezone
from django.utils.cache import get_max_age, patch_cache_control
from django.utils.module_loading import import_string

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory import expiries
from learningcircles_wagtail.press import embargo
from learningcircles_wagtail.press.telling import may_tell, pages_that_tell

LATEST_SECONDS = 60
"""How long after its hour a release is there at the latest, caches included."""

LIMITED = "lc_age_is_limited"
"""Set on the response to a page, whose age is not judged a second time."""

PRESS_KINDS = frozenset({"press_index_page", "press_release_page"})


def limit_ages(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap Wagtail's way of serving a page (the hook `on_serve_page`)."""

    def serve_with_limit(
        page: Any, request: HttpRequest, args: Any, kwargs: Any
    ) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        limit_age(response, page, now=timezone.now())
        setattr(response, LIMITED, True)
        return response

    return serve_with_limit


def limit_age(response: HttpResponse, page: Any, *, now: datetime) -> None:
    """Shorten the time for which caches may keep a response, where an hour is near.

    Never lengthens it. A response without an age of its own counts as one that is kept
    for `CACHE_MIDDLEWARE_SECONDS`, as Django's page cache does; one that nobody may
    store stays as it is. (RFC 9111, 5.2.2.) `page` is None for what is no page.
    """
    if "no-store" in response.get("Cache-Control", "").lower():
        return
    hour = next_hour()
    # A release may be scheduled a moment from now for a few minutes later.
    limits = [most_seconds()] if _is_kept_briefly(response, page) else []
    if hour is not None:
        limits.append(max(1, floor((hour - now).total_seconds())))
    if not limits:
        return
    allowed = min(limits)
    own = get_max_age(response)
    usual = django_settings.CACHE_MIDDLEWARE_SECONDS if own is None else own
    if allowed < usual:
        patch_cache_control(response, max_age=allowed)
        # It would be an age of its own for readers that know no other.
        response.headers.pop("Expires", None)
    if _shared_age(response) > allowed:
        patch_cache_control(response, s_maxage=allowed)


def _is_kept_briefly(response: HttpResponse, page: Any) -> bool:
    """Return whether a response may be kept for `most_seconds` alone.

    What is no page counts where the site has a page cache keep it and says not how
    long; a view that knows better says an age of its own. Pages outside the press room
    are asked for only where something would keep them for longer.
    """
    if getattr(page, "page_kind", "") in PRESS_KINDS:
        return True
    if page is None:
        is_asked = not getattr(response, LIMITED, False)
        return is_asked and not _has_an_age(response) and _page_cache_is_slow()
    if _has_an_age(response):
        ages = (get_max_age(response), _shared_age(response) or None)
        known = [age for age in ages if age is not None]
        is_slow = not known or max(known) > most_seconds()
    else:
        is_slow = _page_cache_is_slow()
    return is_slow and may_tell(page)


def _has_an_age(response: HttpResponse) -> bool:
    return (
        get_max_age(response) is not None
        or _shared_age(response) > 0
        or response.has_header("Expires")
    )


def _page_cache_is_slow() -> bool:
    """Return whether the site keeps pages that say no age for longer than that."""
    is_slow = most_seconds() < django_settings.CACHE_MIDDLEWARE_SECONDS
    return is_slow and _has_page_cache(tuple(django_settings.MIDDLEWARE))


@cache
def _has_page_cache(middleware: tuple[str, ...]) -> bool:
    """Return whether one of them is Django's page cache, or is called like it."""
    for path in middleware:
        found = import_string(path)
        if getattr(found, "__name__", "") == UpdateCacheMiddleware.__name__:
            return True
        if isinstance(found, type) and issubclass(found, UpdateCacheMiddleware):
            return True
    return False


def most_seconds() -> int:
    """Return how many seconds caches may keep what could tell of a release.

    `LATEST_SECONDS`, less those for which the process that answers may not have heard
    of an hour yet; half of it at least, where a site has its processes look seldom.
    """
    unheard = settings.EMBARGO_CHECK_SECONDS or 0
    return max(LATEST_SECONDS // 2, floor(LATEST_SECONDS - unheard))


def next_hour() -> datetime | None:
    """Return the next hour that this process knows at which pages come or go."""
    hours = (embargo.watch.next_hour, expiries.watch.next_hour)
    return min((hour for hour in hours if hour is not None), default=None)


def _shared_age(response: HttpResponse) -> int:
    """Return the `s-maxage` of a response in seconds, 0 where it has none."""
    for part in response.get("Cache-Control", "").split(","):
        name, _equals, value = part.strip().partition("=")
        if name.lower() == "s-maxage" and value.isdecimal():
            return int(value)
    return 0


def purge(page: Any) -> None:
    """Take a release out of the front cache, and all that may tell of it.

    That is its page and its other addresses, its press room, and `pages_that_tell`.
    Nothing happens unless the site uses `wagtail.contrib.frontend_cache`.
    """
    _purge([page, page.get_parent()], page)


def purge_those_that_tell(page: Any) -> None:
    """Have the front cache ask anew for what may tell of a release that was scheduled.

    What it took before is kept beyond the hour; what it takes now is not. The release
    itself is not named: nobody need know its address yet.
    """
    _purge([page.get_parent()], page)


def _purge(with_routes: Iterable[Any], release: Any) -> None:
    if not apps.is_installed("wagtail.contrib.frontend_cache"):
        return
    from wagtail.contrib.frontend_cache.utils import PurgeBatch

    batch = PurgeBatch()
    for one in with_routes:
        if one is None or not (address := one.get_full_url(batch)):
            continue
        own_slugs = getattr(one.specific_class, "reserved_slugs", frozenset)
        batch.add_urls(
            [address, *(f"{address}{slug}/" for slug in sorted(own_slugs()))]
        )
    batch.add_pages(pages_that_tell(release))
    batch.purge()
