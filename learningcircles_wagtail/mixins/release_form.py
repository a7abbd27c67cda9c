"""The admin form of a press release: checks across fields, and the embargo."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.mixins.page_form import PublicPageForm
from learningcircles_wagtail.mixins.release_checks import refuse_placeholders


class PressReleasePageForm(PublicPageForm):
    """Asks for the hour of an embargo; the page itself holds back until then."""

    def clean(self) -> dict[str, Any]:
        """Raise at the field; forget the go-live hour of an earlier embargo."""
        data = super().clean()
        embargoed = data.get("timing") == ReleaseTiming.EMBARGO
        until = data.get("embargo_until") if embargoed else None
        if embargoed and not self.is_deferred_validation:
            self.check_embargo(until)
        if not self.is_deferred_validation:
            refuse_placeholders(self, data)
        self.forget_old_embargo(data)
        return data

    def check_embargo(self, until: Any) -> None:
        """Ask for the hour; refuse to hold back what everybody can read already."""
        if until is None:
            if "embargo_until" not in self.errors:
                self.add_error("embargo_until", _("Give the hour the embargo ends."))
        elif self.instance.pk and self.instance.live and until > timezone.now():
            self.add_error(
                "timing",
                _("This release is public already. Unpublish it first."),
            )

    def forget_old_embargo(self, data: dict[str, Any]) -> None:
        """Clear a go-live hour that the embargo as it was before had set.

        `PressReleasePageMixin.hold_back` sets that of the embargo as it is now; an hour
        that an editor has chosen stays.
        """
        go_live_at = data.get("go_live_at", self.instance.go_live_at)
        if go_live_at is not None and go_live_at == self.initial.get("embargo_until"):
            data["go_live_at"] = self.instance.go_live_at = None
