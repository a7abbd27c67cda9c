"""The example site's own page: its home."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from learningcircles_wagtail.blocks.streams import PageBodyBlock
from learningcircles_wagtail.fields import StreamField
from learningcircles_wagtail.mixins.base import PublicPageMixin


class HomePage(PublicPageMixin, Page):
    """A library's front page, built from the blocks of learning circles."""

    page_kind = "home_page"
    template = "example_site/home_page.html"

    headline = models.CharField(
        _("headline"),
        max_length=150,
        blank=True,
        help_text=_("In large letters beside the picture. Empty: the page's title."),
    )
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("Two sentences: what a visitor finds here."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(
        PageBodyBlock(required=False), verbose_name=_("content"), blank=True
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("introduction"),
                FieldPanel("picture"),
            ],
            heading=_("Top of the page"),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    api_fields: ClassVar = [
        APIField("headline"),
        APIField("introduction"),
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add the list of circles in this language, for the first button."""
        context = super().get_context(request, *args, **kwargs)
        from learningcircles_wagtail.models.pages import CircleIndexPage

        context["circle_index"] = (
            CircleIndexPage.objects.descendant_of(self).live().public().first()
        )
        return context

    def get_meta_description(self) -> str:
        """Return the editor's description, else the introduction."""
        return super().get_meta_description() or self.introduction
