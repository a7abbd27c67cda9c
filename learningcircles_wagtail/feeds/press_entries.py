"""Press releases as feeds and sitemaps tell of them, read in two queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from learningcircles_wagtail.domain.feed_text import one_line, printable
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.http import Validators, tag_of


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """A public release: one line of headline, plain paragraphs, aware instants.

    `key` is a URN that stays the same for ever; `url` is absolute.
    """

    key: str
    title: str
    subheadline: str
    dateline: str
    lead: str
    url: str
    language: str
    published_at: datetime
    changed_at: datetime

    @property
    def paragraphs(self) -> list[str]:
        """What stands below the headline."""
        lead = " ".join(part for part in (self.dateline, self.lead) if part)
        return [part for part in (self.subheadline, lead) if part]


def read_releases(
    index_page: Any,
    request: HttpRequest,
    *,
    now: datetime,
    most: int,
    since: datetime | None = None,
) -> list[ReleaseEntry]:
    """Return the newest public releases of a press room by their publication.

    At most `most`, and none published before `since` (aware).
    """
    releases = index_page.get_releases(now=now).exclude(first_published_at=None)
    if since is not None:
        releases = releases.filter(last_published_at__gte=since)
    releases = releases.order_by("-first_published_at", "-pk")
    addresses = Addresses(index_page, request)
    found = list(_entries(releases[:most], addresses))
    if since is not None:
        found = [entry for entry in found if entry.published_at >= since]
    return sorted(found, key=lambda entry: entry.published_at, reverse=True)


def _entries(releases: Any, addresses: Addresses) -> Iterator[ReleaseEntry]:
    for release in releases:
        url = addresses.page(release.url_path)
        if url:
            yield entry_of(release, url)


def entry_of(release: Any, url: str) -> ReleaseEntry:
    """Return the entry of a release; an embargo's end is when it was published."""
    published_at = release.get_public_since()
    changed_at = release.last_published_at or published_at
    language = release.locale.language_code
    key = uuid.uuid5(release.translation_key, language)
    return ReleaseEntry(
        key=f"urn:uuid:{key}",
        title=one_line(release.title) or url,
        subheadline=one_line(release.subheadline),
        dateline=one_line(release.dateline),
        lead=printable(release.lead).strip(),
        url=url,
        language=language,
        published_at=published_at,
        changed_at=max(changed_at, published_at),
    )


def release_validators(kind: str, base: str, entries: list[ReleaseEntry]) -> Validators:
    """Return by what a reader finds out that nothing has changed: all that is said.

    No hour can be told since when it is the same: a release that is taken back leaves
    no trace.
    """
    return Validators(tag_of(kind, base, *entries), None)
