"""Addresses to which a form may be sent without a CSRF token.

Django checks the token before any page is asked, by the view that an address leads to,
and all of Wagtail's pages have the same. So an address that needs none stands before
Wagtail's own, with a view that looks which page it is: everything else that happens to
have such an address is checked as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import swapper
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_protect
from wagtail.url_routing import RouteResult

View = Callable[[HttpRequest, str], HttpResponse]


def found_page(
    request: HttpRequest, path: str, *, kind: str, views: Collection[str]
) -> RouteResult | None:
    """Return the page that an address leads to, if it does to a view of such a name.

    `kind` is the page's `page_kind`. Raises Http404 where there is no page at all.
    """
    result, found_kind, name = what_is_found(request, path)
    return result if found_kind == kind and name in views else None


def what_is_found(
    request: HttpRequest, path: str
) -> tuple[RouteResult | None, str, str]:
    """Return the page that an address leads to, its `page_kind`, and the view's name.

    None and "" for what is not there. Raises Http404 where there is no page at all.
    """
    page_model = swapper.load_model("wagtailcore", "Page")
    found = page_model.route_for_request(request, path)
    if found is None:
        return None, "", ""
    page, args, _kwargs = found
    named: Any = args[0] if args else None
    return found, getattr(page, "page_kind", ""), getattr(named, "__name__", "")


def serve_checked(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page as Wagtail does, and ask a form for its token."""
    from wagtail.views import serve

    return csrf_protect(serve)(request, path)


def open_address(pattern: str, view: View) -> None:
    """Put an address before Wagtail's own; once, however often it is called."""
    from wagtail import urls

    if not any(known.callback is view for known in urls.urlpatterns):
        urls.urlpatterns.insert(0, re_path(pattern, view))
