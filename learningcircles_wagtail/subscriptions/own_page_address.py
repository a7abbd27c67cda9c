"""Opens the secret addresses of subscriptions to forms without a CSRF token.

The page forbids browsers to say where they come from, and mail programs that end a
subscription with one click have no token. Whoever can send the button has the secret.

The secret alone tells which subscription it is, for a message is kept for longer than
an address: the page at which it was left may have been taken back, made private, moved
or given another slug since, and whoever wants out must get out.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from learningcircles_wagtail.directory import open_addresses
from learningcircles_wagtail.subscriptions.addresses import KINDS, SEGMENTS
from learningcircles_wagtail.subscriptions.tokens import find_subscription

PATTERN = rf"^((?:[\w\-]+/)*(?:{'|'.join(SEGMENTS.values())})/[\w\-]+/?)$"
VIEW = "subscription_view"


@csrf_exempt
def serve_subscription(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page of a subscription, wherever it is; any other as Wagtail does."""
    segment, token = path.strip("/").split("/")[-2:]
    subscription = find_subscription(token)
    if subscription is not None and subscription.kind == KINDS[segment]:
        page = subscription.page.specific
        return page.serve(request, getattr(page, VIEW), (), {"token": token})
    for kind in SEGMENTS:
        found = open_addresses.found_page(request, path, kind=kind, views={VIEW})
        if found is not None:
            page, args, kwargs = found
            return page.serve(request, *args, **kwargs)
    return open_addresses.serve_checked(request, path)


def open_address() -> None:
    """Put the addresses before Wagtail's own."""
    open_addresses.open_address(PATTERN, serve_subscription)
