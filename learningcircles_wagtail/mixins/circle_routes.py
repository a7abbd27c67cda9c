"""Addresses below a circle's page: calendar files and the flyer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class CircleRoutes(RoutablePageMixin):
    """The routes of `CirclePageMixin`; stands before `PublicPageMixin`.

    A circle at a branch that is not published is in no list, and has no address either.
    """

    def is_at_draft_branch(self) -> bool:
        """Whether the circle's branch is a draft, or was taken back."""
        circle = self.circle
        return bool(circle and circle.branch_id and not circle.branch.live)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 at every address while the branch is not published."""
        if self.is_at_draft_branch():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[Any]:
        """Return nothing while the branch is not published."""
        if self.is_at_draft_branch():
            return []
        return super().get_sitemap_urls(request)

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
