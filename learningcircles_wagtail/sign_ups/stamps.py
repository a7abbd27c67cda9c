"""How long a form was looked at: a signed time in it, so that no cookie is needed.

What fills in a form at once, or fills in what nobody sees, is a program as a rule, and
a person now and then: with a browser that fills in everything, or with a field that was
filled in by mistake. So nobody is refused and nobody is given a puzzle (WCAG 3.3.8):
the form comes back as it was filled in, and asks to be sent once more.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core import signing

SALT = "learningcircles_wagtail.sign_ups.stamp"

LEAST = timedelta(seconds=3)
"""How long a person needs at least from opening a form to sending it."""

LONGEST = timedelta(hours=24)
"""How long a form is kept open; a program that kept one for longer asks anew."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a form of a circle was first shown, and whether it has come back once."""

    circle_id: int
    shown_at: datetime
    is_again: bool = False

    def __str__(self) -> str:
        kind = "again" if self.is_again else "first"
        seconds = int(self.shown_at.timestamp())
        return signing.Signer(salt=SALT).sign(f"{self.circle_id}.{kind}.{seconds}")


def read_stamp(text: str, *, circle_id: int) -> Stamp | None:
    """Return the stamp of a form, None for one that is forged or of another circle."""
    try:
        whose, kind, seconds = signing.Signer(salt=SALT).unsign(text).split(".")
        shown_at = datetime.fromtimestamp(int(seconds), tz=UTC)
    except (signing.BadSignature, ValueError, OverflowError):
        return None
    if whose != str(circle_id):
        return None
    return Stamp(circle_id, shown_at, is_again=kind == "again")


def asked_again(
    stamp: Stamp | None, *, circle_id: int, trapped: bool, now: datetime
) -> Stamp | None:
    """Return the stamp with which a form has to be sent once more, or None.

    `trapped` says that the field which nobody sees was filled in. A form that came back
    keeps its time, so that whoever was quick need not wait again.
    """
    if stamp is None:
        return Stamp(circle_id, now, is_again=True)
    age = now - stamp.shown_at
    if age > LONGEST or age < timedelta(0):
        # Whoever is asked has read the form before; or the clock of another server,
        # which showed it, is ahead of ours.
        return Stamp(circle_id, now - LEAST, is_again=True)
    if age < LEAST or (trapped and not stamp.is_again):
        return replace(stamp, is_again=True)
    return None
