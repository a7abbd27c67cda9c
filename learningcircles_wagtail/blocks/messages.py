"""Messages to copy, with blanks to fill in."""

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock, TextBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_TOOLKIT,
    ContentBlock,
    choice_label,
)

__all__ = ["MessageTemplateBlock", "split_blanks"]

BLANK = re.compile(r"(\[[^\[\]\n]{1,80}\])")


class MessageChannel(models.TextChoices):
    """By which way a message goes out."""

    EMAIL = "email", pgettext_lazy("kind of message", "E-mail")
    POSTER = "poster", pgettext_lazy("kind of message", "Poster")
    SOCIAL = "social", pgettext_lazy("kind of message", "Social media")
    PHONE = "phone", pgettext_lazy("kind of message", "Telephone")


def split_blanks(text: str) -> list[dict[str, Any]]:
    """Split `text` at its `[blanks]` into parts `{text, is_blank}`, in order.

    A blank stands in square brackets on one line, with at most 80 characters in it.
    """
    return [
        {"text": part, "is_blank": bool(BLANK.fullmatch(part))}
        for part in BLANK.split(text)
        if part
    ]


class MessageTemplateBlock(ContentBlock):
    """A message to copy, with blanks to fill in."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    channel = ChoiceBlock(
        choices=MessageChannel.choices,
        default=MessageChannel.EMAIL.value,
        label=_("Sent by"),
    )
    subject = CharBlock(
        required=False,
        max_length=160,
        label=_("Subject"),
        help_text=_("For an e-mail. Blanks such as [topic] work here, too."),
    )
    text = TextBlock(
        rows=6,
        label=_("Text"),
        help_text=_(
            "Put in square brackets what a reader has to fill in: [topic], [date], "
            "[venue]."
        ),
    )

    class Meta:
        icon = "mail"
        group = GROUP_TOOLKIT
        label = _("Message template")
        description = _("A text to copy, its blanks marked, with a copy button.")
        template = "learningcircles_wagtail/blocks/message_template.html"
        label_format = "{channel}: {title}"
        preview_value = {
            "title": _("Invitation"),
            "channel": "email",
            "subject": _("Learn [topic] with us"),
            "text": _(
                "Would you like to learn [topic] in good company?\n\nFrom [date] we "
                "meet every week at [venue]. It is free."
            ),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return subject and text split at their blanks, and the channel's word."""
        return {
            "channel_label": choice_label(MessageChannel, value.get("channel")),
            "subject_parts": split_blanks(str(value.get("subject") or "")),
            "text_parts": split_blanks(str(value.get("text") or "")),
        }
