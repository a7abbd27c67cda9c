"""State labels in words: "2 places left", "Full – join the waiting list"."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.directory.words import (
    short_day,
)
from learningcircles_wagtail.domain.seats import SignUpFacts, SignUpState
from learningcircles_wagtail.domain.status import CircleStatus, Timeline
from learningcircles_wagtail.enums import CircleStatus as CircleStatusWords

FEW_PLACES = 5
"""From how many free seats downwards a label counts them."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words, the tone of their colour, and the sign beside them."""

    words: str
    tone: str
    icon: str


def sign_up_label(
    state: SignUpState, facts: SignUpFacts, timeline: Timeline, zone: str
) -> Label:
    """Return what a visitor reads first about a circle.

    Cancelled and completed win over any sign-up text. `zone` is an IANA name.
    """
    if timeline.status is CircleStatus.CANCELLED:
        return Label(_("Cancelled"), "stop", "cross")
    if timeline.status is CircleStatus.COMPLETED:
        return Label(_("Completed"), "past", "past")
    match state:
        case SignUpState.NONE:
            return Label(_("Just turn up"), "open", "check")
        case SignUpState.EXTERNAL:
            return Label(_("Open for sign-up"), "open", "check")
        case SignUpState.OPENS_LATER:
            opens = facts.opens_at.astimezone(ZoneInfo(zone))
            words = _("Sign-up opens on %(day)s") % {
                "day": short_day(opens, with_year=opens.year != timeline.now.year)
            }
            return Label(words, "wait", "clock")
        case SignUpState.OPEN:
            return _open_label(facts)
        case SignUpState.WAITING_LIST:
            return Label(_("Full – join the waiting list"), "wait", "clock")
        case SignUpState.FULL:
            return Label(_("Full"), "stop", "cross")
        case _closed:
            return Label(_("Sign-up closed"), "past", "past")


def _open_label(facts: SignUpFacts) -> Label:
    left = facts.places_left
    if left is None:
        return Label(_("Open"), "open", "check")
    if left <= FEW_PLACES:
        words = ngettext("%d place left", "%d places left", left) % (left)
    else:
        words = ngettext("Open, %d place", "Open, %d places", left) % (left)
    return Label(words, "open", "check")


def status_words(timeline: Timeline) -> str:
    """Return where a circle stands: "Meeting 3 of 6 is on Wednesday, Nov. 18"."""
    if timeline.status is CircleStatus.IN_PROGRESS and timeline.next is not None:
        values = {"number": timeline.next_number, "total": timeline.total}
        if timeline.under_way:
            return _("Meeting %(number)s of %(total)s is under way") % values
        return _("Meeting %(number)s of %(total)s is next") % values
    return str(CircleStatusWords(timeline.status.value).label)
