"""The admin form of a circle: checks across fields, and meetings from the pattern."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from learningcircles_wagtail.blocks.circles import MIN_LENGTH_MINUTES
from learningcircles_wagtail.domain.schedule import (
    MAX_LENGTH_MINUTES,
    MAX_MEETINGS,
    SEARCH_YEARS,
    ScheduleError,
    plan_meetings,
    to_instant,
)
from learningcircles_wagtail.enums import CircleFormat, SignUpBackend
from learningcircles_wagtail.mixins.page_form import PublicPageForm

SENSIBLE_YEARS = range(1990, 2200)
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
            return (_("A meeting lasts from %(minimum)s to %(maximum)s minutes.")) % {
                "minimum": MIN_LENGTH_MINUTES,
                "maximum": MAX_LENGTH_MINUTES,
            }
        case "unknown_time_zone":
            return (
                _("“%(zone)s” is not a time zone. Choose one such as America/Chicago.")
                % params
            )
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


class CirclePageForm(PublicPageForm):
    """Checks what belongs together in a circle, each message at its field.

    While a draft is saved (deferred validation) holes are allowed, contradictions
    are not looked for, and nothing is filled in that an editor still types at.
    """

    def clean(self) -> dict[str, Any]:
        """Raise at the field: place, sign-up, clock changes, pattern."""
        data = super().clean()
        if self.is_deferred_validation:
            return data
        self.check_place(data)
        self.check_sign_up(data)
        self.check_clock_changes(data)
        self.check_pattern(data)
        return data

    def check_place(self, data: dict[str, Any]) -> None:
        """Ask for a branch unless people meet online."""
        if (
            data.get("format") in {CircleFormat.IN_PERSON, CircleFormat.HYBRID}
            and "branch" in self.fields
            and not data.get("branch")
            and "branch" not in self.errors
        ):
            self.add_error("branch", _("Choose the branch where people meet."))
        branch = data.get("branch")
        if branch and not branch.live:
            self.add_error(
                "branch",
                _(
                    "This branch is still a draft. Publish it first, so that people "
                    "find the circle."
                ),
            )

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
        if data.get("meetings") or self.errors.keys() & {*PATTERN_FIELDS, "meetings"}:
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
        if data.get("first_date") and data["first_date"].year not in SENSIBLE_YEARS:
            self.add_error("first_date", _("Look at the year again."))
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
        """Refuse a meeting at a time that the clocks skip, or without any time.

        The message stands at the meeting's own time, or at the circle's where the
        meeting has none.
        """
        meetings = data.get("meetings")
        if not meetings or "time_zone" in self.errors:
            return
        zone = self.zone_of(data)
        usual = data.get("start_time")
        row_errors: dict[int, ValidationError] = {}
        for index, child in enumerate(meetings):
            own, day = child.value.get("start_time"), child.value.get("date")
            if not day or not (own or usual):
                continue
            try:
                to_instant(day, own or usual, zone)
            except ScheduleError as error:
                name = "date" if error.code == "out_of_dates" else "start_time"
                row_errors[index] = StructBlockValidationError(
                    {name: ValidationError(schedule_message(error), code=error.code)}
                )
            for name in ("date", "moved_from"):
                given = child.value.get(name)
                if given and given.year not in SENSIBLE_YEARS:
                    row_errors[index] = StructBlockValidationError(
                        {name: ValidationError(_("Look at the year again."))}
                    )
        if row_errors:
            self.add_error(
                "meetings", StreamBlockValidationError(block_errors=row_errors)
            )
        self.check_usual(
            data, "start_time", _("Give the time, or give each meeting its own.")
        )
        self.check_usual(
            data, "length_minutes", _("Give the length, or give each meeting its own.")
        )

    def check_usual(self, data: dict[str, Any], name: str, message: str) -> None:
        """Ask for the circle's own value where a meeting relies on it."""
        if name not in self.fields or name in self.errors or data.get(name):
            return
        if any(not child.value.get(name) for child in data["meetings"]):
            self.add_error(name, message)

    def zone_of(self, data: dict[str, Any]) -> str:
        """Return the IANA zone that the circle has after this form is saved."""
        page = self.instance
        before = page.time_zone, page.branch
        page.time_zone = data.get("time_zone", page.time_zone)
        page.branch = data.get("branch", page.branch)
        try:
            return page.get_time_zone()
        finally:
            page.time_zone, page.branch = before


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
