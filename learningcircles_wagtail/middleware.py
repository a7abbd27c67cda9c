"""For sites that cache more than pages: no response outlives an embargo in a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


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
