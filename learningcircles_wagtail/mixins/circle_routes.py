"""Addresses below a circle's page: calendar files and the flyer."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class CircleRoutes(RoutablePageMixin):
    """The routes of `CirclePageMixin` beside the page itself."""

    @path("ics/", name="ics")
    def ics_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with all meetings of the circle as iCalendar (RFC 5545)."""
        from learningcircles_wagtail.feeds.ical import circle_response

        return circle_response(self, request)

    @path("meetings/<int:pk>/ics/", name="meeting_ics")
    def meeting_ics_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with one meeting as iCalendar; 404 where the circle has none such."""
        from learningcircles_wagtail.feeds.ical import meeting_response

        return meeting_response(self, request, pk)

    @path("flyer/", name="flyer")
    def flyer_view(self, request: HttpRequest) -> HttpResponse:
        """Show the circle as one printable page."""
        from learningcircles_wagtail.printing.flyer import flyer_response

        return flyer_response(self, request)
