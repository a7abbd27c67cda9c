"""The flyer: one circle on one printable page."""

from typing import Any

from django.conf import settings as django_settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.domain.paper import Paper, paper_of
from learningcircles_wagtail.domain.seats import SignUpState
from learningcircles_wagtail.enums import CircleFormat
from learningcircles_wagtail.models import LearningCirclesSettings
from learningcircles_wagtail.printing.addresses import breakable, short_address
from learningcircles_wagtail.printing.fitting import shortened, step_of, width_of
from learningcircles_wagtail.printing.qr_code import qr_code

TEMPLATE = "learningcircles_wagtail/circle_flyer.html"
USUAL, LARGE = "usual", "large"
SIZES = (USUAL, LARGE)
STRIPS = 7
"""Slips to tear off; each is wide enough for six lines, read at arm's length."""

# Up to which width (in small letters) words are set in each size; beyond: "least".
TITLE_STEPS = ((24, "huge"), (46, "big"), (84, "usual"), (150, "small"))
LEAD_STEPS = ((170, "big"), (280, "usual"))
# What a sheet holds of title and lead together: the longest that editors can write
# (255 and 400 characters) on a poster, less in large print or with a cancellation.
ROOM, ROOM_IN_LARGE, ROOM_WHEN_OVER = 670, 340, 450
LEAST_LEAD = 60
"""Below this a lead says nothing, and is left out."""
# Lines about the place, the course and the library are cut where they are absurd;
# sooner beside much text.
LINE, LINE_IN_LARGE, LINE_WHEN_DENSE, DENSE = 62, 36, 32, 380
OWNER, STRIP_TITLE, STRIP_PLACE, NOTE_IN_LARGE = 60, 44, 30, 260
ADDRESS_LENGTH, STRIP_ADDRESS_LENGTH = 70, 60


def flyer_response(page: Any, request: HttpRequest) -> TemplateResponse:
    """Answer with the flyer of a circle's page.

    `?paper=a4|letter` chooses the sheet, `?size=large` the large print; other values
    count for nothing.
    """
    response = TemplateResponse(request, TEMPLATE, flyer_context(page, request))
    # A printout is no place to arrive at from a search engine.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def flyer_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what `circle_flyer.html` needs."""
    summary = page.get_summary(now=timezone.now(), request=request)
    settings = LearningCirclesSettings.for_request(request)
    paper = chosen_paper(request, summary)
    size = LARGE if request.GET.get("size") == LARGE else USUAL
    is_large = size == LARGE
    lead = fitting_lead(summary, is_large=is_large)
    address = page.get_full_url(request) or ""
    short = short_address(address, most=ADDRESS_LENGTH)
    return {
        "page": page,
        "summary": summary,
        "lead": lead,
        "organisation": shortened(organisation_of(settings, summary), OWNER),
        "logo": settings.flyer_logo,
        "paper": paper.value,
        "is_large": is_large,
        "note": shortened(summary.cancelled_note, NOTE_IN_LARGE if is_large else 400),
        "title_step": step_of(summary.title, TITLE_STEPS),
        "lead_step": step_of(lead, LEAD_STEPS),
        **fact_lines(summary, most=line_of(summary, lead, is_large=is_large)),
        "address": address,
        "short_address": breakable(short),
        "strip_title": shortened(summary.title, STRIP_TITLE),
        "strip_where": shortened(summary.where, STRIP_PLACE),
        "strip_address": breakable(short_address(address, most=STRIP_ADDRESS_LENGTH)),
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


def fitting_lead(summary: CircleSummary, *, is_large: bool) -> str:
    """Return as much of the lead as a sheet holds beside the title, which stays whole.

    A circle that is over invites nobody, and what is said of it needs the room.
    """
    room = ROOM_IN_LARGE if is_large else ROOM_WHEN_OVER if summary.is_over else ROOM
    room -= int(width_of(summary.title) + width_of(summary.cancelled_note))
    return shortened(summary.lead, room) if room >= LEAST_LEAD else ""


def line_of(summary: CircleSummary, lead: str, *, is_large: bool) -> int:
    """Return how wide a line about place or course may be, in small letters."""
    if is_large:
        return LINE_IN_LARGE
    is_dense = width_of(summary.title) + width_of(lead) > DENSE
    return LINE_WHEN_DENSE if is_dense else LINE


def fact_lines(summary: CircleSummary, *, most: float) -> dict[str, Any]:
    """Return the lines about place and course, none wider than `most` small letters."""
    lines: list[str] = []
    branch, course = summary.branch, summary.course
    if branch and summary.format != CircleFormat.ONLINE:
        lines = [summary.room, *branch.address_lines]
    return {
        "where": shortened(summary.where, 1.5 * most),
        "place_lines": [shortened(line, most) for line in lines if line],
        "contact_lines": contact_lines(summary, most=most),
        "course_title": shortened(course.title, most) if course else "",
        "course_provider": shortened(course.provider, most) if course else "",
    }


def contact_lines(summary: CircleSummary, *, most: float) -> list[str]:
    """Return telephone and e-mail address of whom one may ask, as far as they fit.

    Half an address is of no use, so one that is wider than `most` is left out.
    """
    contact = None if summary.is_over else summary.contact
    if contact is None:
        return []
    return [
        line
        for line in (contact.phone, contact.email)
        if line and width_of(line) <= most
    ]


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


def organisation_of(settings: LearningCirclesSettings, summary: CircleSummary) -> str:
    """Return the name of the library that prints: the site's own, or ""."""
    library = summary.library_system
    return settings.organisation or (library.name if library else "")
