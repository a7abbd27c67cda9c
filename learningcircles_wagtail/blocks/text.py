"""Blocks of words: headings, paragraphs, quotes, callouts, questions."""

from typing import Any

from django.core.validators import validate_unicode_slug
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    BlockGroup,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    TextBlock,
    URLBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_TEXT,
    LINK_HELP,
    PREVIEW_TEMPLATE,
    RICH_TEXT_FEATURES,
    SMALL_RICH_TEXT_FEATURES,
    ContentBlock,
    ContentValue,
    ItemBlock,
    filled,
    preview_context,
)
from learningcircles_wagtail.blocks.links import (
    check_single_target,
    public_pages,
    target_address,
)

__all__ = [
    "CallToActionBlock",
    "CalloutBlock",
    "FaqBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "QuoteBlock",
]


class CalloutTone(models.TextChoices):
    """How strongly a callout speaks."""

    NOTE = "note", pgettext_lazy("callout", "Note")
    TIP = "tip", pgettext_lazy("callout", "Tip")
    IMPORTANT = "important", pgettext_lazy("callout", "Important")


class HeadingBlock(ContentBlock):
    """A heading of level 2 that links can lead to."""

    text = CharBlock(max_length=120, label=_("Heading"))
    anchor = CharBlock(
        required=False,
        max_length=80,
        validators=[validate_unicode_slug],
        label=_("Anchor"),
        help_text=_(
            "For links straight to this heading: letters, digits and hyphens, such as "
            "opening-hours. Left empty, it is made from the heading."
        ),
    )

    class Meta:
        icon = "title"
        group = GROUP_TEXT
        label = _("Heading")
        description = _("Begins a section of the page.")
        template = "learningcircles_wagtail/blocks/heading.html"
        form_layout = BlockGroup(children=["text"], settings=["anchor"])
        label_format = "{text}"
        preview_value = {"text": _("What to bring")}

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `anchor`: the one the stream assigned, else the editor's own."""
        return {"anchor": value.anchor_id or value.get("anchor") or ""}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """The heading itself."""
        return [value] if value.get("text") else []


class ParagraphBlock(RichTextBlock):
    """Running text with links, lists and small headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(*args, **kwargs)

    def get_preview_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the preview page's context, with the block's `preview_html`."""
        return preview_context(self, value, parent_context)

    class Meta:
        icon = "pilcrow"
        group = GROUP_TEXT
        label = _("Text")
        description = _("Paragraphs, lists and small headings.")
        template = "learningcircles_wagtail/blocks/paragraph.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = _(
            "<p>A learning circle is a <b>free study group</b> that meets every week "
            "in the library and works through an online course together.</p>"
            "<ul><li>Nobody teaches, everybody learns.</li>"
            "<li>A librarian keeps it going.</li></ul>"
        )


class QuoteBlock(ContentBlock):
    """What somebody said, and who it was."""

    quote = TextBlock(label=pgettext_lazy("what was said", "Quote"), rows=3)
    name = CharBlock(required=False, max_length=120, label=_("Name"))
    role = CharBlock(required=False, max_length=120, label=_("Job title or role"))
    organisation = CharBlock(required=False, max_length=160, label=_("Organisation"))
    picture = ImageChooserBlock(
        required=False,
        label=_("Picture"),
        help_text=_("A portrait, shown round and small beside the name."),
    )
    picture_credit = CharBlock(
        required=False,
        max_length=160,
        label=_("Credit of the picture"),
        help_text=_("Who took the picture, and under which licence it may be used."),
    )

    class Meta:
        icon = "openquote"
        group = GROUP_TEXT
        label = pgettext_lazy("what was said", "Quote")
        description = _("Words of a learner, a librarian or a partner.")
        template = "learningcircles_wagtail/blocks/quote.html"
        label_format = "{name}: {quote}"
        preview_value = {
            "quote": _("I came for the spreadsheets and stayed for the people."),
            "name": _("A learner"),
            "role": _("third circle"),
            "organisation": _("Central Library"),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return whether newsrooms may copy the quote here, and the `quotation`."""
        from learningcircles_wagtail.directory.words import quoted

        parts = [value.get(name) for name in ("name", "role", "organisation")]
        source = ", ".join(str(part) for part in parts if part)
        words = quoted(" ".join(str(value.get("quote") or "").split()))
        return {
            "can_be_quoted": context.get("lc_page_kind") == "press_release_page",
            "quotation": f"{words} – {source}" if source else words,
        }

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: a quote has no title."""
        return []


class CalloutBlock(ContentBlock):
    """A short passage that must not be overlooked."""

    tone = ChoiceBlock(
        choices=CalloutTone.choices, default=CalloutTone.NOTE.value, label=_("Tone")
    )
    title = CharBlock(required=False, max_length=120, label=_("Title"))
    text = RichTextBlock(features=SMALL_RICH_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "info-circle"
        group = GROUP_TEXT
        label = _("Callout")
        description = _("A note, a tip or a warning that stands out.")
        template = "learningcircles_wagtail/blocks/callout.html"
        label_format = "{title}"
        preview_value = {
            "tone": CalloutTone.TIP.value,
            "title": _("Closing days"),
            "text": _("<p>Check the holidays before you fix the dates.</p>"),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the tone, a note where none is set, with its word."""
        known = CalloutTone.values
        tone = CalloutTone(value["tone"] if value.get("tone") in known else "note")
        return {"tone": tone.value, "tone_label": tone.label}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: a callout interrupts a section, it begins none."""
        return []


class CallToActionBlock(ContentBlock):
    """One sentence and one button."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    text = TextBlock(required=False, label=_("Text"), rows=2)
    button_text = CharBlock(
        max_length=60,
        label=_("Words on the button"),
        help_text=_("Say what happens: “See all circles”, not “Click here”."),
    )
    page = PageChooserBlock(required=False, label=_("Page"), help_text=LINK_HELP)
    link = URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "link"
        group = GROUP_TEXT
        label = _("Call to action")
        description = _("A button that leads to the next step, with a line of text.")
        template = "learningcircles_wagtail/blocks/call_to_action.html"
        label_format = "{title} {button_text}"
        preview_value = {
            "title": _("Would you like to learn with others?"),
            "text": _("It is free, and everyone is welcome."),
            "button_text": _("See all circles"),
            "link": "https://www.example.org/",
        }

    def clean(self, value: Any) -> Any:
        """Ask for a page or an address, and not for both."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            check_single_target(cleaned, "page", "link", required=True)
        return cleaned

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return where the button leads; without an address there is no button."""
        return {
            "address": target_address(
                value,
                public=public_pages([value.get("page")]),
                request=context.get("request"),
            )
        }

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: it is an aside."""
        return []


class QuestionBlock(ItemBlock):
    """A question and its answer."""

    question = CharBlock(max_length=200, label=_("Question"))
    answer = RichTextBlock(features=SMALL_RICH_TEXT_FEATURES, label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class FaqBlock(ContentBlock):
    """Questions that open to show their answers."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    items = ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        group = GROUP_TEXT
        label = _("Questions and answers")
        description = _("Questions that open to show their answers.")
        template = "learningcircles_wagtail/blocks/faq.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Good to know"),
            "items": [
                {
                    "question": _("Does it cost anything?"),
                    "answer": _(
                        "<p>No. The course, the room and the tea are free.</p>"
                    ),
                },
                {
                    "question": _("May I join late?"),
                    "answer": _("<p>Yes. Come to the next meeting.</p>"),
                },
            ],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the questions that hold some words."""
        return {"questions": filled(value.get("items"), "question")}
