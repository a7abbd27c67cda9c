"""Panels with which editors write a press release."""

import json
from typing import Any

from django.forms import Media
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from learningcircles_wagtail.mixins.embargo_panel import EmbargoPanel
from learningcircles_wagtail.mixins.panels import STATIC, choices_panel
from learningcircles_wagtail.mixins.release_checks import ReleaseChecksPanel

HEADLINE_LENGTH = 80
"""Characters after which newsrooms, lists and search results cut a headline."""


class HeadlinePanel(TitleFieldPanel):
    """The title of a release, with a hint at its length while it is written.

    Without JavaScript the advice stands there as help.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            _(
                "The headline. Up to 80 characters are best: newsrooms, lists and "
                "search results cut what is longer."
            ),
        )
        # Grows with what is written, where a field of one line would hide its end.
        kwargs.setdefault("widget", AdminAutoHeightTextInput)
        super().__init__(*args, **kwargs)

    class BoundPanel(TitleFieldPanel.BoundPanel):
        """Gives the script its words."""

        def get_attrs(self) -> dict[str, Any]:
            """Add what `admin/headline.js` says; it fills in `{count}`."""
            words = {
                "most": HEADLINE_LENGTH,
                "count": gettext("{count} of 80 characters"),
                "long": gettext("{count} characters: 80 at most are best"),
            }
            return {**super().get_attrs(), "data-lc-headline": json.dumps(words)}

        @property
        def media(self) -> Media:
            """The script and the style of the hint."""
            return super().media + Media(
                css={"all": (f"{STATIC}/headline.css",)}, js=(f"{STATIC}/headline.js",)
            )


class TakeListsAnewPanel(FieldPanel):
    """The box that has the lists of a published release taken again."""

    class BoundPanel(FieldPanel.BoundPanel):
        """Shown where there is something to take again."""

        def is_shown(self) -> bool:
            """Whether the release keeps facts of any list."""
            from learningcircles_wagtail.press.frozen import has_frozen_lists

            return super().is_shown() and has_frozen_lists(self.instance)


def release_panels() -> list[Panel]:
    """Return the panels of a press release, from headline to contacts."""
    return [
        ReleaseChecksPanel(),
        HeadlinePanel("title"),
        FieldPanel("subheadline"),
        MultiFieldPanel(
            [
                FieldPanel("timing"),
                FieldRowPanel(
                    [FieldPanel("embargo_until"), FieldPanel("embargo_time_zone")]
                ),
                EmbargoPanel(),
            ],
            heading=_("When newsrooms may use it"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("dateline_city"),
                        FieldPanel(
                            "dateline_region",
                            help_text=_(
                                "As newspapers write it, such as “Ill.”. A city that "
                                "everybody knows needs none."
                            ),
                        ),
                    ]
                ),
                FieldPanel("dateline_date"),
            ],
            heading=_("Dateline"),
        ),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("picture_caption"),
                FieldPanel("picture_credit"),
            ],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
        TakeListsAnewPanel("take_lists_anew"),
        MultiFieldPanel(
            [
                FieldPanel("funder"),
                choices_panel("boilerplates"),
                choices_panel("contacts"),
            ],
            heading=_("At the end"),
        ),
        FieldPanel("corrections"),
        FieldPanel("coverage"),
    ]
