"""Addresses below a circle's page: calendar files, the flyer, signing up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

LEARNER_HEAD = "sign-ups"


class CircleRoutes(RoutablePageMixin):
    """The routes of `CirclePageMixin`; stands before `PublicPageMixin`.

    A circle at a branch that is not published is in no list, and has no address either.
    """

    def is_at_draft_branch(self) -> bool:
        """Whether the circle's branch is a draft, or was taken back."""
        from learningcircles_wagtail.directory.publication import is_at_draft_branch

        return is_at_draft_branch(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find learners' own pages below a page that is not live, too.

        Whoever has a place can give it up as long as there is a page at all, and who
        took part to the end finds the certificate.
        """
        if not self.live and path_components[:1] == [LEARNER_HEAD]:
            match = self.resolve_subpage(f"/{'/'.join(path_components)}/")
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
        """Answer 404 while the branch is not published, but to learners themselves."""
        is_learner = getattr(view, "__name__", "") in {
            "learner_view",
            "certificate_view",
        }
        if not is_learner and self.is_at_draft_branch():
            raise Http404
        return super().serve(request, view, args, kwargs)

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

    @path("sign-up/", name="sign_up")
    def sign_up_view(self, request: HttpRequest) -> HttpResponse:
        """Show the form by GET, sign somebody up by POST."""
        from learningcircles_wagtail.sign_ups.form_page import sign_up_response

        return sign_up_response(self, request)

    @path(f"{LEARNER_HEAD}/<slug:token>/", name="learner")
    def learner_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show a learner's own page to whoever has its link; POST gives up or forgets.

        404 for every token that is not one of this circle.
        """
        from learningcircles_wagtail.sign_ups.learner_page import learner_response

        return learner_response(self, request, token)

    @path(f"{LEARNER_HEAD}/<slug:token>/certificate/", name="certificate")
    def certificate_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the certificate of who took part, for printing; else 404."""
        from learningcircles_wagtail.sign_ups.certificate import certificate_response

        return certificate_response(self, request, token)
