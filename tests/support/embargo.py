"""A release under embargo made of canary words, and every place to look for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Drawing
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from learningcircles_wagtail.models import (
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
)
from tests.factories import make_press_index, make_release, root_page
from tests.support.surfaces import readable

HOUR = datetime(2026, 12, 1, 15, tzinfo=UTC)
"""When the embargo ends: nine in the morning in Chicago."""

MARK = re.compile(r"zq[a-z]+zq")
WORDS = (
    *("title", "slug", "subheadline", "lead", "city", "region", "seo", "description"),
    *("heading", "paragraph", "quote", "speaker", "caption", "credit", "funder"),
    *("outlet", "article", "correction", "picturetitle", "picturealt", "pix"),
    *("documenttitle", "pdf", "contextalt", "portrait", "logo", "card", "poster"),
    *("logoname", "portraitcredit", "cardcredit", "film"),
)
MARKS = frozenset(f"zq{word}zq" for word in WORDS)
SMALL = ("portrait", "logo", "card", "poster")
"""Pictures beside quotes, of partners, on cards, before films."""

FILES = frozenset(f"zq{word}zq" for word in SMALL)
"""Titles and names of their files, which Wagtail cuts in addresses of small sizes."""

DRAWN = MARKS - FILES - {"zqpicturetitlezq", "zqslugzq"}
"""What the public page says, in its text or in its addresses."""

SAMPLES = {"int": "2026", "slug": "wrong", "str": "wrong", "path": "wrong", "uuid": "0"}
ROUTE_PART = re.compile(r"<(?:(\w+):)?\w+>")
LOCAL_LINK = re.compile(
    r'(?:href|src|srcset|content)="(?:http://(?:testserver|localhost))?(/[^" ]*)'
)


def mark(word: str) -> str:
    """Return the canary of a field."""
    name = f"zq{word}zq"
    assert name in MARKS, word
    return name


def make_picture(title: str, name: str) -> Any:
    """Upload a picture."""
    file = BytesIO()
    Drawing.new("RGB", (700, 500), "teal").save(file, "PNG")
    picture = get_image_model()(
        title=title,
        description=mark("picturealt"),
        file=ImageFile(BytesIO(file.getvalue()), name=f"{name}.png"),
    )
    picture.save()
    return picture


def make_document(title: str, name: str) -> Any:
    """Upload a document."""
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"%PDF-1.4 canary", name=f"{name}.pdf")
    )


@dataclass
class Held:
    """A release that waits for `HOUR`, and what is around it."""

    index: PressIndexPage
    release: PressReleasePage
    linking: list[Page]
    picture: Any
    document: Any
    small: dict[str, Any]
    guesses: list[str] = field(default_factory=list)
    """Addresses of its files as they were uploaded, which one could guess."""


def make_held(**values: Any) -> Held:
    """Return a release whose every field is a canary, and pages that lead to it.

    It is not scheduled yet; `release.save_revision().publish()` does that.
    """
    index = make_press_index()
    open_one = make_release(index, title="Open to all", slug="open")
    picture = make_picture(mark("picturetitle"), mark("pix"))
    document = make_document(mark("documenttitle"), mark("pdf"))
    guesses = [picture.file.url, document.url, document.file.url]
    # The admin makes such when it lists and chooses pictures.
    guesses += [
        picture.get_rendition(spec).url for spec in ("max-165x165", "width-640")
    ]
    small = {word: make_picture(mark(word), mark(word)) for word in SMALL}
    for one in small.values():
        guesses += [one.file.url, one.get_rendition("max-165x165").url]
    release = PressReleasePage(
        **{
            "title": mark("title"),
            "slug": mark("slug"),
            "seo_title": mark("seo"),
            "search_description": mark("description"),
            "subheadline": mark("subheadline"),
            "lead": mark("lead"),
            "dateline_city": mark("city"),
            "dateline_region": mark("region"),
            "dateline_date": date(2026, 12, 1),
            "timing": "embargo",
            "embargo_until": HOUR,
            "embargo_time_zone": "America/Chicago",
            "picture": picture,
            "body": body_of(picture, document, small),
            "funder": f"<p>{mark('funder')}</p>",
            "coverage": [
                ("article", {"outlet": mark("outlet"), "title": mark("article")})
            ],
            "corrections": [
                ("correction", {"date": date(2026, 12, 1), "text": mark("correction")})
            ],
            **values,
        }
    )
    index.add_child(instance=release)
    release = PressReleasePage.objects.get(pk=release.pk)
    held = Held(index, release, [], picture, document, small, guesses)
    held.linking = [make_linking(release, open_one)]
    return held


def body_of(
    picture: Any, document: Any, small: dict[str, Any]
) -> list[tuple[str, Any]]:
    """Return the blocks of the release's body."""
    alt = {"image": picture, "alt_text": mark("contextalt"), "decorative": False}
    shown = PressReleasePage.body.field.stream_block.child_blocks["picture"]
    block = shown.child_blocks["picture"]
    value = block.to_python(
        {"image": picture.pk, "alt_text": alt["alt_text"], "decorative": False}
    )
    return [
        ("heading", {"text": mark("heading")}),
        ("paragraph", f"<p>{mark('paragraph')}</p>"),
        (
            "quote",
            {
                "quote": mark("quote"),
                "name": mark("speaker"),
                "picture": small["portrait"],
                "picture_credit": mark("portraitcredit"),
            },
        ),
        (
            "cards",
            {
                "cards": [
                    {
                        "title": "Card",
                        "picture": block.to_python({"image": small["card"].pk}),
                        "credit": mark("cardcredit"),
                    }
                ]
            },
        ),
        (
            "logos",
            {"logos": [{"name": mark("logoname"), "picture": small["logo"]}]},
        ),
        (
            "video",
            {
                "link": "https://video.example.org/film.mp4",
                "title": mark("film"),
                "picture": small["poster"],
            },
        ),
        (
            "picture",
            {"picture": value, "caption": mark("caption"), "credit": mark("credit")},
        ),
        ("download", {"document": document, "title": "", "description": ""}),
    ]


def make_linking(release: Any, open_one: Any) -> Page:
    """Publish a page whose every block that can leads to the release."""
    link = f'<p><a linktype="page" id="{release.pk}">here</a></p>'
    page = ToolkitIndexPage(
        title="Leads there",
        slug="leads",
        introduction=link,
        body=[
            ("call_to_action", {"button_text": "Go", "page": release.page_ptr}),
            ("call_to_action", {"button_text": "Go", "page": open_one.page_ptr}),
            ("cards", {"cards": [{"title": "Card", "page": release.page_ptr}]}),
            ("paragraph", link),
        ],
    )
    root_page().add_child(instance=page)
    return page


def routes_of(page: Any) -> Iterator[str]:
    """Yield every address below a page that its class answers, with sample values."""
    for pattern in type(page).get_subpage_urls():
        route = getattr(pattern.pattern, "_route", None)
        if route is None:
            continue
        yield ROUTE_PART.sub(lambda found: SAMPLES[found[1] or "str"], route)


@dataclass
class EmbargoSurfaces:
    """Reads everything that could tell of a release."""

    client: Client
    held: Held

    def lists(self) -> Iterator[tuple[str, int, str]]:
        """Yield what should name the release after its hour."""
        index, release = self.held.index, self.held.release
        addresses = [
            index.url,
            *(f"{index.url}{route}/" for route in ("rss", "atom", "news-sitemap")),
            f"{index.url}?q={mark('title')}",
            *(page.url for page in self.held.linking),
            "/sitemap.xml",
            f"/search/?q={mark('title')}",
            "/api/v2/pages/?limit=20&fields=*",
            f"/api/v2/pages/?search={mark('title')}",
            f"/api/v2/pages/{release.pk}/",
        ]
        yield from self.read(addresses)

    def files(self) -> Iterator[tuple[str, int, str]]:
        """Yield the addresses of its files, guessed and listed."""
        held = self.held
        guesses = [
            *held.guesses,
            f"/documents/{held.document.pk}/{held.document.filename}",
        ]
        yield from self.read(guesses)
        yield from self.read(
            [
                "/api/v2/images/?fields=*",
                f"/api/v2/images/{held.picture.pk}/",
                f"/api/v2/images/?search={mark('picturetitle')}",
                "/api/v2/documents/?fields=*",
                f"/api/v2/documents/{held.document.pk}/",
                f"/api/v2/documents/?search={mark('documenttitle')}",
                *(f"/api/v2/images/{one.pk}/" for one in held.small.values()),
                *(f"/api/v2/images/?search={mark(word)}" for word in held.small),
            ]
        )

    def routes(self) -> Iterator[tuple[str, int, str]]:
        """Yield every route of the press room and of the release, and drafts of it."""
        release = self.held.release
        address = f"{self.held.index.url}{release.slug}/"
        found = [f"{self.held.index.url}{one}" for one in routes_of(self.held.index)]
        found += [f"{address}{one}" for one in ("", *routes_of(release))]
        found += [
            f"{self.held.index.url}?q={mark('title')}",
            f"/api/v2/pages/find/?html_path={address}",
            f"/admin/pages/{release.pk}/view_draft/",
            f"/admin/pages/{release.pk}/edit/preview/",
            f"/admin/pages/{release.pk}/edit/",
            "/api/v2/redirects/?fields=*",
        ]
        yield from self.read(found)

    def crawl(self) -> Iterator[tuple[str, int, str]]:
        """Yield the home page and every page that public pages lead to."""
        waiting, seen = ["/", self.held.index.url], set()
        while waiting:
            url = waiting.pop()
            if url in seen or len(seen) > 80:
                continue
            seen.add(url)
            ((url, status, text),) = self.read([url])
            yield url, status, text
            waiting += [link.split("#")[0] for link in LOCAL_LINK.findall(text)]

    def all(self) -> Iterator[tuple[str, int, str]]:
        """Yield everything."""
        yield from self.lists()
        yield from self.files()
        yield from self.routes()
        yield from self.crawl()

    def read(self, urls: list[str]) -> Iterator[tuple[str, int, str]]:
        """Yield address, status and text; where it leads to belongs to the text."""
        for url in urls:
            response = self.client.get(url)
            body = b"".join(response) if response.streaming else response.content
            text = body.decode(errors="replace")
            yield url, response.status_code, f"{text} {response.get('Location', '')}"

    def leaks(self) -> dict[str, set[str]]:
        """Return the canaries that are seen, by address; {} where none is.

        What an address asks for by its own words is no leak where it is repeated; but
        then it may not answer as if there were something.
        """
        found: dict[str, set[str]] = {}
        for url, status, text in self.all():
            asked = set(MARK.findall(readable(url)))
            told = set(MARK.findall(readable(text))) - asked
            if told:
                found.setdefault(url, set()).update(told)
            elif asked and "?" not in url and status != 404:
                found.setdefault(url, set()).add(f"status {status}")
        return found

    def silent(self) -> list[str]:
        """Return what does not lead to the release although it should by now."""
        wanted = {mark("title"), mark("slug")}
        found = [
            url
            for url, status, text in self.lists()
            if status != 200 or not wanted & set(MARK.findall(readable(text)))
        ]
        address = f"{self.held.index.url}{self.held.release.slug}/"
        ((url, status, text),) = self.read([address])
        missing = DRAWN - set(MARK.findall(readable(text)))
        return found + [f"{url} {status} {word}" for word in sorted(missing)]
