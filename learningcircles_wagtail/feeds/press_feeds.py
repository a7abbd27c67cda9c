"""The releases of a press room as RSS 2.0 and as Atom (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import strip_tags

from learningcircles_wagtail.domain.feed_text import one_line, printable
from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.http import answer
from learningcircles_wagtail.feeds.news_sitemap import publication_name
from learningcircles_wagtail.feeds.press_entries import (
    ReleaseEntry,
    read_releases,
    release_validators,
)

MOST_ITEMS = 50
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class _SettledFeed:
    """A feed whose last change is that of its items: never the present hour."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        """Return when the newest item changed."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=BEGINNING)


class RssFeed(_SettledFeed, Rss201rev2Feed):
    """RSS 2.0, with the feed's own address as `atom:link`."""

    content_type = "application/rss+xml; charset=utf-8"


class AtomFeed(_SettledFeed, Atom1Feed):
    """Atom, as its standard has it."""

    content_type = "application/atom+xml; charset=utf-8"


class PressFeed:
    """One kind of feed: its name in addresses, and Django's generator for it."""

    kinds: ClassVar = {"rss": RssFeed, "atom": AtomFeed}

    def __init__(self, index_page: Any, request: HttpRequest, kind: str) -> None:
        self.index_page = index_page
        self.kind = kind
        self.generator = self.kinds[kind]
        self.addresses = Addresses(index_page, request)

    def write(self, entries: list[ReleaseEntry]) -> bytes:
        """Return the feed in UTF-8."""
        page = self.index_page
        title = one_line(page.title)
        # In Atom every entry has an author, and the feed's own stands for all.
        author = {"author_name": publication_name(page)} if self.kind == "atom" else {}
        feed = self.generator(
            title=title,
            link=self.addresses.list_url,
            description=printable(strip_tags(page.introduction)).strip() or title,
            language=page.locale.language_code,
            feed_url=self.addresses.route(self.kind),
            **author,
        )
        for entry in entries:
            feed.add_item(
                title=entry.title,
                link=entry.url,
                description="".join(
                    f"<p>{escape(one)}</p>" for one in entry.paragraphs
                ),
                unique_id=entry.key,
                unique_id_is_permalink=False,
                pubdate=entry.published_at,
                updateddate=entry.changed_at,
            )
        return feed.writeString("utf-8").encode()


def feed_response(index_page: Any, request: HttpRequest, kind: str) -> HttpResponseBase:
    """Answer with the newest public releases; `kind` is "rss" or "atom"."""
    feed = PressFeed(index_page, request, kind)
    entries = read_releases(index_page, request, now=timezone.now(), most=MOST_ITEMS)
    validators = release_validators(
        kind, f"{index_page.title}{feed.addresses.list_url}", entries
    )

    def make() -> HttpResponseBase:
        return HttpResponse(
            feed.write(entries), content_type=feed.generator.content_type
        )

    return answer(request, validators, make)
