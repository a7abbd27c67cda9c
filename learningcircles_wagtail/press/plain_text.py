"""A release as the plain text that a newsroom copies into its own system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import ngettext
from wagtail.rich_text import expand_db_html

from learningcircles_wagtail.domain.feed_text import printable
from learningcircles_wagtail.feeds.http import text_answer
from learningcircles_wagtail.press.html_text import paragraphs_of

CONTENT_TYPE = "text/plain; charset=utf-8"
END = "###"
SEEN = frozenset({"logos", "map", "picture", "video"})
"""Blocks that have nothing to say in words."""


def text_response(release: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with a public release as plain text in UTF-8."""
    return text_answer(
        request,
        release_text(release, request),
        title=release.title,
        kind="txt",
        content_type=CONTENT_TYPE,
    )


def release_text(release: Any, request: HttpRequest) -> str:
    """Return the whole release: a blank line between paragraphs, none of them wrapped.

    In the order of a wire: when it may be used, corrections, headline, dateline and
    lead, text, funder, boilerplates, end mark, contacts, address. `text` of a release
    that is under embargo is refused by whoever asks for it.
    """
    context = release.get_context(request)
    own = release.get_full_url(request) or ""
    paragraphs = [
        context["release_line"].upper(),
        *paragraphs_of(_drawn(release.corrections, context), base=own),
        release.title,
        release.subheadline,
        " ".join(filter(None, (release.dateline, release.lead.strip()))),
        *paragraphs_of(_drawn(release.body, context), base=own),
        *paragraphs_of(expand_db_html(release.funder), base=own),
    ]
    for about in context["boilerplates"]:
        text = paragraphs_of(expand_db_html(about.text), base=own)
        paragraphs += [about.title.upper(), *text]
    paragraphs += [
        END,
        *_contacts(context["contacts"]),
        own,
    ]
    tidy = (printable(one).strip() for one in paragraphs)
    return "\n\n".join(one for one in tidy if one) + "\n"


def _drawn(body: Any, context: dict[str, Any]) -> str:
    """Return the HTML of a stream as the page has it, without what is only seen.

    Pictures would be scaled for nothing.
    """
    return "".join(
        child.render(context={**context, "id": child.id})
        for child in body
        if child.block_type not in SEEN
    )


def _contacts(contacts: list[Any]) -> Iterator[str]:
    if not contacts:
        return
    yield ngettext("Media contact", "Media contacts", len(contacts)).upper()
    for contact in contacts:
        role = ", ".join(filter(None, (contact.job_title, contact.organisation)))
        lines = (contact.name, role, contact.phone, contact.email)
        yield "\n".join(filter(None, lines))
