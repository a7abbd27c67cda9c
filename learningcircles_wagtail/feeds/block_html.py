"""The HTML of a page's blocks, read again to say the same in another form."""

from __future__ import annotations

from bs4 import BeautifulSoup

ONLY_ON_SCREEN = (
    "script, style, svg, template, button, form, nav, audio, iframe, "
    "[hidden], [data-lc-no-text], [role=status]"
)
"""What is no text, or only of use on the page; a map's places stand below it."""


def leave_out(soup: BeautifulSoup, *, more: str = "") -> None:
    """Take away what is only of use on the page, and what the selector `more` names."""
    selector = ", ".join(part for part in (ONLY_ON_SCREEN, more) if part)
    for element in soup.select(selector):
        element.decompose()
