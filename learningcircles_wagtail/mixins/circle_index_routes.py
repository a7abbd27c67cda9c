"""Addresses below a list of circles: calendar, map, feeds and the list to embed.

Each view reads the address's query once (`directory.criteria`) and hands it on; what
it shows is worked out by the services.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

TEMPLATES = "learningcircles_wagtail"
FORM_VIEWS = frozenset({"index_route", "calendar_view", "month_view", "map_view"})
"""The views that hold the form of the filters, and take what it sends."""


class CircleIndexRoutes(RoutablePageMixin):
    """The routes of `CircleIndexPageMixin` beside the list itself."""

    def serve(
        self,
        request: HttpRequest,
        view: Any = None,
        args: Any = None,
        kwargs: Any = None,
    ) -> HttpResponse:
        """Lead to the address without empty fields where a form has sent some."""
        from learningcircles_wagtail.directory.query_string import (
            address_without_empty_fields,
            read_boundedly,
        )

        if request.method in {"GET", "HEAD"} and (
            getattr(view, "__name__", "index_route") in FORM_VIEWS
        ):
            read_boundedly(request)
            if address := address_without_empty_fields(request):
                return HttpResponseRedirect(address)
        return super().serve(request, view, args, kwargs)

    def render_view(
        self, request: HttpRequest, name: str, context: dict[str, Any]
    ) -> TemplateResponse:
        """Answer with the template `<name>.html`, the page's frame and `context`."""
        return TemplateResponse(
            request,
            f"{TEMPLATES}/{name}.html",
            {**self.get_frame_context(request), **context},
        )

    @path("calendar/", name="calendar")
    def calendar_view(self, request: HttpRequest) -> HttpResponse:
        """Show the month that is now."""
        return self.month_view(request, "", "")

    @path("calendar/<str:year>/<str:month>/", name="month")
    def month_view(self, request: HttpRequest, year: str, month: str) -> HttpResponse:
        """Show the meetings of a month; 404 for one that is none or too far away."""
        from learningcircles_wagtail.directory.month import month_context

        context = month_context(self, request, year, month)
        return self.render_view(request, "circle_calendar", context)

    @path("map/", name="map")
    def map_view(self, request: HttpRequest) -> HttpResponse:
        """Show the circles on a map, with the list beside it."""
        from learningcircles_wagtail.directory.map_view import map_context

        return self.render_view(request, "circle_map", map_context(self, request))

    @path("ics/", name="ics")
    def ics_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the meetings as iCalendar (RFC 5545)."""
        from learningcircles_wagtail.feeds.ical import list_response

        return list_response(self, request)

    @path("rss/", name="rss")
    def rss_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the circles as RSS 2.0."""
        from learningcircles_wagtail.feeds.rss import list_response

        return list_response(self, request)

    @path("json/", name="json")
    def json_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the circles as JSON Feed 1.1."""
        from learningcircles_wagtail.feeds.json_feed import list_response

        return list_response(self, request)

    @path("geojson/", name="geojson")
    def geojson_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the places and their circles as GeoJSON (RFC 7946)."""
        from learningcircles_wagtail.feeds.geojson import list_response

        return list_response(self, request)

    @path("embed/", name="embed")
    def embed_view(self, request: HttpRequest) -> HttpResponse:
        """Show the list without a frame, to stand on another site."""
        from learningcircles_wagtail.directory.embedding import embed_context, finish

        response = self.render_view(
            request, "circle_embed", embed_context(self, request)
        )
        return finish(response)

    @path("tell-me/", name="subscribe")
    def subscribe_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form for hearing of the next circle; POST keeps an address."""
        from learningcircles_wagtail.subscriptions.form_page import subscribe_response

        return subscribe_response(self, request)

    @path("tell-me/<slug:token>/", name="subscription")
    def subscription_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show a subscription to whoever has its link; POST confirms or ends it.

        404 for every token that is not one of this page.
        """
        from learningcircles_wagtail.subscriptions.own_page import (
            subscription_response,
        )

        return subscription_response(self, request, token)
