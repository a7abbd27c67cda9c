"""The numbered steps of a guide, each with blocks of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StreamBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_TOOLKIT,
    ContentBlock,
    ContentValue,
    ItemBlock,
)
from learningcircles_wagtail.blocks.media import DownloadBlock, PictureBlock
from learningcircles_wagtail.blocks.messages import MessageTemplateBlock
from learningcircles_wagtail.blocks.rendering import render_children
from learningcircles_wagtail.blocks.text import CalloutBlock, ParagraphBlock
from learningcircles_wagtail.blocks.toolkit import ChecklistBlock

__all__ = ["StepBodyBlock", "StepsBlock"]


class StepBodyBlock(StreamBlock):
    """What may stand inside a step."""

    paragraph = ParagraphBlock()
    checklist = ChecklistBlock()
    callout = CalloutBlock()
    message_template = MessageTemplateBlock()
    picture = PictureBlock()
    download = DownloadBlock()

    class Meta:
        template = "learningcircles_wagtail/blocks/stream.html"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the context with the rendered `children`."""
        context = super().get_context(value, parent_context=parent_context)
        context["children"] = render_children(value, parent_context)
        return context


class StepBlock(ItemBlock):
    """One step."""

    title = CharBlock(max_length=120, label=_("Title"))
    body = StepBodyBlock(required=False, label=_("What to do"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"
        value_class = ContentValue


class StepsBlock(ContentBlock):
    """Numbered steps from beginning to end."""

    steps = ListBlock(StepBlock(), min_num=1, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        group = GROUP_TOOLKIT
        label = _("Steps")
        description = _("Numbered steps; each may hold text, checklists, templates.")
        template = "learningcircles_wagtail/blocks/steps.html"
        preview_value = {
            "steps": [
                {
                    "title": _("Choose a course"),
                    "body": [
                        (
                            "paragraph",
                            _("<p>Follow it yourself for one lesson.</p>"),
                        ),
                        (
                            "checklist",
                            {"items": [_("It is free to the end")]},
                        ),
                    ],
                },
                {
                    "title": _("Book the room"),
                    "body": [("paragraph", _("<p>A table for twelve.</p>"))],
                },
            ]
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `steps` as `{step, body}`, the body rendered one level deeper."""
        steps = []
        for step in value.get("steps") or ():
            inner = {**context, "heading_level": context["heading_level"] + 1}
            body = step.get("body")
            html = step.block.child_blocks["body"].render(body, inner) if body else ""
            if step.get("title") or html.strip():
                steps.append({"step": step, "body": html})
        return {"steps": steps}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """The steps that have a title."""
        return [step for step in value.get("steps") or () if step.get("title")]
