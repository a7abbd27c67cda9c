"""The certificate of taking part: one printable page behind a learner's secret address.

It says what the library knows: who had a place in which circle, when it met and how
often, and to how many meetings the learner came, where that was noted for each of them.
There is one only where the library wants them, and once the circle is over.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.models import LearningCirclesSettings, SignUp
from learningcircles_wagtail.printing.fitting import step_of
from learningcircles_wagtail.printing.flyer import organisation_of
from learningcircles_wagtail.sign_ups.attendance import (
    meetings_attended,
    meetings_noted,
)
from learningcircles_wagtail.sign_ups.publicity import is_public_page
from learningcircles_wagtail.sign_ups.secrecy import (
    keep_out_of_reports,
    keep_to_ourselves,
    unknown_address,
)
from learningcircles_wagtail.sign_ups.tokens import find_sign_up

CERTIFICATE = "certificate"
"""What stands behind the address of a learner's own page."""

TEMPLATE = "learningcircles_wagtail/circle_certificate.html"

# Up to which width (in small letters) words are set in each size; beyond: "least".
NAME_STEPS = ((22, "huge"), (40, "big"), (70, "usual"))
TITLE_STEPS = ((40, "big"), (90, "usual"))


def certificate_response(page: Any, request: HttpRequest, token: str) -> HttpResponse:
    """Show the certificate of a learner.

    404 for every token but those of this circle's learners who took part to the end.
    """
    keep_out_of_reports(request)
    if request.method not in {"GET", "HEAD"}:
        return keep_to_ourselves(HttpResponseNotAllowed(["GET", "HEAD"]))
    sign_up = find_sign_up(token)
    if sign_up is None or sign_up.circle_id != page.circle_id:
        return unknown_address(request)
    summary = page.get_summary(now=timezone.now(), request=request)
    settings = LearningCirclesSettings.for_request(request)
    if not has_certificate(sign_up, page, summary, settings):
        return unknown_address(request)
    context = certificate_context(sign_up, page, summary, settings)
    context["own_address"] = request.path.removesuffix(f"{CERTIFICATE}/")
    return keep_to_ourselves(TemplateResponse(request, TEMPLATE, context))


def has_certificate(
    sign_up: SignUp,
    page: Any,
    summary: CircleSummary,
    settings: LearningCirclesSettings,
) -> bool:
    """Return whether there is a certificate for a learner.

    The library has to want it, the circle to be over and to have met, its page to be
    public, and the learner to have had a place to the end. Where it was noted who came
    to each meeting, who never came has none.
    """
    return (
        settings.certificates
        and sign_up.status == SignUpStatus.CONFIRMED
        and bool(sign_up.name)
        and summary.is_over
        and not summary.circle.cancelled
        and summary.timeline.held > 0
        and is_public_page(page)
        and attended(sign_up, summary) != 0
    )


def attended(sign_up: SignUp, summary: CircleSummary) -> int | None:
    """Return to how many meetings a learner came, None where not all were noted."""
    if meetings_noted(summary.circle) < summary.timeline.held:
        return None
    return meetings_attended(sign_up)


def certificate_context(
    sign_up: SignUp,
    page: Any,
    summary: CircleSummary,
    settings: LearningCirclesSettings,
) -> dict[str, Any]:
    """Return what `circle_certificate.html` needs."""
    timeline = summary.timeline
    first, last = (
        in_zone(meeting.start, summary.time_zone)
        for meeting in (timeline.first, timeline.last)
    )
    return {
        "page": page,
        "name": sign_up.name,
        "name_step": step_of(sign_up.name, NAME_STEPS),
        "title": summary.title,
        "title_step": step_of(summary.title, TITLE_STEPS),
        "course": summary.course,
        "meetings": timeline.held,
        "attended": attended(sign_up, summary),
        "first_day": date_format(first, "DATE_FORMAT"),
        "last_day": date_format(last, "DATE_FORMAT"),
        "branch": summary.branch,
        "library": summary.library_system,
        "organisation": organisation_of(settings, summary),
        "logo": settings.flyer_logo,
    }
