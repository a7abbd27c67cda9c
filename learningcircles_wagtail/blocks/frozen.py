"""Lists of a press release that stay as they were when it was published."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import BlockGroup, ChoiceBlock

from learningcircles_wagtail.blocks.base import ContentBlock, moment
from learningcircles_wagtail.blocks.circles import (
    CircleCardBlock,
    CircleFactsBlock,
    UpcomingCirclesBlock,
)
from learningcircles_wagtail.blocks.links import live_records
from learningcircles_wagtail.blocks.live import summarise_pages, upcoming_of
from learningcircles_wagtail.blocks.maps import MapBlock
from learningcircles_wagtail.blocks.press import LibraryListBlock

__all__ = [
    "FrozenListBlock",
    "ReleaseCircleCardBlock",
    "ReleaseCircleFactsBlock",
    "ReleaseLibraryListBlock",
    "ReleaseMapBlock",
    "ReleaseUpcomingCirclesBlock",
]


class ListTiming(models.TextChoices):
    """Of which day a list in a release is."""

    FROZEN = (
        "frozen",
        pgettext_lazy("facts of a list", "As they were when the release was published"),
    )
    LIVE = "live", pgettext_lazy("facts of a list", "Always as they are now")


class FrozenListBlock(ContentBlock):
    """A list whose facts are kept with the release when it is published.

    The page stores what `take_facts` returns under the id of the stream's child, and
    hands it back in the context as `lc_frozen` (`press.frozen.frozen_lists`). Before
    publication, and where the editor wants the list live, the facts are those of now.
    """

    facts_of = ChoiceBlock(
        choices=ListTiming.choices,
        default=ListTiming.FROZEN.value,
        label=_("The facts"),
        help_text=_(
            "A release is a record: its lists say what was true on the day of its "
            "publication. A list that stays current can change or empty itself later."
        ),
    )

    def is_frozen(self, value: Any) -> bool:
        """Return whether the list keeps its facts; so does one that says nothing."""
        return value.get("facts_of") != ListTiming.LIVE

    def take_facts(self, value: Any, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Override to return the list's facts of now, as JSON can hold them."""
        raise NotImplementedError

    def show_facts(
        self, facts: list[dict[str, Any]], value: Any, context: dict[str, Any]
    ) -> dict[str, Any]:
        """Override to return what the template needs to show `facts`."""
        raise NotImplementedError

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Add `as_of`, the day of the facts shown; None where they are of now."""
        if not self.is_frozen(value):
            shown = super().get_extra_context(value, context)
            return {"facts": None, **shown, "as_of": None}
        kept = (context.get("lc_frozen") or {}).get(context.get("id"))
        if kept is None:
            facts, as_of = self.take_facts(value, context), _today(context)
        else:
            facts, as_of = kept["facts"], kept["as_of"]
        return {**self.show_facts(facts, value, context), "as_of": as_of}


def _today(context: dict[str, Any]) -> date:
    from learningcircles_wagtail.press.frozen import day_of

    return day_of(moment(context))


class FrozenCirclesBlock(FrozenListBlock):
    """Circles as plain facts: no state, no free places, which pass by too soon."""

    def chosen(self, value: Any, context: dict[str, Any]) -> list[Any]:
        """Override to return the summaries of the circles to list."""
        raise NotImplementedError

    def take_facts(self, value: Any, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the facts of the public circles."""
        from learningcircles_wagtail.press.frozen import circle_facts

        return [circle_facts(summary) for summary in self.chosen(value, context)]

    def show_facts(
        self, facts: list[dict[str, Any]], value: Any, context: dict[str, Any]
    ) -> dict[str, Any]:
        """Return them as `facts`; there are no summaries."""
        return {
            "facts": facts,
            "summaries": [],
            "summary": None,
            "card_level": context["heading_level"] + 1,
        }


class ReleaseCircleFactsBlock(FrozenCirclesBlock, CircleFactsBlock):
    """Circles as a list of facts, as they were at publication."""

    def chosen(self, value: Any, context: dict[str, Any]) -> list[Any]:
        """Return the chosen circles that visitors may see."""
        return summarise_pages(value.get("circles"), context)


class ReleaseCircleCardBlock(FrozenCirclesBlock, CircleCardBlock):
    """One circle: its facts at publication, or its card."""

    class Meta:
        description = _("One circle: its facts at publication, or its card.")

    def chosen(self, value: Any, context: dict[str, Any]) -> list[Any]:
        """Return the chosen circle if visitors may see it."""
        return summarise_pages([value.get("circle")], context)


class ReleaseUpcomingCirclesBlock(FrozenCirclesBlock, UpcomingCirclesBlock):
    """The circles that came next at publication, or those that come next."""

    class Meta:
        form_layout = BlockGroup(
            children=[
                "title",
                "count",
                "topic",
                "branch",
                "library",
                "format",
                "facts_of",
            ]
        )

    def chosen(self, value: Any, context: dict[str, Any]) -> list[Any]:
        """Return the circles that come next."""
        return upcoming_of(value, context)


class FrozenPlacesBlock(FrozenListBlock):
    """Libraries or branches on a map and in a list, as they were at publication."""

    def chosen(self, value: Any) -> list[Any]:
        """Override to return the records to list."""
        raise NotImplementedError

    def take_facts(self, value: Any, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Return name, place, position and address of each."""
        from learningcircles_wagtail.directory.maps import place_facts

        return [place_facts(record) for record in self.chosen(value)]

    def show_facts(
        self, facts: list[dict[str, Any]], value: Any, context: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the `drawing` of the map, if wished, and the numbered `places`."""
        from learningcircles_wagtail.directory.maps import show_places

        drawing, places = show_places(facts, on_map=bool(value.get("map", True)))
        return {"drawing": drawing, "places": places, "facts": facts}


class ReleaseLibraryListBlock(FrozenPlacesBlock, LibraryListBlock):
    """The cities and libraries that took part at publication."""

    def chosen(self, value: Any) -> list[Any]:
        """Return the published library systems."""
        return live_records(value.get("libraries"))


class ReleaseMapBlock(FrozenPlacesBlock, MapBlock):
    """A map of library systems or branches, as they were at publication."""

    def chosen(self, value: Any) -> list[Any]:
        """Return the published library systems and branches."""
        return live_records(value.get("libraries")) + live_records(
            value.get("branches")
        )
