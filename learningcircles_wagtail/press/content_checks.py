"""What an editor should look at before a release is published: rules, no more.

Each rule reads a release, saved or not, and yields findings. A *warning* never stops
anybody. An *error* is what would be plainly wrong in public: the page's form refuses
to publish it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.rich_text import RichText

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import at_public_branch_q
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.press.draft_words import LONGEST_HEADLINE
from learningcircles_wagtail.press.end_checks import check_ends
from learningcircles_wagtail.press.findings import (
    Finding,
    Severity,
    link_finding,
    placeholder_findings,
)
from learningcircles_wagtail.press.link_words import says_nothing
from learningcircles_wagtail.press.picture_checks import check_pictures
from learningcircles_wagtail.press.release_parts import (
    circle_pages_in,
    link_texts,
    linked_pages_in,
    links_in,
    texts_in,
)

__all__ = ["Finding", "Severity", "check_release"]

WORDS = ("title", "subheadline", "lead", "picture_caption", "picture_credit")
"""Fields of plain words, in which a draft may have left something to be written."""

OLDEST_DATELINE = timedelta(days=7)
"""How old a dateline may be when a release is published."""


def check_release(release: Any, *, now: datetime) -> list[Finding]:
    """Return what is to be looked at in a release at `now` (aware), errors first.

    A release that is public is a record: that its dates lie in the past, or that a
    circle is over by now, is no finding.
    """
    found = [
        *_headline(release),
        *_dateline(release, now=now),
        *_fields(release),
        *_contacts(release),
        *_blocks(release),
        *check_pictures(release),
        *check_ends(release, now=now),
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


def _fields(release: Any) -> Iterator[Finding]:
    """Look at the words outside the stream: placeholders and links."""
    for name in WORDS:
        yield from placeholder_findings([getattr(release, name)], field=name)
    if any(map(says_nothing, links_in(release.funder))):
        yield link_finding(field="funder")


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
        yield from placeholder_findings(texts_in(child.value), **where)
        links = [*link_texts(child.value)]
        if _is(child, "boilerplate") and (about := child.value.get("boilerplate")):
            links += links_in(about.text)
        if any(map(says_nothing, links)):
            yield link_finding(**where)
        if _is(child, "quote") and not (child.value.get("name") or "").strip():
            words = _("A quote has no name. Say who said it.")
            yield Finding("quote_without_name", words, **where)


def _circles(release: Any, *, now: datetime) -> Iterator[Finding]:
    """Look at the circles that blocks or links name, with a fixed number of queries."""
    named: dict[int, _Named] = {}
    for child in release.body:
        for page in circle_pages_in(child.value):
            named.setdefault(page.pk, _Named(page, {"block_id": child.id or ""}))
    for page, where in _linked_circles(release):
        named.setdefault(page.pk, _Named(page, where, is_link=True))
    if not named:
        return
    public = _public_pages(named)
    prefetch_related_objects(list(public.values()), "circle__meetings")
    for key, one in named.items():
        if key not in public:
            yield one.finding("circle_hidden", one.hidden_words())
    over = 0
    first_over: dict[str, str] = {}
    for key, page in public.items():
        timeline = page.circle.timeline(now=now)
        if timeline.status == CircleStatus.CANCELLED:
            yield named[key].finding("circle_cancelled", _("“%(title)s” is cancelled."))
        elif timeline.status == CircleStatus.COMPLETED and not release.live:
            over += 1
            first_over = first_over or named[key].where
    if over:
        words = ngettext(
            "The meetings of %d circle that the release names are over.",
            "The meetings of %d circles that the release names are over.",
            over,
        )
        yield Finding("circle_over", words % over, **{"field": "body", **first_over})


@dataclass(frozen=True, slots=True)
class _Named:
    """A circle's page, and where the release names it."""

    page: Any
    where: dict[str, str]
    is_link: bool = False

    def hidden_words(self) -> str:
        if self.is_link:
            return _("A link leads to “%(title)s”, which visitors cannot see.")
        return _("Visitors cannot see “%(title)s”, so the release leaves it out.")

    def finding(self, code: str, words: str) -> Finding:
        message = words % {"title": self.page.title}
        return Finding(code, message, **{"field": "body", **self.where})


def _linked_circles(release: Any) -> Iterator[tuple[Any, dict[str, str]]]:
    """Yield the circles' pages to which links in texts lead, and where these are."""
    places: dict[int, dict[str, str]] = {}
    for child in release.body:
        for key in linked_pages_in(child.value):
            places.setdefault(key, {"block_id": child.id or ""})
    for key in linked_pages_in(RichText(release.funder)):
        places.setdefault(key, {"field": "funder"})
    for model in circle_page_models() if places else ():
        for page in model.objects.filter(pk__in=places).defer_streamfields():
            yield page, places[page.pk]


def _public_pages(named: dict[int, Any]) -> dict[int, Any]:
    """Return those of the pages that visitors see, with their circles, by key."""
    public: dict[int, Any] = {}
    for model in circle_page_models():
        pages = model.objects.live().public().filter(at_public_branch_q())
        pages = pages.filter(pk__in=named, circle__isnull=False)
        public.update({page.pk: page for page in pages.select_related("circle")})
    return public
