"""Named states and kinds, with the words in which people read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learningcircles_wagtail.domain import seats, status


class MeetingState(models.TextChoices):
    """What became of one meeting."""

    PLANNED = status.MeetingState.PLANNED.value, pgettext_lazy("meeting", "Planned")
    MOVED = status.MeetingState.MOVED.value, pgettext_lazy("meeting", "Moved")
    CANCELLED = (
        status.MeetingState.CANCELLED.value,
        pgettext_lazy("meeting", "Cancelled"),
    )


class CircleStatus(models.TextChoices):
    """Where a circle stands; derived from its meetings at reading time."""

    UPCOMING = status.CircleStatus.UPCOMING.value, pgettext_lazy("circle", "Upcoming")
    IN_PROGRESS = (
        status.CircleStatus.IN_PROGRESS.value,
        pgettext_lazy("circle", "In progress"),
    )
    COMPLETED = (
        status.CircleStatus.COMPLETED.value,
        pgettext_lazy("circle", "Completed"),
    )
    CANCELLED = (
        status.CircleStatus.CANCELLED.value,
        pgettext_lazy("circle", "Cancelled"),
    )


class SignUpState(models.TextChoices):
    """Whether a visitor can get a place now."""

    NONE = seats.SignUpState.NONE.value, _("No sign-up, just turn up")
    EXTERNAL = seats.SignUpState.EXTERNAL.value, _("Sign-up elsewhere")
    OPENS_LATER = seats.SignUpState.OPENS_LATER.value, _("Sign-up opens later")
    OPEN = seats.SignUpState.OPEN.value, _("Open for sign-up")
    WAITING_LIST = seats.SignUpState.WAITING_LIST.value, _("Waiting list")
    FULL = seats.SignUpState.FULL.value, _("Full")
    CLOSED = seats.SignUpState.CLOSED.value, _("Sign-up closed")


class SignUpBackend(models.TextChoices):
    """Who keeps the list of learners."""

    NONE = seats.SignUpBackend.NONE.value, _("No sign-up: people just turn up")
    EXTERNAL = (
        seats.SignUpBackend.EXTERNAL.value,
        _("A link to the library's event system"),
    )
    DATABASE = seats.SignUpBackend.DATABASE.value, _("Sign-up on this website")


class SignUpStatus(models.TextChoices):
    """What became of one learner's sign-up."""

    CONFIRMED = "confirmed", pgettext_lazy("sign-up", "Confirmed")
    WAITING = "waiting", pgettext_lazy("sign-up", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("sign-up", "Cancelled")
    REMOVED = "removed", pgettext_lazy("sign-up", "Removed by staff")
    ANONYMISED = "anonymised", pgettext_lazy("sign-up", "Anonymised")


class SignUpSource(models.TextChoices):
    """How a sign-up came in."""

    WEB = "web", _("Website")
    STAFF = "staff", _("Added by staff")
    PAPER = "paper", _("Paper list")


HOLDING = frozenset({SignUpStatus.CONFIRMED, SignUpStatus.WAITING})
"""States in which a learner has a place, or a place in line."""


class AttendanceStatus(models.TextChoices):
    """Whether a learner came to a meeting."""

    PRESENT = "present", pgettext_lazy("attendance", "Here")
    ABSENT = "absent", pgettext_lazy("attendance", "Not here")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")


class MailKind(models.TextChoices):
    """What a message of the outbox tells its reader."""

    CONFIRMED = "confirmed", pgettext_lazy("message", "You have a place")
    WAITING = "waiting", pgettext_lazy("message", "You are on the waiting list")
    PROMOTED = "promoted", pgettext_lazy("message", "A place became free for you")
    MOVED = "moved", pgettext_lazy("message", "You were moved to another circle")
    CANCELLED = "cancelled", pgettext_lazy("message", "You gave up your place")
    REMOVED = "removed", pgettext_lazy("message", "Your place was taken back")
    LINK = "link", pgettext_lazy("message", "Your own link, once more")
    REMINDER = "reminder", pgettext_lazy("message", "A meeting is near")
    CHANGED = "changed", pgettext_lazy("message", "Meetings have changed")
    CALLED_OFF = (
        "called_off",
        pgettext_lazy("message", "The circle does not take place"),
    )
    THANKS = "thanks", pgettext_lazy("message", "Thank you for taking part")
    ADDRESS = "address", pgettext_lazy("message", "Is this your address?")
    NEXT_CIRCLE = "next_circle", pgettext_lazy("message", "A circle for you")
    RELEASE = "release", pgettext_lazy("message", "A new press release")


class MailStatus(models.TextChoices):
    """What became of a message of the outbox."""

    PENDING = "pending", pgettext_lazy("message", "Waiting to be sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    FAILED = "failed", pgettext_lazy("message", "Could not be sent")
    DROPPED = "dropped", pgettext_lazy("message", "Not sent, of no use any more")


class SubscriptionKind(models.TextChoices):
    """What somebody who left an address wants to hear of."""

    CIRCLE = "circle", pgettext_lazy("subscription", "The next circle that fits")
    RELEASES = "releases", pgettext_lazy("subscription", "New press releases")


class QuestionKind(models.TextChoices):
    """How a question of a sign-up form is answered."""

    TEXT = "text", _("A line of text")
    CHOICE = "choice", _("One of several choices")
    YES_NO = "yes_no", _("Yes or no")


class CircleFormat(models.TextChoices):
    """Where people meet (schema.org `eventAttendanceMode`)."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class TimeOfDay(models.TextChoices):
    """When in the day a circle begins, by its own clock."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class Weekday(models.TextChoices):
    """Days of the week, Monday first (ISO 8601), as `datetime.weekday` counts."""

    MONDAY = "0", _("Monday")
    TUESDAY = "1", _("Tuesday")
    WEDNESDAY = "2", _("Wednesday")
    THURSDAY = "3", _("Thursday")
    FRIDAY = "4", _("Friday")
    SATURDAY = "5", _("Saturday")
    SUNDAY = "6", _("Sunday")


class AccessFact(models.TextChoices):
    """What makes a branch usable for more people; the values are slugs."""

    STEP_FREE = "step-free", _("Step-free entrance")
    ACCESSIBLE_TOILET = "accessible-toilet", _("Accessible toilet")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    SIGN_LANGUAGE = "sign-language", _("Sign language on request")
    QUIET_ROOM = "quiet-room", _("Quiet room")
    SCREEN_READER = "screen-reader-computers", _("Computers with a screen reader")
    LARGE_PRINT = "large-print", _("Large print on request")
    PARKING = "parking", _("Accessible parking")
    PUBLIC_TRANSPORT = "public-transport", _("Near public transport")
    CHILDCARE = "childcare", _("Children's corner")


class CourseLicence(models.TextChoices):
    """Under which terms a course's material may be used."""

    UNKNOWN = "", _("Not stated")
    FREE_TO_FOLLOW = "free", _("Free to follow")
    CC_BY = "cc-by", "CC BY"
    CC_BY_SA = "cc-by-sa", "CC BY-SA"
    CC_BY_NC = "cc-by-nc", "CC BY-NC"
    CC_BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA"
    CC_BY_ND = "cc-by-nd", "CC BY-ND"
    CC_BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND"
    CC0 = "cc0", "CC0"
    PUBLIC_DOMAIN = "public-domain", _("Public domain")


class ToolkitLicence(models.TextChoices):
    """Under which Creative Commons licence a toolkit page may be reused."""

    NONE = "", _("All rights reserved")
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"
    CC0 = "cc0", "CC0 1.0"


LICENCE_ADDRESSES: dict[str, str] = {
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc-by-nc-sa": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "cc-by-nd": "https://creativecommons.org/licenses/by-nd/4.0/",
    "cc-by-nc-nd": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


class ToolkitRole(models.TextChoices):
    """For whom a toolkit page is."""

    FACILITATOR = "facilitator", _("Facilitators")
    ORGANISER = "organiser", _("Organisers")
    PROMOTER = "promoter", _("Promoters")


class ToolkitStage(models.TextChoices):
    """When in the life of a circle a toolkit page is needed."""

    PLAN = "plan", pgettext_lazy("toolkit stage", "Plan")
    PROMOTE = "promote", pgettext_lazy("toolkit stage", "Promote")
    RUN = "run", pgettext_lazy("toolkit stage", "Run")
    WRAP_UP = "wrap_up", pgettext_lazy("toolkit stage", "Wrap up")


class ReleaseTiming(models.TextChoices):
    """When a newsroom may use a press release."""

    IMMEDIATE = "immediate", _("For immediate release")
    EMBARGO = "embargo", _("Under embargo until a given hour")
