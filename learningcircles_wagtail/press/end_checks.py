"""Rules on what stands around a release: corrections, boilerplates, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.press.findings import (
    Finding,
    Severity,
    link_finding,
    placeholder_findings,
)
from learningcircles_wagtail.press.link_words import says_nothing
from learningcircles_wagtail.press.placeholders import has_placeholder
from learningcircles_wagtail.press.release_parts import (
    links_in,
    rich_texts_in,
    texts_in,
)


def check_ends(release: Any, *, now: datetime) -> Iterator[Finding]:
    """Yield what is to be looked at in corrections, coverage and boilerplates."""
    today = in_zone(now, release.embargo_zone).date()
    for field in ("corrections", "coverage"):
        for child in getattr(release, field):
            where = {"field": field, "block_id": child.id or ""}
            yield from placeholder_findings(texts_in(child.value), **where)
            yield from _date(release, child.value.get("date"), where, today=today)
    for child in release.coverage:
        # The title is the link.
        if child.value.get("link") and says_nothing(child.value.get("title") or ""):
            yield link_finding(field="coverage", block_id=child.id or "")
    yield from _boilerplates(release)


def _date(
    release: Any, day: date | None, where: dict[str, str], *, today: date
) -> Iterator[Finding]:
    """Compare the day of a correction or an article with today and with the dateline.

    What is put right, or reported, has been published before.
    """
    if day is None:
        return
    if day > today:
        words = _("A date here is still to come.")
        yield Finding("odd_date", words, **where)
    elif release.dateline_date is not None and day < release.dateline_date:
        words = _("A date here is earlier than the release itself.")
        yield Finding("odd_date", words, **where)


def _boilerplates(release: Any) -> Iterator[Finding]:
    """Look at the records that end the release, as far as they are shown.

    Their words are changed in the records themselves: none of it stops anybody.
    """
    for about in release.boilerplates.all():
        if not about.live:
            continue
        if any(map(says_nothing, links_in(about.text))):
            yield link_finding(field="boilerplates")
        if any(map(has_placeholder, rich_texts_in(about.text))):
            words = _("A boilerplate has words in brackets that are to be written.")
            yield Finding("placeholder", words, Severity.WARNING, field="boilerplates")
