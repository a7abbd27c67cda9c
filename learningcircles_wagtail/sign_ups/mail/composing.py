"""From a row of the outbox to a message: words, link and address are put in here.

A circle's page may have become a draft, private, or may have been deleted since. Then
nothing that stood on it is sent, and no link to it:

- *a place, a place in line, a promotion, a move, a link, a reminder, changed meetings,
  thanks* wait for the page as for a mail server that is away, and are given up in the
  end: they lead to the learner's own page, which is below it;
- *a place given up or taken back, a circle that is called off* are sent with the
  circle's title alone, which their readers know.

Each message is of one language, in two shapes: `mail/<kind>.txt`, whose first line is
the subject, and `mail/<kind>.html`. A site can put its own in their place.
"""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from learningcircles_wagtail.domain.calendar_text import clean
from learningcircles_wagtail.enums import MailKind
from learningcircles_wagtail.models import LearningCirclesSettings, OutboxMail
from learningcircles_wagtail.sign_ups.delivery import LaterError
from learningcircles_wagtail.sign_ups.mail import headers
from learningcircles_wagtail.sign_ups.mail.attachment import calendar_of
from learningcircles_wagtail.sign_ups.mail.letter import Letter, write_letter
from learningcircles_wagtail.sign_ups.mail.pages import (
    public_page,
    site_of,
    spoken_language,
)

TEMPLATES = "learningcircles_wagtail/mail"
NO_PAGE = "no public page"

SENT_WITHOUT_PAGE = frozenset(
    {MailKind.CANCELLED, MailKind.REMOVED, MailKind.CALLED_OFF}
)


def compose(mail: OutboxMail, *, now: datetime) -> EmailMultiAlternatives:
    """Return the message of a row that is still true (`relevance.why_not`).

    Raises LaterError while the circle has no public page and the message needs one.
    """
    page = public_page(mail.circle_id, mail.language)
    if page is None and mail.kind not in SENT_WITHOUT_PAGE:
        raise LaterError(NO_PAGE)
    site = site_of(mail.circle_id, page)
    preferences = LearningCirclesSettings.for_site(site) if site else None
    own = page.locale.language_code if page is not None else ""
    language = spoken_language(mail.language, own)
    with override(language):
        letter = write_letter(mail, page, site, preferences, now=now)
        calendar = calendar_of(mail, page, now=now)
        subject, text, html = render(letter, language, has_calendar=bool(calendar))
        file_name = _("meetings")
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=headers.sender(preferences),
        to=[mail.sign_up.email],
        reply_to=letter.reply_to,
        headers=headers.headers(
            mail,
            host=site.hostname if site else "localhost",
            language=language,
            own_url=letter.own_url,
        ),
    )
    message.attach_alternative(html, "text/html")
    if calendar:
        message.attach(f"{file_name}.ics", calendar.decode(), "text/calendar")
    return message


def render(
    letter: Letter, language: str, *, has_calendar: bool = False
) -> tuple[str, str, str]:
    """Return subject, plain text and HTML of a message."""
    context = {
        "letter": letter,
        "has_calendar": has_calendar,
        "language": language,
        "text_direction": "rtl" if get_language_bidi() else "ltr",
    }
    written = clean(render_to_string(f"{TEMPLATES}/{letter.kind}.txt", context))
    first, _break, text = written.strip().partition("\n")
    subject = headers.one_line(first)[: headers.LONGEST_SUBJECT]
    html = render_to_string(
        f"{TEMPLATES}/{letter.kind}.html", {**context, "subject": subject}
    )
    return subject, tidy(text), clean(html)


def tidy(text: str) -> str:
    """Return a text whose paragraphs stand one empty line apart, and end with one."""
    lines: list[str] = []
    for line in map(str.rstrip, text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"
