"""What a template can ask about one meeting."""

from dataclasses import dataclass
from datetime import datetime

from learningcircles_wagtail.directory.words import clock_span_words
from learningcircles_wagtail.domain.status import MeetingFacts


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """One meeting for a template; `start` and `end` are local to the circle's zone.

    `number` counts the meetings that take place, from 1, and is None beside a
    cancelled one. `pk` is that of the row, None in a draft. `calendar_url` is the
    address of the calendar file of a meeting to come, or "".
    """

    facts: MeetingFacts
    number: int | None
    start: datetime
    end: datetime
    original_start: datetime | None
    is_past: bool
    is_next: bool
    is_cancelled: bool
    is_moved: bool
    state_label: str
    tone: str
    pk: int | None = None
    calendar_url: str = ""

    @property
    def title(self) -> str:
        """What the meeting is about, or ""."""
        return self.facts.title

    @property
    def note(self) -> str:
        """What visitors should know, such as why there is no meeting."""
        return self.facts.note

    @property
    def room(self) -> str:
        """The room of this meeting where it differs from the circle's."""
        return self.facts.room

    @property
    def minutes(self) -> int:
        """How long it takes, in minutes."""
        return round((self.facts.end - self.facts.start).total_seconds() / 60)

    @property
    def hours(self) -> str:
        """From when to when: "6 – 7:30 p.m."."""
        return clock_span_words(self.start.time(), self.end.time())

    @property
    def has_moved_within_its_day(self) -> bool:
        """Whether it was moved to another hour of the same day."""
        before = self.original_start
        return before is not None and before.date() == self.start.date()

    @property
    def state(self) -> str:
        """`planned`, `moved` or `cancelled`."""
        return self.facts.state.value
