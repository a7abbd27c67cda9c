"""Addresses below the toolkit: packs and calendars for a circle, and answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class PreparationRoutes(RoutablePageMixin):
    """What the toolkit and each of its guides offer for a circle."""

    def get_prepared_guides(self) -> list[Any]:
        """Override to return the public guides whose plans belong together."""
        raise NotImplementedError

    @path("pack/", name="pack")
    def pack_view(self, request: HttpRequest) -> HttpResponse:
        """Show all that is to be done for a circle as one printable page."""
        from learningcircles_wagtail.toolkit.pack import pack_response

        return pack_response(self, self.get_prepared_guides(), request)

    @path("ics/", name="ics")
    def ics_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the steps towards a circle as iCalendar (RFC 5545)."""
        from learningcircles_wagtail.toolkit.calendar import steps_response

        return steps_response(self, self.get_prepared_guides(), request)


class ToolkitIndexRoutes(PreparationRoutes):
    """The routes of `ToolkitIndexPageMixin` beside the page itself."""

    def get_prepared_guides(self) -> list[Any]:
        """Return all public guides of the toolkit."""
        return self.get_guides()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `circle_query`, with which links carry a chosen circle on, or ""."""
        from learningcircles_wagtail.toolkit.chosen import circle_query

        context = super().get_context(request, *args, **kwargs)
        context["circle_query"] = circle_query(request)
        return context


class ToolkitRoutes(PreparationRoutes):
    """The routes of `ToolkitPageMixin` beside the page itself."""

    def get_prepared_guides(self) -> list[Any]:
        """Return the guide itself."""
        return [self]

    @path("helpful/", name="helpful")
    def helpful_view(self, request: HttpRequest) -> HttpResponse:
        """Take by POST what a reader says of the guide, and lead back to it."""
        from learningcircles_wagtail.toolkit.answers import answer_response

        return answer_response(self, request)
