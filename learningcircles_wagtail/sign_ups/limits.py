"""How many sign-ups come from one client, and for one address: slowed, never refused.

All computers of a branch have one address on the network, and a librarian signs up a
whole class from one of them. So a client that has sent `SIGN_UPS_PER_HOUR` forms is not
turned away: from then on one of its forms is let through every few seconds, and whoever
sends another meanwhile gets the form back as it was, with the advice to press again.
People who type never notice; a program is held to so many an hour.
"""

from django.http import HttpRequest

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.clients import (
    client_address,
    is_too_often,
    takes_turn,
)
from learningcircles_wagtail.sign_ups.addresses import hash_of_address

CLIENT_PAUSE = 5
"""Seconds between two forms of a client that has sent many: 720 an hour at most."""

ADDRESS_PAUSE = 60
"""The same of one e-mail address, which whoever knows it can send."""


def seconds_to_wait(request: HttpRequest, email: str) -> int:
    """Count a form of a client for an address; return how long it has to wait, or 0.

    An address counts whether or not it has signed up, so that nobody learns which.
    """
    client = client_address(request)
    # Of clients whose address nobody knows each would pay for all others.
    if client and _is_held(
        "client", client, most=settings.SIGN_UPS_PER_HOUR, seconds=CLIENT_PAUSE
    ):
        return CLIENT_PAUSE
    if _is_held(
        "address",
        hash_of_address(email),
        most=settings.MAILS_PER_HOUR,
        seconds=ADDRESS_PAUSE,
    ):
        return ADDRESS_PAUSE
    return 0


def _is_held(name: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; return whether it is one too many and not yet its turn."""
    if not is_too_often(f"sign-up {name}", who, most=most):
        return False
    return not takes_turn(f"sign-up {name}", who, seconds=seconds)
