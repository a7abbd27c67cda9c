"""The page that lists a library's learning circles."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from learningcircles_wagtail.blocks.streams import PageBodyBlock
from learningcircles_wagtail.fields import StreamField
from learningcircles_wagtail.mixins.circle_index_routes import CircleIndexRoutes
from learningcircles_wagtail.mixins.circle_routing import CircleRouting
from learningcircles_wagtail.mixins.index_page import (
    INTRODUCTION_FEATURES,
    IndexPageMixin,
)
from learningcircles_wagtail.mixins.panels import EmbedCodePanel, index_panels


class CircleIndexPageMixin(
    CircleIndexRoutes, IndexPageMixin, CircleRouting, models.Model
):
    """The list of circles below this page: running ones first, then those over."""

    page_kind = "circle_index_page"

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=INTRODUCTION_FEATURES,
        help_text=_("What a learning circle is, in two or three sentences."),
    )
    body = StreamField(
        PageBodyBlock(required=False),
        verbose_name=_("below the list"),
        blank=True,
    )

    content_panels: ClassVar = [*index_panels(), EmbedCodePanel()]

    class Meta:
        abstract = True

    def get_circles(self, *, now: Any) -> models.QuerySet:
        """Return the public circle pages below this one, in any order.

        Override to leave some out: of the list, its filters, calendar, map and feeds.
        """
        from learningcircles_wagtail.directory.querysets import circle_pages_below

        return circle_pages_below(self)

    def get_frame_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the frame around every view below this page needs.

        Override to give the templates of all views more; call `super()`.
        """
        return super().get_context(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add what was found, `summaries` of this page of it, and `listing`.

        Raises Http404 for a page past the end of the list.
        """
        from learningcircles_wagtail.directory.listing import list_context

        context = super().get_context(request, *args, **kwargs)
        context.update(list_context(self, request, now=timezone.now()))
        return context
