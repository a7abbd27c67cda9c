"""Rules on the pictures of a release: what they show, and who took them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from learningcircles_wagtail.press.findings import Finding
from learningcircles_wagtail.press.picture_credit import credit_of
from learningcircles_wagtail.press.pictures import Part, Shown, shown_in

WITHOUT_CREDIT = frozenset({Part.LOGO, Part.POSTER})
"""A logo is of whom it names, a poster of the film."""


def check_pictures(release: Any) -> Iterator[Finding]:
    """Yield what is missing beside pictures, portraits, cards and logos."""
    for shown in shown_in(release):
        where = {"field": "body", "block_id": shown.block_id}
        if shown.part is Part.MAIN:
            yield from _main_picture(shown)
        elif words := _what_is_unsaid(shown):
            yield Finding("no_alt_text", words, **where)
        if shown.part not in WITHOUT_CREDIT and not _has_credit(shown):
            where = {"field": "picture_credit"} if shown.part is Part.MAIN else where
            yield Finding("no_credit", _credit_words(shown.part), **where)


def _main_picture(shown: Shown) -> Iterator[Finding]:
    if not shown.image.description:
        words = _(
            "The picture has no alt text. Describe it in the image's own form: people "
            "who cannot see it are told nothing."
        )
        yield Finding("no_alt_text", words, field="picture")


def _what_is_unsaid(shown: Shown) -> str:
    """Return what people who cannot see a picture miss, "" for nothing.

    A portrait stands beside the name of whom it shows, and a poster beside a title.
    """
    match shown.part:
        case Part.LOGO if not shown.alt_text.strip():
            return _("A logo has no name, which is read aloud in its place.")
        case Part.PORTRAIT if not (shown.label.strip() or shown.image.description):
            return _("A portrait has neither a name beside it nor alt text.")
        case Part.PICTURE | Part.CARD if not (shown.is_decorative or shown.alt_text):
            return _("A picture has no alt text: people who cannot see it miss it.")
    return ""


def _has_credit(shown: Shown) -> bool:
    """Return whether a credit stands beside a picture.

    Portraits and those on cards are small; that of the image itself will do for them,
    which the press kit tells.
    """
    if shown.credit.strip():
        return True
    return shown.part in {Part.PORTRAIT, Part.CARD} and bool(credit_of(shown.image))


def _credit_words(part: Part) -> str:
    match part:
        case Part.MAIN:
            return _("The picture has no credit. Newsrooms cannot print it without.")
        case Part.PORTRAIT:
            return _("A portrait has no credit. Newsrooms cannot print it without.")
        case _other:
            return _("A picture has no credit. Newsrooms cannot print it without.")
