"""What readers say of a guide: taken by a form without cookies, counted by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.clients import (
    client_address,
    is_same_origin,
    is_too_often,
)
from learningcircles_wagtail.domain.feed_text import printable
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.models import GuideAnswer, GuideNote
from learningcircles_wagtail.models.toolkit import LONGEST_NOTE
from learningcircles_wagtail.toolkit.chosen import PARAMETER

TRAP = "website"
"""A field that nobody sees: who fills it in is a program."""

ANSWERED = "answered"
ANCHOR = "lc-helpful"
PER_CLIENT, PER_PAGE = 30, 600
"""Answers an hour: of one network, which many readers share, and about one guide."""

WORDS = {"yes": True, "no": False}


def answer_response(page: Any, request: HttpRequest) -> HttpResponse:
    """Take an answer that was sent by POST, and lead back to the guide.

    Fields: `answer` ("yes" or "no"), `note`, `circle`. Whatever else is sent leads
    back to the guide, and nothing is counted.
    """
    if request.method != "POST":
        return _back(page, request)
    if not is_same_origin(request):
        return HttpResponseForbidden(
            _("This answer came from another website, so it was not counted."),
            content_type="text/plain; charset=utf-8",
        )
    helpful = WORDS.get(request.POST.get("answer", ""))
    if helpful is None:
        return _back(page, request)
    if request.POST.get(TRAP):
        return _back(page, request, answered=True)
    client = client_address(request)
    # Of clients whose address nobody knows each would pay for all others.
    too_often = bool(client) and is_too_often("client", client, most=PER_CLIENT)
    if too_often or is_too_often("guide", page.pk, most=PER_PAGE):
        return _too_often(page, request)
    record(
        page,
        helpful=helpful,
        note=clean_note(request.POST.get("note", "")),
        day=timezone.localdate(),
    )
    return _back(page, request, answered=True)


def clean_note(text: str) -> str:
    """Return a note as it is kept: printable, without empty ends, at most so long."""
    lines = (line.rstrip() for line in printable(text[: 4 * LONGEST_NOTE]).split("\n"))
    return "\n".join(lines).strip()[:LONGEST_NOTE].strip()


def record(page: Any, *, helpful: bool, note: str, day: date) -> None:
    """Count an answer about a guide on a day, and keep the note if there is one."""
    column = "helpful" if helpful else "unhelpful"
    if not _count(page, column, day):
        try:
            with transaction.atomic():
                GuideAnswer.objects.create(page_id=page.pk, day=day, **{column: 1})
        except IntegrityError:
            # Somebody else was the first of the day a moment earlier.
            _count(page, column, day)
    if note:
        GuideNote.objects.create(page_id=page.pk, day=day, helpful=helpful, text=note)


def _count(page: Any, column: str, day: date) -> int:
    rows = GuideAnswer.objects.filter(page_id=page.pk, day=day)
    return rows.update(**{column: F(column) + 1})


def _back(page: Any, request: HttpRequest, *, answered: bool = False) -> HttpResponse:
    """Lead back to the guide, for the circle for which it was read."""
    query = {ANSWERED: 1} if answered else {}
    circle = request.POST.get(PARAMETER, "")
    if whole_number(circle, digits=LONGEST_KEY) is not None:
        query[PARAMETER] = circle
    address = page.get_url(request) or "/"
    address += (f"?{urlencode(query)}" if query else "") + f"#{ANCHOR}"
    response = HttpResponseRedirect(address)
    # To be fetched by GET, whatever was sent (RFC 9110, 15.4.4).
    response.status_code = 303
    add_never_cache_headers(response)
    return response


def _too_often(page: Any, request: HttpRequest) -> HttpResponse:
    context = {**page.get_context(request), "answered_too_often": True}
    template = page.get_template(request)
    response = TemplateResponse(request, template, context, status=429)
    add_never_cache_headers(response)
    return response
