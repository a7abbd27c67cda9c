"""Settings of a site: their defaults, read at the moment of use."""

from functools import lru_cache
from typing import Any

from django.conf import settings as django_settings
from django.utils.module_loading import import_string

PREFIX = "LEARNINGCIRCLES_"

DEFAULTS: dict[str, Any] = {
    # The template that every public page extends.
    "BASE_TEMPLATE": "learningcircles_wagtail/base.html",
    # IANA zone of circles without a branch; None means Django's TIME_ZONE.
    "DEFAULT_TIME_ZONE": None,
    # Circles on one page of a list; 24 fill rows of two, three and four.
    "PAGE_SIZE": 24,
    # Days after a circle's end for which sign-ups keep names and addresses.
    "RETENTION_DAYS": 90,
    # Days for which an address that waits for the next circle is kept at the longest.
    "WISH_DAYS": 365,
    # Sign-ups that one client may send in an hour.
    "SIGN_UPS_PER_HOUR": 20,
    # Messages that one address may be sent in an hour.
    "MAILS_PER_HOUR": 10,
    # Reverse proxies in front of the site whose forwarded address is believed.
    "TRUSTED_PROXIES": 0,
    # Hours before a meeting at which learners are reminded.
    "REMINDER_HOURS": 48,
    # Tile address template of maps, or {"url", "attribution", "max_zoom"};
    # None: no visitor's address goes elsewhere.
    "MAP_TILES": None,
    # Hosts that circles may be imported from.
    "IMPORT_HOSTS": ("learningcircles.p2pu.org",),
    # Origins that may show the list in an iframe, "https://town.example"; ("*",): all.
    "EMBED_ORIGINS": (),
    # Seconds after which a request looks whether an embargo has ended; None: never.
    "EMBARGO_CHECK_SECONDS": 10,
    # Other systems in which people sign up: {"name": "dotted.path.of.a.class"}.
    "SIGN_UP_BACKENDS": {},
    # Path of the font of share pictures; None: ours (Latin, Greek, Cyrillic).
    "SHARE_PICTURE_FONT": None,
}


class Settings:
    """The site's `LEARNINGCIRCLES_*` settings as attributes, never cached.

    `settings.PAGE_SIZE` is `LEARNINGCIRCLES_PAGE_SIZE` of the site, or its default.
    An unknown name raises `AttributeError`.
    """

    def __getattr__(self, name: str) -> Any:
        if name not in DEFAULTS:
            msg = f"There is no setting {PREFIX}{name}."
            raise AttributeError(msg)
        return getattr(django_settings, PREFIX + name, DEFAULTS[name])

    @property
    def DEFAULT_TIME_ZONE(self) -> str:
        """IANA name of the zone of a circle that has no branch."""
        return (
            getattr(django_settings, PREFIX + "DEFAULT_TIME_ZONE", None)
            or django_settings.TIME_ZONE
        )


settings = Settings()


def map_tiles() -> dict[str, Any] | None:
    """Return `LEARNINGCIRCLES_MAP_TILES` as `{"url", "attribution", "maxZoom"}`.

    The setting is a tile address template ("https://…/{z}/{x}/{y}.png") or a dict
    with `url`, `attribution` (HTML) and `max_zoom`. None, the default, means that no
    tile is ever asked for.
    """
    tiles = settings.MAP_TILES
    if not tiles:
        return None
    if isinstance(tiles, str):
        tiles = {"url": tiles}
    return {
        "url": tiles["url"],
        "attribution": str(tiles.get("attribution", "")),
        "maxZoom": tiles.get("max_zoom", 19),
    }


def sign_up_backends() -> dict[str, Any]:
    """Return what `LEARNINGCIRCLES_SIGN_UP_BACKENDS` names, an object for each name.

    Raises ImportError for a path that leads nowhere; a check says so before.
    """
    paths = settings.SIGN_UP_BACKENDS
    return {name: _made(path) for name, path in paths.items()} if paths else {}


@lru_cache(maxsize=64)
def _made(path: str) -> Any:
    return import_string(path)()
