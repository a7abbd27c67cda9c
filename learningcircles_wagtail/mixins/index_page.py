"""What the entrances of circles, toolkit and press room share."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.api import APIField
from wagtail.search import index

from learningcircles_wagtail.mixins.base import PublicPageMixin

INTRODUCTION_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class IndexPageMixin(PublicPageMixin):
    """A page with an `introduction`, a list of the pages below it, and a `body`."""

    search_fields: ClassVar = [
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    api_fields: ClassVar = [APIField("introduction"), APIField("body")]

    def get_structured_data(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Describe the page as schema.org `CollectionPage`."""
        from learningcircles_wagtail.feeds.structured_data import collection_page

        return collection_page(self, request=request)
