"""Every place where a circle could show up, and circles made of canary words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import unquote_plus

from django.contrib.sites.requests import RequestSite
from django.test import Client, RequestFactory
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from learningcircles_wagtail.models import (
    CircleIndexPage,
    CirclePage,
    Meeting,
    ToolkitIndexPage,
    Topic,
)
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_course,
    make_facilitator,
    make_library,
    make_topic,
    publish,
    root_page,
)

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 4)
MONTH = "calendar/2026/11/"
LINK = "https://meet.example.org/secretlink"
"""How the addresses of all online meetings begin; they stand nowhere."""

RECORDS = ("branch", "street", "city", "library", "course", "provider", "topic")
TEXTS = ("title", "slug", "summary", "body", "meeting", "note", "room", "person")
VIEWS = ("", MONTH, "map/", "ics/", "rss/", "json/", "geojson/", "embed/")
FILTERS = (
    *("topic=everybody", "branch={word}branch", "library={word}library"),
    *("city={word}city", "format=hybrid", "weekday=2", "time=evening"),
    *("language=en", "access=step-free", "open=1", "status=upcoming"),
    *("near=41.5,-90.5", "near=41.5,-90.5&within=200", "order=title"),
    *("order=newest", "order=soonest", "near=41.5,-90.5&order=nearest"),
    *("page=1", "q={word}title", "q=together", "topic={word}topic"),
)
"""A value for every parameter, each of which finds the circles made here."""


@dataclass
class Canary:
    """A circle made of words that stand nowhere else; `word` begins each of them."""

    word: str
    page: CirclePage
    records: dict[str, Any] = field(default_factory=dict)

    @property
    def marks(self) -> frozenset[str]:
        """All its words, in small letters."""
        return frozenset(f"{self.word}{name}" for name in (*TEXTS, *RECORDS))

    def seen(self, text: str, *, asked: str = "") -> set[str]:
        """Return which of its words a text holds, but for those that one asked for.

        Each is named without its beginning: "title", "branch".
        """
        text, asked = readable(text), readable(asked)
        return {
            mark.removeprefix(self.word)
            for mark in self.marks
            if mark in text and mark not in asked
        }

    @property
    def addresses(self) -> list[str]:
        """The circle's own addresses: page, flyer, its calendar, that of a meeting."""
        page = CirclePage.objects.get(pk=self.page.pk)
        base = f"{page.get_parent().specific.url}{page.slug}/"
        meeting = Meeting.objects.filter(circle=page.circle_id).first()
        first = meeting.pk if meeting else 1
        below = ("", "flyer/", "ics/", f"meetings/{first}/ics/")
        return [f"{base}{route}" for route in below]


def readable(text: str) -> str:
    """Return text without folds, escapes and capitals."""
    text = text.replace("\r\n ", "")
    return unescape(unquote_plus(text)).lower()


def make_canary(word: str, index: CircleIndexPage, **values: Any) -> Canary:
    """Return a circle below a list, with records that are all its own.

    It shares one topic with all other circles, so that it is related to them.
    """
    shared = Topic.objects.filter(slug="everybody").first() or make_topic("Everybody")
    number = len(word) + sum(map(ord, word)) % 50
    library = make_library(name=f"{word}library")
    records = {
        "library": library,
        "branch": make_branch(
            name=f"{word}branch",
            street_address=f"1 {word}street",
            city=f"{word}city",
            postal_code=f"{number}00",
            library_system=library,
            access_facts=["step-free"],
            position=f"SRID=4326;POINT(-90.{500 + number} 41.{500 + number})",
        ),
        "course": make_course(title=f"{word}course", provider=f"{word}provider"),
        "topic": make_topic(f"{word}topic"),
        "person": make_facilitator(name=f"{word}person"),
    }
    page = make_circle(
        index,
        **{
            "title": f"{word}title",
            "slug": f"{word}slug",
            "summary": f"{word}summary together",
            "body": [("paragraph", f"<p>{word}body</p>")],
            "room": f"{word}room",
            "online_link": f"{LINK}/{word}",
            "format": "hybrid",
            "branch": records["branch"],
            "course": records["course"],
            "topics": [shared, records["topic"]],
            "facilitators": [records["person"]],
            "first_date": FIRST_DAY,
            **values,
        },
    )
    change_meeting(page, 0, title=f"{word}meeting", note=f"{word}note")
    page.save_revision()
    if page.live:
        page = publish(page)
    return Canary(word, page, records)


def make_blocks_page(slug: str, blocks: list[tuple[str, Any]]) -> Page:
    """Publish a page that shows circles in blocks."""
    page = ToolkitIndexPage(title="Blocks", slug=slug, body=blocks)
    root_page().add_child(instance=page)
    return page


def make_soon_page() -> Page:
    """Publish a page with the circles that start next."""
    return make_blocks_page("soon", [("upcoming_circles", {"title": "", "count": 12})])


def make_cards_page(pages: list[Any]) -> Page:
    """Publish a page with the cards of circles that an editor has chosen."""
    return make_blocks_page(
        "cards", [("circle_card", {"circle": one}) for one in pages]
    )


def list_addresses(
    queries: tuple[str, ...] = ("",), views: tuple[str, ...] = VIEWS
) -> Iterator[str]:
    """Yield the addresses below a list: each view with each query."""
    for view in views:
        for query in queries:
            yield view + (f"?{query}" if query else "")
        if view == MONTH:
            yield f"{MONTH}?day={FIRST_DAY.day}"


def answer(client: Client, url: str, **options: Any) -> tuple[int, str]:
    """Return status and text of an address; where it leads to belongs to its text."""
    response = client.get(url, **options)
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, body.decode() + response.get("Location", "")


@dataclass
class Surfaces:
    """Reads all surfaces on which a circle of one list could show up.

    `anchor` is a public circle of the same topic, beside which others stand as
    related; `soon` and `cards` are the pages of `make_soon_page`, `make_cards_page`.
    """

    client: Client
    index_url: str
    anchor: Canary
    soon: Page
    cards: Page
    host: str = "testserver"

    def of_list(
        self, queries: tuple[str, ...] = ("",), views: tuple[str, ...] = VIEWS
    ) -> Iterator[tuple[str, str]]:
        """Yield the views of the list with each query, as address and text."""
        for address in list_addresses(queries, views):
            yield address or "list", self.read(f"{self.index_url}{address}")

    def of_site(self, *canaries: Canary) -> Iterator[tuple[str, str]]:
        """Yield what shows circles elsewhere on the site, as name and text."""
        api, kind = "/api/v2/pages/", CirclePage._meta.label
        yield "related", self.read(self.anchor.addresses[0])
        yield "soon", self.read(self.soon.url)
        yield "cards", self.read(self.cards.url)
        yield "sitemap", "\n".join(self.sitemap())
        yield "api", self.read(f"{api}?limit=20&type={kind}")
        for one in canaries:
            word = f"{one.word}title"
            yield f"search {word}", "\n".join(self.search(word))
            yield f"api {word}", self.read(f"{api}?search={word}")
            key = one.page.pk
            yield f"api {key}", self.read(f"{api}{key}/?fields=*")

    def all(self, canary: Canary) -> Iterator[tuple[str, str]]:
        """Yield all surfaces but the circle's own addresses, as name and text."""
        yield from self.of_list()
        yield from self.of_list((f"q={canary.word}title",), ("", "json/"))
        yield from self.of_site(canary)

    def read(self, url: str) -> str:
        """Return the text of an address."""
        return answer(self.client, url, headers={"host": self.host})[1]

    def sitemap(self) -> list[str]:
        """Return the addresses in Wagtail's sitemap of the site."""
        request = RequestFactory(headers={"host": self.host}).get("/sitemap.xml")
        site = RequestSite(request)
        return [one["location"] for one in Sitemap(request).get_urls(site=site)]

    def search(self, words: str) -> list[str]:
        """Return slugs and titles that a site's own search finds through Wagtail."""
        pages = CirclePage.objects.descendant_of(root_page()).live().public()
        return [f"{page.slug} {page.title}" for page in pages.search(words)]


def map_data(text: str) -> list[dict[str, Any]]:
    """Return the places in the data of the interactive map on a page."""
    start = text.index(">", text.index('type="application/json"')) + 1
    return json.loads(text[start : text.index("</script>", start)])["places"]


def later(**span: float) -> datetime:
    """Return a moment after `NOW`."""
    return NOW + timedelta(**span)
