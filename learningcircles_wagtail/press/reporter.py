"""Reporters' links: secret addresses at which a release is read before its hour."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import select_template
from django.utils import timezone
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.log_actions import log

from learningcircles_wagtail.directory.private_files import private_collections
from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.models import ReporterLink
from learningcircles_wagtail.press.embargo import early_edition
from learningcircles_wagtail.press.files import referenced

DAYS = 14
"""How long a link works, unless the editor says otherwise."""

AFTER_HOUR = timedelta(days=7)
"""How long after the end of the embargo a link leads on to the public page."""

TOKEN_BYTES = 24

MADE = "learningcircles_wagtail.reporter_link.make"
REVOKED = "learningcircles_wagtail.reporter_link.revoke"

TEMPLATE = "learningcircles_wagtail/press_release_reporter.html"


def make_link(
    page: Any, *, label: str, now: datetime, user: Any = None, days: int = DAYS
) -> tuple[ReporterLink, str]:
    """Store a link to a release; return it with its token, which nobody can ask again.

    It works for `days`, and no longer than `AFTER_HOUR` beyond the embargo.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = now + timedelta(days=days)
    until = getattr(early_edition(page) or page, "embargo_until", None)
    if until is not None and until > now:
        expires_at = min(expires_at - AFTER_HOUR, until) + AFTER_HOUR
    link = ReporterLink.objects.create(
        page_id=page.pk,
        label=label,
        token_hash=token_hash(token),
        created_at=now,
        created_by=user,
        expires_at=expires_at,
    )
    log(instance=page, action=MADE, user=user, data={"label": label})
    return link, token


def revoke_link(link: ReporterLink, page: Any, *, now: datetime, user: Any) -> None:
    """Take a link back, for ever; one that is taken back already stays as it is."""
    waiting = ReporterLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if waiting.update(revoked_at=now):
        log(instance=page, action=REVOKED, user=user, data={"label": link.label})


def working_links(now: datetime) -> QuerySet[ReporterLink]:
    """Return the links that open something at `now` (aware)."""
    return ReporterLink.objects.filter(revoked_at__isnull=True, expires_at__gt=now)


def find_link(page: Any, token: str, *, now: datetime) -> ReporterLink | None:
    """Return the link of a page that a token belongs to, if it works at `now`.

    The same query is asked for a token of any kind.
    """
    given = token_hash(token)
    link = working_links(now).filter(page_id=page.pk, token_hash=given).first()
    if link is None or not hmac.compare_digest(link.token_hash, given):
        return None
    return link


def release_of_token(token: str, *, now: datetime) -> Any:
    """Return the release that a token opens, wherever it stands now; None for none."""
    links = working_links(now).filter(token_hash=token_hash(token))
    link = links.select_related("page").first()
    return None if link is None else link.page.specific


def count_visit(link: ReporterLink, *, now: datetime) -> None:
    """Add one to the visits of a link, and remember the day."""
    ReporterLink.objects.filter(pk=link.pk).update(
        visits=F("visits") + 1, last_visit_on=timezone.localdate(now)
    )


def opened(page: Any, request: HttpRequest, token: str) -> ReporterLink:
    """Return the link that a request opens; raise Http404 for every other one."""
    link = find_link(page, token, now=timezone.now())
    if link is None or request.method not in {"GET", "HEAD"}:
        raise Http404
    return link


def reporter_response(page: Any, request: HttpRequest, token: str) -> HttpResponse:
    """Show a release to a reporter before its hour, and lead on to it afterwards.

    Raises Http404 for a token that is wrong, old or revoked, and where there is
    nothing to read. GET adds a visit; nothing else changes anything.
    """
    now = timezone.now()
    link = opened(page, request, token)
    if page.live and not page.is_embargoed(now):
        return keep_secret(redirect(page.get_url(request)))
    early = early_edition(page)
    if early is None:
        raise Http404
    if request.method == "GET":
        count_visit(link, now=now)
    template = early.get_template(request)
    names = [template] if isinstance(template, str) else template
    response = early.render(
        request,
        template=TEMPLATE,
        context_overrides={
            "lc_release_template": select_template(names),
            "reporter_link": link,
            "is_read_early": True,
        },
    )
    response.render()
    _lead_to_files(response, early, page.get_url(request), token)
    return keep_secret(response)


def _lead_to_files(
    response: HttpResponse, early: Any, address: str, token: str
) -> None:
    """Let links to the documents, which are closed, lead through the token."""
    text = response.content.decode(response.charset)
    for document in documents_of(early):
        ours = f"{address}reporter/{token}/files/{document.pk}/"
        for theirs in {document.url, escape(document.url)}:
            text = text.replace(f'"{theirs}"', f'"{ours}"')
    response.content = text.encode(response.charset)


def documents_of(page: Any) -> list[Any]:
    """Return the documents of a release that its reporters may have.

    Those that it names, in no particular order, but for documents that are closed for
    another reason than an embargo: a link to a release opens no collection beside it.
    """
    model = get_document_model()
    named = model.objects.filter(pk__in=referenced(page).get(model, ()))
    return list(named.exclude(collection__in=private_collections(under_embargo=False)))


def file_response(
    page: Any, request: HttpRequest, token: str, pk: int
) -> HttpResponse | FileResponse:
    """Send a document of a release to a reporter, or raise Http404."""
    opened(page, request, token)
    early = page if page.live else early_edition(page)
    documents = {} if early is None else {one.pk: one for one in documents_of(early)}
    if pk not in documents:
        raise Http404
    document = documents[pk]
    try:
        file = document.file.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(
        file,
        as_attachment=True,
        filename=document.filename,
        content_type=document.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return keep_secret(response)


def keep_secret(response: HttpResponse) -> HttpResponse:
    """Tell caches, search engines and the next site nothing of an address."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
