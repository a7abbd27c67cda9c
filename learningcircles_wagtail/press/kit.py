"""The press kit: a release's text, PDF, pictures and contacts in one zip."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from learningcircles_wagtail.feeds.http import (
    Validators,
    answer,
    file_name,
    streamed,
    tag_of,
)
from learningcircles_wagtail.press.paper import paper_pdf, release_paper
from learningcircles_wagtail.press.pictures import KitPicture, pictures_of
from learningcircles_wagtail.press.plain_text import release_text
from learningcircles_wagtail.press.publisher import publisher_name
from learningcircles_wagtail.press.streamed_zip import Member, zipped
from learningcircles_wagtail.press.vcard import vcard
from learningcircles_wagtail.printing.pdf import can_make_pdf

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/zip"
PIECE = 256 * 1024
"""Octets of a picture that are in memory at once."""


def kit_response(release: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with the kit of a public release, sent while it is written.

    The PDF is there before the answer begins. A kit that has to go out without it says
    so, and has no tag: whoever asks again gets the whole.
    """
    text = release_text(release, request)
    pictures = pictures_of(release)
    address = release.get_full_url(request) or ""
    contacts = [contact for contact in release.contacts.all() if contact.live]
    words = captions(pictures)
    files = [(one.name, one.image.file.name, one.image.file_hash) for one in pictures]
    cards = [vcard_member(contact, address) for contact in contacts]
    by = (publisher_name(release), release.last_published_at, can_make_pdf())
    validators = Validators(tag_of("press-kit", text, words, files, cards, by), None)
    name = file_name(release.title, "zip")
    stem = name.removesuffix(".zip")
    base_url = address or request.build_absolute_uri()
    # The answer is written when the page's language is active no longer.
    language = get_language()
    is_whole = True

    def make() -> HttpResponseBase:
        nonlocal is_whole
        pdf = None
        if request.method != "HEAD" and (paper := release_paper(release, request)):
            pdf = paper_pdf(paper, base_url=base_url)
        is_whole = pdf is not None or request.method == "HEAD" or not can_make_pdf()
        told = text if is_whole else f"{text}\n{_words_without_pdf(base_url)}\n"
        at = release.get_public_since().astimezone(UTC)
        response = streamed(
            request,
            lambda: zipped(members(told, pdf), at=at),
            content_type=CONTENT_TYPE,
        )
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response

    def members(told: str, pdf: bytes | None) -> Iterator[Member]:
        yield Member(f"{stem}/{stem}.txt", [told.encode()])
        if pdf is not None:
            yield Member(f"{stem}/{stem}.pdf", [pdf], is_small=True)
        for card_name, card in cards:
            yield Member(f"{stem}/contacts/{card_name}", [card])
        there = []
        for picture in pictures:
            if (octets := octets_of(picture)) is not None:
                there.append(picture)
                yield Member(f"{stem}/pictures/{picture.name}", octets, is_small=True)
        if there:
            with override(language):
                said = captions(there)
            yield Member(f"{stem}/pictures.txt", [said.encode()])

    response = answer(request, validators, make)
    if not is_whole:
        del response["ETag"]
        response["Cache-Control"] = "no-store"
    return response


def _words_without_pdf(address: str) -> str:
    """Return what a kit says that has no PDF yet, and where to get it."""
    words = _(
        "The PDF of this release was not ready when this press kit was made. Load the "
        "kit again in a few minutes (%(kit)s), or print the release from its page."
    )
    return words % {"kit": f"{address.rstrip('/')}/press-kit/"}


def vcard_member(contact: Any, address: str) -> tuple[str, bytes]:
    """Return the name and the octets of a contact's card."""
    name = f"{slugify(contact.name)}-{contact.pk}".lstrip("-")
    return f"{name}.vcf", vcard(contact, url=address)


def captions(pictures: list[KitPicture]) -> str:
    """Return what belongs to the pictures, a paragraph each, by their files' names."""
    paragraphs = []
    for picture in pictures:
        lines = [picture.name, picture.caption]
        if picture.credit:
            lines.append(_("Credit: %(credit)s") % {"credit": picture.credit})
        if picture.alt_text:
            lines.append(_("What it shows: %(words)s") % {"words": picture.alt_text})
        paragraphs.append("\n".join(line for line in lines if line))
    return "\n\n".join(paragraphs) + "\n"


def octets_of(picture: KitPicture) -> Iterator[bytes] | None:
    """Return the octets of a picture's original in pieces, None where it is missing."""
    try:
        file = picture.image.file.storage.open(picture.image.file.name, "rb")
    except OSError:
        logger.warning("A picture of a press kit is missing: %s", picture.image.file)
        return None

    def pieces() -> Iterator[bytes]:
        with file:
            while octets := file.read(PIECE):
                yield octets

    return pieces()
