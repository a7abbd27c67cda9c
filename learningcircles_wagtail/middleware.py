"""Caches of whole pages: none shows what is no longer so, or not yet.

`UpdateCacheMiddleware` and `FetchFromCacheMiddleware` stand where Django's of the same
names stand, with the same settings (`CACHE_MIDDLEWARE_SECONDS`, `_ALIAS`,
`_KEY_PREFIX`).
"""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware import cache
from django.utils import timezone
from django.utils.cache import get_max_age, patch_cache_control


class UpdateCacheMiddleware(cache.UpdateCacheMiddleware):
    """Django's, which keeps each page until something is published or changed.

    The first of all middleware; `FetchFromCacheMiddleware` of this module is the last.
    Browsers are told to ask again each time, because nobody can tell them of a change.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Keep a page under the state in which its making began."""
        state = getattr(request, "learningcircles_state", None)
        if state is None:
            return response
        response = cache.UpdateCacheMiddleware.process_response(
            _keyed(self, state), request, response
        )
        if _is_html(response) and get_max_age(response) is not None:
            patch_cache_control(response, max_age=0, must_revalidate=True)
            # They tell of the copy that stays here.
            for header in ("Expires", "Age"):
                response.headers.pop(header, None)
        return response


class FetchFromCacheMiddleware(cache.FetchFromCacheMiddleware):
    """Django's, which finds what was kept since the last change alone.

    Each request asks the database for the journal's state, one small query.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Answer with a page that is kept, if nothing has changed since."""
        if request.method not in ("GET", "HEAD"):
            return None
        from learningcircles_wagtail.models import DirectoryChange

        state = DirectoryChange.objects.site_state()
        if state.changed_at is None:
            # An empty journal knows of nothing, so nothing is kept with it.
            return None
        # What is made from here on may be of a later state, never of an earlier one.
        request.learningcircles_state = state.fingerprint  # type: ignore[attr-defined]
        return cache.FetchFromCacheMiddleware.process_request(
            _keyed(self, state.fingerprint), request
        )


def _keyed(middleware: Any, state: str) -> Any:
    """Return a middleware that keeps and finds for one request, in one state."""
    keyed = copy(middleware)
    keyed.key_prefix = f"{middleware.key_prefix}{state}"
    return keyed


def _is_html(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith("text/html")


class EmbargoCacheMiddleware:
    """Shortens the age of every response of the site while a release waits.

    Wagtail's pages are looked after without it. It is for what else tells of pages (an
    API, a sitemap, a search) where `UpdateCacheMiddleware` or a cache in front of the
    site keeps that; stands anywhere below `UpdateCacheMiddleware`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and shorten the age of the answer."""
        from learningcircles_wagtail.press.caches import limit_age

        response = self.get_response(request)
        limit_age(response, None, now=timezone.now())
        return response
