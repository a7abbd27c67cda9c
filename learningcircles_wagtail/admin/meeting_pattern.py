"""Reading a pattern and the meetings from what an editor's browser sends.

Nothing here is saved: the page's own form checks everything again.
"""

from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from learningcircles_wagtail.admin.meeting_layout import Row
from learningcircles_wagtail.domain.schedule import (
    MeetingPattern,
    PlannedMeeting,
    ScheduleError,
    plan_meetings,
)
from learningcircles_wagtail.enums import MeetingState
from learningcircles_wagtail.mixins.circle_form import (
    PATTERN_FIELDS,
    schedule_message,
)

NEEDED = PATTERN_FIELDS
SENT = (
    *NEEDED,
    "weekdays",
    "skipped_dates",
    "skip_closing_days",
    "time_zone",
    "branch",
)
MEETINGS = "meetings"
MAX_ROWS = 1000
"""More rows of a stream than any editor has; what claims more is not read."""

OWN_WORDS = ("title", "note", "room", "start_time", "length_minutes")


class SentPattern:
    """What was sent, as a pattern and as rows; `errors` are messages by field."""

    def __init__(self, model: type, data: QueryDict) -> None:
        self.data = data
        self.page = model()
        self.errors: dict[str, list[str]] = {}
        self.fields = {
            name: deepcopy(field)
            for name, field in form_fields(model).items()
            if name in SENT and not _is_broken_stream(field, name, data)
        }
        self.pattern = self._read()
        self.planned: list[PlannedMeeting] = self._plan() if self.pattern else []

    def _read(self) -> MeetingPattern | None:
        form = type("PatternForm", (forms.Form,), dict(self.fields))(self.data)
        for field in form.fields.values():
            field.required = False
        form.full_clean()
        for name, value in form.cleaned_data.items():
            setattr(self.page, name, value)
        self.errors.update(
            {name: [str(word) for word in words] for name, words in form.errors.items()}
        )
        for name in NEEDED:
            if name in self.errors or getattr(self.page, name) not in (None, ""):
                continue
            self.errors[name] = [_("Give this, and the meetings can be laid out.")]
        return None if self.errors else self.page.get_pattern()

    def _plan(self) -> list[PlannedMeeting]:
        try:
            planned = plan_meetings(self.pattern)
        except ScheduleError as error:
            name = error.field if error.field in self.fields else NEEDED[0]
            self.errors[name] = [schedule_message(error)]
            return []
        for name in self.fields:
            field = self.page._meta.get_field(name)
            try:
                field.run_validators(getattr(self.page, field.attname))
            except ValidationError as error:
                self.errors[name] = [str(word) for word in error.messages]
        return [] if self.errors else planned

    @cached_property
    def stream(self) -> Any:
        """The meetings as they stand in the editor, unchecked."""
        block = self.page._meta.get_field(MEETINGS).stream_block
        if not _is_readable_stream(self.data, MEETINGS):
            return block.to_python([])
        try:
            return block.value_from_datadict(self.data, {}, MEETINGS)
        except (KeyError, ValueError):
            return block.to_python([])

    def get_rows(self) -> list[Row]:
        """Return the meetings as they stand in the editor."""
        return [_row_of(child.value) for child in self.stream]

    def form_state(self, day: date) -> dict[str, Any]:
        """Return the state in which the editor's browser shows a meeting of `day`."""
        block = self.page._meta.get_field(MEETINGS).stream_block
        meeting = block.child_blocks["meeting"]
        value = meeting.to_python(
            {"date": day.isoformat(), "state": MeetingState.PLANNED.value}
        )
        return meeting.get_form_state(value)


def form_fields(model: type) -> dict[str, forms.Field]:
    """Return the fields of a page model's own form, as its panels make them."""
    return model.get_edit_handler().get_form_class().base_fields


def _is_readable_stream(data: QueryDict, name: str) -> bool:
    count = data.get(f"{name}-count", "")
    return count.isascii() and count.isdigit() and int(count[:6]) <= MAX_ROWS


def _is_broken_stream(field: forms.Field, name: str, data: QueryDict) -> bool:
    """Return whether a stream was not sent, or in a way that cannot be read."""
    if not hasattr(field, "block"):
        return False
    if not _is_readable_stream(data, name):
        return True
    try:
        field.widget.value_from_datadict(data, {}, name)
    except (KeyError, ValueError):
        return True
    return False


def _row_of(value: Any) -> Row:
    blocks = value.block.child_blocks

    def read(name: str) -> Any:
        try:
            return blocks[name].clean(value.get(name))
        except ValidationError:
            return None

    return Row(
        day=read("date"),
        is_planned=value.get("state")
        not in {MeetingState.MOVED.value, MeetingState.CANCELLED.value},
        moved_from=read("moved_from"),
        has_words=any(value.get(name) for name in OWN_WORDS),
    )
