"""How a list of circles finds the circle that an address names."""

from typing import Any

from django.http import HttpRequest


class CircleRouting:
    """Finds a circle below the page with all that its page reads, in one query.

    Wagtail reads a page, then its specific row, and each record that it names when it
    is asked for. Stands behind `RoutablePageMixin`, whose routes win over children.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Return the `RouteResult` of an address below this page, or raise Http404."""
        if path_components:
            from learningcircles_wagtail.directory.querysets import circle_page_at

            slug, *rest = path_components
            page = circle_page_at(self, slug)
            if page is not None:
                # As Wagtail does, so that breadcrumbs ask for no parent.
                page._cached_parent_obj = self
                return page.route(request, rest)
        return super().route(request, path_components)
