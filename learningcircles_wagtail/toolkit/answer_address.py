"""Opens the one address to which a form without a token may be sent.

A guide is kept by caches, so it can hold no CSRF token, which belongs to one visitor
and sets a cookie. Django checks the token before any page is asked, by the view that an
address leads to, and all pages have the same. So an address of its own stands before
it; behind it everything but an answer to a guide is checked as ever, and the answer is
checked by where it comes from (`clients.is_same_origin`).
"""

from __future__ import annotations

from typing import Any

import swapper
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

PATTERN = r"^((?:[\w\-]+/)*helpful/?)$"
KIND, VIEW = "toolkit_page", "helpful_view"


@csrf_exempt
def serve_answer(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page of Wagtail's; without a token where it is a guide's answer."""
    from wagtail.views import serve

    if request.method == "POST" and is_answer(request, path):
        return serve(request, path)
    return csrf_protect(serve)(request, path)


def is_answer(request: HttpRequest, path: str) -> bool:
    """Whether an address leads to the form of a guide; Http404 for one that is none."""
    page_model = swapper.load_model("wagtailcore", "Page")
    found = page_model.route_for_request(request, path)
    if found is None:
        return False
    page, args, _kwargs = found
    view: Any = args[0] if args else None
    is_ours = getattr(page, "page_kind", "") == KIND
    return is_ours and getattr(view, "__name__", "") == VIEW


def open_address() -> None:
    """Put the address before Wagtail's own; once, however often it is called."""
    from wagtail import urls

    if not any(pattern.callback is serve_answer for pattern in urls.urlpatterns):
        urls.urlpatterns.insert(0, re_path(PATTERN, serve_answer))
