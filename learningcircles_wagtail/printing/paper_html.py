"""The HTML of a page's blocks as it can stand on paper, among that of other pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from learningcircles_wagtail.feeds.block_html import leave_out
from learningcircles_wagtail.printing.paper_maps import KeptMaps

AS_IT_IS = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml,
    void_element_close_prefix="",
    empty_attributes_are_booleans=True,
)
"""HTML5 with no more entities than it needs."""

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
"""Attributes that name ids, several of them with spaces between."""


def for_paper(
    html: str, *, base: str, prefix: str = "", inside: Mapping[str, str] | None = None
) -> SafeString:
    """Return HTML without what is only of use on a screen, and with its links in order.

    `base` is the absolute address of the page that the HTML is from; links and
    pictures become absolute by it. Each id gets `prefix` before it, and links within
    the page lead there. `inside` names the pages that stand in the same document:
    their prefixes by `page_key` of their addresses; links to them stay inside. Films
    become their address, boxes to tick become frames, and what can be unfolded is.
    Maps stay, with the numbers of the list below them.
    """
    soup = BeautifulSoup(html, "html.parser")
    _draw_films(soup)
    maps = KeptMaps(soup)
    leave_out(soup)
    maps.put_back()
    _draw_boxes(soup)
    for element in soup.select("details"):
        element["open"] = ""
    for element in soup.find_all(True):
        # What scripts of the page know their elements by.
        for name in [name for name in element.attrs if name.startswith("data-")]:
            del element[name]
    for element in soup.select("[loading]"):
        # What has not been scrolled to would be a hole in the print.
        del element["loading"]
    _name(soup, prefix)
    inside = {**(inside or {}), page_key(base): prefix}
    for link in soup.select("a[href]"):
        _lead(link, base, prefix, inside)
    for picture in soup.select("img[src]"):
        picture["src"] = urljoin(base, str(picture["src"]))
        # The largest is meant for paper, and that is what `src` names.
        for name in ("srcset", "sizes"):
            picture.attrs.pop(name, None)
    # Escaped again as it was.
    return mark_safe(soup.decode(formatter=AS_IT_IS).strip())  # noqa: S308


def page_key(address: str) -> str:
    """Return what tells pages apart in their addresses: host and path, unescaped."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.netloc.lower()}{unquote(parts.path).rstrip('/')}/"


def top_of(prefix: str) -> str:
    """Return the id at which a page begins that stands in a document with others."""
    return f"{prefix}top"


def _draw_films(soup: BeautifulSoup) -> None:
    for film in soup.select("figure.lc-video"):
        poster = film.select_one("a[href]")
        if poster is None:
            continue
        address = str(poster["href"])
        title = str(film.get("data-lc-video-title", "")).strip()
        words = soup.new_tag("p")
        words["class"] = "lc-paper-film"
        strong = soup.new_tag("strong")
        strong.string = _("Film: %(title)s") % {"title": title} if title else _("Film")
        link = soup.new_tag("a", href=address)
        link["class"] = "lc-paper-address"
        link.string = address
        words.extend([strong, " ", link])
        film.replace_with(words)


def _draw_boxes(soup: BeautifulSoup) -> None:
    for box in soup.select("input"):
        if box.get("type") in {"checkbox", "radio"}:
            frame = soup.new_tag("span")
            frame["class"] = "lc-paper-box"
            frame["aria-hidden"] = "true"
            box.replace_with(frame)
        else:
            box.decompose()
    for item in soup.select(".lc-checks > li"):
        if item.find("label") is None:
            # The page draws its boxes by a script alone.
            check = soup.new_tag("span")
            check["class"] = "lc-paper-check"
            frame = soup.new_tag("span")
            frame["class"] = "lc-paper-box"
            frame["aria-hidden"] = "true"
            check.extend([frame, *list(item.contents)])
            item.append(check)
    for label in soup.select("label"):
        label.name = "span"
        label.attrs.pop("for", None)
        label["class"] = "lc-paper-check"


def _name(soup: BeautifulSoup, prefix: str) -> None:
    if not prefix:
        return
    for element in soup.select("[id]"):
        element["id"] = f"{prefix}{element['id']}"
    for name in REFERENCES:
        for element in soup.select(f"[{name}]"):
            given = element[name]
            ids = given if isinstance(given, list) else str(given).split()
            element[name] = " ".join(f"{prefix}{one}" for one in ids)


def _lead(link: Tag, base: str, prefix: str, inside: Mapping[str, str]) -> None:
    href = str(link["href"]).strip()
    try:
        address, fragment = urldefrag(urljoin(base, href))
    except ValueError:
        del link["href"]
        return
    is_own = href.startswith("#")
    target = prefix if is_own else inside.get(page_key(address))
    if target is None or (not is_own and urlsplit(address).query):
        link["href"] = urljoin(base, href)
        if _says_its_address(link, address):
            _mark(link, "lc-paper-address")
        return
    # A page on its own has no other beginning than the document's.
    top = top_of(target) if target else "top"
    link["href"] = f"#{target}{fragment}" if fragment else f"#{top}"
    link.attrs.pop("rel", None)
    _mark(link, "lc-paper-within")


def _says_its_address(link: Tag, address: str) -> bool:
    words = link.get_text().strip().rstrip("/")
    return bool(words) and words in {
        address.rstrip("/"),
        address.rstrip("/").partition("://")[2],
        address.removeprefix("mailto:").removeprefix("tel:"),
    }


def _mark(element: Tag, name: str) -> None:
    given = element.get("class") or []
    classes = given if isinstance(given, list) else str(given).split()
    element["class"] = [*dict.fromkeys([*classes, name])]
