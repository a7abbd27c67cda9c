"""What the edit view of a release says about its embargo."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import HelpPanel


class EmbargoPanel(HelpPanel):
    """Says in words what is scheduled and what is not kept from the public.

    The words are of the release as it was saved last.
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
            return bool(page.pk and not page.live and page.is_embargoed(timezone.now()))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the hours, the way to reporters' links, and files that are shared."""
            from learningcircles_wagtail.directory.words import instant_words
            from learningcircles_wagtail.press.embargo import early_edition
            from learningcircles_wagtail.press.files import shared_files

            context = super().get_context_data(parent_context)
            page = self.instance
            zone = page.embargo_zone
            early = early_edition(page)
            until = page.embargo_until
            permissions = page.permissions_for_user(self.request.user)
            context.update(
                hour=instant_words(until, zone) if until else "",
                hour_in_utc=instant_words(until, "UTC") if until else "",
                is_scheduled=early is not None,
                shared_files=shared_files(page, now=timezone.now()),
                links_url=(
                    reverse("learningcircles_wagtail_reporter_links", args=[page.pk])
                    if early is not None and permissions.can_publish()
                    else ""
                ),
            )
            return context
