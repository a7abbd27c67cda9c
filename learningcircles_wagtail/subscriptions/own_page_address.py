"""Opens the secret addresses of subscriptions to forms without a CSRF token.

The page forbids browsers to say where they come from, and mail programs that end a
subscription with one click have no token. Whoever can send the button has the secret.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from learningcircles_wagtail.directory import open_addresses
from learningcircles_wagtail.subscriptions.addresses import SEGMENTS

PATTERN = rf"^((?:[\w\-]+/)*(?:{'|'.join(SEGMENTS.values())})/[\w\-]+/?)$"
VIEW = "subscription_view"


@csrf_exempt
def serve_subscription(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page of a subscription; any other as Wagtail does."""
    for kind in SEGMENTS:
        found = open_addresses.found_page(request, path, kind=kind, view=VIEW)
        if found is not None:
            page, args, kwargs = found
            return page.serve(request, *args, **kwargs)
    return open_addresses.serve_checked(request, path)


def open_address() -> None:
    """Put the addresses before Wagtail's own."""
    open_addresses.open_address(PATTERN, serve_subscription)
