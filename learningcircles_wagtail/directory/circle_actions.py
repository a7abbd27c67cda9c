"""What a visitor can do with a circle: sign up, join late, take it away, tell."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.words import instant_words
from learningcircles_wagtail.domain.seats import SignUpState
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.enums import CircleFormat
from learningcircles_wagtail.sign_ups.backends import address_in, system_of
from learningcircles_wagtail.subscriptions.addresses import form_address

OURS = frozenset({SignUpState.OPEN, SignUpState.WAITING_LIST})
"""In which states a visitor can fill in a form of ours."""

JOINABLE = frozenset({SignUpState.NONE, SignUpState.EXTERNAL, SignUpState.OPEN})
"""In which states somebody who comes late can still come."""


TOO_LATE = frozenset({SignUpState.FULL, SignUpState.CLOSED})
"""In which states there is nothing to be had of this circle."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom one may ask about a circle, and how: at least one of the three is not ""."""

    name: str
    phone: str = ""
    email: str = ""
    website: str = ""


class CircleActions:
    """The part of `CircleSummary` that is about doing; addresses are "" in drafts."""

    __slots__ = ()

    @property
    def sign_up_url(self) -> str:
        """Where a visitor signs up now, or "": a page of ours, or of another system."""
        if self.sign_up_state is SignUpState.EXTERNAL:
            return address_in(self._system, self._facts)
        if self.sign_up_state in OURS:
            return self._route("sign-up/")
        return ""

    @property
    def sign_up_address(self) -> str:
        """The same with the site's host, for what is read elsewhere."""
        if self.sign_up_state is SignUpState.EXTERNAL:
            return self.sign_up_url
        return f"{self.address}sign-up/" if self.sign_up_url and self.address else ""

    @property
    def sign_up_system(self) -> str:
        """The name of the other system in which a visitor signs up, or ""."""
        if self.sign_up_state is not SignUpState.EXTERNAL:
            return ""
        return str(self._system.name)

    @property
    def _system(self) -> Any:
        facts = self._facts
        chosen = facts.sign_up_backend if self.circle else facts.get_sign_up_backend()
        return system_of(chosen, facts.sign_up_link)

    @property
    def contact(self) -> Contact | None:
        """Whom one may ask: the branch, else a facilitator, else a website, or None."""
        branch, library = self.branch, self.library_system
        if branch and (branch.phone or branch.email):
            return Contact(branch.name, branch.phone, branch.email)
        for person in self.facilitators:
            if person.email:
                return Contact(person.name, email=person.email)
        for place in (branch, library):
            if place and place.website:
                return Contact(place.name, website=place.website)
        return None

    @property
    def sign_up_hint(self) -> str:
        """How to get a place where there is no address for it, or ""."""
        if self.sign_up_url:
            return ""
        match self.sign_up_state:
            case SignUpState.NONE:
                return _("No sign-up needed.")
            case SignUpState.OPEN | SignUpState.WAITING_LIST:
                # A draft has no address yet.
                return _("Here visitors will find the button to sign up.")
            case SignUpState.FULL if self.branch:
                return _(
                    "All places are taken. Ask at %(branch)s about the next one."
                ) % {"branch": self.branch.name}
            case SignUpState.FULL:
                return _("All places are taken.")
            case _other:
                return ""

    @property
    def sign_up_opens(self) -> str:
        """When sign-up opens by the circle's own clock, or "" where it is open."""
        opens = self.sign_up_facts.opens_at
        if self.sign_up_state is not SignUpState.OPENS_LATER or opens is None:
            return ""
        return instant_words(opens, self.time_zone)

    @property
    def online_hint(self) -> str:
        """How to take part from afar; the link itself is never shown."""
        if self.is_over or self.format not in {
            CircleFormat.ONLINE,
            CircleFormat.HYBRID,
        }:
            return ""
        if self.sign_up_state is SignUpState.NONE:
            contact = self.contact
            if contact is None:
                return _("Ask the library for the link.")
            return _("Ask %(name)s for the link.") % {"name": contact.name}
        return _("You get the link with your place.")

    @property
    def next_headline(self) -> str:
        """What is next, in one line: "Meeting 3 of 6 is on Wednesday, November 18".

        People who join late are told the next meeting, not the first.
        """
        if self.timeline.status is not CircleStatus.IN_PROGRESS or not self.next_day:
            return self.next_day
        values = {
            "number": self.timeline.next_number,
            "total": self.timeline.total,
            "day": self.next_day,
        }
        if self.timeline.under_way:
            return _("Meeting %(number)s of %(total)s is going on now") % values
        return _("Meeting %(number)s of %(total)s is on %(day)s") % values

    @property
    def next_note(self) -> str:
        """How soon it begins; or that people who come late are welcome; or ""."""
        begun = self.timeline.status is CircleStatus.IN_PROGRESS
        if begun and self.sign_up_state in JOINABLE:
            return _("New people are welcome.")
        return self.starts

    @property
    def calendar_url(self) -> str:
        """The address of a calendar file with all meetings, or ""."""
        return self._route("ics/") if self.next_meeting else ""

    @property
    def flyer_url(self) -> str:
        """The address of the flyer to print, or "" where there is nothing to join."""
        return "" if self.is_over else self._route("flyer/")

    @property
    def next_time_url(self) -> str:
        """Where who comes too late can ask to hear of the next circle, or ""."""
        is_late = self.is_over or self.sign_up_state in TOO_LATE
        if not is_late or not (self.circle and self.url):
            return ""
        above, _slash, _slug = self.url.rstrip("/").rpartition("/")
        return form_address(f"{above}/", "circle_index_page", circle=self.circle.pk)

    def _route(self, path: str) -> str:
        """Return an address below the page; a draft has none."""
        return f"{self.url}{path}" if self.circle and self.url else ""

    @property
    def share_url(self) -> str:
        """A `mailto:` link with which a reader tells somebody, or "" for a draft."""
        if not (self.circle and self.address):
            return ""
        facts = (self.title, self.rhythm, self.span, self.where)
        body = "\n".join([*(fact for fact in facts if fact), "", self.address])
        subject = _("A free learning circle: %(title)s") % {"title": self.title}
        query = {"subject": subject, "body": body.replace("\n", "\r\n")}
        return f"mailto:?{urlencode(query, quote_via=quote, errors='replace')}"
