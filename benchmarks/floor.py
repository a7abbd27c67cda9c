"""The floor: the least that Django needs to answer with a page of that size."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

LIST = "/circles/"
FILE = "list.html"


def ready_bytes(request: HttpRequest) -> HttpResponse:
    """Answer with the list page as it was when the site was built."""
    return HttpResponse(_content())


@cache
def _content() -> bytes:
    return (Path(settings.DATA_DIR) / FILE).read_bytes()


def keep_bytes() -> None:
    """Keep the list page for `ready_bytes`."""
    (Path(settings.DATA_DIR) / FILE).write_bytes(Client().get(LIST).content)
    _content.cache_clear()
