"""Which blocks each kind of page offers, and the small streams beside them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    StreamBlock,
    StreamBlockValidationError,
    StructBlockValidationError,
)

from learningcircles_wagtail.blocks.cards import CardsBlock, FiguresBlock, LogosBlock
from learningcircles_wagtail.blocks.circles import (
    CircleCardBlock,
    MeetingBlock,
    UpcomingCirclesBlock,
)
from learningcircles_wagtail.blocks.frozen import (
    ReleaseCircleCardBlock,
    ReleaseCircleFactsBlock,
    ReleaseLibraryListBlock,
    ReleaseMapBlock,
    ReleaseUpcomingCirclesBlock,
)
from learningcircles_wagtail.blocks.maps import MapBlock
from learningcircles_wagtail.blocks.media import (
    DownloadBlock,
    PictureBlock,
    VideoBlock,
)
from learningcircles_wagtail.blocks.messages import MessageTemplateBlock
from learningcircles_wagtail.blocks.outline import assign_anchors
from learningcircles_wagtail.blocks.press import (
    ArticleBlock,
    BoilerplateBlock,
    CorrectionBlock,
    LibraryListBlock,
    MediaContactBlock,
    ReleasePictureBlock,
)
from learningcircles_wagtail.blocks.rendering import render_children
from learningcircles_wagtail.blocks.resources import ResourcesBlock, ToolkitSectionBlock
from learningcircles_wagtail.blocks.steps import StepsBlock
from learningcircles_wagtail.blocks.text import (
    CalloutBlock,
    CallToActionBlock,
    FaqBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
)
from learningcircles_wagtail.blocks.toolkit import (
    ActivityBlock,
    AgendaBlock,
    ChecklistBlock,
    GlossaryBlock,
    TimelineBlock,
)
from learningcircles_wagtail.domain.schedule import MAX_MEETINGS

__all__ = [
    "BodyBlock",
    "CircleBodyBlock",
    "CorrectionsBlock",
    "CoverageBlock",
    "MeetingsBlock",
    "PageBodyBlock",
    "PressBodyBlock",
    "ToolkitBodyBlock",
    "ToolkitSectionsBlock",
]


class BodyBlock(StreamBlock):
    """A stream of content blocks: what every page of ours can hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()
    faq = FaqBlock()
    figures = FiguresBlock()
    cards = CardsBlock()
    logos = LogosBlock()
    picture = PictureBlock()
    video = VideoBlock()
    download = DownloadBlock()
    upcoming_circles = UpcomingCirclesBlock()
    circle_card = CircleCardBlock()
    map = MapBlock()

    class Meta:
        required = False
        template = "learningcircles_wagtail/blocks/stream.html"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the context with the rendered `children`, their anchors assigned."""
        assign_anchors(value)
        context = super().get_context(value, parent_context=dict(parent_context or {}))
        context["children"] = render_children(value, parent_context)
        return context

    def clean(self, value: Any) -> Any:
        """Refuse two headings with the same anchor, at the second one."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        taken: set[str] = set()
        errors: dict[int, ValidationError] = {}
        for index, child in enumerate(cleaned):
            anchor = child.value.get("anchor") if child.block_type == "heading" else ""
            if anchor and anchor in taken:
                message = _("Another heading of this page has this anchor.")
                errors[index] = StructBlockValidationError(
                    {"anchor": ValidationError(message, code="anchor_taken")}
                )
            taken.add(anchor)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


class CircleBodyBlock(BodyBlock):
    """What a circle's page says beside its facts."""

    checklist = ChecklistBlock()
    agenda = AgendaBlock()
    resources = ResourcesBlock()


class ToolkitBodyBlock(BodyBlock):
    """What a toolkit page is made of."""

    steps = StepsBlock()
    timeline = TimelineBlock()
    checklist = ChecklistBlock()
    resources = ResourcesBlock()
    message_template = MessageTemplateBlock()
    activity = ActivityBlock()
    agenda = AgendaBlock()
    glossary = GlossaryBlock()


class PressBodyBlock(BodyBlock):
    """What a press release is made of; its lists keep the facts of their day."""

    picture = ReleasePictureBlock()
    upcoming_circles = ReleaseUpcomingCirclesBlock()
    circle_card = ReleaseCircleCardBlock()
    map = ReleaseMapBlock()
    circle_facts = ReleaseCircleFactsBlock()
    library_list = ReleaseLibraryListBlock()
    media_contact = MediaContactBlock()
    boilerplate = BoilerplateBlock()


class PageBodyBlock(BodyBlock):
    """What a home page or an index page can hold."""

    resources = ResourcesBlock()
    timeline = TimelineBlock()
    glossary = GlossaryBlock()
    library_list = LibraryListBlock()
    media_contact = MediaContactBlock()
    boilerplate = BoilerplateBlock()


class MeetingsBlock(StreamBlock):
    """The meetings of a circle; the id of a child is the identity of a meeting."""

    meeting = MeetingBlock()

    class Meta:
        required = False
        max_num = MAX_MEETINGS
        collapsed = True
        template = "learningcircles_wagtail/blocks/meetings.html"

    def clean(self, value: Any) -> Any:
        """Refuse two meetings at the same date and time, at the second one."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        taken: set[tuple[Any, Any]] = set()
        errors: dict[int, ValidationError] = {}
        for index, child in enumerate(cleaned):
            if child.value.get("state") == "cancelled":
                continue
            moment = (child.value.get("date"), child.value.get("start_time"))
            if moment in taken:
                message = _("Another meeting is on this date at the same time.")
                errors[index] = StructBlockValidationError(
                    {"date": ValidationError(message, code="same_time")}
                )
            taken.add(moment)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


class CorrectionsBlock(StreamBlock):
    """The corrections of a press release."""

    correction = CorrectionBlock()

    class Meta:
        required = False


class CoverageBlock(StreamBlock):
    """What the press made of a release."""

    article = ArticleBlock()

    class Meta:
        required = False


class ToolkitSectionsBlock(StreamBlock):
    """The chapters of the toolkit."""

    section = ToolkitSectionBlock()

    class Meta:
        required = False
