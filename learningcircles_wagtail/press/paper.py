"""A release on paper: the PDF in its press kit, where the server can make one."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from learningcircles_wagtail.domain.paper import paper_of
from learningcircles_wagtail.press.publisher import publisher_name
from learningcircles_wagtail.printing.kept import kept
from learningcircles_wagtail.printing.paper_html import for_paper
from learningcircles_wagtail.printing.pdf import can_make_pdf, pdf_of

logger = logging.getLogger(__name__)

DOCUMENT = "learningcircles_wagtail/press_release_paper.html"
CONTENT = "learningcircles_wagtail/components/paper_release.html"


def release_paper(release: Any, request: HttpRequest) -> str:
    """Return a public release as an HTML document for paper; "" where there is none.

    That is where no PDF can be made of it, or where drawing it fails, which is logged.
    The sheet is that of the reader's language.
    """
    if not can_make_pdf():
        return ""
    try:
        return _drawn(release, request)
    except Exception:
        logger.exception("A press release could not be put on paper: %s", release.pk)
        return ""


def _drawn(release: Any, request: HttpRequest) -> str:
    address = release.get_full_url(request) or ""
    context = release.get_context(request)
    private = context["lc_private_collections"]
    picture = release.picture
    context |= {
        # One that is not for everybody is not among the kit's pictures either.
        "paper_picture": None
        if picture and picture.collection_id in private
        else picture,
        # Blocks draw one size of a picture, and none of a film's.
        "lc_is_paper": True,
        "organisation": publisher_name(release),
        "address": address,
    }
    content = render_to_string(CONTENT, context, request)
    paper = paper_of(get_language() or "", django_settings.LANGUAGE_CODE)
    return render_to_string(
        DOCUMENT,
        {**context, "content": for_paper(content, base=address), "paper": paper.value},
        request,
    )


def paper_pdf(html: str, *, base_url: str) -> bytes | None:
    """Return what `release_paper` returned as PDF, made once; None where it fails.

    A release goes out without its PDF rather than not at all, so a fault is logged.
    """
    key = sha256(f"{base_url} {html}".encode()).hexdigest()
    try:
        return kept(key, lambda: pdf_of(html, base_url=base_url))
    except Exception:
        logger.exception("No PDF could be made of a press release: %s", base_url)
        return None
