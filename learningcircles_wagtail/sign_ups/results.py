"""What a visitor is told after signing up: a place, a place in line, or why none."""

from dataclasses import dataclass
from enum import StrEnum

from learningcircles_wagtail.models import SignUp


class Refusal(StrEnum):
    """Why nobody was signed up; nothing was written for them."""

    NOT_PUBLIC = "not_public"
    """No published page that everybody may see shows the circle any more."""
    ELSEWHERE = "elsewhere"
    """The circle takes no sign-ups here: people turn up, or follow a link."""
    OVER = "over"
    """The circle was cancelled, or its last meeting has ended."""
    OPENS_LATER = "opens_later"
    CLOSED = "closed"
    FULL = "full"
    """No place, and no waiting list or no room in it."""
    FORM_USED = "form_used"
    """This very form was posted before, and that sign-up has ended since: a new form
    has to be filled in, lest a page that is loaded again undoes a cancellation."""


@dataclass(frozen=True, slots=True)
class SignUpResult:
    """The outcome of signing up: a `status`, or a `refusal`.

    `status` (confirmed or waiting) and `refusal` are what the visitor may be told.
    `created` and `sign_up` are for staff, logs and tests: a public answer that depends
    on them tells who has signed up before.
    """

    status: str | None = None
    refusal: Refusal | None = None
    created: bool = False
    sign_up: SignUp | None = None

    @classmethod
    def refused(cls, refusal: Refusal) -> "SignUpResult":
        """Return the result for somebody who got no place."""
        return cls(refusal=refusal)
