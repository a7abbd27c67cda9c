"""The toolkit on paper: one guide, or all of them with cover, contents and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from wagtail.rich_text import expand_db_html

from learningcircles_wagtail.domain.paper import Paper, paper_of
from learningcircles_wagtail.feeds.http import (
    Validators,
    answer,
    latest,
    name_file,
    tag_of,
)
from learningcircles_wagtail.models import LearningCirclesSettings
from learningcircles_wagtail.printing.kept import kept
from learningcircles_wagtail.printing.paper_html import for_paper, page_key, top_of
from learningcircles_wagtail.printing.pdf import can_make_pdf, pdf_of

TEMPLATE = "learningcircles_wagtail/toolkit_print.html"
PDF = "pdf"


@dataclass(frozen=True, slots=True)
class PrintedGuide:
    """A guide as it stands on paper; `top` is the id of its beginning."""

    page: Any
    top: str
    address: str
    level: int
    html: SafeString
    contents: list[Any]
    prefix: str = ""


def toolkit_response(index_page: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with the whole toolkit on paper; 404 for one without a public guide."""
    sections = index_page.get_sections()
    if not sections:
        raise Http404
    guides = [guide for section in sections for guide in section["pages"]]
    inside = {
        page_key(guide.get_full_url(request) or ""): prefix_of(guide)
        for guide in guides
    }
    base = index_page.get_full_url(request) or ""
    printed = {
        guide.pk: printed_guide(
            guide, request, prefix=prefix_of(guide), level=2, inside=inside
        )
        for guide in guides
    }
    introduction = expand_db_html(index_page.introduction)
    changed_at = latest(
        page.last_published_at for page in (index_page, *guides) if page
    )
    return _response(
        index_page,
        request,
        changed_at,
        {
            "is_whole": True,
            "introduction": for_paper(introduction, base=base, inside=inside),
            "sections": [
                {**section, "pages": [printed[page.pk] for page in section["pages"]]}
                for section in sections
            ],
            "count": len(guides),
        },
    )


def guide_response(guide: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with one guide on paper."""
    printed = printed_guide(guide, request)
    context = {
        "is_whole": False,
        "sections": [{"title": "", "text": "", "pages": [printed]}],
    }
    return _response(guide, request, guide.last_published_at, context)


def prefix_of(guide: Any) -> str:
    """Return what tells a guide's ids from those of others in one document."""
    return f"g{guide.pk}-"


def printed_guide(
    guide: Any,
    request: HttpRequest,
    *,
    prefix: str = "",
    level: int = 1,
    inside: dict[str, str] | None = None,
) -> PrintedGuide:
    """Return a guide for paper, its title a heading of `level`, its blocks below it."""
    address = guide.get_full_url(request) or ""
    # Gives the headings their anchors, too.
    contents = guide.get_contents()
    html = guide.body.render_as_block(
        {"page": guide, "request": request, "heading_level": level + 1}
    )
    return PrintedGuide(
        page=guide,
        top=top_of(prefix),
        address=address,
        level=level,
        html=for_paper(html, base=address, prefix=prefix, inside=inside),
        contents=contents,
        prefix=prefix,
    )


def _response(
    page: Any,
    request: HttpRequest,
    changed_at: datetime | None,
    context: dict[str, Any],
) -> HttpResponseBase:
    """Answer with a document for paper, as HTML or, where that is asked for, as PDF.

    PDF is 404 where this server makes none. The file is kept by what it is made
    from, so that it is made again when anything in it changes, and only then.
    """
    is_pdf = request.GET.get("format") == PDF
    if is_pdf and not can_make_pdf():
        raise Http404
    paper = chosen_paper(request)
    settings = LearningCirclesSettings.for_request(request)
    html = render_to_string(
        TEMPLATE,
        {
            "page": page,
            "paper": paper.value,
            "papers": paper_choices(paper),
            "is_pdf": is_pdf,
            "has_pdf": can_make_pdf(),
            "organisation": settings.organisation,
            "changed_at": changed_at,
            "address": page.get_full_url(request) or "",
            **context,
        },
        request,
    )
    validators = Validators(tag_of("print", is_pdf, html), None)

    def make() -> HttpResponse:
        if not is_pdf:
            return HttpResponse(html)
        base_url = page.get_full_url(request) or request.build_absolute_uri()
        key = sha256(f"{validators.tag} {base_url}".encode()).hexdigest()
        octets = kept(key, lambda: pdf_of(html, base_url=base_url))
        if octets is None:
            raise Http404
        response = HttpResponse(octets, content_type="application/pdf")
        name_file(response, page.title, "pdf")
        return response

    response = answer(request, validators, make)
    # The page itself is what search engines should know.
    response["X-Robots-Tag"] = "noindex"
    return response


def chosen_paper(request: HttpRequest) -> Paper:
    """Return the paper asked for by `?paper=`, else that of where the page is read."""
    asked = request.GET.get("paper")
    if asked in set(Paper):
        return Paper(asked)
    return paper_of(get_language() or "", django_settings.LANGUAGE_CODE)


def paper_choices(paper: Paper) -> list[dict[str, Any]]:
    """Return the links from sheet to sheet: `{words, query, is_current}`."""
    words = {
        Paper.A4: pgettext("paper", "A4"),
        Paper.LETTER: pgettext("paper", "US Letter"),
    }
    return [
        {"words": words[one], "query": f"?paper={one}", "is_current": one == paper}
        for one in Paper
    ]
