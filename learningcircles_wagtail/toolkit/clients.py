"""Who is asking: from this site or not, too often or not; and nothing is kept."""

from __future__ import annotations

import ipaddress
from logging import getLogger
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from learningcircles_wagtail.conf import settings

logger = getLogger(__name__)

HOUR = 3_600
SALT = "learningcircles_wagtail.toolkit.clients"


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a browser sent a form from a page of this site.

    Browsers say so themselves (Fetch Metadata; RFC 6454, 7), and no page of another
    site can make them say otherwise. A client that says nothing at all is no browser
    that could be led here, and is let in.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from in {"same-origin", "none"}
    named = request.headers.get("Origin") or request.headers.get("Referer")
    if named is None:
        return True
    try:
        host = urlsplit(named).netloc
    except ValueError:
        return False
    trusted = {urlsplit(one).netloc for one in django_settings.CSRF_TRUSTED_ORIGINS}
    return bool(host) and host in {request.get_host(), *trusted}


def client_address(request: HttpRequest) -> str:
    """Return the network that a request comes from, "" where nothing is known.

    Behind `LEARNINGCIRCLES_TRUSTED_PROXIES` proxies it is what the outermost of them
    saw. An IPv6 address is cut to its first 64 bits: a household has as many of the
    others as it likes.
    """
    proxies = settings.TRUSTED_PROXIES
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    given = request.META.get("REMOTE_ADDR", "")
    if proxies and len(hops) >= proxies:
        given = hops[-proxies]
    try:
        address = ipaddress.ip_address(given.strip())
    except ValueError:
        return ""
    # A socket for both kinds of addresses writes one of the old kind as a new one.
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def is_too_often(name: str, *parts: object, most: int) -> bool:
    """Count one more for a thing, and return whether it is more than `most` an hour.

    The count stands in Django's cache under a keyed hash, which leads back to nobody,
    for an hour. Without a working cache nothing is too often.
    """
    key = salted_hmac(SALT, repr((name, *parts)), algorithm="sha256").hexdigest()
    key = f"lc-often-{key}"
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key) > most
    except ValueError:
        # It ran out in between, or this cache keeps nothing.
        return False
    except Exception:
        logger.exception("The cache cannot count; everything is let through.")
        return False
