"""Messages to copy, with blanks to fill in."""

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
from learningcircles_wagtail.domain import blanks

__all__ = ["MessageTemplateBlock", "split_blanks"]


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
        {"text": part.text, "is_blank": part.is_blank} for part in blanks.split(text)
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
            "Put in square brackets what a reader has to fill in. These are filled "
            "from a circle that the reader chooses: [title], [weekday], [first date], "
            "[start time], [place], [room], [address], [number of meetings], "
            "[facilitator], [sign-up link], [web address]."
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
        """Return subject and text in parts, and how many blanks are open.

        With a circle chosen (`chosen_circle` in the context) blanks that it knows are
        filled.
        """
        from learningcircles_wagtail.toolkit.blanks import filled_parts

        circle = context.get("chosen_circle")
        subject = filled_parts(str(value.get("subject") or ""), circle)
        text = filled_parts(str(value.get("text") or ""), circle)
        return {
            "channel_label": choice_label(MessageChannel, value.get("channel")),
            "subject_parts": subject,
            "text_parts": text,
            "open_blanks": blanks.open_blanks([*subject, *text]),
            "filled_blanks": sum(part.is_filled for part in (*subject, *text)),
        }
