"""What an editor should look at before a release is published: rules, no more.

Each rule reads a release, saved or not, and yields findings. A *warning* never stops
anybody. An *error* is what would be plainly wrong in public: the page's form refuses
to publish it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import at_public_branch_q
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.press.draft_words import LONGEST_HEADLINE
from learningcircles_wagtail.press.link_words import says_nothing
from learningcircles_wagtail.press.placeholders import has_placeholder
from learningcircles_wagtail.press.release_parts import (
    circle_pages_in,
    link_texts,
    links_in,
    texts_in,
)

OLDEST_DATELINE = timedelta(days=7)
"""How old a dateline may be when a release is published."""


class Severity(StrEnum):
    """How much a finding matters."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at.

    `code` names the rule, for programs; `message` is one or two sentences. `field` is
    the name of the page's field, `block_id` the child of its stream, or "".
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    field: str = ""
    block_id: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the release must not be published like that."""
        return self.severity is Severity.ERROR


def check_release(release: Any, *, now: datetime) -> list[Finding]:
    """Return what is to be looked at in a release at `now` (aware), errors first.

    A release that is public is a record: that its dates lie in the past, or that a
    circle is over by now, is no finding.
    """
    found = [
        *_headline(release),
        *_dateline(release, now=now),
        *_picture(release),
        *_fields(release),
        *_contacts(release),
        *_blocks(release),
        *_circles(release, now=now),
    ]
    return sorted(found, key=lambda finding: not finding.is_error)


def _headline(release: Any) -> Iterator[Finding]:
    length = len(release.title)
    if length > LONGEST_HEADLINE:
        words = _(
            "The headline has %(length)d characters. Above %(most)d, search engines "
            "and newsrooms cut it."
        )
        yield Finding(
            "long_headline",
            words % {"length": length, "most": LONGEST_HEADLINE},
            field="title",
        )


def _dateline(release: Any, *, now: datetime) -> Iterator[Finding]:
    if not release.dateline_city:
        words = _("The dateline has no city.")
        yield Finding("no_dateline", words, field="dateline_city")
    day = release.dateline_date
    if day is None:
        words = _("The dateline has no date.")
        yield Finding("no_dateline", words, field="dateline_date")
    elif (
        not release.live
        and in_zone(now, release.embargo_zone).date() - day > OLDEST_DATELINE
    ):
        words = _("The dateline is older than a week.")
        yield Finding("old_dateline", words, field="dateline_date")
    if (
        release.timing == ReleaseTiming.EMBARGO
        and release.embargo_until
        and release.embargo_until <= now
        and not release.live
    ):
        words = _("The hour of the embargo is past, so it holds nothing back.")
        yield Finding("past_embargo", words, field="embargo_until")


def _picture(release: Any) -> Iterator[Finding]:
    if release.picture is None:
        return
    if not release.picture.description:
        words = _(
            "The picture has no alt text. Describe it in the image's own form: people "
            "who cannot see it are told nothing."
        )
        yield Finding("no_alt_text", words, field="picture")
    if not release.picture_credit.strip():
        words = _("The picture has no credit. Newsrooms cannot print it without.")
        yield Finding("no_credit", words, field="picture_credit")


def _fields(release: Any) -> Iterator[Finding]:
    """Look at the words outside the stream: placeholders and links."""
    for name in ("title", "subheadline", "lead"):
        if has_placeholder(getattr(release, name)):
            yield _placeholder(field=name)
    if any(map(says_nothing, links_in(release.funder))):
        yield _link(field="funder")


def _placeholder(**where: str) -> Finding:
    words = _("Words in brackets are still to be written here.")
    return Finding("placeholder", words, Severity.ERROR, **where)


def _link(**where: str) -> Finding:
    words = _(
        "A link says “here” or “read more”. Let its words tell where it leads: people "
        "who listen to pages hear the links alone."
    )
    return Finding("link_text", words, **where)


def _contacts(release: Any) -> Iterator[Finding]:
    contacts = [contact for contact in release.contacts.all() if contact.live]
    for child in release.body:
        contact = child.value.get("contact") if _is(child, "media_contact") else None
        if contact is not None and contact.live:
            contacts.append(contact)
    if not contacts:
        words = _("There is no media contact. Newsrooms want to ask somebody.")
        yield Finding("no_contact", words, field="contacts")
    elif not any(contact.phone or contact.email for contact in contacts):
        words = _("The media contact has neither a telephone nor an e-mail address.")
        yield Finding("no_contact", words, field="contacts")


def _is(child: Any, kind: str) -> bool:
    return child.block_type == kind and bool(child.value)


def _blocks(release: Any) -> Iterator[Finding]:
    for child in release.body:
        where = {"field": "body", "block_id": child.id or ""}
        if any(map(has_placeholder, texts_in(child.value))):
            yield _placeholder(**where)
        if any(map(says_nothing, link_texts(child.value))):
            yield _link(**where)
        if _is(child, "quote") and not (child.value.get("name") or "").strip():
            words = _("A quote has no name. Say who said it.")
            yield Finding("quote_without_name", words, **where)
        if _is(child, "picture"):
            yield from _picture_block(child.value, where)


def _picture_block(value: Any, where: dict[str, str]) -> Iterator[Finding]:
    image = value.get("picture")
    if image is None:
        return
    decorative = getattr(image, "decorative", False)
    if not decorative and not getattr(image, "contextual_alt_text", ""):
        words = _("A picture has no alt text: people who cannot see it miss it.")
        yield Finding("no_alt_text", words, **where)
    if not (value.get("credit") or "").strip():
        words = _("A picture has no credit. Newsrooms cannot print it without.")
        yield Finding("no_credit", words, **where)


def _circles(release: Any, *, now: datetime) -> Iterator[Finding]:
    """Look at the circles that blocks name, with a fixed number of queries."""
    named: dict[int, tuple[Any, str]] = {}
    for child in release.body:
        for page in circle_pages_in(child.value):
            named.setdefault(page.pk, (page, child.id or ""))
    if not named:
        return
    public = _public_pages(named)
    prefetch_related_objects(list(public.values()), "circle__meetings")
    hidden = [key for key in named if key not in public]
    for key in hidden:
        words = _("Visitors cannot see “%(title)s”, so the release leaves it out.")
        yield _about(named[key], "circle_hidden", words)
    over = 0
    first_over = ""
    for key, page in public.items():
        timeline = page.circle.timeline(now=now)
        if timeline.status == CircleStatus.CANCELLED:
            words = _("“%(title)s” is cancelled.")
            yield _about(named[key], "circle_cancelled", words)
        elif timeline.status == CircleStatus.COMPLETED and not release.live:
            over += 1
            first_over = first_over or named[key][1]
    if over:
        words = ngettext(
            "The meetings of %d circle that the release names are over.",
            "The meetings of %d circles that the release names are over.",
            over,
        )
        yield Finding("circle_over", words % over, field="body", block_id=first_over)


def _about(named: tuple[Any, str], code: str, words: str) -> Finding:
    page, block_id = named
    message = words % {"title": page.title}
    return Finding(code, message, field="body", block_id=block_id)


def _public_pages(named: dict[int, Any]) -> dict[int, Any]:
    """Return those of the pages that visitors see, with their circles, by key."""
    public: dict[int, Any] = {}
    for model in circle_page_models():
        pages = model.objects.live().public().filter(at_public_branch_q())
        pages = pages.filter(pk__in=named, circle__isnull=False)
        public.update({page.pk: page for page in pages.select_related("circle")})
    return public
