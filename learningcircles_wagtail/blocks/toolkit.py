"""Blocks for guides: checklists, timelines, activities, agendas, glossaries."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    TextBlock,
)

from learningcircles_wagtail.blocks.base import (
    GROUP_TOOLKIT,
    SMALL_RICH_TEXT_FEATURES,
    ContentBlock,
    ContentValue,
    ItemBlock,
    choice_label,
    filled,
)
from learningcircles_wagtail.domain.identified import Identified, identified
from learningcircles_wagtail.domain.preparation import Distance

__all__ = [
    "ActivityBlock",
    "AgendaBlock",
    "ChecklistBlock",
    "GlossaryBlock",
    "TimelineBlock",
]

MAX_MINUTES = 600


class TimelineUnit(models.TextChoices):
    """What a timeline counts in."""

    DAYS = "days", pgettext_lazy("unit of a timeline", "days")
    WEEKS = "weeks", pgettext_lazy("unit of a timeline", "weeks")


class TimelineDirection(models.TextChoices):
    """On which side of the first meeting a task lies."""

    BEFORE = "before", _("before the first meeting")
    AFTER = "after", _("after the first meeting")


class ActivityMode(models.TextChoices):
    """Where an activity works."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person or online")


def timeline_label(amount: Any, unit: Any, direction: Any) -> str:
    """Return words such as “6 weeks before”; “On the day” for no distance at all."""
    from learningcircles_wagtail.toolkit.words import distance_words

    return distance_words(Distance(amount, unit, direction))


def checks(values: Any, prefix: str = "") -> list[Identified]:
    """Return what is to be ticked off, with ids; empty words are left out."""
    return [
        Identified(prefix + item.id, item.value)
        for item in identified(values)
        if item.value
    ]


class ChecklistBlock(ContentBlock):
    """Boxes to tick."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    items = ListBlock(
        CharBlock(max_length=240, label=_("To do")), min_num=1, label=_("To do")
    )

    class Meta:
        icon = "tasks"
        group = GROUP_TOOLKIT
        label = _("Checklist")
        description = _("Boxes that a reader ticks; kept in the reader's browser only.")
        template = "learningcircles_wagtail/blocks/checklist.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Before the first evening"),
            "items": [_("Book the room"), _("Print the sign-in sheet")],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `items` that hold words as `{id, value}`."""
        return {"items": checks(value.get("items"))}


class TimelineRowBlock(ItemBlock):
    """What is due at one distance from the first meeting."""

    amount = IntegerBlock(
        min_value=0,
        max_value=365,
        label=_("How many"),
        help_text=_("0 for the day itself."),
    )
    unit = ChoiceBlock(
        choices=TimelineUnit.choices, default=TimelineUnit.WEEKS.value, label=_("Unit")
    )
    direction = ChoiceBlock(
        choices=TimelineDirection.choices,
        default=TimelineDirection.BEFORE.value,
        label=_("Before or after"),
    )
    tasks = ListBlock(
        CharBlock(max_length=240, label=_("Task")), min_num=1, label=_("Tasks")
    )

    class Meta:
        icon = "history"
        label = _("Point in time")
        label_format = "{amount} {unit} {direction}"


class TimelineBlock(ContentBlock):
    """A checklist along the weeks before and after the first meeting."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    rows = ListBlock(TimelineRowBlock(), min_num=1, label=_("Points in time"))

    class Meta:
        icon = "history"
        group = GROUP_TOOLKIT
        label = _("Timeline")
        description = _("What to do when: “6 weeks before”, “on the day”.")
        template = "learningcircles_wagtail/blocks/timeline.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Six weeks to the first evening"),
            "rows": [
                {
                    "amount": 6,
                    "unit": "weeks",
                    "direction": "before",
                    "tasks": [_("Choose a course"), _("Book the room")],
                },
                {
                    "amount": 1,
                    "unit": "days",
                    "direction": "after",
                    "tasks": [_("Thank everyone who came")],
                },
            ],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `rows` as `{label, tasks, due}`, empty ones left out.

        `due` (`toolkit.plan.DueDay`) holds the date for a circle that was chosen
        (`chosen_circle` in the context); `tasks` are `{id, value}`.
        """
        from learningcircles_wagtail.toolkit.plan import distance_of, due_days
        from learningcircles_wagtail.toolkit.words import distance_words

        rows = []
        for row in identified(value.get("rows")):
            distance = distance_of(row.value)
            tasks = checks(row.value.get("tasks"), f"{row.id}.")
            label = distance_words(distance)
            if tasks or label:
                rows.append((distance, {"label": label, "tasks": tasks}))
        due = due_days([row[0] for row in rows], context.get("chosen_circle"))
        return {
            "rows": [
                {**row, "due": day} for (_far, row), day in zip(rows, due, strict=True)
            ]
        }


class ActivityBlock(ContentBlock):
    """Something to do together in a meeting."""

    title = CharBlock(max_length=120, label=_("Title"))
    mode = ChoiceBlock(
        choices=ActivityMode.choices,
        default=ActivityMode.BOTH.value,
        label=_("Where it works"),
    )
    minutes = IntegerBlock(
        required=False, min_value=1, max_value=MAX_MINUTES, label=_("Minutes")
    )
    materials = CharBlock(
        required=False,
        max_length=240,
        label=_("Materials"),
        help_text=_("Such as “paper, a marker, a clock”."),
    )
    instructions = RichTextBlock(
        features=SMALL_RICH_TEXT_FEATURES, label=_("Instructions")
    )

    class Meta:
        icon = "group"
        group = GROUP_TOOLKIT
        label = _("Activity")
        description = _("Something to do together: how long, with what, and how.")
        template = "learningcircles_wagtail/blocks/activity.html"
        label_format = "{title}"
        preview_value = {
            "title": _("A round of news"),
            "mode": "both",
            "minutes": 10,
            "materials": _("a clock"),
            "instructions": _(
                "<p>Everyone tells in one minute what they learned since last week.</p>"
            ),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the mode's words."""
        return {"mode_label": choice_label(ActivityMode, value.get("mode"))}


class AgendaRowBlock(ItemBlock):
    """One item of an agenda."""

    minutes = IntegerBlock(min_value=1, max_value=MAX_MINUTES, label=_("Minutes"))
    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(required=False, label=_("Text"), rows=1)

    class Meta:
        icon = "time"
        label = _("Item")
        label_format = "{minutes} {title}"


class AgendaBlock(ContentBlock):
    """The course of one meeting, with the minutes each part takes."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    rows = ListBlock(AgendaRowBlock(), min_num=1, label=_("Items"))

    class Meta:
        icon = "time"
        group = GROUP_TOOLKIT
        label = _("Agenda")
        description = _("The course of a meeting; the minutes are added up.")
        template = "learningcircles_wagtail/blocks/agenda.html"
        label_format = "{title}"
        preview_value = {
            "title": _("The first evening"),
            "rows": [
                {"minutes": 15, "title": _("Welcome"), "text": _("Names and hopes.")},
                {"minutes": 60, "title": _("The first lesson"), "text": ""},
                {"minutes": 15, "title": _("What next"), "text": ""},
            ],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `rows` as `{row, since}`, and their `total_minutes`.

        `since` is when a row begins: by the clock for a circle that was chosen
        (`chosen_circle` in the context), else in minutes from the beginning.
        """
        from learningcircles_wagtail.toolkit.agenda import beginnings

        rows = filled(value.get("rows"), "title", "text", "minutes")
        minutes = [row.get("minutes") or 0 for row in rows]
        since = beginnings(minutes, context.get("chosen_circle"))
        return {
            "rows": [
                {"row": row, "since": words}
                for row, words in zip(rows, since, strict=True)
            ],
            "total_minutes": sum(minutes),
        }


class TermBlock(ItemBlock):
    """A word and what it means."""

    term = CharBlock(max_length=80, label=_("Word"))
    definition = TextBlock(label=_("Meaning"), rows=2)

    class Meta:
        icon = "glasses"
        label = _("Word")
        label_format = "{term}"
        value_class = ContentValue


class GlossaryBlock(ContentBlock):
    """Words and what they mean."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    terms = ListBlock(TermBlock(), min_num=1, label=_("Words"))

    class Meta:
        icon = "glasses"
        group = GROUP_TOOLKIT
        label = _("Glossary")
        description = _("Words and what they mean.")
        template = "learningcircles_wagtail/blocks/glossary.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Words we use"),
            "terms": [
                {
                    "term": _("Facilitator"),
                    "definition": _("The person who hosts a circle."),
                }
            ],
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the words that are there."""
        return {"terms": filled(value.get("terms"), "term")}
