"""The toolkit: its entrance and its guides for facilitators and organisers."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import ListField
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from learningcircles_wagtail.blocks.outline import OutlineEntry, outline
from learningcircles_wagtail.blocks.streams import (
    PageBodyBlock,
    ToolkitBodyBlock,
    ToolkitSectionsBlock,
)
from learningcircles_wagtail.enums import (
    LICENCE_ADDRESSES,
    ToolkitLicence,
    ToolkitRole,
    ToolkitStage,
)
from learningcircles_wagtail.fields import (
    ChoicesCharField,
    MultipleChoiceField,
    StreamField,
)
from learningcircles_wagtail.mixins.base import PublicPageMixin
from learningcircles_wagtail.mixins.index_page import (
    INTRODUCTION_FEATURES,
    IndexPageMixin,
)
from learningcircles_wagtail.mixins.page_form import ToolkitPageForm
from learningcircles_wagtail.mixins.panels import index_panels, toolkit_panels
from learningcircles_wagtail.mixins.toolkit_print_routes import (
    ToolkitIndexPrintRoutes,
    ToolkitPrintRoutes,
)
from learningcircles_wagtail.mixins.toolkit_routes import (
    ToolkitIndexRoutes,
    ToolkitRoutes,
)
from learningcircles_wagtail.translation import synchronised_fields


class ToolkitIndexPageMixin(
    ToolkitIndexPrintRoutes, ToolkitIndexRoutes, IndexPageMixin, models.Model
):
    """The entrance of the toolkit, with its guides in sections.

    Sections and their order are the editor's; guides that stand in none follow under
    a heading of their own, so that nothing is lost.
    """

    page_kind = "toolkit_index_page"

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )
    sections = StreamField(
        ToolkitSectionsBlock(required=False), verbose_name=_("sections"), blank=True
    )
    body = StreamField(
        PageBodyBlock(required=False), verbose_name=_("below the guides"), blank=True
    )

    content_panels: ClassVar = index_panels(FieldPanel("sections"))

    class Meta:
        abstract = True

    def get_guides(self) -> list[Any]:
        """Return the public guides below this page, in the order of the page tree."""
        children = self.get_children().live().public().specific()
        return [child for child in children if isinstance(child, ToolkitPageMixin)]

    def get_sections(self) -> list[dict[str, Any]]:
        """Return `title`, `text` and `pages` of each section that has pages.

        A chosen guide that is not public, or not below this page, is left out.
        """
        remaining = {guide.pk: guide for guide in self.get_guides()}
        sections = []
        for child in self.sections:
            chosen = child.value.get("pages") or []
            pages = [
                remaining.pop(page.pk)
                for page in chosen
                if page is not None and page.pk in remaining
            ]
            if pages:
                sections.append(
                    {
                        "title": child.value.get("title") or "",
                        "text": child.value.get("text") or "",
                        "pages": pages,
                    }
                )
        if remaining:
            title = _("More guides") if sections else _("Guides")
            pages = list(remaining.values())
            sections.append({"title": title, "text": "", "pages": pages})
        return sections

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `sections`, those that fit what was asked for, and how to ask."""
        from learningcircles_wagtail.directory.guides import guides_context

        context = super().get_context(request, *args, **kwargs)
        context.update(guides_context(self, request))
        return context


class ToolkitPageMixin(
    ToolkitPrintRoutes, ToolkitRoutes, PublicPageMixin, models.Model
):
    """A guide: steps, checklists, templates and downloads for one task."""

    page_kind = "toolkit_page"
    base_form_class = ToolkitPageForm

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_("What the reader can do after reading. Stands in lists."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    roles = MultipleChoiceField(
        _("for whom"), choices=ToolkitRole.choices, blank=True, default=""
    )
    stage = ChoicesCharField(
        _("stage"),
        max_length=20,
        choices=ToolkitStage.choices,
        default=ToolkitStage.PLAN,
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(2000)],
        help_text=_("To read and to do."),
    )
    materials = StreamField(
        [("item", wagtail_blocks.CharBlock(label=_("Item"), icon="tick"))],
        verbose_name=_("what you need"),
        blank=True,
    )
    body = StreamField(
        ToolkitBodyBlock(required=False), verbose_name=_("text"), blank=True
    )
    licence = ChoicesCharField(
        _("licence"),
        max_length=20,
        choices=ToolkitLicence.choices,
        blank=True,
        help_text=_("Under which others may copy and adapt this page."),
    )
    attribution = models.CharField(
        _("attribution"),
        max_length=255,
        blank=True,
        help_text=_("Whom others name, such as “Riverbend Public Library”."),
    )
    credits = models.TextField(
        _("credits"), blank=True, help_text=_("Who wrote it, and after which sources.")
    )
    last_reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    review_due_on = models.DateField(_("next review due"), null=True, blank=True)

    content_panels: ClassVar = toolkit_panels()
    search_fields: ClassVar = [
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("stage"),
    ]
    api_fields: ClassVar = [
        APIField("summary"),
        APIField("roles", serializer=ListField()),
        APIField("stage"),
        APIField("minutes"),
        APIField("licence"),
        APIField("attribution"),
        APIField("last_reviewed_on"),
        APIField("body"),
    ]
    override_translatable_fields: ClassVar = synchronised_fields(
        "roles", "stage", "licence"
    )

    class Meta:
        abstract = True

    @property
    def role_labels(self) -> list[str]:
        """For whom the guide is, in words."""
        words = dict(ToolkitRole.choices)
        return [str(words[role]) for role in self.roles if role in words]

    @property
    def licence_address(self) -> str:
        """Web address of the licence's text, or ""."""
        return LICENCE_ADDRESSES.get(self.licence, "")

    def get_neighbours(self) -> tuple[Any, Any, Any]:
        """Return the index page, and the guides before and after this one, or None.

        The order is the one in which the index shows its sections.
        """
        parent = self.get_parent()
        index_page = parent.specific if parent else None
        if not isinstance(index_page, ToolkitIndexPageMixin):
            return None, None, None
        order = [
            guide for section in index_page.get_sections() for guide in section["pages"]
        ]
        position = next(
            (place for place, guide in enumerate(order) if guide.pk == self.pk), None
        )
        if position is None:
            return index_page, None, None
        before = order[position - 1] if position else None
        after = order[position + 1] if position + 1 < len(order) else None
        return index_page, before, after

    def get_contents(self) -> list[OutlineEntry]:
        """Return `anchor` and `title` of each heading and step, in reading order."""
        return outline(self.body)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `contents`, `index_page`, `previous_page`, `next_page`, and the circle.

        What else there is, `toolkit.guide` says: the circle, and words explained.
        """
        from learningcircles_wagtail.toolkit.guide import (
            circle_context,
            glossary_context,
        )

        context = super().get_context(request, *args, **kwargs)
        index_page, before, after = self.get_neighbours()
        context.update(
            contents=self.get_contents(),
            index_page=index_page,
            previous_page=before,
            next_page=after,
            **circle_context(self, request, now=timezone.now()),
        )
        choice = context["circle_choice"]
        context.update(glossary_context(self, request, index_page, choice))
        return context

    def get_meta_description(self) -> str:
        """Return the editor's description, else the summary."""
        return super().get_meta_description() or self.summary

    def get_structured_data(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Describe the guide as schema.org `HowTo` or `LearningResource`."""
        from learningcircles_wagtail.feeds.guide_data import guide_data

        return guide_data(self, request=request)
