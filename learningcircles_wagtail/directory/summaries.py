"""What lists, cards and pages say about a circle at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.labels import sign_up_label, status_words
from learningcircles_wagtail.directory.words import (
    clock_span_words,
    in_zone,
    rhythm_words,
    span_words,
    start_words,
    zone_city,
    zone_words,
)
from learningcircles_wagtail.domain.rhythm import Rhythm, rhythm_of
from learningcircles_wagtail.domain.ring import Ring, ring
from learningcircles_wagtail.domain.seats import (
    SignUpFacts,
    SignUpState,
    sign_up_state,
)
from learningcircles_wagtail.domain.status import (
    CircleStatus,
    MeetingFacts,
    MeetingState,
    Timeline,
)
from learningcircles_wagtail.enums import CircleFormat
from learningcircles_wagtail.enums import MeetingState as MeetingStateWords


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """One meeting for a template; `start` and `end` are local to the circle's zone.

    `number` counts the meetings that take place, from 1, and is None beside a
    cancelled one. `pk` is that of the row, None in a draft.
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
    def hours(self) -> str:
        """From when to when: "6 – 7:30 p.m."."""
        return clock_span_words(self.start.time(), self.end.time())

    @property
    def state(self) -> str:
        """`planned`, `moved` or `cancelled`."""
        return self.facts.state.value


@dataclass(frozen=True, slots=True)
class CircleSummary:
    """A circle for a template, at the moment `now`; all words are translated.

    `tone` is `open`, `wait`, `stop` or `past`, `icon` the name of the sign beside the
    words, `time_zone` an IANA name.
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
    topics: list[Any] = field(default_factory=list)
    facilitators: list[Any] = field(default_factory=list)

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
        """The branch in the page's language if there is one, or None."""
        return self._record("branch")

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
    def _facts(self) -> Any:
        """Where facts that need no translation stand: the row, or the draft."""
        return self.circle or self.page

    @property
    def library_system(self) -> Any:
        """The branch's library system, or None."""
        return self.branch.library_system if self.branch else None

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
        tag = self.language
        try:
            return str(get_language_info(tag)["name_translated"]) if tag else ""
        except KeyError:
            return tag

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
        return self.timeline.status in {CircleStatus.COMPLETED, CircleStatus.CANCELLED}

    @property
    def starts(self) -> str:
        """How soon the circle begins: "Starts in 3 days", or ""."""
        return start_words(self.timeline, self.time_zone)

    @property
    def places_left(self) -> int | None:
        """Free seats, or None where nobody counts."""
        return self.sign_up_facts.places_left

    @property
    def sign_up_url(self) -> str:
        """Where a visitor signs up now, or ""."""
        if self.sign_up_state is SignUpState.EXTERNAL:
            return self._facts.sign_up_link
        return ""

    @property
    def sign_up_hint(self) -> str:
        """How to get a place where there is no address for it, or ""."""
        if self.sign_up_url:
            return ""
        branch = self.branch.name if self.branch else _("the library")
        match self.sign_up_state:
            case SignUpState.NONE:
                return _("No sign-up needed.")
            case SignUpState.OPEN:
                return _("To sign up, ask at %(branch)s.") % {"branch": branch}
            case SignUpState.WAITING_LIST:
                return _("To be put on the waiting list, ask at %(branch)s.") % {
                    "branch": branch
                }
            case _other:
                return ""

    @property
    def next_words(self) -> str:
        """Which meeting is next, for people who join late: "Meeting 3 of 6"."""
        if self.timeline.next_number is None:
            return ""
        return _("Meeting %(number)s of %(total)s") % {
            "number": self.timeline.next_number,
            "total": self.timeline.total,
        }

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
    def cancelled_note(self) -> str:
        """What the library says about the cancellation."""
        return self.page.cancellation_note if self._facts.cancelled else ""


def summarise(
    page: Any, *, now: datetime, request: HttpRequest | None = None
) -> CircleSummary:
    """Return the summary of one page, published or a draft in preview.

    A public page speaks from its circle's rows; a draft, a preview and a page that
    was never published speak from their own words.
    """
    preview = bool(getattr(request, "is_preview", False))
    if page.circle_id and page.live and not preview:
        _prefetch([page])
        return _build(page, page.circle, now=now, request=request)
    return _build(page, None, now=now, request=request)


def summarise_many(
    pages: Iterable[Any], *, now: datetime, request: HttpRequest | None = None
) -> list[CircleSummary]:
    """Return the summaries of public pages with a fixed number of queries."""
    pages = list(pages)
    _prefetch(pages)
    return [_build(page, page.circle, now=now, request=request) for page in pages]


def _prefetch(pages: list[Any]) -> None:
    prefetch_related_objects(
        pages,
        "circle__meetings",
        "circle__topics",
        "circle__facilitators__picture__renditions",
        "circle__branch__library_system",
        "circle__course__picture__renditions",
        "branch__library_system",
        "branch__picture",
        "course__picture__renditions",
        "picture__renditions",
        "locale",
    )


def _build(
    page: Any, circle: Any, *, now: datetime, request: HttpRequest | None
) -> CircleSummary:
    zone = page.get_time_zone()
    rows: dict[str, int] = {}
    if circle is None:
        facts, cancelled = page.get_meeting_facts(), page.cancelled
        sign_up_facts = _draft_sign_up_facts(page)
        topics, people = page.topics.all(), page.facilitators.all()
    else:
        zone, cancelled = circle.time_zone or zone, circle.cancelled
        announced = [row for row in circle.meetings.all() if row.withdrawn_at is None]
        rows = {row.uid: row.pk for row in announced}
        words = _translated_words(page, circle)
        facts = [
            replace(row.facts, **words.get(row.source_id, {})) for row in announced
        ]
        sign_up_facts = circle.sign_up_facts
        topics, people = circle.topics.all(), circle.facilitators.all()
    timeline = Timeline.build(facts, cancelled=cancelled, now=now)
    state = sign_up_state(sign_up_facts, status=timeline.status, now=now)
    label = sign_up_label(state, sign_up_facts, timeline, zone)
    meetings = [
        _meeting(meeting, number, timeline, zone, rows.get(meeting.uid))
        for meeting, number in zip(timeline.meetings, timeline.numbers, strict=True)
    ]
    return CircleSummary(
        page=page,
        circle=circle,
        now=now,
        timeline=timeline,
        time_zone=zone,
        meetings=meetings,
        next_meeting=next((item for item in meetings if item.is_next), None),
        rhythm_facts=rhythm_of(facts, zone),
        ring=ring(timeline),
        sign_up_facts=sign_up_facts,
        sign_up_state=state,
        label=label.words,
        tone=label.tone,
        icon=label.icon,
        url=page.get_url(request) or "",
        topics=[topic for topic in topics if topic.live],
        facilitators=[person for person in people if person.live],
    )


def _translated_words(page: Any, circle: Any) -> dict[str, dict[str, str]]:
    """Return what a translation calls its meetings, by their identity in the page."""
    if page.locale_id == circle.source_locale_id:
        return {}
    return {
        str(child.id): {
            name: child.value[name]
            for name in ("title", "note")
            if child.value.get(name)
        }
        for child in page.meetings
    }


def _draft_sign_up_facts(page: Any) -> SignUpFacts:
    circle = page.circle if page.circle_id else None
    return SignUpFacts(
        backend=page.get_sign_up_backend(),
        capacity=page.capacity,
        taken=circle.taken if circle else 0,
        waiting_list=page.waiting_list,
        waiting_limit=page.waiting_limit,
        waiting=circle.waiting if circle else 0,
        opens_at=page.sign_up_opens_at,
        closes_at=page.sign_up_closes_at,
    )


def _meeting(
    facts: MeetingFacts,
    number: int | None,
    timeline: Timeline,
    zone: str,
    pk: int | None,
) -> MeetingSummary:
    is_next = facts is timeline.next
    is_past = facts.has_ended(timeline.now)
    called_off = facts.is_cancelled or (
        timeline.status is CircleStatus.CANCELLED and not is_past
    )
    is_moved = facts.state is MeetingState.MOVED
    if called_off:
        words, tone = str(MeetingStateWords.CANCELLED.label), "stop"
    elif is_past:
        words, tone = _("Past"), "past"
    elif is_next:
        words, tone = (_("Now") if timeline.under_way else _("Next")), "open"
    elif is_moved:
        words, tone = str(MeetingStateWords.MOVED.label), "wait"
    else:
        words, tone = "", ""
    original = facts.original_start
    return MeetingSummary(
        facts=facts,
        number=number,
        start=in_zone(facts.start, zone),
        end=in_zone(facts.end, zone),
        original_start=in_zone(original, zone) if original else None,
        is_past=is_past,
        is_next=is_next,
        is_cancelled=called_off,
        is_moved=is_moved,
        state_label=words,
        tone=tone,
        pk=pk,
    )
