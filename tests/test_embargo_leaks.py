"""Nobody learns of a release before its hour; a minute after, everybody can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from learningcircles_wagtail.admin import redirect_guards
from learningcircles_wagtail.directory import press_pages
from learningcircles_wagtail.mixins.press import PressReleasePageMixin
from learningcircles_wagtail.models import PressReleasePage
from learningcircles_wagtail.press import caches as ages
from learningcircles_wagtail.press import embargo, files
from tests.factories import make_press_index, make_release, publish
from tests.support.embargo import (
    FILES,
    HOUR,
    MARKS,
    EmbargoSurfaces,
    Held,
    make_held,
    routes_of,
)

pytestmark = pytest.mark.django_db

BEFORE = (
    timedelta(hours=24),
    timedelta(hours=1),
    timedelta(minutes=9),
    timedelta(seconds=61),
    timedelta(seconds=1),
)
MINUTE = timedelta(minutes=1)

CACHED = (
    "django.middleware.cache.UpdateCacheMiddleware",
    "django.middleware.cache.FetchFromCacheMiddleware",
)

OURS = "learningcircles_wagtail.middleware.EmbargoCacheMiddleware"


def forget() -> None:
    """Begin with empty caches and a process that knows nothing."""
    embargo.watch.forget()
    for one in caches.all():
        one.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def site(settings: Any, tmp_path: Any) -> Iterator[None]:
    """A site with Django's page cache on, which looks for hours by itself."""
    first, last = CACHED
    settings.MIDDLEWARE = [first, OURS, *settings.MIDDLEWARE, last]
    settings.MEDIA_ROOT = tmp_path
    settings.ROOT_URLCONF = "tests.support.embargo_urls"
    settings.CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
        }
        for name in ("default", "renditions")
    }
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    settings.ALLOWED_HOSTS = ["*"]
    forget()
    yield
    forget()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands a day before the hour."""
    with time_machine.travel(HOUR - BEFORE[0], tick=False) as traveller:
        yield traveller


@pytest.fixture
def make(
    clock: time_machine.Traveller, django_capture_on_commit_callbacks: Any
) -> Callable[..., Held]:
    """A function that returns a release that an editor has scheduled."""

    def made(**values: Any) -> Held:
        with django_capture_on_commit_callbacks(execute=True):
            held = make_held(**values)
            held.release.save_revision().publish()
        return held

    return made


def surfaces(client: Client, held: Held) -> EmbargoSurfaces:
    """Return the surfaces of a release for a visitor."""
    return EmbargoSurfaces(client, held)


def test_until_its_hour_a_release_is_seen_nowhere_and_a_minute_later_everywhere(
    client, clock, make
):
    site = surfaces(client, make())

    for span in BEFORE:
        clock.move_to(HOUR - span, tick=False)
        assert site.leaks() == {}, span

    clock.move_to(HOUR + MINUTE, tick=False)
    assert site.silent() == []


def test_its_files_are_served_as_soon_as_it_is_public(client, clock, make):
    held = make()
    site = surfaces(client, held)
    clock.move_to(HOUR + MINUTE, tick=False)
    held.picture.refresh_from_db()
    held.document.refresh_from_db()
    for one in held.small.values():
        one.refresh_from_db()
    pictures = [one.file.url for one in held.small.values()]
    addresses = [held.picture.file.url, held.document.url, *pictures]

    assert {status for _u, status, _t in site.read(addresses)} == {200}
    assert (
        dict.fromkeys(u for u, s, _t in site.read(held.guesses[:1]) if s == 200) == {}
    )


def test_every_canary_is_looked_for_on_the_page_itself(client, clock, make):
    held = make()
    site = surfaces(client, held)
    clock.move_to(HOUR, tick=False)

    seen = "".join(text for _u, _s, text in [*site.routes(), *site.lists()])

    unseen = {one for one in MARKS - FILES if one not in seen}
    assert unseen == set()


def test_the_routes_that_are_probed_are_those_that_the_pages_have(make):
    held = make()

    assert {"", "reporter/wrong/"} <= set(routes_of(held.release))
    assert "" in set(routes_of(held.index))


@pytest.mark.parametrize("seconds", [1, 9, 30, 59])
def test_cached_lists_are_new_within_a_minute_whenever_they_were_asked_for(
    client, clock, make, seconds
):
    held = make()
    site = surfaces(client, held)
    clock.move_to(HOUR - timedelta(seconds=seconds), tick=False)
    assert site.leaks() == {}

    clock.move_to(HOUR + timedelta(seconds=1), tick=False)
    assert site.silent() == []


@pytest.fixture
def scheduled_late(
    client: Client,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: Any,
) -> EmbargoSurfaces:
    """A release scheduled a minute before its hour, when caches hold every page."""
    with django_capture_on_commit_callbacks(execute=True):
        held = make_held()
        held.release.save_revision()
    site = surfaces(client, held)
    clock.move_to(HOUR - 2 * MINUTE, tick=False)
    assert site.leaks() == {}
    clock.move_to(HOUR - MINUTE, tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        PressReleasePage.objects.get(pk=held.release.pk).save_revision().publish()
    return site


def test_what_caches_took_before_a_release_was_scheduled_is_new_within_a_minute(
    clock, scheduled_late
):
    site = scheduled_late
    clock.move_to(HOUR + MINUTE, tick=False)
    assert site.silent() == []


def test_an_hour_that_is_moved_back_holds(client, clock, make):
    held = make()
    site = surfaces(client, held)
    later = HOUR + timedelta(days=1)
    release = PressReleasePage.objects.get(pk=held.release.pk)
    release.embargo_until = release.go_live_at = later
    release.save_revision().publish()

    clock.move_to(HOUR + MINUTE, tick=False)
    assert site.leaks() == {}
    clock.move_to(later + MINUTE, tick=False)
    assert site.silent() == []


def test_an_hour_that_is_moved_forward_counts(client, clock, make):
    held = make()
    site = surfaces(client, held)
    sooner = HOUR - timedelta(hours=3)
    release = PressReleasePage.objects.get(pk=held.release.pk)
    release.embargo_until = release.go_live_at = sooner
    release.save_revision().publish()

    clock.move_to(sooner - MINUTE, tick=False)
    assert site.leaks() == {}
    clock.move_to(sooner + MINUTE, tick=False)
    assert site.silent() == []


def test_an_embargo_that_is_lifted_shows_the_release_within_a_minute(
    client, clock, make
):
    held = make()
    site = surfaces(client, held)
    assert site.leaks() == {}
    release = PressReleasePage.objects.get(pk=held.release.pk)
    release.timing, release.go_live_at = "immediate", None
    release.save_revision().publish()

    clock.shift(MINUTE)
    own = {held.index.url, f"{held.index.url}{held.release.slug}/"}
    assert [url for url in site.silent() if url.split()[0] in own] == []


def test_a_release_that_nobody_has_scheduled_never_appears(
    client, clock, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        site = surfaces(client, make_held())
        PressReleasePage.objects.get(pk=site.held.release.pk).save_revision()

    clock.move_to(HOUR + timedelta(days=2), tick=False)
    assert site.leaks() == {}


def test_a_release_that_is_moved_is_told_of_by_no_redirect(
    client, clock, make, django_capture_on_commit_callbacks
):
    held = make()
    other = make_press_index(slug="newsroom")
    with django_capture_on_commit_callbacks(execute=True):
        held.release.move(other, pos="last-child")

    assert surfaces(client, held).leaks() == {}


def test_a_release_that_was_public_once_keeps_the_redirect_from_its_old_address(
    client, clock, settings
):
    release = publish(make_release(slug="once"))
    release.unpublish()
    release.timing, release.embargo_until = "embargo", HOUR
    release.save_revision().publish()
    other = make_press_index(slug="newsroom")
    PressReleasePage.objects.get(pk=release.pk).move(other, pos="last-child")

    assert client.get("/press/once/").status_code == 404
    clock.move_to(HOUR + MINUTE, tick=False)
    assert client.get("/press/once/")["Location"] == "/newsroom/once/"


def test_a_short_address_leads_to_a_release_from_its_hour_on(client, clock, make):
    held = make()
    for path, route in (("/news", ""), ("/wire", "/text/")):
        Redirect.objects.create(
            old_path=path, redirect_page=held.release, redirect_page_route_path=route
        )
    site = surfaces(client, held)

    assert [client.get(path).status_code for path in ("/news/", "/wire/")] == [404] * 2
    assert site.leaks() == {}
    clock.move_to(HOUR + MINUTE, tick=False)
    address = f"{held.index.url}{held.release.slug}/"
    assert client.get("/news/")["Location"] == address
    assert client.get("/wire/")["Location"] == f"{address}text/"


def test_other_redirects_lead_where_they_led(client):
    page = make_press_index()
    Redirect.objects.create(old_path="/news", redirect_page=page)
    Redirect.objects.create(old_path="/out", redirect_link="https://x.example/")

    assert client.get("/news/")["Location"] == "/press/"
    assert client.get("/out/")["Location"] == "https://x.example/"


class TestInThePluginSOwnCache:
    """The same with the plugin's cache of whole pages, whose ages nothing limits."""

    @pytest.fixture(autouse=True)
    def ours(self, site: None, settings: Any) -> None:
        """Put the plugin's two halves in the places of Django's."""
        settings.CACHE_MIDDLEWARE_SECONDS = 600
        settings.MIDDLEWARE = [
            name.replace(
                "django.middleware.cache", "learningcircles_wagtail.middleware"
            )
            for name in settings.MIDDLEWARE
            if name != OURS
        ]

    test_by_the_clock = staticmethod(
        test_until_its_hour_a_release_is_seen_nowhere_and_a_minute_later_everywhere
    )
    test_lists_are_new = staticmethod(
        test_cached_lists_are_new_within_a_minute_whenever_they_were_asked_for
    )
    test_what_was_kept_before = staticmethod(
        test_what_caches_took_before_a_release_was_scheduled_is_new_within_a_minute
    )


class TestAGuardThatIsMissingIsNoticed:
    """Negative controls: with one guard off, the tests above would fail."""

    def test_the_embargo_itself(self, client, make, monkeypatch):
        monkeypatch.setattr(PressReleasePageMixin, "is_embargoed", lambda *args: False)
        monkeypatch.setattr(PressReleasePageMixin, "hold_back", lambda *args: None)

        leaks = surfaces(client, make()).leaks()

        assert {"/press/zqslugzq/", "/leads/", "/sitemap.xml"} <= set(leaks)

    def test_the_condition_of_the_press_room(self, client, make, monkeypatch):
        held = make()
        PressReleasePage.objects.update(live=True)
        site = surfaces(client, held)
        ours = {held.index.url, "/leads/", "/sitemap.xml", f"{held.index.url}zqslugzq/"}
        assert set(site.leaks()) & ours == set()

        monkeypatch.setattr(
            press_pages, "embargoed_q", lambda now: press_pages.Q(pk__in=())
        )
        cache.clear()

        assert held.index.url in site.leaks()
        assert "/leads/" in site.leaks()

    def test_the_files(self, client, make, monkeypatch):
        monkeypatch.setattr(files, "hold_files", lambda *args, **kwargs: None)
        held = make()

        leaks = surfaces(client, held).leaks()

        assert set(held.guesses) <= set(leaks)
        assert "/api/v2/images/?fields=*" in leaks

    def test_the_link_of_redirects(self, client, make, monkeypatch):
        monkeypatch.setattr(redirect_guards, "is_held", lambda page: False)
        held = make()
        Redirect.objects.create(old_path="/news", redirect_page=held.release)

        assert "/api/v2/redirects/?fields=*" in surfaces(client, held).leaks()

    def test_the_redirects_that_are_forgotten(self, client, make, monkeypatch):
        held = make()
        monkeypatch.setattr(redirect_guards, "is_held", lambda page: False)
        held.release.move(make_press_index(slug="newsroom"), pos="last-child")
        monkeypatch.undo()

        assert "/api/v2/redirects/?fields=*" in surfaces(client, held).leaks()

    def test_the_secret_names(self, client, make, monkeypatch):
        monkeypatch.setattr(files, "conceal", lambda row: None)
        held = make()

        leaks = surfaces(client, held).leaks()

        assert held.guesses[0] in leaks
        assert held.guesses[2] in leaks

    def test_the_limit_of_caches(self, client, clock, make, monkeypatch):
        monkeypatch.setattr(ages, "limit_age", lambda *args, **kwargs: None)
        site = surfaces(client, make())
        clock.move_to(HOUR - timedelta(seconds=30), tick=False)
        assert site.leaks() == {}

        clock.move_to(HOUR + MINUTE, tick=False)

        assert "/press/" in site.silent()

    def test_the_minute_of_what_may_tell(self, client, clock, monkeypatch, request):
        monkeypatch.setattr(
            ages,
            "_is_kept_briefly",
            lambda response, page: getattr(page, "page_kind", "") in ages.PRESS_KINDS,
        )
        site = request.getfixturevalue("scheduled_late")

        clock.move_to(HOUR + MINUTE, tick=False)

        assert {"/leads/", "/sitemap.xml"} <= set(site.silent())

    def test_the_look_for_hours(self, client, clock, make, settings):
        settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = None
        site = surfaces(client, make())

        clock.move_to(HOUR + MINUTE, tick=False)

        assert len(site.silent()) > len(list(site.lists()))
