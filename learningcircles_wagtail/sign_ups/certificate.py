"""The certificate of taking part: one printable page behind a learner's secret address.

It says what the library knows: who had a place in which circle, when it met and how
often, and to how many meetings the learner came, where that was noted for each of them.
There is one only where the library wants them, and once the circle is over.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from learningcircles_wagtail.directory.circle_summary import CircleSummary
from learningcircles_wagtail.directory.summaries import summarise_facts
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


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate is about: a circle as published, and one learner in it.

    `attended` is to how many meetings the learner came, None where that was not noted
    for each of them.
    """

    sign_up: SignUp
    summary: CircleSummary
    attended: int | None


def certificate_response(page: Any, request: HttpRequest, token: str) -> HttpResponse:
    """Show the certificate of a learner.

    404 for every token but those of this circle's learners who took part to the end.
    What the library has published of a circle it has told its learners, so that the
    page need not be public any more.
    """
    keep_out_of_reports(request)
    if request.method not in {"GET", "HEAD"}:
        return keep_to_ourselves(HttpResponseNotAllowed(["GET", "HEAD"]))
    sign_up = find_sign_up(token)
    if sign_up is None or sign_up.circle_id != page.circle_id:
        return unknown_address(request)
    settings = LearningCirclesSettings.for_request(request)
    summary = summarise_facts(page, now=timezone.now(), request=request)
    certificate = certificate_of(sign_up, summary, settings)
    if certificate is None:
        return unknown_address(request)
    context = certificate_context(certificate, settings)
    context["own_address"] = request.path.removesuffix(f"{CERTIFICATE}/")
    return keep_to_ourselves(TemplateResponse(request, TEMPLATE, context))


def certificate_of(
    sign_up: SignUp, summary: CircleSummary, settings: LearningCirclesSettings
) -> Certificate | None:
    """Return the certificate of a learner, None where there is none.

    The library has to want it, the circle to be over and to have met, and the learner
    to have had a place to the end. Where it was noted who came to each meeting, who
    never came has none. `summary` is that of the circle's row.
    """
    if not (
        settings.certificates
        and sign_up.status == SignUpStatus.CONFIRMED
        and sign_up.name
        and summary.is_over
        and not summary.circle.cancelled
        and summary.timeline.held > 0
    ):
        return None
    came = None
    if meetings_noted(summary.circle) >= summary.timeline.held:
        came = meetings_attended(sign_up)
    return None if came == 0 else Certificate(sign_up, summary, came)


def certificate_context(
    certificate: Certificate, settings: LearningCirclesSettings
) -> dict[str, Any]:
    """Return what `circle_certificate.html` needs."""
    summary, name = certificate.summary, certificate.sign_up.name
    page, timeline = summary.page, summary.timeline
    # As on the learner's own page: a title that is not public yet is not told.
    title = summary.title if is_public_page(page) else summary.circle.title
    first, last = (
        in_zone(meeting.start, summary.time_zone)
        for meeting in (timeline.first, timeline.last)
    )
    return {
        "page": page,
        "name": name,
        "name_step": step_of(name, NAME_STEPS),
        "title": title,
        "title_step": step_of(title, TITLE_STEPS),
        "course": summary.course,
        "meetings": timeline.held,
        "attended": certificate.attended,
        "first_day": date_format(first, "DATE_FORMAT"),
        "last_day": date_format(last, "DATE_FORMAT"),
        "branch": summary.branch,
        "library": summary.library_system,
        "organisation": organisation_of(settings, summary),
        "logo": settings.flyer_logo,
    }
