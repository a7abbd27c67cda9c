"""Behind the secret address in a message: confirming a subscription, and ending it.

GET and HEAD change nothing: mail scanners open every link. A mail program may end it by
one POST without a form (RFC 8058).
"""

from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone

from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import Subscription
from learningcircles_wagtail.sign_ups.form_page import RETRY_AFTER
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.sign_ups.secrecy import (
    keep_out_of_reports,
    keep_to_ourselves,
    unknown_address,
)
from learningcircles_wagtail.subscriptions.actions import confirm, end
from learningcircles_wagtail.subscriptions.addresses import is_open
from learningcircles_wagtail.subscriptions.keeping import kept_until
from learningcircles_wagtail.subscriptions.tokens import find_subscription

TEMPLATE = "learningcircles_wagtail/subscription.html"
STEP, CONFIRM, END = "step", "confirm", "end"
ONE_CLICK = ("List-Unsubscribe", "One-Click")


def subscription_response(page: Any, request: HttpRequest, token: str) -> HttpResponse:
    """Show a subscription, or do what its reader asks for.

    404 for every token but those of this page's subscriptions. The page itself need not
    be public: then nothing of it is shown.
    """
    keep_out_of_reports(request)
    subscription = find_subscription(token)
    if subscription is None or subscription.page_id != page.pk:
        return unknown_address(request)
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
    is_end = step == END or request.POST.get(name) == value
    try:
        with outside_request_transaction():
            if is_end:
                end(subscription)
            elif step == CONFIRM:
                confirm(subscription, now=timezone.now())
    except TooBusyError:
        response = _show(page, request, subscription, status=503, is_busy=True)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    if is_end:
        # Its address leads nowhere from now on.
        return _show(page, request, subscription, is_ended=True)
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    return response


def _show(
    page: Any,
    request: HttpRequest,
    subscription: Subscription,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = page.get_frame_context(request) | {
        "subscription": subscription,
        "is_about_releases": subscription.kind == SubscriptionKind.RELEASES,
        "kept_until": kept_until(subscription),
        "is_ended": False,
        "is_busy": False,
        "own_address": request.path,
        **more,
    }
    context["is_shown"] = is_open(page)
    if not context["is_shown"]:
        context |= {"lc_title": "", "lc_description": "", "translations": []}
    return TemplateResponse(request, TEMPLATE, context, status=status)
