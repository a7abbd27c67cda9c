"""What staff are told after a step with a sign-up."""

from django.utils.translation import gettext as _

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.sign_ups.results import Refusal, SignUpResult


def refusal_words(refusal: Refusal | None) -> str:
    """Return why nothing was done."""
    match refusal:
        case Refusal.FULL:
            return _(
                "Nothing was changed: the circle is full, and so is its waiting list. "
                "To let in more people, raise the number of places."
            )
        case Refusal.OVER:
            return _("Nothing was changed: the circle is over, or it was cancelled.")
        case Refusal.ELSEWHERE:
            return _("Nothing was changed: people do not sign up to this circle here.")
        case Refusal.FORM_USED:
            return _(
                "Nothing was changed: this person has signed up anew meanwhile, or "
                "their data is deleted."
            )
        case _other:
            return _("Nothing was changed: the circle takes no sign-ups now.")


def outcome_words(result: SignUpResult, name: str) -> str:
    """Return what somebody got: a place, or one in line."""
    if result.status == SignUpStatus.WAITING:
        return _("%(name)s is on the waiting list.") % {"name": name}
    return _("%(name)s has a place.") % {"name": name}
