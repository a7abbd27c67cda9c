"""Addresses below a press release: its text, its press kit, its share picture."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class ReleaseRoutes(RoutablePageMixin):
    """The routes of `PressReleasePageMixin`, all closed under embargo."""

    @path("text/", name="text")
    def text_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the release as plain text, ready for a wire."""
        from learningcircles_wagtail.press.plain_text import text_response

        return text_response(self, request)

    @path("press-kit/", name="press_kit")
    def press_kit_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with a zip of text, pictures and contacts."""
        from learningcircles_wagtail.press.kit import kit_response

        return kit_response(self, request)

    @path("share-picture/", name="share_picture")
    def share_picture_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with the picture that is drawn from the headline."""
        from learningcircles_wagtail.press.share_picture import share_picture_response

        return share_picture_response(self, request)
