"""What the templates of a message can say: one reader, one circle, at one moment.

The link of the online meeting is given to who has a place, in the text alone: a
calendar is often shared. Nobody else who signed up is named anywhere.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.models import Site

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.summaries import summarise_facts
from learningcircles_wagtail.directory.words import ordinal_words
from learningcircles_wagtail.domain.ring import Ring, ring
from learningcircles_wagtail.enums import MailKind, MeetingState, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    LearningCirclesSettings,
    Meeting,
    OutboxMail,
    SignUp,
)
from learningcircles_wagtail.sign_ups.certificate import CERTIFICATE, certificate_of
from learningcircles_wagtail.sign_ups.mail.headers import one_line, reply_addresses
from learningcircles_wagtail.sign_ups.mail.lines import MeetingLine, meeting_line
from learningcircles_wagtail.sign_ups.seats import place_in_line
from learningcircles_wagtail.sign_ups.tokens import token_of

MOST_LINES = 12
"""How many meetings are listed; a calendar file holds them all."""

LONGEST_GREETED = 60
ADVERTISING = re.compile(r"[/@\\<>]|www\.|\w{2}\.\w{2}", re.IGNORECASE)
"""What makes a "name" an advertisement: anybody can have a message sent to anybody,
with a name of their choice in it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for its templates.

    `name` is how the reader is greeted, or "". `summary` is the circle's, None where
    no page of it is public; `title` is there always. `own_url` is the learner's own
    page, `circle_url` the circle's; both "" without a public page. `certificate_url`
    is that of the certificate of taking part, "" where there is none. `circles_url` is
    that of the list in which the circle stands. `meetings` are
    those to come, or the changed ones, or the one of a reminder; `more` counts those
    that are left out. A reminder further has `meeting_words` ("Meeting 3 of 6"), `ring`
    with that meeting's dot, and `excuse_url`, where one says not to come to it.
    """

    kind: str
    name: str
    title: str
    status: str
    organisation: str
    summary: CircleSummary | None = None
    circle_url: str = ""
    own_url: str = ""
    excuse_url: str = ""
    certificate_url: str = ""
    circles_url: str = ""
    online_link: str = ""
    place_in_line: int | None = None
    former_title: str = ""
    meetings: list[MeetingLine] = field(default_factory=list)
    more: int = 0
    meeting_words: str = ""
    ring: Ring | None = None
    reply_to: list[str] = field(default_factory=list)

    @property
    def has_place(self) -> bool:
        """Whether the reader has a place."""
        return self.status == SignUpStatus.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        """Whether the reader waits for one."""
        return self.status == SignUpStatus.WAITING

    @property
    def holds_place(self) -> bool:
        """Whether the reader has a place, or one in line."""
        return self.has_place or self.is_waiting

    @property
    def meeting(self) -> MeetingLine | None:
        """The meeting that it is about, where it is about one."""
        return self.meetings[0] if len(self.meetings) == 1 and not self.more else None

    @property
    def branch(self) -> Any:
        """The branch, or None."""
        return self.summary.branch if self.summary else None

    @property
    def note(self) -> str:
        """What the library says about a circle that is called off, or ""."""
        return self.summary.cancelled_note if self.summary else ""


def write_letter(
    mail: OutboxMail,
    page: Any,
    site: Site | None,
    preferences: LearningCirclesSettings | None,
    *,
    now: datetime,
) -> Letter:
    """Return what a message says; the reader's language is active.

    `page` is the circle's public page, or None.
    """
    sign_up, circle = mail.sign_up, mail.circle
    facts = summarise_facts(page, now=now) if page is not None else None
    titles = {item.facts.uid: item.facts for item in facts.meetings} if facts else {}
    rows = meetings_of(mail, now=now) if facts else []
    address = facts.address if facts else ""
    has_place = sign_up.status == SignUpStatus.CONFIRMED
    meets_online = facts is not None and facts.is_online
    own = own_address(address, sign_up)
    return Letter(
        kind=mail.kind,
        name=greeted(sign_up),
        title=one_line(facts.title if facts else circle.title),
        status=sign_up.status,
        organisation=organisation(facts, site, preferences),
        summary=facts,
        circle_url=address,
        own_url=own,
        certificate_url=certificate_address(mail, own, facts, preferences),
        circles_url=(page.get_parent().full_url or "") if facts else "",
        online_link=circle.online_link if has_place and meets_online else "",
        place_in_line=place_in_line(sign_up),
        former_title=former_title(mail),
        meetings=[meeting_line(row, circle, titles) for row in rows[:MOST_LINES]],
        more=max(0, len(rows) - MOST_LINES),
        **reminded_of(mail, facts, own),
        reply_to=reply_addresses(circle.facilitators.all(), circle.branch),
    )


def meetings_of(mail: OutboxMail, *, now: datetime) -> list[Meeting]:
    """Return the meetings that a message names, by start."""
    rows = mail.circle.meetings.order_by("start", "pk")
    if mail.kind == MailKind.REMINDER:
        return [mail.meeting] if mail.meeting else []
    if mail.kind == MailKind.CHANGED:
        keys = mail.data.get("meetings", [])
        return list(rows.filter(pk__in=keys, end__gt=now))
    coming = rows.filter(end__gt=now, withdrawn_at=None)
    return list(coming.exclude(state=MeetingState.CANCELLED))


def reminded_of(
    mail: OutboxMail, facts: CircleSummary | None, own_url: str
) -> dict[str, Any]:
    """Return what a reminder says of its own meeting, which may not be the next one."""
    if mail.kind != MailKind.REMINDER or mail.meeting is None or facts is None:
        return {}
    found = [item for item in facts.meetings if item.facts.uid == mail.meeting.uid]
    if not found:
        return {}
    [meeting] = found
    return {
        "meeting_words": ordinal_words(meeting.number, facts.timeline.total),
        "ring": ring(facts.timeline, meant=meeting.facts),
        "excuse_url": own_url and f"{own_url}#lc-coming-{mail.meeting.pk}",
    }


def greeted(sign_up: SignUp) -> str:
    """Return the name by which somebody is greeted, "" where it is no name."""
    name = one_line(sign_up.name)
    if len(name) > LONGEST_GREETED or ADVERTISING.search(name):
        return ""
    return name


def own_address(address: str, sign_up: SignUp) -> str:
    """Return the address of the learner's own page, "" where the circle has none."""
    if not address:
        return ""
    return f"{address.rstrip('/')}/sign-ups/{token_of(sign_up)}/"


def certificate_address(
    mail: OutboxMail,
    own_url: str,
    facts: CircleSummary | None,
    preferences: LearningCirclesSettings | None,
) -> str:
    """Return the address of the certificate with which a reader is thanked, or ""."""
    if mail.kind != MailKind.THANKS or not own_url or facts is None:
        return ""
    if preferences is None:
        return ""
    if certificate_of(mail.sign_up, facts, preferences) is None:
        return ""
    return f"{own_url}{CERTIFICATE}/"


def organisation(
    facts: CircleSummary | None,
    site: Site | None,
    preferences: LearningCirclesSettings | None,
) -> str:
    """Return the name of the library that writes, or ""."""
    name = preferences.organisation if preferences else ""
    library = facts.library_system if facts else None
    return one_line(name or (library.name if library else "")) or one_line(
        site.site_name if site else ""
    )


def former_title(mail: OutboxMail) -> str:
    """Return the title of the circle from which somebody was moved, or ""."""
    key = mail.data.get("from_circle")
    found = Circle.objects.filter(pk=key).first() if key else None
    return one_line(found.title) if found else ""
