"""Takes out of parsed HTML what its author does not show to readers.

That is what Word calls hidden, words that were crossed out, by hand or by tracked
changes, and comments in the margin: none of it was meant to be published.
"""

import re

from bs4 import BeautifulSoup, Tag

CROSSED_OUT = frozenset({"del", "s", "strike"})
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*comment-list|text-decoration[a-z-]*\s*:[^;]*line-through",
    re.IGNORECASE,
)
COMMENT_ANCHOR = re.compile(r"mso-special-character\s*:\s*comment", re.IGNORECASE)


def take_out_hidden(soup: BeautifulSoup) -> int:
    """Remove what readers were not to see; return how many passages had words."""
    count = 0
    for tag in soup.find_all(_is_hidden):
        if tag.decomposed:
            continue
        is_anchor = "msocomanchor" in _classes(tag)
        count += not is_anchor and bool(tag.get_text(strip=True))
        tag.decompose()
    return count


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "")
    return (
        tag.name.lower() in CROSSED_OUT
        or tag.has_attr("hidden")
        or "msocomanchor" in _classes(tag)
        or bool(HIDDEN.search(style) or COMMENT_ANCHOR.search(style))
    )


def _classes(tag: Tag) -> str:
    return " ".join(tag.get_attribute_list("class", "") or ()).lower()
