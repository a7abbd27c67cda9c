"""Panels with which editors write circles, toolkit pages and releases."""

import json
from typing import Any

from django.forms import CheckboxSelectMultiple, Media
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)

LAY_OUT_URL_NAME = "learningcircles_wagtail_lay_out"
STATIC = "learningcircles_wagtail/admin"


class MeetingPatternPanel(MultiFieldPanel):
    """The pattern of meetings, with a button that lays the meetings out as rows.

    The browser sends the pattern to the admin and shows the meetings that come back.
    Without JavaScript they are laid out when the page is published.
    """

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Renders the button and a preview of the dates below the fields."""

        template_name = "learningcircles_wagtail/admin/panels/meeting_pattern.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the address to ask, and the words that the script says."""
            context = super().get_context_data(parent_context)
            meta = self.panel.model._meta
            context["lay_out_url"] = reverse(
                LAY_OUT_URL_NAME, args=[meta.app_label, meta.model_name]
            )
            context["strings"] = json.dumps(
                {
                    "layOut": gettext("Lay out the meetings"),
                    "layOutAgain": gettext("Lay out again"),
                    "wrong": gettext(
                        "Not yet: please look at the fields with a message."
                    ),
                    "failed": gettext(
                        "The meetings could not be laid out just now. Try again, or "
                        "publish: they are laid out then."
                    ),
                }
            )
            return context

        @property
        def media(self) -> Media:
            """The script and the style of the button."""
            return super().media + Media(
                css={"all": (f"{STATIC}/meeting_pattern.css",)},
                js=(f"{STATIC}/meeting_pattern.js",),
            )


class EmbedCodePanel(HelpPanel):
    """The code with which other websites show the list, ready to be copied.

    Without JavaScript it is selected and copied by hand.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", f"{STATIC}/panels/embed_code.html")
        kwargs.setdefault("heading", _("Show this list on another website"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Renders the code of one list, and says which websites may use it."""

        def is_shown(self) -> bool:
            """Whether the page is published: a draft has nothing to show elsewhere."""
            return bool(self.instance.pk and self.instance.live)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the code, the address in it, and the websites that may."""
            from learningcircles_wagtail.directory import embedding

            context = super().get_context_data(parent_context)
            origins = embedding.embed_origins()
            context["embed_code"] = embedding.embed_code(self.instance, self.request)
            context["embed_url"] = embedding.embed_url(self.instance, self.request)
            context["origins"] = [one for one in origins if one != "*"]
            context["everybody"] = "*" in origins
            return context

        @property
        def media(self) -> Media:
            """The script of the button, and the style."""
            return super().media + Media(
                css={"all": (f"{STATIC}/embed_code.css",)},
                js=(f"{STATIC}/embed_code.js",),
            )


class TellLearnersPanel(FieldPanel):
    """The box that has learners told of what changes; where there are learners."""

    class BoundPanel(FieldPanel.BoundPanel):
        """Says how many have a place, and would get a message."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            circle = self.circle
            people = circle.taken if circle else 0
            counted = ngettext(
                "That is %d person now.", "That is %d people now.", people
            )
            self.help_text = f"{self.help_text} {counted % people}"
            if self.bound_field is not None:
                self.bound_field.help_text = self.help_text

        @property
        def circle(self) -> Any:
            """The circle whose facts this page gives, or None."""
            circle = self.instance.circle
            if circle is None or self.instance.alias_of_id:
                return None
            if circle.source_locale_id != self.instance.locale_id:
                # The page in the circle's first language gives the facts.
                return None
            return circle

        def is_shown(self) -> bool:
            """Whether anybody could be told, be it that they need not wait any more."""
            circle = self.circle
            return bool(super().is_shown() and circle and circle.taken + circle.waiting)


class InstantPanel(FieldPanel):
    """A date and time that is read by the editor's own clock, as Wagtail reads all."""

    class BoundPanel(FieldPanel.BoundPanel):
        """Says whose clock that is, and what visitors read by the circle's."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            own, theirs = get_current_timezone_name(), self.instance.get_time_zone()
            self.help_text = gettext("By your own clock (%(zone)s).") % {"zone": own}
            if theirs != own:
                self.help_text += " " + gettext(
                    "Visitors read it by the circle's clock (%(zone)s)."
                ) % {"zone": theirs}
            if self.bound_field is not None:
                self.bound_field.help_text = self.help_text


def choices_panel(field_name: str) -> FieldPanel:
    """Return the panel of several records as check boxes, which need no special key."""
    return FieldPanel(field_name, widget=CheckboxSelectMultiple)


def circle_panels() -> list[Panel]:
    """Return the panels of a circle, in the order in which a librarian thinks."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("course"),
                choices_panel("topics"),
                FieldPanel("language"),
            ],
            heading=_("What people learn"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("format"),
                FieldPanel("branch"),
                FieldPanel("room"),
                FieldPanel("online_link"),
                FieldPanel("time_zone"),
                choices_panel("facilitators"),
            ],
            heading=_("Where, and with whom"),
        ),
        MeetingPatternPanel(
            [
                FieldRowPanel([FieldPanel("first_date"), FieldPanel("start_time")]),
                FieldRowPanel(
                    [FieldPanel("length_minutes"), FieldPanel("meeting_count")]
                ),
                FieldPanel("weekdays"),
                FieldPanel("skipped_dates"),
                FieldPanel("skip_closing_days"),
            ],
            heading=_("Pattern of the meetings"),
        ),
        FieldPanel("meetings"),
        MultiFieldPanel(
            [
                FieldPanel("sign_up_backend"),
                FieldPanel("sign_up_link"),
                FieldPanel("capacity"),
                FieldRowPanel(
                    [FieldPanel("waiting_list"), FieldPanel("waiting_limit")]
                ),
                FieldRowPanel(
                    [
                        InstantPanel("sign_up_opens_at"),
                        InstantPanel("sign_up_closes_at"),
                    ]
                ),
                FieldPanel("sign_up_form"),
            ],
            heading=_("Sign-up"),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("cancelled"), FieldPanel("cancellation_note")],
            heading=_("Cancel the whole circle"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [TellLearnersPanel("tell_learners")], heading=_("Tell learners")
        ),
    ]


def index_panels(*more: Any) -> list[Panel]:
    """Return the panels of every index page, with further ones before the body."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        *more,
        FieldPanel("body"),
    ]


def toolkit_panels() -> list[Panel]:
    """Return the panels of a toolkit page."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("roles"),
                FieldPanel("stage"),
                FieldPanel("minutes"),
                FieldPanel("materials"),
            ],
            heading=_("For whom, and when"),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("last_reviewed_on"), FieldPanel("review_due_on")]
                ),
                FieldPanel("licence"),
                FieldPanel("attribution"),
                FieldPanel("credits"),
            ],
            heading=_("Review and licence"),
        ),
    ]
