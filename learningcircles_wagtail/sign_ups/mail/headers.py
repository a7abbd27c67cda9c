"""The headers of a message: from whom, to whom answers go, how to get out.

Everything that somebody typed is made one line before it comes here or leaves here.
"""

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from learningcircles_wagtail.domain.calendar_text import clean
from learningcircles_wagtail.models import LearningCirclesSettings, OutboxMail
from learningcircles_wagtail.sign_ups.addresses import is_address

LONGEST_SUBJECT = 200
MOST_REPLY_ADDRESSES = 3


def one_line(text: str) -> str:
    """Return a text in one line, without controls."""
    return " ".join(clean(text).split())


def message_id(mail: OutboxMail, host: str) -> str:
    """Return the identity of a message (RFC 5322, 3.6.4), the same at each attempt."""
    return f"<{mail.message_key}@{host}>"


def sender(preferences: LearningCirclesSettings | None) -> str:
    """Return whom a message comes from.

    The name is the site's "sender's name", the address its "sender's address", else
    those of Django's `DEFAULT_FROM_EMAIL`.
    """
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if preferences is not None:
        name = one_line(preferences.sender_name) or name
        if accepted(preferences.sender_email):
            address = preferences.sender_email
    return formataddr((name, address)) if name else address


def accepted(address: str) -> bool:
    """Return whether an address can stand in a header."""
    try:
        is_address(address)
    except (ValidationError, UnicodeError):
        return False
    return one_line(address) == address


def reply_addresses(facilitators: Any, branch: Any) -> list[str]:
    """Return where answers go: to the facilitators, else to the branch, if public."""
    people = [
        person.email
        for person in facilitators
        if person.live and accepted(person.email)
    ]
    if people:
        return list(dict.fromkeys(people))[:MOST_REPLY_ADDRESSES]
    if branch is not None and branch.live and accepted(branch.email):
        return [branch.email]
    return []


def headers(
    mail: OutboxMail, *, host: str, language: str, own_url: str
) -> dict[str, str]:
    """Return the further headers of a message.

    `Auto-Submitted` (RFC 3834) keeps answering machines quiet. `List-Unsubscribe`
    (RFC 2369) leads to the learner's own page, where a button gives the place up; it
    is not of one click (RFC 8058), for a place is more than a subscription.
    """
    found = {
        "Message-ID": message_id(mail, host),
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    if own_url:
        found["List-Unsubscribe"] = f"<{own_url}>"
    return found
