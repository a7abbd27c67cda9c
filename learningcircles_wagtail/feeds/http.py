"""What all feeds tell caches and readers: validators, lifetimes, names of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
)
from django.utils.http import content_disposition_header, http_date
from django.utils.text import slugify
from django.utils.translation import get_language

from learningcircles_wagtail import __version__

SAFE = ("GET", "HEAD")
SECONDS = 60
"""How long a feed may be kept unasked. Asking costs little, and a circle that is
cancelled must not stand there as planned for longer than its page may."""

SETTLING = timedelta(seconds=5)
"""How long ago a change has to be, so that its hour can be told."""

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a reader finds out that nothing has changed (RFC 9110, 8.8).

    `tag` is a strong entity tag without quotation marks; `changed_at` is aware, or
    None where no hour can be told after which the content is the same.
    """

    tag: str
    changed_at: datetime | None


def tag_of(*parts: object) -> str:
    """Return an entity tag that differs wherever one of the parts does.

    The version of this package and the reader's language are always among them.
    """
    digest = sha256()
    for part in (__version__, get_language(), *parts):
        digest.update(repr(part).encode("utf-8", "backslashreplace"))
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def midnight(now: datetime) -> datetime:
    """Return the beginning of the day in UTC."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def latest(moments: Iterable[datetime | None]) -> datetime | None:
    """Return the latest of the moments that are known, None for none."""
    return max((moment for moment in moments if moment is not None), default=None)


def settled(changed_at: datetime | None, *, now: datetime) -> datetime | None:
    """Return an hour of change that may be told to readers, None for one too young.

    `Last-Modified` counts whole seconds. Who asks between two changes of one second
    would be told for ever that there was but one (RFC 9110, 8.8.2.2); and a change that
    is committed late has an earlier hour than one that is there already.
    """
    if changed_at is not None and now - changed_at < SETTLING:
        return None
    return changed_at


def answer(
    request: HttpRequest,
    validators: Validators,
    make: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    """Answer 304 where the reader has it all, else what `make` returns.

    `make` is called only where it is needed. Wagtail makes the answer of a page
    behind a view restriction private afterwards.
    """
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    tag, changed_at = f'"{validators.tag}"', validators.changed_at
    seconds = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=tag, last_modified=seconds)
    if response is None:
        response = make()
    response["ETag"] = tag
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def text_answer(
    request: HttpRequest, text: str, *, title: str, kind: str, content_type: str
) -> HttpResponseBase:
    """Answer with a text in UTF-8 as a file named by a title, told apart by its words.

    `kind` is the ending of the file's name.
    """

    def make() -> HttpResponse:
        response = HttpResponse(text.encode(), content_type=content_type)
        name_file(response, title, kind)
        return response

    return answer(request, Validators(tag_of(kind, text), None), make)


def streamed(
    request: HttpRequest, pieces: Callable[[], Iterable[bytes]], **options: Any
) -> StreamingHttpResponse:
    """Return an answer that is sent while it is written; nothing is, for HEAD."""
    body = pieces() if request.method != "HEAD" else iter(())
    return StreamingHttpResponse(body, **options)


def file_name(title: str, kind: str) -> str:
    """Return a file's name made of a title: "speaking-up.ics"."""
    stem = slugify(title, allow_unicode=True)[:LONGEST_NAME].strip("-_")
    return f"{stem or 'circles'}.{kind}"


def name_file(response: HttpResponseBase, title: str, kind: str) -> None:
    """Give an answer the file's name; it may be shown as well as saved."""
    name = file_name(title, kind)
    response["Content-Disposition"] = content_disposition_header(False, name)
