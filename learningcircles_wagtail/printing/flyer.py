"""The flyer: one circle on one printable page."""

from typing import Any

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.domain.paper import Paper, paper_of
from learningcircles_wagtail.domain.seats import SignUpState
from learningcircles_wagtail.models import LearningCirclesSettings
from learningcircles_wagtail.printing.addresses import breakable, shortest_way
from learningcircles_wagtail.printing.qr_code import qr_code

TEMPLATE = "learningcircles_wagtail/circle_flyer.html"
USUAL, LARGE = "usual", "large"
SIZES = (USUAL, LARGE)
STRIPS = 9
"""Slips to tear off; each is wide enough for four lines of small print."""

# Characters of a title up to which it is set in each size, from poster to paragraph.
TITLE_STEPS = ((24, "huge"), (44, "big"), (80, "usual"), (140, "small"))
LEAD_STEPS = ((170, "big"), (280, "usual"))
ADDRESS_LENGTH, STRIP_ADDRESS_LENGTH = 70, 44


def flyer_response(page: Any, request: HttpRequest) -> TemplateResponse:
    """Answer with the flyer of a circle's page.

    `?paper=a4|letter` chooses the sheet, `?size=large` the large print; other values
    count for nothing. Raises Http404 for a circle at a branch that is itself a draft,
    which is in no list either.
    """
    circle = page.circle
    if circle is not None and circle.branch_id and not circle.branch.live:
        raise Http404
    response = TemplateResponse(request, TEMPLATE, flyer_context(page, request))
    # A printout is no place to arrive at from a search engine.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def flyer_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what `circle_flyer.html` needs."""
    summary = page.get_summary(now=timezone.now(), request=request)
    settings = LearningCirclesSettings.for_request(request)
    paper = chosen_paper(request, summary)
    size = USUAL if request.GET.get("size") != LARGE else LARGE
    address = page.get_full_url(request) or ""
    above = [address, *_addresses_above(page, request)]
    short = shortest_way(above, most=ADDRESS_LENGTH)
    return {
        "page": page,
        "summary": summary,
        "organisation": settings.organisation or _library_name(summary),
        "logo": settings.flyer_logo,
        "paper": paper.value,
        "is_large": size == LARGE,
        "title_step": step_of(summary.title, TITLE_STEPS),
        "lead_step": step_of(summary.lead, LEAD_STEPS),
        "address": address,
        "short_address": breakable(short),
        "strip_address": breakable(shortest_way(above, most=STRIP_ADDRESS_LENGTH)),
        "qr_code": qr_code(address) if address else None,
        "sign_up": sign_up_words(summary, short),
        "strips": range(STRIPS),
        "papers": paper_choices(paper, size),
        "sizes": size_choices(paper, size),
    }


def chosen_paper(request: HttpRequest, summary: CircleSummary) -> Paper:
    """Return the paper that was asked for, else that of the place where people meet."""
    asked = request.GET.get("paper")
    if asked in set(Paper):
        return Paper(asked)
    branch, library = summary.branch, summary.library_system
    return paper_of(
        branch.country if branch else "",
        library.country if library else "",
        get_language() or "",
        django_settings.LANGUAGE_CODE,
    )


def step_of(text: str, steps: tuple[tuple[int, str], ...]) -> str:
    """Return the size in which a text is set: the first whose length it keeps to."""
    return next((name for most, name in steps if len(text) <= most), "least")


def sign_up_words(summary: CircleSummary, address: str) -> str:
    """Return how one gets a place, by what stays true for as long as a flyer hangs.

    A number of free places would not. `address` is where more can be read.
    """
    if summary.is_over:
        return ""
    if summary.sign_up_state is SignUpState.NONE:
        return _("No sign-up needed.")
    if summary.sign_up_url:
        return _("Sign up at %(address)s") % {"address": address}
    return summary.sign_up_hint or f"{summary.label}."


def paper_choices(paper: Paper, size: str) -> list[dict[str, Any]]:
    """Return the links from sheet to sheet: `{words, query, is_current}`."""
    words = {
        Paper.A4: pgettext("paper", "A4"),
        Paper.LETTER: pgettext("paper", "US Letter"),
    }
    return [
        {"words": words[one], "query": _query(one, size), "is_current": one == paper}
        for one in Paper
    ]


def size_choices(paper: Paper, size: str) -> list[dict[str, Any]]:
    """Return the links from print to large print: `{words, query, is_current}`."""
    words = {
        USUAL: pgettext("flyer", "With slips to tear off"),
        LARGE: pgettext("flyer", "Large print"),
    }
    return [
        {"words": words[one], "query": _query(paper, one), "is_current": one == size}
        for one in SIZES
    ]


def _query(paper: Paper, size: str) -> str:
    return f"?paper={paper}" + (f"&size={size}" if size == LARGE else "")


def _addresses_above(page: Any, request: HttpRequest) -> list[str]:
    """Return the addresses of the list and of the site, for what is too long."""
    parent = page.get_parent()
    site = page.get_site()
    return [
        (parent.get_full_url(request) if parent else "") or "",
        site.root_url if site else "",
    ]


def _library_name(summary: CircleSummary) -> str:
    return summary.library_system.name if summary.library_system else ""
