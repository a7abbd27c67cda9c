"""Addresses below a press room: its years, its feeds, its news sitemap."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.url_routing import RouteResult

from learningcircles_wagtail.mixins.reporter_routes import HEAD


class PressIndexRoutes(RoutablePageMixin):
    """The routes of `PressIndexPageMixin` beside the list itself."""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a release by a reporter's link that was sent before it got its address.

        Editors give a release another slug, or move it, until it is published.
        """
        try:
            return super().route(request, path_components)
        except Http404:
            release = self._release_of_link(path_components)
            if release is None:
                raise
        return release.route(request, path_components[1:])

    def _release_of_link(self, path_components: list[str]) -> Any:
        """Return the release of a reporter's link whose address is nobody's now."""
        from learningcircles_wagtail.press.reporter import release_of_token

        slug, head, token = [*path_components[:3], "", "", ""][:3]
        if head != HEAD or self.get_children().filter(slug=slug).exists():
            return None
        return release_of_token(token, now=timezone.now())

    def get_archive(
        self, request: HttpRequest, year: int | None = None
    ) -> dict[str, Any]:
        """Return what is shown of the releases, of all years or of one."""
        from learningcircles_wagtail.press.archive import archive_context

        return archive_context(self, request, now=timezone.now(), year=year)

    @re_path(r"^(?P<year>[0-9]{4})/$", name="year")
    def year_view(self, request: HttpRequest, year: str) -> HttpResponse:
        """Show the releases of one year; 404 for a year without any."""
        context = self.get_frame_context(request)
        context.update(self.get_archive(request, int(year)))
        return TemplateResponse(request, self.get_template(request), context)

    @path("rss/", name="rss")
    def rss_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the newest releases as RSS 2.0."""
        return self._feed(request, "rss")

    @path("atom/", name="atom")
    def atom_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the newest releases as Atom (RFC 4287)."""
        return self._feed(request, "atom")

    def _feed(self, request: HttpRequest, kind: str) -> HttpResponse:
        from learningcircles_wagtail.feeds.press_feeds import feed_response

        return feed_response(self, request, kind)

    @path("news-sitemap/", name="news_sitemap")
    def news_sitemap_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the releases of the last 48 hours, for Google News."""
        from learningcircles_wagtail.feeds.news_sitemap import sitemap_response

        return sitemap_response(self, request)

    @path("subscribe/", name="subscribe")
    def subscribe_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form for hearing of new press releases; POST keeps an address."""
        from learningcircles_wagtail.subscriptions.form_page import subscribe_response

        return subscribe_response(self, request)

    @path("subscribe/<slug:token>/", name="subscription")
    def subscription_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show a subscription to whoever has its link; POST confirms or ends it.

        404 for every token that is not one of this page.
        """
        from learningcircles_wagtail.subscriptions.own_page import (
            subscription_response,
        )

        return subscription_response(self, request, token)
