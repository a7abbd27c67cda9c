"""The admin form of a press release: checks across fields, and the embargo."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.forms import BooleanField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.domain.schedule import is_time_zone
from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.mixins.page_form import PublicPageForm
from learningcircles_wagtail.mixins.release_checks import refuse_placeholders
from learningcircles_wagtail.mixins.wall_clock import WallClockField, instant_of


class PressReleasePageForm(PublicPageForm):
    """Asks for the hour of an embargo; the page itself holds back until then.

    The hour is typed and shown by the clock of the release's own time zone, wherever
    the editor's computer stands. `take_lists_anew` is a wish and no column: who ticks
    it has the facts of the lists taken again when what is saved here is published.
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
        self.embargo_before: datetime | None = self.initial.get("embargo_until")
        if "embargo_until" in self.fields:
            self.read_hour_by_own_clock()

    def save(self, commit: bool = True) -> Any:
        """Save the page, with the editor's wish for new lists, or without it.

        A draft that is saved by itself keeps the tick, and loses it with the tick.
        """
        from learningcircles_wagtail.press.frozen import ask_anew, wants_anew

        wish = bool(self.cleaned_data.get("take_lists_anew"))
        if wish != wants_anew(self.instance):
            ask_anew(self.instance, now=timezone.now() if wish else None)
        return super().save(commit=commit)

    def clean_title(self) -> str:
        """Return the headline in one line; its field has room for several."""
        return one_line(self.cleaned_data["title"])

    def read_hour_by_own_clock(self) -> None:
        """Put a field in place that knows no zone, and say whose clock counts."""
        zone = self.instance.embargo_zone
        field = self.fields["embargo_until"]
        self.fields["embargo_until"] = WallClockField(
            required=field.required,
            label=field.label,
            widget=field.widget,
            help_text=_(
                "By the clock of the time zone beside it, or of %(zone)s where that is "
                "empty. Nobody sees the release before that hour."
            )
            % {"zone": settings.DEFAULT_TIME_ZONE.replace("_", " ")},
        )
        if isinstance(self.embargo_before, datetime):
            local = self.embargo_before.astimezone(ZoneInfo(zone))
            self.initial["embargo_until"] = local.replace(tzinfo=None)

    def clean(self) -> dict[str, Any]:
        """Raise at the field; forget the go-live hour of an earlier embargo."""
        self.keep_go_live_hour()
        data = super().clean()
        self.set_instant(data)
        embargoed = data.get("timing") == ReleaseTiming.EMBARGO
        until = data.get("embargo_until") if embargoed else None
        if embargoed and not self.is_deferred_validation:
            self.check_embargo(until)
        if not self.is_deferred_validation:
            refuse_placeholders(self, data)
        self.forget_old_embargo(data)
        return data

    def keep_go_live_hour(self) -> None:
        """Accept the go-live hour of an embargo where the editor has not touched it.

        Wagtail reads it by the editor's own clock, which may show that hour twice in
        autumn, although the release's clock shows it once.
        """
        before = self.initial.get("go_live_at")
        typed = str(self.data.get(self.add_prefix("go_live_at"), ""))
        if before is None or not self.has_error("go_live_at", "ambiguous_timezone"):
            return
        if typed[:16] == timezone.localtime(before).strftime("%Y-%m-%d %H:%M"):
            del self.errors["go_live_at"]
            self.cleaned_data["go_live_at"] = before

    def set_instant(self, data: dict[str, Any]) -> None:
        """Turn the hour as typed into an instant; refuse one that clocks do not show.

        Where the time zone itself is wrong, nobody knows the instant: the hour is left
        out, so that a draft keeps the one it had.
        """
        wall = data.get("embargo_until")
        if wall is None:
            return
        own = data.get("embargo_time_zone", self.instance.embargo_time_zone)
        if own and not is_time_zone(own):
            # The field itself is told so when the model is checked.
            del data["embargo_until"]
            return
        before = self.initial.get("embargo_until")
        zone_before = self.initial.get("embargo_time_zone")
        if wall == before and (own or "") == (zone_before or ""):
            # An hour that comes twice in autumn may be the second one.
            data["embargo_until"] = self.embargo_before
            return
        try:
            data["embargo_until"] = instant_of(wall, own or settings.DEFAULT_TIME_ZONE)
        except ValidationError as error:
            self.add_error("embargo_until", error)

    def check_embargo(self, until: Any) -> None:
        """Ask for the hour; refuse to hold back what everybody can read already."""
        if until is None:
            if (
                "embargo_until" in self.cleaned_data
                and "embargo_until" not in self.errors
            ):
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
        before = self.embargo_before
        if go_live_at is None or before is None:
            return
        # In minutes, because the form knows no seconds; in UTC, because Python holds an
        # hour that comes twice to be unlike the same one in another zone (PEP 495).
        whole = {
            one.astimezone(UTC).replace(second=0, microsecond=0)
            for one in (go_live_at, before)
        }
        if len(whole) == 1:
            data["go_live_at"] = self.instance.go_live_at = None
