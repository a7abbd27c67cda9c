"""The address at which a reporter reads a release before its hour."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

HEAD = "reporter"


class ReporterRoutes(RoutablePageMixin):
    """Opens `reporter/<token>/`, and nothing else, while a release is not public.

    Every other route, present and to come, is refused by `serve`. Stands before
    `PublicPageMixin`.
    """

    @path("reporter/<slug:token>/", name="reporter")
    def reporter_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the release as it will be published to whoever has the link."""
        from learningcircles_wagtail.press.reporter import reporter_response

        return reporter_response(self, request, token)

    @path("reporter/<slug:token>/files/<int:pk>/", name="reporter_file")
    def reporter_file_view(
        self, request: HttpRequest, token: str, pk: int
    ) -> HttpResponse:
        """Send a document of the release to whoever has the link."""
        from learningcircles_wagtail.press.reporter import file_response

        return file_response(self, request, token, pk)

    opened_by_token = frozenset({"reporter_view", "reporter_file_view"})

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a reporter's address below a page that is not live, too.

        A token that opens nothing ends here, before any hook could answer as if there
        were a page (to OPTIONS, say, or with a form to log in).
        """
        if not self.live and path_components[:1] == [HEAD]:
            from learningcircles_wagtail.press.reporter import opened

            match = self.resolve_subpage(f"/{'/'.join(path_components)}/")
            opened(self, request, match[2]["token"])
            request.routable_resolver_match = match
            return RouteResult(self, args=tuple(match))
        return super().route(request, path_components)

    def serve(
        self,
        request: HttpRequest,
        view: Any = None,
        args: Any = None,
        kwargs: Any = None,
    ) -> HttpResponse:
        """Answer 404 while the embargo lasts, even where the page was made live."""
        name = getattr(view, "__name__", "")
        if name not in self.opened_by_token and self.is_embargoed(timezone.now()):
            raise Http404
        return super().serve(request, view, args, kwargs)

    def serve_preview(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show editors the preview; no cache keeps it."""
        response = super().serve_preview(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[Any]:
        """Return nothing while the embargo lasts."""
        if self.is_embargoed(timezone.now()):
            return []
        return super().get_sitemap_urls(request)
