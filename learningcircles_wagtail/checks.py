"""System checks: what is missing or misconfigured, each in one sentence."""

import re
import zoneinfo
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings as django_settings
from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from learningcircles_wagtail.conf import PREFIX, settings

REQUIRED_APPS = (
    "wagtail",
    "wagtail.admin",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.snippets",
    "wagtailgeowidget",
)
WHOLE_NUMBERS = {
    "PAGE_SIZE": 1,
    "RETENTION_DAYS": 0,
    "WISH_DAYS": 1,
    "SIGN_UPS_PER_HOUR": 1,
    "MAILS_PER_HOUR": 1,
    "TRUSTED_PROXIES": 0,
    "REMINDER_HOURS": 0,
    "EMBARGO_CHECK_SECONDS": 1,
}
BACKEND_NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")

OUR_CACHE = frozenset(
    {
        "learningcircles_wagtail.middleware.FetchFromCacheMiddleware",
        "learningcircles_wagtail.middleware.UpdateCacheMiddleware",
    }
)
MAY_BE_NONE = frozenset({"EMBARGO_CHECK_SECONDS"})
LISTS = ("IMPORT_HOSTS", "EMBED_ORIGINS")


def register_checks() -> None:
    """Register all checks of this application."""
    checks.register(check_apps)
    checks.register(check_settings)
    checks.register(check_base_template, checks.Tags.templates)
    checks.register(check_page_cache, checks.Tags.caches)


def check_apps(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name each application that is missing from INSTALLED_APPS (E001)."""
    return [
        checks.Error(
            f"learningcircles_wagtail needs “{name}” in INSTALLED_APPS.",
            hint=f"Add “{name}” to INSTALLED_APPS and run “manage.py migrate”.",
            id="learningcircles_wagtail.E001",
        )
        for name in REQUIRED_APPS
        if not apps.is_installed(name)
    ]


def check_settings(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Name each setting with a value that cannot work (E002 to E005, E007 to E009)."""
    return [
        *_unknown_names(),
        *_wrong_numbers(),
        *_wrong_lists(),
        *_wrong_origins(),
        *_wrong_time_zone(),
        *_wrong_tiles(),
        *_wrong_font(),
        *_wrong_backends(),
    ]


def _unknown_names() -> Iterable[checks.CheckMessage]:
    from learningcircles_wagtail.conf import DEFAULTS

    for name in dir(django_settings):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in DEFAULTS:
            yield checks.Warning(
                f"{name} is not a setting of learningcircles_wagtail.",
                hint="Look for a slip of the pen, or remove it.",
                id="learningcircles_wagtail.W001",
            )


def _wrong_numbers() -> Iterable[checks.CheckMessage]:
    for name, least in WHOLE_NUMBERS.items():
        value = getattr(settings, name)
        if value is None and name in MAY_BE_NONE:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            yield checks.Error(
                f"{PREFIX}{name} has to be a whole number of at least {least}, "
                f"not {value!r}.",
                id="learningcircles_wagtail.E002",
            )


def _wrong_lists() -> Iterable[checks.CheckMessage]:
    for name in LISTS:
        value = getattr(settings, name)
        if not isinstance(value, list | tuple | set | frozenset) or not all(
            isinstance(item, str) for item in value
        ):
            yield checks.Error(
                f"{PREFIX}{name} has to be a list of texts, not {value!r}.",
                id="learningcircles_wagtail.E003",
            )


def _wrong_origins() -> Iterable[checks.CheckMessage]:
    from learningcircles_wagtail.domain.origins import ANY, is_origin

    value = settings.EMBED_ORIGINS
    if not isinstance(value, list | tuple | set | frozenset):
        return
    texts = [item for item in value if isinstance(item, str)]
    wrong = [item for item in texts if not is_origin(item)]
    if texts != [ANY] and wrong:
        yield checks.Error(
            f"{PREFIX}EMBED_ORIGINS names what is no website's origin: {wrong!r}.",
            hint="Write “https://town.example”, with a port if it has one, without a "
            "path or a slash at the end; or “*” alone for every website.",
            id="learningcircles_wagtail.E007",
        )


def _wrong_font() -> Iterable[checks.CheckMessage]:
    value = settings.SHARE_PICTURE_FONT
    if not value:
        return
    from PIL import ImageFont

    try:
        ImageFont.truetype(str(value), 24)
    except (OSError, ValueError):
        yield checks.Error(
            f"{PREFIX}SHARE_PICTURE_FONT names no font that can be read: {value!r}.",
            hint="Give the path of a TrueType or OpenType file, or leave it out.",
            id="learningcircles_wagtail.E008",
        )


def _wrong_backends() -> Iterable[checks.CheckMessage]:
    from learningcircles_wagtail.conf import sign_up_backends
    from learningcircles_wagtail.enums import SignUpBackend
    from learningcircles_wagtail.sign_ups.backends import SignUpSystem

    def error(problem: str) -> checks.CheckMessage:
        return checks.Error(
            f"{PREFIX}SIGN_UP_BACKENDS {problem}.",
            hint="Give a dict of names, each with the dotted path of a subclass of "
            "learningcircles_wagtail.sign_ups.backends.SignUpSystem.",
            id="learningcircles_wagtail.E009",
        )

    value = settings.SIGN_UP_BACKENDS
    if not isinstance(value, dict):
        yield error(f"has to be a dict, not {value!r}")
        return
    for name, path in value.items():
        if not (isinstance(name, str) and BACKEND_NAME.fullmatch(name)):
            yield error(
                f"names {name!r}: a name is up to 20 small letters, digits and “_”"
            )
        elif name in SignUpBackend.values:
            yield error(f"names {name!r}, which is a backend of the package")
        if not isinstance(path, str):
            yield error(f"gives for {name!r} no dotted path, but {path!r}")
            return
    try:
        made = sign_up_backends()
    except Exception as problem:
        yield error(f"cannot be loaded: {problem}")
        return
    for name, system in made.items():
        if not isinstance(system, SignUpSystem):
            yield error(f"gives for {name!r} what is no SignUpSystem: {system!r}")


def _wrong_time_zone() -> Iterable[checks.CheckMessage]:
    value = settings.DEFAULT_TIME_ZONE
    zones = zoneinfo.available_timezones()
    if not isinstance(value, str) or value not in zones:
        yield checks.Error(
            f"{PREFIX}DEFAULT_TIME_ZONE is no time zone: {value!r}.",
            hint="Give an IANA name such as “America/Chicago”.",
            id="learningcircles_wagtail.E004",
        )


def _wrong_tiles() -> Iterable[checks.CheckMessage]:
    value = settings.MAP_TILES
    if value is None:
        return
    address = value.get("url") if isinstance(value, dict) else value
    parts = ("{z}", "{x}", "{y}")
    if not isinstance(address, str) or not all(part in address for part in parts):
        yield checks.Error(
            f"{PREFIX}MAP_TILES has to be an address with {{z}}, {{x}} and {{y}}, "
            f"or None, not {value!r}.",
            id="learningcircles_wagtail.E005",
        )


def check_base_template(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Say where the template that all pages extend cannot be found (E006)."""
    name = settings.BASE_TEMPLATE
    try:
        get_template(name)
    except (TemplateDoesNotExist, TypeError, OSError, AttributeError, ValueError):
        return [
            checks.Error(
                f"{PREFIX}BASE_TEMPLATE names a template that is not there: {name!r}.",
                hint="Leave the setting out, or write that template.",
                id="learningcircles_wagtail.E006",
            )
        ]
    return []


def check_page_cache(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Say where a cache of whole pages may show what is no longer so (W002 to W004)."""
    from learningcircles_wagtail.press.caches import LATEST_SECONDS

    used = list(django_settings.MIDDLEWARE)
    if len(OUR_CACHE.intersection(used)) == 1:
        return [
            checks.Warning(
                "Of the two halves of the cache of whole pages one is missing, so "
                "nothing is kept.",
                hint=f"Name both in MIDDLEWARE: {' and '.join(sorted(OUR_CACHE))}.",
                id="learningcircles_wagtail.W004",
            )
        ]
    django_cache = "django.middleware.cache.UpdateCacheMiddleware"
    seconds = django_settings.CACHE_MIDDLEWARE_SECONDS
    if django_cache not in used or seconds <= LATEST_SECONDS:
        return []
    found = [
        checks.Warning(
            "Django's page cache may show a circle as planned for a while after it was "
            "cancelled.",
            hint="Use the cache middleware of learningcircles_wagtail.middleware "
            "instead, or set CACHE_MIDDLEWARE_SECONDS to 60.",
            id="learningcircles_wagtail.W003",
        )
    ]
    limits = "learningcircles_wagtail.middleware.EmbargoCacheMiddleware"
    if limits not in used[used.index(django_cache) :]:
        found.append(
            checks.Warning(
                "Django's page cache may show a sitemap, a search or an API without a "
                "press release for a while after its embargo has ended.",
                hint=f"Add “{limits}” to MIDDLEWARE, below “{django_cache}”.",
                id="learningcircles_wagtail.W002",
            )
        )
    return found
