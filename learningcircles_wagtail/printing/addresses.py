"""Web addresses as people read and type them from paper."""

from urllib.parse import urlsplit

from django.utils.encoding import uri_to_iri
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def spoken_address(address: str) -> str:
    """Return an address as one would dictate it: no scheme, no slash at the end.

    Letters that stand percent-encoded in it are written out.
    """
    parts = urlsplit(address)
    path = uri_to_iri(parts.path).rstrip("/")
    return f"{parts.netloc.removeprefix('www.')}{path}"


def short_address(address: str, *, most: int) -> str:
    """Return an address of at most `most` characters, as one would dictate it.

    Where the page's own is longer, it is that of the list above it, and so on up to
    the site's, whatever its length.
    """
    spoken = spoken_address(address)
    while len(spoken) > most and "/" in spoken:
        spoken = spoken.rpartition("/")[0]
    return spoken


def breakable(address: str) -> SafeString:
    """Return an address as HTML whose lines may end after a slash, not in a word."""
    escaped = conditional_escape(address).replace("/", "/<wbr>")
    return mark_safe(escaped)  # noqa: S308
