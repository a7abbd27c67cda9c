"""No cache keeps a page beyond the hour at which a release appears, or a page ends."""

from collections.abc import Callable
from datetime import datetime
from math import floor
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import cc_delim_re, get_max_age, patch_cache_control

from learningcircles_wagtail.directory import expiries
from learningcircles_wagtail.press import embargo

PRESS_ROOM_SECONDS = 60
"""How long caches may keep pages of a press room."""

PRESS_KINDS = frozenset({"press_index_page", "press_release_page"})


def limit_ages(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap Wagtail's way of serving a page (the hook `on_serve_page`)."""

    def serve_with_limit(
        page: Any, request: HttpRequest, args: Any, kwargs: Any
    ) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        limit_age(response, page, now=timezone.now())
        return response

    return serve_with_limit


def limit_age(response: HttpResponse, page: Any, *, now: datetime) -> None:
    """Shorten the time for which caches may keep a response, where an hour is near.

    Never lengthens it. A response without an age of its own counts as one that is kept
    for `CACHE_MIDDLEWARE_SECONDS`, as Django's page cache does; one that nobody may
    store stays as it is. (RFC 9111, 5.2.2.)
    """
    is_press = getattr(page, "page_kind", "") in PRESS_KINDS
    hour = next_hour()
    if hour is None and not is_press:
        return
    if "no-store" in response.get("Cache-Control", "").lower():
        return
    # A release may be scheduled a moment from now for a few minutes later.
    allowed = PRESS_ROOM_SECONDS
    if hour is not None:
        left = max(1, floor((hour - now).total_seconds()))
        allowed = min(allowed, left) if is_press else left
    own = get_max_age(response)
    usual = django_settings.CACHE_MIDDLEWARE_SECONDS if own is None else own
    if allowed < usual:
        patch_cache_control(response, max_age=allowed)
        # It would be an age of its own for readers that know no other.
        response.headers.pop("Expires", None)
    if _shared_age(response) > allowed:
        patch_cache_control(response, s_maxage=allowed)


def next_hour() -> datetime | None:
    """Return the next hour that this process knows at which pages come or go."""
    hours = (embargo.watch.next_hour, expiries.watch.next_hour)
    return min((hour for hour in hours if hour is not None), default=None)


def _shared_age(response: HttpResponse) -> int:
    """Return the `s-maxage` of a response in seconds, 0 where it has none."""
    for part in cc_delim_re.split(response.get("Cache-Control", "")):
        name, _equals, value = part.partition("=")
        if name.lower() == "s-maxage" and value.isdecimal():
            return int(value)
    return 0


def purge(page: Any) -> None:
    """Take a release, its other addresses and its press room out of the front cache.

    Nothing happens unless the site uses `wagtail.contrib.frontend_cache`.
    """
    if not apps.is_installed("wagtail.contrib.frontend_cache"):
        return
    from wagtail.contrib.frontend_cache.utils import PurgeBatch

    batch = PurgeBatch()
    for one in (page, page.get_parent()):
        if one is None or not (address := one.get_full_url()):
            continue
        own_slugs = getattr(one.specific_class, "reserved_slugs", frozenset)
        batch.add_urls(
            [address, *(f"{address}{slug}/" for slug in sorted(own_slugs()))]
        )
    batch.purge()
