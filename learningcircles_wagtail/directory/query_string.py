"""The query string of an address, however long it is."""

from django.conf import settings as django_settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict

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
