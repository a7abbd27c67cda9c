"""The admin form of a press release: checks across fields, and the embargo."""

from typing import Any

from django.forms import BooleanField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.mixins.page_form import PublicPageForm


class PressReleasePageForm(PublicPageForm):
    """Asks for the hour of an embargo; the page itself holds back until then.

    `take_lists_anew` is a wish and no column: who ticks it has the facts of the lists
    taken again when what is saved here is published.
    """

    take_lists_anew = BooleanField(
        required=False,
        label=gettext_lazy("Take the lists anew"),
        help_text=gettext_lazy(
            "The release keeps its lists as they were when it was first published. "
            "Tick this to replace them by the facts of today at the next publication."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from learningcircles_wagtail.press.frozen import wants_anew

        super().__init__(*args, **kwargs)
        self.initial["take_lists_anew"] = wants_anew(self.instance)

    def save(self, commit: bool = True) -> Any:
        """Save the page, with the editor's wish for new lists, or without it.

        A draft that is saved by itself keeps the tick, and loses it with the tick.
        """
        from learningcircles_wagtail.press.frozen import ask_anew, wants_anew

        wish = bool(self.cleaned_data.get("take_lists_anew"))
        if wish != wants_anew(self.instance):
            ask_anew(self.instance, now=timezone.now() if wish else None)
        return super().save(commit=commit)

    def clean(self) -> dict[str, Any]:
        """Raise at the field; forget the go-live hour of an earlier embargo."""
        data = super().clean()
        embargoed = data.get("timing") == ReleaseTiming.EMBARGO
        until = data.get("embargo_until") if embargoed else None
        if embargoed and not self.is_deferred_validation:
            self.check_embargo(until)
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
