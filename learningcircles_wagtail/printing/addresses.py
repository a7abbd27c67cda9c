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


def shortest_way(addresses: list[str], *, most: int) -> str:
    """Return the first address of at most `most` characters, else the site's host.

    `addresses` go from the page itself to what stands above it.
    """
    spoken = [spoken_address(address) for address in addresses if address]
    for address in spoken:
        if len(address) <= most:
            return address
    return spoken[0].partition("/")[0] if spoken else ""


def breakable(address: str) -> SafeString:
    """Return an address as HTML whose lines may end after a slash, not in a word."""
    escaped = conditional_escape(address).replace("/", "/<wbr>")
    return mark_safe(escaped)  # noqa: S308
