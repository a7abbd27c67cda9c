"""Blocks that stand in rows: cards, figures, logos."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    TextBlock,
    URLBlock,
)
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_TEXT,
    LINK_HELP,
    ContentBlock,
    ContentValue,
    ItemBlock,
    filled,
)
from learningcircles_wagtail.blocks.links import (
    check_single_target,
    public_pages,
    target_address,
)

__all__ = ["CardsBlock", "FiguresBlock", "LogosBlock"]


class FigureBlock(ItemBlock):
    """A number and what it counts."""

    value = CharBlock(max_length=20, label=_("Figure"), help_text=_("Such as 15."))
    label = CharBlock(
        max_length=80,
        label=_("What it counts"),
        help_text=_("Such as “library systems”."),
    )

    class Meta:
        icon = "decimal"
        label = _("Figure")
        label_format = "{value} {label}"


class FiguresBlock(ContentBlock):
    """A row of large numbers."""

    items = ListBlock(FigureBlock(), min_num=1, max_num=6, label=_("Figures"))

    class Meta:
        icon = "decimal"
        group = GROUP_TEXT
        label = _("Figures")
        description = _("A few large numbers in a row, such as “15 library systems”.")
        template = "learningcircles_wagtail/blocks/figures.html"
        preview_value = {
            "items": [
                {"value": "15", "label": _("library systems")},
                {"value": "24", "label": _("circles this season")},
                {"value": "0", "label": _("fees")},
            ]
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the figures that say something."""
        return {"figures": filled(value.get("items"), "value", "label")}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: figures have no title."""
        return []


class CardBlock(ItemBlock):
    """A card: a picture, a title, a few words, and where it leads."""

    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(required=False, label=_("Text"), rows=2)
    picture = ImageBlock(required=False, label=_("Picture"))
    credit = CharBlock(
        required=False,
        max_length=160,
        label=_("Credit of the picture"),
        help_text=_("Who took the picture, and under which licence it may be used."),
    )
    page = PageChooserBlock(required=False, label=_("Page"), help_text=LINK_HELP)
    link = URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "grid"
        label = _("Card")
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        """Refuse a card that leads to two places."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            check_single_target(cleaned, "page", "link")
        return cleaned


class CardsBlock(ContentBlock):
    """A row of cards."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    cards = ListBlock(CardBlock(), min_num=1, label=_("Cards"))

    samples = ("cards.picture",)

    class Meta:
        icon = "grid"
        group = GROUP_TEXT
        label = _("Cards")
        description = _("Ways onward: each card has a title, a few words, a picture.")
        template = "learningcircles_wagtail/blocks/cards.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Where to begin"),
            "cards": [
                {
                    "title": _("Find a circle"),
                    "text": _("Near you, at an hour that suits you."),
                    "link": "https://www.example.org/circles/",
                },
                {
                    "title": _("Host a circle"),
                    "text": _("The toolkit takes you from an idea to a full table."),
                    "link": "https://www.example.org/toolkit/",
                },
            ],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the cards as `{card, address}`."""
        cards = filled(value.get("cards"), "title", "text")
        public = public_pages(card.get("page") for card in cards)
        request = context.get("request")
        return {
            "cards": [
                {
                    "card": card,
                    "address": target_address(card, public=public, request=request),
                }
                for card in cards
            ]
        }


class LogoBlock(ItemBlock):
    """The logo of a partner."""

    picture = ImageChooserBlock(label=_("Logo"))
    name = CharBlock(
        max_length=120,
        label=_("Name"),
        help_text=_("Read aloud in place of the logo."),
    )
    link = URLBlock(required=False, label=_("Website"))

    class Meta:
        icon = "image"
        label = _("Logo")
        label_format = "{name}"


class LogosBlock(ContentBlock):
    """Logos of partners and funders."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    logos = ListBlock(LogoBlock(), min_num=1, label=_("Logos"))

    samples = ("logos.picture",)

    class Meta:
        icon = "image"
        group = GROUP_TEXT
        label = _("Logos")
        description = _("Logos of partners and funders, with their names.")
        template = "learningcircles_wagtail/blocks/logos.html"
        label_format = "{title}"
        preview_value = {
            "title": _("With the support of"),
            "logos": [{"name": _("A foundation"), "link": "https://www.example.org/"}],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the logos that have a picture or a name."""
        return {"logos": filled(value.get("logos"), "picture", "name")}
