"""`manage.py check` names what is missing or wrong, and is silent where all is well."""

import pytest
from django.apps import apps
from django.core.checks import run_checks

from learningcircles_wagtail.checks import (
    check_apps,
    check_base_template,
    check_page_cache,
    check_settings,
)


def ids(messages):
    """Return the ids of check messages that are ours."""
    return [message.id for message in messages if "learningcircles" in message.id]


@pytest.mark.django_db
def test_the_example_site_has_nothing_to_mend():
    assert ids(run_checks()) == []


def test_a_missing_app_is_named_in_one_sentence(monkeypatch):
    installed = apps.is_installed
    monkeypatch.setattr(
        apps,
        "is_installed",
        lambda name: name != "wagtailgeowidget" and installed(name),
    )
    messages = check_apps(None)

    assert ids(messages) == ["learningcircles_wagtail.E001"]
    assert "“wagtailgeowidget” in INSTALLED_APPS" in messages[0].msg


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("PAGE_SIZE", 0, "E002"),
        ("PAGE_SIZE", "20", "E002"),
        ("PAGE_SIZE", True, "E002"),
        ("RETENTION_DAYS", -1, "E002"),
        ("WISH_DAYS", 0, "E002"),
        ("TRUSTED_PROXIES", None, "E002"),
        ("IMPORT_HOSTS", "learningcircles.p2pu.org", "E003"),
        ("EMBED_ORIGINS", [1], "E003"),
        ("EMBED_ORIGINS", ["town.example"], "E007"),
        ("EMBED_ORIGINS", ["https://town.example/"], "E007"),
        ("EMBED_ORIGINS", ["https://*.town.example"], "E007"),
        ("EMBED_ORIGINS", ["*", "https://town.example"], "E007"),
        ("DEFAULT_TIME_ZONE", "Chicago", "E004"),
        ("MAP_TILES", "https://tiles.example.org/", "E005"),
        ("MAP_TILES", 7, "E005"),
        ("MAP_TILES", {"attribution": "Somebody"}, "E005"),
        ("SHARE_PICTURE_FONT", "/no/such/font.ttf", "E008"),
        ("SHARE_PICTURE_FONT", __file__, "E008"),
        ("PAGESIZE", 20, "W001"),
    ],
)
def test_a_setting_that_cannot_work_is_named(settings, name, value, code):
    setattr(settings, f"LEARNINGCIRCLES_{name}", value)
    messages = check_settings(None)

    assert ids(messages) == [f"learningcircles_wagtail.{code}"]
    assert f"LEARNINGCIRCLES_{name}" in messages[0].msg


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAGE_SIZE", 1),
        ("RETENTION_DAYS", 0),
        ("IMPORT_HOSTS", ()),
        ("EMBED_ORIGINS", ["https://town.example", "http://localhost:8000"]),
        ("EMBED_ORIGINS", ["*"]),
        ("DEFAULT_TIME_ZONE", "Africa/Nairobi"),
        ("MAP_TILES", "https://tiles.example.org/{z}/{x}/{y}.png"),
        ("MAP_TILES", {"url": "https://tiles.example.org/{z}/{x}/{y}.png"}),
    ],
)
def test_a_setting_that_works_is_passed_over(settings, name, value):
    setattr(settings, f"LEARNINGCIRCLES_{name}", value)
    assert check_settings(None) == []


def test_a_base_template_that_is_not_there_is_named(settings):
    settings.LEARNINGCIRCLES_BASE_TEMPLATE = "no/such.html"
    messages = check_base_template(None)

    assert ids(messages) == ["learningcircles_wagtail.E006"]
    assert "no/such.html" in messages[0].msg


CACHED = "django.middleware.cache.UpdateCacheMiddleware"
UPDATE = "learningcircles_wagtail.middleware.UpdateCacheMiddleware"
FETCH = "learningcircles_wagtail.middleware.FetchFromCacheMiddleware"
OURS = "learningcircles_wagtail.middleware.EmbargoCacheMiddleware"


@pytest.mark.parametrize(
    ("middleware", "seconds", "found"),
    [
        ([], 600, []),
        ([CACHED], 600, ["W003", "W002"]),
        ([CACHED], 60, []),
        ([CACHED, OURS], 600, ["W003"]),
        ([OURS, CACHED], 600, ["W003", "W002"]),
        ([UPDATE, FETCH], 600, []),
        ([UPDATE], 60, ["W004"]),
        ([CACHED, FETCH], 600, ["W004"]),
    ],
)
def test_a_page_cache_that_shows_what_is_no_longer_so_is_named(
    settings, middleware, seconds, found
):
    settings.MIDDLEWARE = middleware
    settings.CACHE_MIDDLEWARE_SECONDS = seconds

    ids = [one.id for one in check_page_cache(None)]
    assert ids == [f"learningcircles_wagtail.{name}" for name in found]
