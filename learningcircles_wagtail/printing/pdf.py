"""From HTML to PDF by WeasyPrint, where it is installed, without asking the network."""

from __future__ import annotations

import logging
import mimetypes
from functools import cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from PIL import ImageFile
from wagtail.images import get_image_model

logger = logging.getLogger(__name__)

LARGEST = 32 * 1024 * 1024
"""Octets of a picture or a style sheet beyond which it is left out."""


@cache
def can_make_pdf() -> bool:
    """Say whether WeasyPrint is installed, and the libraries that it needs beside it.

    The extra `pdf` of this package installs WeasyPrint; Pango comes with the system.
    """
    reads_cut_pictures = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        # OSError: Python's part is there, a library of the system is missing.
        return False
    finally:
        # WeasyPrint would have all of the site take half a picture for a whole one.
        ImageFile.LOAD_TRUNCATED_IMAGES = reads_cut_pictures
    return True


def pdf_of(html: str, *, base_url: str) -> bytes | None:
    """Return a document as tagged PDF; None where it cannot be made.

    Title and language are those of the HTML. `base_url` is the absolute address of
    the page; style sheets, fonts and pictures are read from the site's static and
    media files whatever their host, and nothing is fetched from anywhere else: what
    is not there is left out.
    """
    if not can_make_pdf():
        return None
    import weasyprint

    fetcher = _fetcher_class()(base_url)
    document = weasyprint.HTML(string=html, base_url=base_url, url_fetcher=fetcher)
    return document.write_pdf(pdf_tags=True)


@cache
def _fetcher_class() -> type:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Reads static and media files of this site, and nothing else."""

        def __init__(self, base_url: str) -> None:
            super().__init__(allowed_protocols=())
            self._base_url = base_url

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            octets = own_file(url, base_url=self._base_url)
            if octets is None:
                msg = f"{url} is no static or media file of this site."
                raise ValueError(msg)
            kind, _encoding = mimetypes.guess_type(urlsplit(url).path)
            return URLFetcherResponse(
                url, octets, {"Content-Type": kind or "application/octet-stream"}
            )

    return OwnFiles


def own_file(url: str, *, base_url: str) -> bytes | None:
    """Return the octets of a static or media file by its address, None for others."""
    try:
        absolute = urljoin(base_url, url)
        parts = urlsplit(absolute)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    for prefix, read in _places():
        start = urlsplit(urljoin(base_url, prefix))
        if not start.path.strip("/") and not start.netloc:
            continue
        # A path on our own host, or on the host that the setting names.
        hosts = {start.netloc, urlsplit(base_url).netloc}
        if parts.netloc in hosts and parts.path.startswith(start.path):
            return _careful(read, unquote(parts.path[len(start.path) :]))
    return None


def _places() -> list[tuple[str, Any]]:
    """Return the beginnings of our files' addresses and who reads the files there."""
    model = get_image_model().get_rendition_model()
    pictures = model._meta.get_field("file").storage
    media = getattr(pictures, "base_url", None) or django_settings.MEDIA_URL
    places = [
        (django_settings.STATIC_URL or "", _read_static),
        (media or "", lambda name: _read(pictures, name)),
    ]
    if django_settings.MEDIA_URL and media != django_settings.MEDIA_URL:
        places.append(
            (django_settings.MEDIA_URL, lambda name: _read(default_storage, name))
        )
    return places


def _careful(read: Any, name: str) -> bytes | None:
    try:
        return read(name)
    except (OSError, ValueError, NotImplementedError, SuspiciousOperation):
        logger.warning("A file of a printed page is missing: %r", name)
        return None


def _read_static(name: str) -> bytes | None:
    """Read a static file: as collected, else from where it is collected."""
    try:
        return _read(staticfiles_storage, name)
    except (OSError, ValueError, NotImplementedError):
        found = finders.find(name)
        if not isinstance(found, str):
            raise
    with open(found, "rb") as file:
        return file.read(LARGEST)


def _read(storage: Any, name: str) -> bytes | None:
    if not name:
        return None
    with storage.open(name, "rb") as file:
        octets = file.read(LARGEST + 1)
    return octets if len(octets) <= LARGEST else None
