"""Messages to subscribers: whether they are still true, and what they say.

In the shapes of all messages of the outbox (`sign_ups.mail`), under the same names in
`mail/`: `address`, `next_circle`, `release`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import override

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.press_pages import releases_below
from learningcircles_wagtail.directory.querysets import (
    RELATED,
    at_public_branch_q,
)
from learningcircles_wagtail.directory.summaries import summarise_facts
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.enums import MailKind, SubscriptionKind
from learningcircles_wagtail.models import LearningCirclesSettings, OutboxMail
from learningcircles_wagtail.sign_ups.delivery import LaterError
from learningcircles_wagtail.sign_ups.mail import headers
from learningcircles_wagtail.sign_ups.mail.composing import NO_PAGE, render
from learningcircles_wagtail.sign_ups.mail.headers import one_line
from learningcircles_wagtail.sign_ups.mail.pages import public_page, spoken_language
from learningcircles_wagtail.sign_ups.mail.relevance import OUTDATED, STALE
from learningcircles_wagtail.subscriptions.addresses import is_open, own_address

ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to a subscriber for its templates.

    `about` is what was wished for, or ""; `own_url` where it is confirmed and ended.
    `summary` is the circle's and `release` the page, where the message is about one,
    and `url` its address. The other names are those that every message has.
    """

    kind: str
    title: str
    organisation: str
    own_url: str
    about: str = ""
    is_about_releases: bool = False
    is_confirmed: bool = False
    summary: CircleSummary | None = None
    release: Any = None
    url: str = ""
    name: str = ""
    online_link: str = ""
    circle_url: str = ""
    holds_place: bool = False
    reply_to: list[str] = field(default_factory=list)

    @property
    def branch(self) -> Any:
        """The branch of the circle, or None."""
        return self.summary.branch if self.summary else None


def why_not(mail: OutboxMail, *, now: datetime) -> str:
    """Return why a message is not to be sent any more, "" where it is."""
    if mail.expires_at is not None and mail.expires_at <= now:
        return STALE
    if mail.kind == MailKind.ADDRESS:
        return ""
    is_true = mail.subscription.confirmed_at is not None and (
        _circle_is_to_come(mail, now=now)
        if mail.kind == MailKind.NEXT_CIRCLE
        else release_of(mail, now=now) is not None
    )
    return "" if is_true else OUTDATED


def _circle_is_to_come(mail: OutboxMail, *, now: datetime) -> bool:
    page = circle_page_of(mail)
    if page is None:
        return False
    return summarise_facts(page, now=now).status == CircleStatus.UPCOMING


def circle_page_of(mail: OutboxMail) -> Any:
    """Return the page that was found for the reader, else another public one."""
    for model in circle_page_models():
        pages = model.objects.live().public().filter(at_public_branch_q())
        found = pages.filter(pk=mail.data.get("page"), circle_id=mail.circle_id)
        page = found.select_related(*RELATED).first()
        if page is not None and page.get_full_url():
            return page
    return public_page(mail.circle_id, mail.language) if mail.circle_id else None


def release_of(mail: OutboxMail, *, now: datetime) -> Any:
    """Return the release that a message is about while everybody may read it."""
    room = mail.subscription.page.specific
    return releases_below(room, now=now).filter(pk=mail.data.get("page")).first()


def compose(mail: OutboxMail, *, now: datetime) -> EmailMultiAlternatives:
    """Return the message of a row that is still true.

    Raises LaterError while the page is not public at which the address was left.
    """
    subscription = mail.subscription
    page = subscription.page.specific
    own_url = own_address(subscription, page)
    if not own_url or not is_open(page):
        raise LaterError(NO_PAGE)
    site = page.get_site()
    preferences = LearningCirclesSettings.for_site(site)
    language = spoken_language(mail.language, page.locale.language_code)
    with override(language):
        notice = write_notice(mail, page, own_url, preferences, now=now)
        subject, text, html = render(notice, language)
    found = headers.headers(
        mail, host=site.hostname, language=language, own_url=own_url
    )
    # RFC 8058: a mail program may end it with one click.
    found["List-Unsubscribe-Post"] = ONE_CLICK
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=headers.sender(preferences),
        to=[subscription.email],
        headers=found,
    )
    message.attach_alternative(html, "text/html")
    return message


def write_notice(
    mail: OutboxMail,
    page: Any,
    own_url: str,
    preferences: LearningCirclesSettings,
    *,
    now: datetime,
) -> Notice:
    """Return what a message says; the reader's language is active."""
    subscription = mail.subscription
    common: dict[str, Any] = {
        "kind": mail.kind,
        "title": one_line(page.title),
        "organisation": one_line(
            preferences.organisation or page.get_site().site_name or ""
        ),
        "own_url": own_url,
        "about": one_line(str(mail.data.get("about", ""))),
        "is_about_releases": subscription.kind == SubscriptionKind.RELEASES,
        "is_confirmed": subscription.confirmed_at is not None,
    }
    if mail.kind == MailKind.NEXT_CIRCLE:
        facts = summarise_facts(circle_page_of(mail), now=now)
        common |= {"title": facts.title, "summary": facts, "url": facts.address}
    elif mail.kind == MailKind.RELEASE:
        release = release_of(mail, now=now)
        common |= {
            "title": one_line(release.title),
            "release": release,
            "url": release.get_full_url(),
        }
    return Notice(**common)
