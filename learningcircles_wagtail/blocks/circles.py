"""Blocks about circles: those to come, single ones, and the meetings of one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    BlockGroup,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    IntegerBlock,
    ListBlock,
    StructBlockValidationError,
    TimeBlock,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_CIRCLES,
    ContentBlock,
    ContentValue,
)
from learningcircles_wagtail.blocks.choosers import CirclePageChooserBlock
from learningcircles_wagtail.blocks.live import (
    DEFAULT_CIRCLES_SHOWN,
    MAX_CIRCLES_SHOWN,
    summarise_pages,
    upcoming_of,
)
from learningcircles_wagtail.domain.schedule import MAX_LENGTH_MINUTES
from learningcircles_wagtail.enums import CircleFormat, MeetingState

__all__ = [
    "CircleCardBlock",
    "CircleFactsBlock",
    "MeetingBlock",
    "UpcomingCirclesBlock",
]

MIN_LENGTH_MINUTES = 5


class UpcomingCirclesBlock(ContentBlock):
    """The next circles, kept up to date by themselves."""

    title = CharBlock(
        required=False,
        max_length=120,
        default=_("Upcoming learning circles"),
        label=_("Title"),
    )
    topic = SnippetChooserBlock(
        "learningcircles_wagtail.Topic", required=False, label=_("Topic")
    )
    branch = SnippetChooserBlock(
        "learningcircles_wagtail.Branch", required=False, label=_("Branch")
    )
    library = SnippetChooserBlock(
        "learningcircles_wagtail.LibrarySystem",
        required=False,
        label=_("Library system"),
    )
    format = ChoiceBlock(
        choices=CircleFormat.choices, required=False, label=_("How people meet")
    )
    count = IntegerBlock(
        default=DEFAULT_CIRCLES_SHOWN,
        min_value=1,
        max_value=MAX_CIRCLES_SHOWN,
        label=_("How many"),
        help_text=_("From 1 to 12."),
    )

    class Meta:
        icon = "calendar-alt"
        group = GROUP_CIRCLES
        label = _("Upcoming circles")
        description = _(
            "The circles that start next. Choose a topic, a branch, a library system "
            "or a format to show only these; the list keeps itself up to date."
        )
        template = "learningcircles_wagtail/blocks/upcoming_circles.html"
        label_format = "{title} ({count})"
        form_layout = BlockGroup(
            children=["title", "count", "topic", "branch", "library", "format"]
        )
        preview_value = {"title": _("Upcoming learning circles"), "count": 3}

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `summaries` of the circles found, and the level of their titles.

        Without a title of its own the block has one for screen readers.
        """
        return {
            "summaries": upcoming_of(value, context),
            "facts": None,
            "as_of": None,
            "card_level": context["heading_level"] + 1,
        }


class CircleCardBlock(ContentBlock):
    """One circle, as its card in the list."""

    circle = CirclePageChooserBlock(label=_("Circle"))

    samples = ("circle",)

    class Meta:
        icon = "calendar-check"
        group = GROUP_CIRCLES
        label = _("One circle")
        description = _("The card of one circle: state, time, place.")
        template = "learningcircles_wagtail/blocks/circle_card.html"
        label_format = "{circle}"
        preview_value = {}

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the circle's `summary`, or None where visitors may not see it."""
        summaries = summarise_pages([value.get("circle")], context)
        return {
            "summary": summaries[0] if summaries else None,
            "facts": None,
            "as_of": None,
        }

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: the card names itself."""
        return []


class CircleFactsBlock(ContentBlock):
    """Circles as a list of facts that a newsroom can copy."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    circles = ListBlock(CirclePageChooserBlock(), min_num=1, label=_("Circles"))

    samples = ("circles",)

    class Meta:
        icon = "list-ul"
        group = GROUP_CIRCLES
        label = _("Facts about circles")
        description = _(
            "For a press release: branch, address, course, dates and times of each "
            "circle, taken from its page."
        )
        template = "learningcircles_wagtail/blocks/circle_facts.html"
        label_format = "{title}"
        preview_value = {"title": _("The circles"), "circles": []}

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the circles' summaries as `facts`."""
        return {"facts": summarise_pages(value.get("circles"), context), "as_of": None}


class MeetingBlock(ContentBlock):
    """One meeting of a circle, as an editor plans it.

    The identity of the meeting in calendars is the id of the stream's child that holds
    this block. Times are wall-clock times in the circle's time zone.
    """

    date = DateBlock(label=_("Date"))
    start_time = TimeBlock(
        required=False,
        label=_("Start time"),
        help_text=_("Only if it differs from the circle's own."),
    )
    length_minutes = IntegerBlock(
        required=False,
        min_value=MIN_LENGTH_MINUTES,
        max_value=MAX_LENGTH_MINUTES,
        label=_("Length in minutes"),
        help_text=_("Only if it differs from the circle's own."),
    )
    state = ChoiceBlock(
        choices=MeetingState.choices,
        default=MeetingState.PLANNED.value,
        label=_("State"),
        help_text=_(
            "Leave a cancelled meeting in the list: people see it struck through, and "
            "their calendars remove it."
        ),
    )
    moved_from = DateBlock(
        required=False,
        label=_("Moved from"),
        help_text=_("The date on which this meeting was first announced."),
    )
    title = CharBlock(
        required=False,
        max_length=120,
        label=_("Title"),
        help_text=_("What the meeting is about."),
    )
    room = CharBlock(
        required=False,
        max_length=120,
        label=_("Room"),
        help_text=_("Only if it differs from the circle's own."),
    )
    note = CharBlock(
        required=False,
        max_length=240,
        label=_("Note"),
        help_text=_("Such as “The library is closed”."),
    )

    class Meta:
        icon = "calendar"
        group = GROUP_CIRCLES
        label = pgettext_lazy("of a learning circle", "Meeting")
        description = _("One meeting: its date, and what differs from the others.")
        template = "learningcircles_wagtail/blocks/meeting.html"
        label_format = "{date} {start_time} {state} {title}"
        preview_value = {
            "date": "2026-11-18",
            "start_time": "18:00",
            "state": MeetingState.PLANNED.value,
            "title": _("Body and breath"),
        }

    def clean(self, value: Any) -> Any:
        """Refuse a former date on a meeting that has not been moved from it."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        former = cleaned.get("moved_from")
        if former and cleaned.get("state") == MeetingState.PLANNED:
            message = _("Choose the state “Moved”, or empty this date.")
            raise StructBlockValidationError(
                {"moved_from": ValidationError(message, code="not_moved")}
            )
        return cleaned

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the state with its word."""
        known = MeetingState.values
        state = MeetingState(
            value["state"] if value.get("state") in known else MeetingState.PLANNED
        )
        return {"state": state.value, "state_label": state.label}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: meetings have a list of their own."""
        return []

    def get_preview_value(self) -> Any:
        """Return the sample meeting with a real date and time."""
        return self.to_python({**self.meta.preview_value})
