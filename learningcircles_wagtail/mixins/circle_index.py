"""The page that lists a library's learning circles."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from learningcircles_wagtail.blocks.streams import PageBodyBlock
from learningcircles_wagtail.fields import StreamField
from learningcircles_wagtail.mixins.base import paginate
from learningcircles_wagtail.mixins.circle_index_routes import CircleIndexRoutes
from learningcircles_wagtail.mixins.index_page import (
    INTRODUCTION_FEATURES,
    IndexPageMixin,
)
from learningcircles_wagtail.mixins.panels import EmbedCodePanel, index_panels


class CircleIndexPageMixin(CircleIndexRoutes, IndexPageMixin, models.Model):
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
        """Return the public circle pages below this one, in the order of the list.

        Override to leave some out or to order them otherwise.
        """
        from learningcircles_wagtail.directory.querysets import circle_pages_below

        return circle_pages_below(self, now=now)

    def get_frame_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the frame around every view below this page needs.

        Override to give the templates of all views more; call `super()`.
        """
        return super().get_context(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `summaries`, `page_obj`, `paginator` and `result_count`."""
        from learningcircles_wagtail.directory.summaries import summarise_many

        now = timezone.now()
        paginator, page_obj = paginate(request, self.get_circles(now=now))
        summaries = summarise_many(page_obj.object_list, now=now, request=request)
        context = super().get_context(request, *args, **kwargs)
        context.update(
            summaries=summaries,
            page_obj=page_obj,
            paginator=paginator,
            result_count=paginator.count,
        )
        return context
