"""Who took a picture, as far as the picture itself says so."""

from __future__ import annotations

import re
from typing import Any

from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.press.draft_words import whole_words

FIELDS = (
    *("credit", "credits", "credit_line", "picture_credit", "photo_credit"),
    *("attribution", "photographer", "author", "creator"),
    *("copyright", "copyright_holder", "copyright_notice"),
)
"""What sites call the field of their own model of images, the likeliest first."""

LONGEST = 160
"""Characters of a credit, as releases and blocks take them."""

MARKED = re.compile(
    r"(?:^|[.!?;,|(\[]\s*|\s[-–—]\s*)"
    r"(?P<credit>"
    r"(?:(?:photo(?:graph)?s?|foto(?:graf[ií]a)?s?|picture|image|imagen|credits?|"
    r"crédits?(?:\s+photo)?|créditos?|photo\s+credit)\s*:"
    r"|(?:photo(?:graph)?s?|picture|image)\s+by\s+(?-i:(?=[^\W\d_a-z]))"
    r"|courtesy\s+of\s|©|\(c\)\s|copyright\s)"
    r"[^()\[\]|]{2,})",
    re.IGNORECASE,
)
"""A credit in words that say more, which are left as they are."""


def credit_of(image: Any) -> str:
    """Return the credit of a picture, "" where it says none.

    From a field of the site's own model of images that is called like a credit; else
    from the description, or from the name of the collection, where a part of it begins
    with “Photo:”, “©” and the like.
    """
    if image is None:
        return ""
    for name in FIELDS:
        value = getattr(image, name, None)
        if value is None or callable(value):
            continue
        if words := one_line(str(value)):
            return whole_words(words, LONGEST)
    description = getattr(image, "description", "") or ""
    return _marked(description) or _marked(_collection_name(image))


def _collection_name(image: Any) -> str:
    collection = getattr(image, "collection", None)
    return getattr(collection, "name", "") or ""


def _marked(text: str) -> str:
    found = MARKED.search(one_line(text))
    return whole_words(found["credit"].strip(), LONGEST) if found else ""
