"""Addresses below the toolkit for those who take it away: on paper, as PDF, as text."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class ToolkitIndexPrintRoutes(RoutablePageMixin):
    """The route of `ToolkitIndexPageMixin` for the whole toolkit on paper."""

    @path("print/", name="print")
    def print_view(self, request: HttpRequest) -> HttpResponseBase:
        """Show the whole toolkit as one printable page, `?format=pdf` as a PDF."""
        from learningcircles_wagtail.printing.toolkit import toolkit_response

        return toolkit_response(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `has_pdf`: whether this server can make PDF files."""
        from learningcircles_wagtail.printing.pdf import can_make_pdf

        context = super().get_context(request, *args, **kwargs)
        context["has_pdf"] = can_make_pdf()
        return context


class ToolkitPrintRoutes(RoutablePageMixin):
    """The routes of `ToolkitPageMixin` for one guide on paper, and as Markdown."""

    @path("print/", name="print")
    def print_view(self, request: HttpRequest) -> HttpResponseBase:
        """Show the guide as a printable page, `?format=pdf` as a PDF."""
        from learningcircles_wagtail.printing.toolkit import guide_response

        return guide_response(self, request)

    @path("markdown/", name="markdown")
    def markdown_view(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the guide as Markdown (CommonMark)."""
        from learningcircles_wagtail.feeds.guide_markdown import markdown_response

        return markdown_response(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `has_pdf`: whether this server can make PDF files."""
        from learningcircles_wagtail.printing.pdf import can_make_pdf

        context = super().get_context(request, *args, **kwargs)
        context["has_pdf"] = can_make_pdf()
        return context
