"""The releases of the last 48 hours as a news sitemap (Google News, sitemaps.org)."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any
from xml.sax.saxutils import XMLGenerator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.feeds.http import answer
from learningcircles_wagtail.feeds.press_entries import (
    ReleaseEntry,
    read_releases,
    release_validators,
)

HOURS = 48
MOST_ITEMS = 1_000
"""Both are what the format allows."""

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
CHINESE = frozenset({"zh-cn", "zh-tw"})
"""The two languages that the format names with a region."""


def sitemap_response(index_page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with the releases that became public in the last 48 hours."""
    now = timezone.now()
    since = now - timedelta(hours=HOURS)
    entries = read_releases(index_page, request, now=now, most=MOST_ITEMS, since=since)
    name = publication_name(index_page)
    validators = release_validators("news-sitemap", name, entries)

    def make() -> HttpResponseBase:
        return HttpResponse(
            write(entries, name), content_type="application/xml; charset=utf-8"
        )

    return answer(request, validators, make)


def publication_name(index_page: Any) -> str:
    """Return by what name the publisher is known: the site's, else the press room's."""
    site = index_page.get_site()
    return one_line((site and site.site_name) or index_page.title)


def news_language(code: str) -> str:
    """Return a language as the format wants it: ISO 639 without a region."""
    hans = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}.get(code.lower(), code.lower())
    return hans if hans in CHINESE else hans.split("-")[0]


def write(entries: list[ReleaseEntry], name: str) -> bytes:
    """Return the sitemap in UTF-8."""
    text = StringIO()
    xml = XMLGenerator(text, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    for entry in entries:
        xml.startElement("url", {})
        _element(xml, "loc", entry.url)
        xml.startElement("news:news", {})
        xml.startElement("news:publication", {})
        _element(xml, "news:name", name)
        _element(xml, "news:language", news_language(entry.language))
        xml.endElement("news:publication")
        _element(xml, "news:publication_date", entry.published_at.isoformat())
        _element(xml, "news:title", entry.title)
        xml.endElement("news:news")
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return text.getvalue().encode()


def _element(xml: XMLGenerator, name: str, text: str) -> None:
    xml.startElement(name, {})
    xml.characters(text)
    xml.endElement(name)
