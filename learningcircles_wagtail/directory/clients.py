"""Who is asking: from this site or not, too often or not; and nothing is kept."""

from __future__ import annotations

from logging import getLogger
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.domain.client_address import network_of

logger = getLogger(__name__)

HOUR = 3_600
SALT = "learningcircles_wagtail.directory.clients"


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
    saw.
    """
    return network_of(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        proxies=settings.TRUSTED_PROXIES,
    )


def is_too_often(name: str, *parts: object, most: int) -> bool:
    """Count one more for a thing, and return whether it is more than `most` an hour.

    The count stands in Django's cache under a keyed hash, which leads back to nobody,
    for an hour. Without a working cache nothing is too often.
    """
    key = _key("often", name, *parts)
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key) > most
    except ValueError:
        # It ran out in between, or this cache keeps nothing.
        return False
    except Exception:
        logger.exception("The cache cannot count; everything is let through.")
        return False


def takes_turn(name: str, *parts: object, seconds: int) -> bool:
    """Return whether it is somebody's turn: of many who ask, one in so many seconds.

    The cache decides which, for all processes. Without a working one it is everybody's.
    """
    try:
        return bool(cache.add(_key("turn", name, *parts), 1, seconds))
    except Exception:
        logger.exception("The cache cannot count; everything is let through.")
        return True


def _key(kind: str, *parts: object) -> str:
    digest = salted_hmac(SALT, repr(parts), algorithm="sha256").hexdigest()
    return f"lc-{kind}-{digest}"
