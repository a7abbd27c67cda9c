"""What a template can ask about a circle, at one moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.directory.circle_actions import CircleActions
from learningcircles_wagtail.directory.labels import status_words
from learningcircles_wagtail.directory.meeting_summary import MeetingSummary
from learningcircles_wagtail.directory.words import (
    clock_words,
    language_words,
    length_words,
    long_day,
    ordinal_words,
    rhythm_words,
    span_words,
    start_words,
    zone_city,
    zone_words,
)
from learningcircles_wagtail.domain.rhythm import Rhythm
from learningcircles_wagtail.domain.ring import Ring
from learningcircles_wagtail.domain.seats import SignUpFacts, SignUpState
from learningcircles_wagtail.domain.status import (
    Timeline,
)
from learningcircles_wagtail.enums import CircleFormat

__all__ = ["CircleSummary", "MeetingSummary"]


@dataclass(frozen=True, slots=True)
class CircleSummary(CircleActions):
    """A circle for a template, at the moment `now`; all words are translated.

    `tone` is `open`, `wait`, `stop` or `past`, `icon` the name of the sign beside the
    words, `time_zone` an IANA name. `url` is what links lead to, `address` the same
    with the site's host; a card has none. `distance` is how far away the circle is,
    in words, where that was asked.
    """

    page: Any
    circle: Any
    now: datetime
    timeline: Timeline
    time_zone: str
    meetings: list[MeetingSummary]
    next_meeting: MeetingSummary | None
    rhythm_facts: Rhythm
    ring: Ring
    sign_up_facts: SignUpFacts
    sign_up_state: SignUpState
    label: str
    tone: str
    icon: str
    url: str = ""
    address: str = ""
    distance: str = ""

    def at_distance(self, words: str) -> "CircleSummary":
        """Return the same summary, saying how far away the circle is."""
        return replace(self, distance=words)

    @property
    def title(self) -> str:
        """The page's title."""
        return self.page.title

    @property
    def lead(self) -> str:
        """The page's summary."""
        return self.page.summary

    @property
    def picture(self) -> Any:
        """The circle's picture, else its course's, else None."""
        course = self.course
        return self.page.picture or (course.picture if course else None)

    @property
    def course(self) -> Any:
        """The course in the page's language if there is one; drafts are left out."""
        course = self._record("course")
        return course if course and course.live else None

    @property
    def branch(self) -> Any:
        """The branch in the page's language if there is one; drafts are left out."""
        branch = self._record("branch")
        return branch if branch and branch.live else None

    def _record(self, name: str) -> Any:
        """Return what the circle's row says; the page's translation of it if any."""
        own = getattr(self.page, name)
        if self.circle is None:
            return own
        fact = getattr(self.circle, name)
        if own and fact and own.translation_key == fact.translation_key:
            return own
        return fact

    @property
    def topics(self) -> list[Any]:
        """The published topics."""
        return [topic for topic in self._facts.topics.all() if topic.live]

    @property
    def facilitators(self) -> list[Any]:
        """The published records of the people who host the circle."""
        return [person for person in self._facts.facilitators.all() if person.live]

    @property
    def _facts(self) -> Any:
        """Where facts that need no translation stand: the row, or the draft."""
        return self.circle or self.page

    @property
    def library_system(self) -> Any:
        """The branch's library system, or None; drafts are left out."""
        library = self.branch.library_system if self.branch else None
        return library if library and library.live else None

    @property
    def room(self) -> str:
        """The usual room, or ""."""
        return self._facts.room

    @property
    def format(self) -> str:
        """`in_person`, `online` or `hybrid`."""
        return self._facts.format

    @property
    def format_label(self) -> str:
        """How people meet, in words."""
        return str(CircleFormat(self.format).label) if self.format else ""

    @property
    def is_online(self) -> bool:
        """Whether one can take part from afar."""
        return self.format in {CircleFormat.ONLINE, CircleFormat.HYBRID}

    @property
    def where(self) -> str:
        """Where people meet, in a few words."""
        branch = self.branch.name if self.branch else ""
        if self.format == CircleFormat.ONLINE:
            return str(CircleFormat.ONLINE.label)
        if self.format == CircleFormat.HYBRID and branch:
            return _("%(branch)s and online") % {"branch": branch}
        return branch

    @property
    def language(self) -> str:
        """BCP 47 tag of the language in which people talk."""
        return self.circle.language if self.circle else self.page.get_language()

    @property
    def language_name(self) -> str:
        """The language's name in the reader's language, or the bare tag."""
        return language_words(self.language)

    @property
    def course_language_name(self) -> str:
        """The name of the course's language in the reader's language, or ""."""
        return language_words(self.course.language) if self.course else ""

    @property
    def status(self) -> str:
        """`upcoming`, `in_progress`, `completed` or `cancelled`."""
        return self.timeline.status.value

    @property
    def status_label(self) -> str:
        """Where the circle stands, in words."""
        return status_words(self.timeline)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to join."""
        return self.timeline.is_over

    @property
    def starts(self) -> str:
        """How soon the circle begins: "Starts in 3 days", or ""."""
        return start_words(self.timeline, self.time_zone)

    @property
    def places_left(self) -> int | None:
        """Free seats, or None where nobody counts."""
        return self.sign_up_facts.places_left

    @property
    def next_words(self) -> str:
        """Which meeting is next, for people who join late: "Meeting 3 of 6"."""
        return ordinal_words(self.timeline.next_number, self.timeline.total)

    @property
    def next_day(self) -> str:
        """When the next meeting is: "Wednesday, November 18, 6 p.m.", or ""."""
        if self.next_meeting is None:
            return ""
        start = self.next_meeting.start
        return f"{long_day(start)}, {clock_words(start.time())}"

    @property
    def length(self) -> str:
        """How long a meeting takes, in words, or "" where meetings differ."""
        held = [item for item in self.meetings if not item.facts.is_cancelled]
        lengths = {item.minutes for item in held or self.meetings}
        return length_words(lengths.pop()) if len(lengths) == 1 else ""

    @property
    def ring_label(self) -> str:
        """The ring in words."""
        return ngettext(
            "%(held)s of %(total)s meeting held",
            "%(held)s of %(total)s meetings held",
            self.ring.label_total,
        ) % {"held": self.ring.label_held, "total": self.ring.label_total}

    @property
    def rhythm(self) -> str:
        """Weekdays and hours: "Wednesdays, 6:00 – 7:30 p.m."."""
        return rhythm_words(self.rhythm_facts)

    @property
    def span(self) -> str:
        """From the first to the last day: "Nov. 4 – Dec. 16"."""
        return span_words(self.timeline, self.time_zone, now=self.now)

    @property
    def meeting_count(self) -> str:
        """How many meetings take place, in words."""
        total = self.timeline.total or len(self.meetings)
        return ngettext("%d meeting", "%d meetings", total) % (total)

    @property
    def time_zone_label(self) -> str:
        """The zone's name where the circle meets: "CST", "Chicago time"."""
        reference = self.next_meeting or (self.meetings[-1] if self.meetings else None)
        if reference is None:
            return _("%(city)s time") % {"city": zone_city(self.time_zone)}
        return zone_words(reference.start)

    @property
    def cancelled_words(self) -> str:
        """That a cancelled circle does not take place, or has ended early."""
        if any(not meeting.is_cancelled for meeting in self.meetings):
            return _("This learning circle has ended early.")
        return _("This learning circle does not take place.")

    @property
    def cancelled_note(self) -> str:
        """What the library says about the cancellation."""
        return self.page.cancellation_note if self._facts.cancelled else ""
