"""A site as a visitor reaches it: every page that links lead to, and samples."""

import re
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

LINK = re.compile(r'<a\b(?![^>]*\brel="[^"]*nofollow)[^>]*?\bhref="([^"]*)"')
"""Links that a crawler may follow: those of filters and orders ask it not to."""

STATE = re.compile(r'class="lc-facts .*?<span class="lc-state[^>]*>(.*?)</span>', re.S)
CIRCLE = re.compile(r"/circles/(?!calendar/|map/|embed/)[\w-]+/")
GUIDE = re.compile(r"/toolkit/[\w-]+/")
RELEASE = re.compile(r"/press/[\w-]+/")


def read(address: str) -> tuple[int, str, str]:
    """Return status, kind of content and text of what stands at an address."""
    try:
        with urlopen(address, timeout=60) as answer:  # noqa: S310
            kind = answer.headers.get_content_type()
            text = answer.read().decode() if kind.startswith("text/") else ""
            return answer.status, kind, text
    except HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read().decode()


def links_of(address: str, html: str) -> set[str]:
    """Return path and query of every link of a page that a crawler may follow.

    Those to other hosts are left out.
    """
    found = set()
    for link in LINK.findall(html):
        parts = urlsplit(urljoin(address, unescape(link)))
        if parts.netloc == urlsplit(address).netloc:
            found.add(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def crawl(site: str) -> tuple[dict[str, str], dict[str, int]]:
    """Follow the links of a site from its front page.

    Returns the text of each HTML page by path and query, and the status of each link
    that does not lead to a 200.
    """
    pages: dict[str, str] = {}
    broken: dict[str, int] = {}
    seen, waiting = {"/"}, ["/"]
    while waiting:
        path = waiting.pop()
        status, kind, text = read(site + path)
        if status != 200:
            broken[path] = status
        elif kind == "text/html":
            pages[path] = text
            new = links_of(site + path, text) - seen
            seen |= new
            waiting += sorted(new)
    return pages, broken


def state_of(html: str) -> str:
    """Return the words of a circle's state, without figures and names of months."""
    found = STATE.search(html)
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", "", found[1], flags=re.S) if found else ""
    return " ".join(re.sub(r"\b[A-Z][a-z]+\.? \d+|\d+", "…", words).split())


def circles_by_state(pages: dict[str, str]) -> dict[str, str]:
    """Return the path of one circle for each state that circles are in."""
    circles = sorted(path for path in pages if CIRCLE.fullmatch(path))
    return {state_of(pages[path]): path for path in circles}


def sample(pages: dict[str, str]) -> dict[str, str]:
    """Return the paths of one page of every kind and language, and all guides, by name.

    Circles stand there once in each state.
    """
    found = {
        "home": "/",
        "list": "/circles/",
        "second page of the list": "/circles/?page=2",
        "toolkit": "/toolkit/",
        "press room": "/press/",
        "French home": "/fr/",
        "French list": "/fr/circles/",
        "French circle": "/fr/circles/speaking-up/",
    }
    found |= {f"circle: {state}": p for state, p in circles_by_state(pages).items()}
    for kind in (GUIDE, RELEASE):
        found |= {path: path for path in sorted(pages) if kind.fullmatch(path)}
    return found


def few(samples: dict[str, str]) -> dict[str, str]:
    """Return one page of each kind, for what takes long."""
    circles = sorted(name for name in samples if name.startswith("circle:"))
    guides = sorted(name for name in samples if GUIDE.fullmatch(name))
    releases = sorted(name for name in samples if RELEASE.fullmatch(name))
    names = ["home", "list", "toolkit", "press room", "French circle"]
    return {name: samples[name] for name in [*names, circles[-1], guides[0], *releases]}
