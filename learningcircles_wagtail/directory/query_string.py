"""The query string of an address, however long it is."""

from django.conf import settings as django_settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from learningcircles_wagtail.directory.criteria import PARAMETERS, Criteria

MOST_PAIRS = 900
"""How many pairs are read of an address that has too many; nobody clicks as many."""


def read_boundedly(request: HttpRequest) -> None:
    """Let `request.GET` hold the first pairs of an address that has too many.

    Django refuses to read more than `DATA_UPLOAD_MAX_NUMBER_FIELDS` pairs, with an
    answer of 400 for a page that could be shown; of a value that is given too often
    the page itself says what it left out.
    """
    try:
        _pairs = request.GET
    except TooManyFieldsSent:
        limit = django_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        most = min(MOST_PAIRS, limit)
        first = request.META.get("QUERY_STRING", "").split("&", most)[:most]
        request.GET = QueryDict("&".join(first))


def address_without_empty_fields(request: HttpRequest) -> str | None:
    """Return a list's address without what its form sent empty, None for no change.

    A browser without JavaScript sends every field of a form. The rest of the address
    stays as it is and where it is. Where an empty value means something, because it
    takes back an earlier one, and where there is more than a form sends, nothing is
    changed.
    """
    query = request.META.get("QUERY_STRING", "")
    parts = query.split("&", MOST_PAIRS)
    if len(parts) > MOST_PAIRS or not query.isascii():
        return None
    kept = [part for part in parts if not _is_empty_field(part)]
    if len(kept) == len(parts):
        return None
    clean = "&".join(kept)
    if Criteria.parse(QueryDict(clean)) != Criteria.parse(request.GET):
        return None
    path = escape_leading_slashes(escape_uri_path(request.path))
    return f"{path}?{clean}" if clean else path


def _is_empty_field(part: str) -> bool:
    name, _equals, value = part.partition("=")
    return name in PARAMETERS and not value
