"""What a drafted release leaves for a person to write, and how it is found again.

A placeholder stands in square brackets, in the language of the release. None may be
left when a release is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

QUOTE = gettext_noop("[Quote of the facilitator]")
NAME = gettext_noop("[Name of the facilitator]")
CREDIT = gettext_noop("[Who took the picture]")
PLACEHOLDERS = (QUOTE, NAME, CREDIT)

WHOLLY_BRACKETED = re.compile(r"\s*\[[^\[\]]{1,300}\]\s*")


@cache
def _known() -> frozenset[str]:
    """Return the placeholders in every language of the site."""
    found = set(PLACEHOLDERS)
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.update(gettext(words) for words in PLACEHOLDERS)
    return frozenset(found)


def has_placeholder(text: str) -> bool:
    """Return whether a text holds one of ours, or is nothing but words in brackets."""
    return bool(placeholders_in([text]))


def placeholders_in(texts: Iterable[str]) -> list[str]:
    """Return what is still to be written in some texts, as it stands there, once each.

    That is our placeholders, and texts that are nothing but words in brackets.
    """
    found: dict[str, None] = {}
    for text in texts:
        if WHOLLY_BRACKETED.fullmatch(text):
            found[" ".join(text.split())] = None
        else:
            found |= dict.fromkeys(sorted(words for words in _known() if words in text))
    return list(found)
