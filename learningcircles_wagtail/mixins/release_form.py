"""The admin form of a press release: checks across fields, and the embargo."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.mixins.page_form import PublicPageForm


class PressReleasePageForm(PublicPageForm):
    """Asks for the hour of an embargo, and holds the page back until then."""

    def clean(self) -> dict[str, Any]:
        """Raise at the field; set the go-live hour to the end of the embargo."""
        data = super().clean()
        if data.get("timing") != ReleaseTiming.EMBARGO:
            return data
        until = data.get("embargo_until")
        if until is None:
            if not self.is_deferred_validation and "embargo_until" not in self.errors:
                self.add_error("embargo_until", _("Give the hour the embargo ends."))
            return data
        self.hold_back(data, until)
        return data

    def hold_back(self, data: dict[str, Any], until: Any) -> None:
        """Let Wagtail publish the page when the embargo ends, not before.

        A page that is not live is on no list, feed, search or API by itself.
        """
        go_live_at = data.get("go_live_at") or self.instance.go_live_at
        if until > timezone.now() and (go_live_at is None or go_live_at < until):
            data["go_live_at"] = self.instance.go_live_at = until
