"""How many pages a document has, read once and remembered."""

from __future__ import annotations

from hashlib import sha256
from logging import getLogger
from typing import Any

from django.core.cache import cache

from learningcircles_wagtail.domain import pdf_pages

logger = getLogger(__name__)

LARGEST_FILE = 20_000_000
"""Bytes of a file that is read to count its pages."""
KEPT = 30 * 24 * 3_600
KEPT_IF_LOST = 300
"""Seconds for which the answer is remembered; a file that is lost may come back."""


def page_count(document: Any) -> int | None:
    """Return the number of pages of a document, or None where it cannot be told.

    Of a PDF only. The first to ask reads the file; afterwards Django's cache knows it,
    by the file's name and size, until another file takes its place.
    """
    if document.file_extension.lower() != "pdf":
        return None
    name = f"{document.pk}/{document.file.name}/{document.file_size}"
    key = f"lc-pages-{sha256(name.encode('utf-8', 'replace')).hexdigest()}"
    try:
        known = cache.get(key)
    except Exception:
        logger.exception("The cache does not answer; the pages are not counted.")
        return None
    if known is None:
        known, seconds = _read(document)
        try:
            cache.set(key, known, seconds)
        except Exception:
            logger.exception("The cache does not keep the number of pages.")
    return known or None


def _read(document: Any) -> tuple[int, int]:
    """Return the number of pages, 0 for unknown, and for how long that is true."""
    if (document.file_size or 0) > LARGEST_FILE:
        return 0, KEPT
    try:
        with document.open_file() as file:
            data = file.read(LARGEST_FILE + 1)
        return pdf_pages.page_count(data) or 0, KEPT
    except Exception:
        # A storage elsewhere may fail in any way; the page is whole without a number.
        logger.info("Document %s cannot be read for its pages.", document.pk)
        return 0, KEPT_IF_LOST
