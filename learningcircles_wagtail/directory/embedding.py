"""The list of circles without a frame, to stand in an `iframe` on another website."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import PrefixNode
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.module_loading import import_string

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.asked import problems_of
from learningcircles_wagtail.directory.cards import Deck, lazy_summaries
from learningcircles_wagtail.directory.criteria import Ignored, clean_text
from learningcircles_wagtail.directory.finder import finder_context
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.listing import Listing, remembered_piece
from learningcircles_wagtail.directory.spelling import said_of
from learningcircles_wagtail.domain.numbers import whole_number
from learningcircles_wagtail.domain.origins import usable_origins

HEADER = "Content-Security-Policy"
DIRECTIVE = "frame-ancestors"
SCHEMES = ("light", "dark")
HOST_SCRIPT = "learningcircles_wagtail/js/embed_host.js"
FIRST_HEIGHT = 800
"""Pixels of a frame before its list has said how high it is, or where it cannot."""
DJANGO_MIDDLEWARE = "django.middleware.csp.ContentSecurityPolicyMiddleware"


def embed_context(index_page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what `circle_embed.html` needs: the finder's context, and the circles.

    `cards` are those of one page of the list, `listing`: `?page=` of it, the last where
    there are fewer, and at most `?limit=` of them. `?scheme=light|dark` holds to one
    scheme, for a website that has but one. `problems` name the values that could not be
    used. `more_url` leads to the whole list with the same filters, and `has_more` tells
    whether it holds others. `summaries` are read where a site's own template asks.
    """
    context = finder_context(index_page, request, now=timezone.now(), view="embed")
    finding, query = context["finding"], context["query"]
    given = EmbedParameters.read(request)
    listing = _listing_of(finding, given)
    span = listing.start, listing.stop
    deck = Deck(finding, finding.ids(*span), request=request, heading_level=2)
    address = index_page.get_full_url(request) or ""
    ignored = (*finding.criteria.ignored, *given.ignored)
    return {
        **context,
        "listing": listing,
        "cards": SimpleLazyObject(lambda: deck.cards),
        "summaries": lazy_summaries(finding, *span, request),
        "remembered": remembered_piece(index_page, deck, "embed", listing),
        "problems": SimpleLazyObject(
            lambda: [*said_of(finding), *problems_of(ignored)]
        ),
        "has_more": finding.count > listing.stop - listing.start,
        "more_url": address + (f"?{query}" if query else ""),
        "scheme": given.scheme,
    }


@dataclass(frozen=True, slots=True)
class EmbedParameters:
    """What an address of the list to embed says beside the filters.

    `limit` is how many circles a page shows, "" in `scheme` is the reader's own; `kept`
    are the parameters as they were given, for the addresses of other pages, and
    `ignored` those that could not be used.
    """

    limit: int
    scheme: str
    kept: tuple[tuple[str, str], ...]
    ignored: tuple[Ignored, ...]

    @classmethod
    def read(cls, request: HttpRequest) -> "EmbedParameters":
        """Read `?limit=`, at most `PAGE_SIZE`, and `?scheme=`; any value may come."""
        limit, scheme = settings.PAGE_SIZE, ""
        kept, ignored = [], []
        for name in ("limit", "scheme"):
            value = request.GET.get(name, "")
            number = whole_number(value, digits=5)
            if name == "limit" and number:
                limit = min(number, settings.PAGE_SIZE)
                kept.append((name, str(limit)))
            elif name == "scheme" and value in SCHEMES:
                scheme = value
                kept.append((name, scheme))
            elif value:
                ignored.append(Ignored(name, clean_text(value)[:40]))
        return cls(limit, scheme, tuple(kept), tuple(ignored))


def _listing_of(finding: Finding, given: EmbedParameters) -> Listing:
    """Return the page that was asked for, or the last; it never fails."""
    size = given.limit
    pages = max(1, -(-finding.count // size))
    number = min(finding.criteria.page, pages)
    start = (number - 1) * size
    stop = min(start + size, finding.count)
    return Listing(finding.criteria, number, pages, start, stop, extra=given.kept)


def embed_url(index_page: Any, request: HttpRequest | None = None) -> str:
    """Return the address of the list to embed, or "" for a page without one."""
    address = index_page.get_full_url(request)
    return f"{address}embed/" if address else ""


def embed_code(index_page: Any, request: HttpRequest | None = None) -> str:
    """Return the HTML with which another website shows the list, "" without address.

    The script's address holds no fingerprint, because the code stays where it was
    pasted while the script changes with upgrades.
    """
    address, site = embed_url(index_page, request), index_page.get_site()
    if not address or site is None:
        return ""
    script = PrefixNode.handle_simple("STATIC_URL") + HOST_SCRIPT
    name = f" – {site.site_name}" if site.site_name else ""
    return format_html(
        '<iframe data-learningcircles src="{}" title="{}" width="100%" height="{}" '
        'loading="lazy"></iframe>\n<script src="{}" async></script>',
        address,
        f"{index_page.title}{name}",
        FIRST_HEIGHT,
        urljoin(f"{site.root_url}/", script),
    )


def embed_origins() -> tuple[str, ...]:
    """Return the origins that may frame the list beside the site's own, or `("*",)`.

    Without any nobody may, the site itself included.
    """
    return usable_origins(settings.EMBED_ORIGINS)


def finish(response: HttpResponse) -> HttpResponse:
    """Say in the headers of the answer who may frame it.

    `frame-ancestors` decides in every browser of today. `X-Frame-Options` knows no
    origins, so it is left away where some are configured; where none are, it says the
    same, whatever the site's own setting would allow.
    """
    origins = embed_origins()
    if origins:
        response.xframe_options_exempt = True
        sources = ["*"] if "*" in origins else ["'self'", *origins]
    else:
        response.headers["X-Frame-Options"] = "DENY"
        sources = ["'none'"]
    if _has_django_policy():
        return _override_django_policy(response, sources)
    response.headers[HEADER] = merged_policy(
        response.headers.get(HEADER, ""), " ".join(sources)
    )
    return response


def merged_policy(policy: str, sources: str) -> str:
    """Return a policy with `frame-ancestors` set to `sources`, the rest as it was."""
    kept = [
        directive.strip()
        for directive in policy.split(";")
        if directive.strip() and directive.split()[0].lower() != DIRECTIVE
    ]
    return "; ".join([*kept, f"{DIRECTIVE} {sources}"])


def _has_django_policy() -> bool:
    """Return whether Django's middleware (6.0 and newer) writes the site's policy."""
    if not getattr(django_settings, "SECURE_CSP", None):
        return False
    try:
        ours = import_string(DJANGO_MIDDLEWARE)
    except ImportError:
        return False
    middleware = map(import_string, django_settings.MIDDLEWARE)
    return any(isinstance(one, type) and issubclass(one, ours) for one in middleware)


def _override_django_policy(response: HttpResponse, sources: list[str]) -> HttpResponse:
    """Have the middleware write the site's policy with this view's `frame-ancestors`.

    A header set here would make it leave the rest of the policy away.
    """
    from django.views.decorators.csp import csp_override

    policy = {**django_settings.SECURE_CSP, DIRECTIVE: sources}
    return csp_override(policy)(lambda _request: response)(None)
