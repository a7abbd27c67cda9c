"""The admin form of a circle: checks across fields, and meetings from the pattern."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from learningcircles_wagtail.domain.schedule import (
    MAX_MEETINGS,
    SEARCH_YEARS,
    ScheduleError,
    plan_meetings,
    to_instant,
)
from learningcircles_wagtail.enums import CircleFormat, SignUpBackend

PATTERN_FIELDS = ("first_date", "start_time", "length_minutes", "meeting_count")


def schedule_message(error: ScheduleError) -> str:
    """Say in words what is wrong with a pattern, for the field `error.field`."""
    params = error.params
    match error.code:
        case "too_few":
            return _("A circle needs at least one meeting.")
        case "too_many":
            return ngettext(
                "A circle can have %d meeting at most.",
                "A circle can have %d meetings at most.",
                MAX_MEETINGS,
            ) % (MAX_MEETINGS)
        case "length_out_of_range":
            return _("A meeting lasts from %(minimum)s to %(maximum)s minutes.") % params
        case "unknown_time_zone":
            return _("“%(zone)s” is not a time zone. Choose one such as America/Chicago.") % params
        case "nonexistent_time":
            return _(
                "On %(day)s the clocks go forward, and %(time)s does not exist in "
                "%(zone)s. Choose another time, or skip that date."
            ) % {
                "day": date_format(params["day"]),
                "time": time_format(params["time"]),
                "zone": params["zone"],
            }
        case "out_of_dates":
            if error.field == "skipped_dates":
                return _(
                    "With so many dates to skip there are not enough days for all "
                    "meetings within %(years)s years."
                ) % {"years": params.get("years", SEARCH_YEARS)}
            return _("The meetings would reach past the end of the calendar.")
        case _other:
            return _("These meetings cannot be laid out.")


class CirclePageForm(WagtailAdminPageForm):
    """Checks what belongs together in a circle, each message at its field.

    While a draft is saved (deferred validation) holes are allowed, contradictions
    are not looked for, and nothing is filled in that an editor still types at.
    """

    def clean(self) -> dict[str, Any]:
        """Raise at the field: pattern, sign-up, online link, place."""
        data = super().clean()
        if self.is_deferred_validation:
            return data
        self.check_place(data)
        self.check_sign_up(data)
        self.check_clock_changes(data)
        self.check_pattern(data)
        return data

    def check_place(self, data: dict[str, Any]) -> None:
        """Ask for a branch unless people meet online, and for a course."""
        if (
            data.get("format") in {CircleFormat.IN_PERSON, CircleFormat.HYBRID}
            and "branch" in self.fields
            and not data.get("branch")
            and "branch" not in self.errors
        ):
            self.add_error("branch", _("Choose the branch where people meet."))

    def check_sign_up(self, data: dict[str, Any]) -> None:
        """Refuse a missing link, closing before opening, a limit without a list."""
        if (
            data.get("sign_up_backend") == SignUpBackend.EXTERNAL
            and not data.get("sign_up_link")
            and "sign_up_link" not in self.errors
        ):
            self.add_error("sign_up_link", _("Give the page on which people sign up."))
        opens, closes = data.get("sign_up_opens_at"), data.get("sign_up_closes_at")
        if opens and closes and closes <= opens:
            self.add_error(
                "sign_up_closes_at", _("Sign-up has to close after it opens.")
            )
        if data.get("waiting_limit") is not None and not data.get("waiting_list"):
            self.add_error(
                "waiting_limit",
                _("Tick “keep a waiting list”, or leave this empty."),
            )

    def check_pattern(self, data: dict[str, Any]) -> None:
        """Lay the meetings out where there are none, or say what is in the way."""
        if data.get("meetings") or any(name in self.errors for name in PATTERN_FIELDS):
            return
        missing = [
            name
            for name in PATTERN_FIELDS
            if name in self.fields and not data.get(name) and data.get(name) != 0
        ]
        if missing:
            for name in missing:
                self.add_error(
                    name, _("Give this, or add the meetings one by one below.")
                )
            return
        try:
            rows = self.planned_rows(data)
        except ScheduleError as error:
            field = error.field if error.field in self.fields else None
            self.add_error(field, schedule_message(error))
            return
        block = self.instance._meta.get_field("meetings").stream_block
        data["meetings"] = self.instance.meetings = block.to_python(rows)

    def planned_rows(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the meetings of the pattern as raw rows of the stream.

        Raises ScheduleError where no meetings can be made.
        """
        page = self.instance
        for name in (
            *PATTERN_FIELDS,
            "weekdays",
            "skipped_dates",
            "skip_closing_days",
            "time_zone",
            "branch",
        ):
            if name in data:
                setattr(page, name, data[name])
        return meeting_rows(page)

    def check_clock_changes(self, data: dict[str, Any]) -> None:
        """Refuse a meeting at a time that the clocks skip."""
        meetings = data.get("meetings")
        if not meetings or "time_zone" in self.errors:
            return
        branch = data.get("branch")
        zone = data.get("time_zone") or (branch.get_time_zone() if branch else "")
        if not zone:
            zone = self.instance.get_time_zone()
        for child in meetings:
            clock = child.value.get("start_time") or data.get("start_time")
            day = child.value.get("date")
            if not (clock and day):
                continue
            try:
                to_instant(day, clock, zone)
            except ScheduleError as error:
                self.add_error("meetings", schedule_message(error))
                return
        if not data.get("start_time") and any(
            not child.value.get("start_time") for child in meetings
        ):
            self.add_error(
                "start_time", _("Give the time, or give each meeting its own.")
            )


def meeting_rows(page: Any) -> list[dict[str, Any]]:
    """Return the meetings of a page's pattern as raw rows of its stream.

    Each row has an identity of its own, which it keeps over all later edits. Raises
    ScheduleError where no meetings can be made, ValidationError where the pattern
    has holes.
    """
    pattern = page.get_pattern()
    if pattern is None:
        raise ValidationError(
            _("Give the first date, the time, the length and the number of meetings.")
        )
    return [
        {
            "type": "meeting",
            "id": str(uuid.uuid4()),
            "value": {"date": meeting.day.isoformat(), "state": "planned"},
        }
        for meeting in plan_meetings(pattern)
    ]
