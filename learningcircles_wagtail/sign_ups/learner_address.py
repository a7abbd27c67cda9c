"""Opens the address of learners' own pages, also where everything else is closed.

The page forbids browsers to say where they come from, lest its secret address stand in
a `Referer`; then they send `Origin: null` with its buttons, too, and Django's check of
a token can never pass. It needs none: whoever can send the button has the secret.

It is also served without asking Wagtail's hooks, among which is the one that asks for a
password or a login: a circle that was made private has learners who want to leave, and
learners who took part to the end. So it is with their certificates, below it.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from learningcircles_wagtail.directory import open_addresses
from learningcircles_wagtail.enums import MailKind
from learningcircles_wagtail.models import OutboxMail
from learningcircles_wagtail.sign_ups.mail.pages import any_page
from learningcircles_wagtail.sign_ups.retrying import sign_up_database
from learningcircles_wagtail.sign_ups.tokens import find_sign_up

PATTERN = r"^((?:[\w\-]+/)*sign-ups/[\w\-]+(?:/certificate)?/?)$"
PATTERN_OF_PARTS = re.compile(
    r"(?:[\w\-]+/)*sign-ups/(?P<token>[\w\-]+)(?P<certificate>/certificate)?/?"
)
KIND, VIEWS = "circle_page", frozenset({"learner_view", "certificate_view"})


@csrf_exempt
def serve_learner(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a learner's own page, or certificate; any other as Wagtail does."""
    found = open_addresses.found_page(request, path, kind=KIND, views=VIEWS)
    if found is not None:
        page, args, kwargs = found
        if not was_moved_from(page, path):
            return page.serve(request, *args, **kwargs)
    return served_elsewhere(request, path) or open_addresses.serve_checked(
        request, path
    )


def was_moved_from(page: Any, path: str) -> bool:
    """Return whether the secret is that of somebody whom staff moved from the circle.

    The messages that they got before still lead here.
    """
    sign_up = find_sign_up(PATTERN_OF_PARTS.fullmatch(path)["token"])
    if sign_up is None or sign_up.circle_id == page.circle_id:
        return False
    told = OutboxMail.objects.using(sign_up_database()).filter(
        sign_up=sign_up, kind=MailKind.MOVED, data__from_circle=page.circle_id
    )
    return told.exists()


def served_elsewhere(request: HttpRequest, path: str) -> HttpResponse | None:
    """Serve it where the circle's page has the address no more, by its secret.

    A message is kept for longer than an address: the circle's page may have been moved
    or given another slug since, or the learner moved to another circle. None where the
    secret is none.
    """
    matched = PATTERN_OF_PARTS.fullmatch(path)
    sign_up = find_sign_up(matched["token"])
    page = sign_up and any_page(sign_up.circle_id, sign_up.language)
    if not page:
        return None
    view = page.certificate_view if matched["certificate"] else page.learner_view
    return page.serve(request, view, (), {"token": matched["token"]})


def open_address() -> None:
    """Put the address before Wagtail's own."""
    open_addresses.open_address(PATTERN, serve_learner)
