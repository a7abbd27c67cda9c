"""What all blocks have in common: groups, headings in order, previews, search text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import Block, ListBlock, StructBlock, StructValue

from learningcircles_wagtail.blocks.previews import fill_samples

__all__ = [
    "GROUP_CIRCLES",
    "GROUP_MAPS",
    "GROUP_MEDIA",
    "GROUP_PRESS",
    "GROUP_TEXT",
    "GROUP_TOOLKIT",
    "LINK_HELP",
    "PREVIEW_TEMPLATE",
    "RICH_TEXT_FEATURES",
    "SMALL_RICH_TEXT_FEATURES",
    "ContentBlock",
    "ContentValue",
    "ItemBlock",
    "choice_label",
    "filled",
    "moment",
    "preview_context",
]

GROUP_TEXT = pgettext_lazy("group of blocks", "Text")
GROUP_MEDIA = pgettext_lazy("group of blocks", "Media")
GROUP_CIRCLES = pgettext_lazy("group of blocks", "Circles")
GROUP_TOOLKIT = pgettext_lazy("group of blocks", "Toolkit")
GROUP_PRESS = pgettext_lazy("group of blocks", "Press")
GROUP_MAPS = pgettext_lazy("group of blocks", "Maps")

PREVIEW_TEMPLATE = "learningcircles_wagtail/blocks/preview.html"

RICH_TEXT_FEATURES = [
    "h3",
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "hr",
]
SMALL_RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]

TOP_HEADING_LEVEL = 2

LINK_HELP = _("A page of this site, or an address below: one of the two.")


class ContentValue(StructValue):
    """The value of a content block; knows the anchor that its title got on the page."""

    anchor_id: str = ""


class ItemBlock(StructBlock):
    """A struct inside a block: a question, a card, a row.

    Unlike Wagtail's own, it puts no word "None" into the search index for a child
    that is missing.
    """

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words of the children that hold something."""
        if not self.search_index:
            return []
        words = []
        for name, block in self.child_blocks.items():
            held = value.get(name)
            if isinstance(block, ListBlock):
                held = [item for item in held or () if item is not None]
            if held is not None:
                words += block.get_searchable_content(held)
        return words


class ContentBlock(ItemBlock):
    """A struct that renders as one piece of a public page.

    Its template gets, beside `value`:

    - `heading_level`: the level of the block's own title, 2 unless the block stands
      inside another one that has a title;
    - `subheading_level`: the level of headings below that title (the same level where
      the title is empty), so that no level is ever skipped (WCAG 1.3.1);
    - what `get_extra_context` returns.
    """

    samples: ClassVar[tuple[str, ...]] = ()
    """Children that a preview fills with records of this site; see `fill_samples`."""

    class Meta:
        value_class = ContentValue
        preview_template = PREVIEW_TEMPLATE

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the template's context; heading levels included."""
        context = super().get_context(value, parent_context=parent_context)
        level = context.get("heading_level") or TOP_HEADING_LEVEL
        context["heading_level"] = level
        context["subheading_level"] = level + 1 if value.get("title") else level
        context.update(self.get_extra_context(value, context))
        return context

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Override to give the template more than the value itself.

        `context` is the context so far, the page's `request` included where there is
        one. The keys returned must always be the same, because blocks stand inside
        one another and inherit each other's context.
        """
        return {}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Override to name the values whose titles belong in a page's contents."""
        return [value] if value.get("title") else []

    def get_preview_value(self) -> Any:
        """Return the sample value, completed with records of this site."""
        return fill_samples(self, super().get_preview_value(), self.samples)

    def get_preview_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the preview page's context, with the block's `preview_html`."""
        return preview_context(self, value, parent_context)


def preview_context(
    block: Block, value: Any, parent_context: dict[str, Any] | None
) -> dict[str, Any]:
    """Return the context of our preview template, `preview_html` empty if need be."""
    context = {**(parent_context or {})}
    html = block.render(value, context=context)
    return {**context, "preview_html": html if html.strip() else ""}


def filled(values: Iterable[Any], *names: str) -> list[Any]:
    """Return those of `values` (structs) in which one of the children is not empty."""
    return [
        value
        for value in values or ()
        if value is not None and any(_says_something(value.get(name)) for name in names)
    ]


def _says_something(value: Any) -> bool:
    source = getattr(value, "source", value)
    return bool(source.strip() if isinstance(source, str) else source is not None)


def moment(context: dict[str, Any]) -> datetime:
    """Return the instant a page is rendered for: the page's own `now`, or the clock."""
    return context.get("now") or timezone.now()


def choice_label(choices: type[models.TextChoices], value: Any) -> str:
    """Return the word for `value`, or an empty string where it is no known choice."""
    return str(choices(value).label) if value in choices.values else ""
