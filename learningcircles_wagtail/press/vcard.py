"""A media contact as a vCard 3.0 (RFC 2426), which every address book takes."""

from __future__ import annotations

from typing import Any

from learningcircles_wagtail.domain.calendar_text import escape, optional_line, raw_line
from learningcircles_wagtail.domain.feed_text import one_line


def vcard(contact: Any, *, url: str = "") -> bytes:
    """Return the card of a press contact in UTF-8.

    `url` is the absolute address of where the card was found. Lines are folded and
    texts escaped as in calendars, whose rules are those of vCard. Nobody can tell from
    a name which part is that of the family (particles, two family names, the name of a
    desk): all of it is given as it is written, which is what programs show.
    """
    name = one_line(contact.name)
    organisation = one_line(contact.organisation)
    lines = (
        raw_line("BEGIN", "VCARD"),
        raw_line("VERSION", "3.0"),
        raw_line("FN", escape(name or organisation)),
        raw_line("N", f";{escape(name or organisation)};;;"),
        optional_line("ORG", organisation),
        optional_line("TITLE", one_line(contact.job_title)),
        optional_line("EMAIL;TYPE=INTERNET,WORK", one_line(contact.email)),
        optional_line("TEL;TYPE=WORK,VOICE", one_line(contact.phone)),
        raw_line("URL", url) if url else "",
        raw_line("END", "VCARD"),
    )
    return "".join(lines).encode()
