"""What the edit view of a release says about its embargo."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel


class EmbargoPanel(HelpPanel):
    """Says in words what is scheduled and what is not kept from the public.

    The hour is that of the schedule, where there is one: of a draft that was saved
    later nothing is published before somebody does so.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "template", "learningcircles_wagtail/admin/panels/embargo.html"
        )
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Renders the state of one release."""

        def is_shown(self) -> bool:
            """Whether there is an embargo to speak of."""
            page = self.instance
            if not page.pk or page.live:
                return False
            return self.edition.is_embargoed(timezone.now()) or bool(self.others)

        @cached_property
        def others(self) -> list[Any]:
            """The other languages that hold this one back."""
            from learningcircles_wagtail.press.languages import held_in_others

            return held_in_others(self.instance, now=timezone.now())

        @cached_property
        def edition(self) -> Any:
            """The release as it is scheduled, else as it was saved last."""
            from learningcircles_wagtail.press.embargo import early_edition

            return early_edition(self.instance) or self.instance

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the hours, the way to reporters' links, and files that are shared."""
            from learningcircles_wagtail.directory.words import instant_words
            from learningcircles_wagtail.press.files import shared_files

            context = super().get_context_data(parent_context)
            page = self.instance
            is_scheduled = self.edition is not page
            zone, until = self.edition.embargo_zone, self.edition.embargo_until
            drafted = (page.timing, page.embargo_until, page.embargo_zone)
            permissions = page.permissions_for_user(self.request.user)
            context.update(
                hour=instant_words(until, zone) if until else "",
                hour_in_utc=instant_words(until, "UTC") if until else "",
                is_scheduled=is_scheduled,
                others=[
                    {
                        "language": other.locale.get_display_name(),
                        "hour": (
                            instant_words(other.embargo_until, other.embargo_zone)
                            if other.embargo_until
                            else ""
                        ),
                    }
                    for other in self.others
                ],
                is_changed=drafted != (self.edition.timing, until, zone),
                shared_files=shared_files(page, now=timezone.now()),
                links_url=(
                    reverse("learningcircles_wagtail_reporter_links", args=[page.pk])
                    if is_scheduled and permissions.can_publish()
                    else ""
                ),
            )
            return context
