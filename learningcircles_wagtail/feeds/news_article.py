"""A press release as one graph of schema.org: the article, who publishes it, where.

Properties of `NewsArticle` (https://schema.org/NewsArticle), with what Google asks of
articles: headline, picture, author, dates with an offset. Whom a newsroom may call is
not in it, so that no address is there for machines to collect.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest

from learningcircles_wagtail.directory.renditions import rendition_of
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.domain.text_fitting import shortened
from learningcircles_wagtail.feeds.structured_data import (
    CONTEXT,
    page_address,
    without_holes,
)
from learningcircles_wagtail.press.publisher import publisher_name, publisher_of
from learningcircles_wagtail.press.share_picture import share_picture_address

LONGEST_HEADLINE = 110
"""Longer ones are cut by who shows them; so they are cut here, after a word."""

SHARE_PICTURE = "fill-1200x630|format-jpeg"
LOGO = "max-600x600|format-png"

Node = dict[str, Any]


def news_graph(release: Any, *, request: HttpRequest | None) -> Node:
    """Describe a release as one graph."""
    return {"@context": CONTEXT, "@graph": NewsGraph(release, request).nodes()}


class NewsGraph:
    """The nodes of one release. Override a method to say more of one of them."""

    def __init__(self, release: Any, request: HttpRequest | None) -> None:
        self.release = release
        self.request = request
        self.address = page_address(release, request)
        self.settings, self.site = publisher_of(release)

    def nodes(self) -> list[Node]:
        """Return all nodes that there is something to say of."""
        found = [self.article(), self.page(), self.publisher(), self.place()]
        return [without_holes(node) for node in found if node]

    def article(self) -> Node:
        """Describe the release as `NewsArticle`."""
        release = self.release
        title = one_line(release.title)
        headline = title
        if len(title) > LONGEST_HEADLINE:
            headline = shortened(title, len, width=LONGEST_HEADLINE)
        published_at = release.get_public_since()
        changed_at = release.last_published_at or published_at
        return {
            "@type": "NewsArticle",
            "@id": self.id("article"),
            "headline": headline,
            "name": title if headline != title else None,
            "alternativeHeadline": one_line(release.subheadline),
            "description": one_line(release.get_meta_description()),
            "articleSection": release.get_kind_name(),
            "dateline": release.dateline.removesuffix(" –"),
            "datePublished": published_at.isoformat(),
            "dateModified": max(changed_at, published_at).isoformat(),
            "image": self.images(),
            "author": self.ref(self.publisher()),
            "publisher": self.ref(self.publisher()),
            "contentLocation": self.ref(self.place()),
            "correction": self.corrections(),
            "mainEntityOfPage": {"@id": self.address},
            "url": self.address,
            "inLanguage": release.locale.language_code,
            "isAccessibleForFree": True,
        }

    def page(self) -> Node:
        """Describe the page on which the release stands as `WebPage`."""
        return {
            "@type": "WebPage",
            "@id": self.address,
            "name": self.release.get_meta_title(),
            "url": self.address,
            "inLanguage": self.release.locale.language_code,
        }

    def publisher(self) -> Node | None:
        """Describe the library as `Organization`, by the settings of the site."""
        if self.site is None:
            return None
        root = f"{self.site.root_url}/"
        return {
            "@type": "Organization",
            "@id": f"{root}#organization",
            "name": publisher_name(self.release),
            "url": root,
            "logo": self.logo(),
        }

    def logo(self) -> Node | None:
        """Describe the library's logo as `ImageObject`."""
        logo = self.settings.flyer_logo if self.settings else None
        return self.image_object(logo, LOGO) if logo else None

    def place(self) -> Node | None:
        """Describe the place of the dateline as `Place`."""
        city = one_line(self.release.dateline_city)
        region = one_line(self.release.dateline_region)
        if not city:
            return None
        address = {"addressLocality": city, "addressRegion": region}
        return {
            "@type": "Place",
            "@id": self.id("place"),
            "name": city,
            "address": {"@type": "PostalAddress", **without_holes(address)},
        }

    def images(self) -> list[Any]:
        """Return the pictures: that which was given, else the one that is drawn."""
        picture = self.release.get_share_picture()
        if shown := self.image_object(picture, SHARE_PICTURE):
            return [shown]
        drawn = share_picture_address(self.release, self.request)
        if not drawn:
            return []
        return [{"@type": "ImageObject", "url": drawn, "width": 1200, "height": 630}]

    def image_object(self, image: Any, spec: str) -> Node | None:
        """Describe a size of a picture as `ImageObject`; None if it cannot be read."""
        rendition = rendition_of(image, spec)
        if rendition is None:
            return None
        is_own = image == self.release.get_share_picture()
        return without_holes(
            {
                "@type": "ImageObject",
                "url": urljoin(self.address, rendition.url),
                "width": rendition.width,
                "height": rendition.height,
                "caption": one_line(self.release.picture_caption) if is_own else "",
                "creditText": one_line(self.release.picture_credit) if is_own else "",
            }
        )

    def corrections(self) -> list[Node]:
        """Return what was put right as `CorrectionComment`s."""
        return [
            without_holes(
                {
                    "@type": "CorrectionComment",
                    "text": one_line(child.value.get("text") or ""),
                    "datePublished": child.value["date"].isoformat()
                    if child.value.get("date")
                    else None,
                }
            )
            for child in self.release.corrections
            if child.value.get("text")
        ]

    def id(self, name: str) -> str:
        """Return the `@id` of one of the nodes."""
        return f"{self.address}#{name}"

    @staticmethod
    def ref(node: Node | None) -> Node | None:
        """Return a reference to a node, or None where there is none."""
        return {"@id": node["@id"]} if node else None
