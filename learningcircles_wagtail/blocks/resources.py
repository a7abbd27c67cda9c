"""Blocks that lead onward: resources of all kinds, chapters of the toolkit."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_TOOLKIT,
    ContentBlock,
    ItemBlock,
    choice_label,
    filled,
)
from learningcircles_wagtail.blocks.choosers import ToolkitPageChooserBlock
from learningcircles_wagtail.blocks.files import file_facts
from learningcircles_wagtail.blocks.links import (
    check_single_target,
    public_pages,
    target_address,
)

__all__ = ["ResourcesBlock", "ToolkitSectionBlock"]


class ResourceKind(models.TextChoices):
    """What a resource is."""

    GUIDE = "guide", pgettext_lazy("kind of resource", "Guide")
    TEMPLATE = "template", pgettext_lazy("kind of resource", "Template")
    FORM = "form", pgettext_lazy("kind of resource", "Form")
    SLIDES = "slides", pgettext_lazy("kind of resource", "Slides")
    VIDEO = "video", pgettext_lazy("kind of resource", "Video")
    WEBSITE = "website", pgettext_lazy("kind of resource", "Website")


class ResourceBlock(ItemBlock):
    """Something useful, and where it is."""

    kind = ChoiceBlock(
        choices=ResourceKind.choices, default=ResourceKind.GUIDE.value, label=_("Kind")
    )
    title = CharBlock(max_length=160, label=_("Title"))
    description = TextBlock(required=False, label=_("Description"), rows=2)
    page = PageChooserBlock(
        required=False,
        label=_("Page"),
        help_text=_("A page, a file or an address: one of the three."),
    )
    document = DocumentChooserBlock(required=False, label=_("File"))
    link = URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "doc-full"
        label = _("Resource")
        label_format = "{kind}: {title}"

    def clean(self, value: Any) -> Any:
        """Refuse a resource that leads nowhere, or to several places."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            check_single_target(cleaned, "page", "document", "link", required=True)
        return cleaned


class ResourcesBlock(ContentBlock):
    """Cards of resources, each with its kind."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    cards = ListBlock(ResourceBlock(), min_num=1, label=_("Resources"))

    class Meta:
        icon = "folder-open-inverse"
        group = GROUP_TOOLKIT
        label = _("Resources")
        description = _("Guides, templates, forms and films, each with its kind.")
        template = "learningcircles_wagtail/blocks/resources.html"
        label_format = "{title}"
        preview_value = {
            "title": _("To take with you"),
            "cards": [
                {
                    "kind": "form",
                    "title": _("Sign-in sheet"),
                    "description": _("One page, for the table by the door."),
                    "link": "https://www.example.org/sign-in/",
                },
                {
                    "kind": "video",
                    "title": _("A circle in three minutes"),
                    "link": "https://www.example.org/film/",
                },
            ],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the resources as `{card, kind_label, address, file_facts}`."""
        cards = filled(value.get("cards"), "title", "description")
        public = public_pages(card.get("page") for card in cards)
        request = context.get("request")
        return {
            "cards": [
                {
                    "card": card,
                    "kind_label": choice_label(ResourceKind, card.get("kind")),
                    "address": target_address(card, public=public, request=request),
                    "file_facts": file_facts(
                        None if card.get("page") else card.get("document")
                    ),
                }
                for card in cards
            ]
        }


class ToolkitSectionBlock(ContentBlock):
    """A chapter of the toolkit: its title, a few words, its pages in order."""

    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(required=False, label=_("Text"), rows=2)
    pages = ListBlock(
        ToolkitPageChooserBlock(label=_("Page")), default=[], label=_("Pages")
    )

    samples = ("pages",)

    class Meta:
        icon = "folder-open-inverse"
        group = GROUP_TOOLKIT
        label = _("Section")
        description = _("A chapter of the toolkit and its pages, in their order.")
        template = "learningcircles_wagtail/blocks/section.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Plan"),
            "text": _("From an idea to a date."),
            "pages": [],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return those of the `pages` that visitors may see."""
        chosen = [page for page in value.get("pages") or () if page is not None]
        public = public_pages(chosen)
        return {"pages": [public[page.pk] for page in chosen if page.pk in public]}
