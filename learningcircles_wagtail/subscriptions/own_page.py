"""Behind the secret address in a message: confirming a subscription, and ending it.

GET and HEAD change nothing: mail scanners open every link. A mail program may end it by
one POST without a form (RFC 8058).
"""

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone

from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.models import Subscription
from learningcircles_wagtail.sign_ups.secrecy import keep_to_ourselves
from learningcircles_wagtail.subscriptions.actions import confirm, end
from learningcircles_wagtail.subscriptions.tokens import find_subscription

TEMPLATE = "learningcircles_wagtail/subscription.html"
STEP, CONFIRM, END = "step", "confirm", "end"
ONE_CLICK = ("List-Unsubscribe", "One-Click")


def subscription_response(page: Any, request: HttpRequest, token: str) -> HttpResponse:
    """Show a subscription, or do what its reader asks for.

    Raises Http404 for every token but those of this page's subscriptions.
    """
    subscription = find_subscription(token, page_id=page.pk)
    if subscription is None:
        raise Http404
    if request.method == "POST":
        response = _post(page, request, subscription)
    elif request.method in {"GET", "HEAD"}:
        response = _show(page, request, subscription)
    else:
        response = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return keep_to_ourselves(response)


def _post(page: Any, request: HttpRequest, subscription: Subscription) -> HttpResponse:
    name, value = ONE_CLICK
    step = request.POST.get(STEP)
    if step == END or request.POST.get(name) == value:
        end(subscription)
        # Its address leads nowhere from now on.
        return _show(page, request, subscription, is_ended=True)
    if step == CONFIRM:
        confirm(subscription, now=timezone.now())
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    return response


def _show(
    page: Any,
    request: HttpRequest,
    subscription: Subscription,
    *,
    is_ended: bool = False,
) -> HttpResponse:
    context = page.get_frame_context(request) | {
        "subscription": subscription,
        "is_about_releases": subscription.kind == SubscriptionKind.RELEASES,
        "is_ended": is_ended,
        "own_address": request.path,
    }
    return TemplateResponse(request, TEMPLATE, context)
