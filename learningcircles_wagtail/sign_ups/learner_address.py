"""Opens the address of learners' own pages, also where everything else is closed.

The page forbids browsers to say where they come from, lest its secret address stand in
a `Referer`; then they send `Origin: null` with its buttons, too, and Django's check of
a token can never pass. It needs none: whoever can send the button has the secret.

It is also served without asking Wagtail's hooks, among which is the one that asks for a
password or a login: a circle that was made private has learners who want to leave.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from learningcircles_wagtail.directory import open_addresses

PATTERN = r"^((?:[\w\-]+/)*sign-ups/[\w\-]+/?)$"
KIND, VIEW = "circle_page", "learner_view"


@csrf_exempt
def serve_learner(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a learner's own page; any other as Wagtail does."""
    found = open_addresses.found_page(request, path, kind=KIND, view=VIEW)
    if found is None:
        return open_addresses.serve_checked(request, path)
    page, args, kwargs = found
    return page.serve(request, *args, **kwargs)


def open_address() -> None:
    """Put the address before Wagtail's own."""
    open_addresses.open_address(PATTERN, serve_learner)
