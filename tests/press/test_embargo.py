"""At its hour a release appears by itself: once, and whatever process is asked."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_max_age
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from example_site.models import HomePage
from learningcircles_wagtail.models import PressReleasePage, ToolkitIndexPage
from learningcircles_wagtail.press import embargo, telling
from learningcircles_wagtail.press.caches import limit_age
from tests.factories import make_circle_index, make_release
from tests.support.embargo import HOUR, make_linking

PAGE_CACHE = "django.middleware.cache.UpdateCacheMiddleware"
LATER = HOUR + timedelta(seconds=1)


def is_live(page: PressReleasePage) -> bool:
    """Return whether a release is public, as stored."""
    return PressReleasePage.objects.get(pk=page.pk).live


def test_the_first_request_after_the_hour_publishes_a_release(
    client, clock, scheduled, settings
):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    page = scheduled()
    assert client.get(page.url).status_code == 404

    clock.move_to(HOUR, tick=False)
    response = client.get(page.url)

    assert response.status_code == 200
    assert is_live(page)


def test_any_page_of_the_site_will_do(client, clock, scheduled, settings):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    page = scheduled()
    circles = make_circle_index()

    clock.move_to(LATER, tick=False)
    client.get(circles.url)

    assert is_live(page)


def test_without_the_look_a_release_waits_for_wagtails_own_command(
    client, clock, scheduled
):
    page = scheduled()
    clock.move_to(LATER, tick=False)
    client.get(page.url)
    assert not is_live(page)

    call_command("publish_scheduled")

    assert is_live(page)


def test_a_second_process_leaves_to_the_first_what_it_has_taken(clock, scheduled):
    page = scheduled()
    clock.move_to(LATER, tick=False)
    revision = page.scheduled_revision

    assert embargo.publish_once(revision.pk, revision.approved_go_live_at) is True
    assert embargo.publish_once(revision.pk, revision.approved_go_live_at) is False
    entries = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert entries.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_processes_at_once_one_publishes(clock, transactional_db):
    page = make_release(timing="embargo", embargo_until=HOUR)
    page.save_revision().publish()
    clock.move_to(LATER, tick=False)
    start, counts = Barrier(6), []

    def look() -> None:
        start.wait()
        try:
            for _attempt in range(40):
                try:
                    embargo.publish_due(now=LATER)
                    break
                except DatabaseError:
                    continue
        finally:
            counts.append(1)
            connection.close()

    threads = [Thread(target=look) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(counts) == 6
    if not is_live(page):
        # All of them met a busy database; the next look tries again.
        embargo.publish_due(now=LATER)
    assert is_live(page)
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert published.count() == 1
    assert ModelLogEntry.objects.count() == 0


def test_a_release_that_cannot_be_published_keeps_no_other_waiting(
    clock, scheduled, monkeypatch
):
    first = scheduled(slug="one", embargo_until=HOUR - timedelta(hours=1))
    second = scheduled(slug="two")
    clock.move_to(LATER, tick=False)
    publish = Revision.publish

    def broken(revision: Revision, **options: Any) -> None:
        if revision.object_id == str(first.pk):
            raise ValueError
        publish(revision, **options)

    monkeypatch.setattr(Revision, "publish", broken)
    embargo.publish_due(now=LATER)

    assert (is_live(first), is_live(second)) == (False, True)
    # The schedule of the first one stands, so that it is tried again.
    monkeypatch.undo()
    embargo.publish_due(now=LATER)
    assert is_live(first)


def test_a_draft_that_is_newer_than_what_was_scheduled_stays_a_draft(clock, scheduled):
    page = scheduled()
    page.title = "Second thoughts"
    page.save_revision()

    clock.move_to(LATER, tick=False)
    embargo.publish_due(now=LATER)

    stored = PressReleasePage.objects.get(pk=page.pk)
    assert (stored.live, stored.title) == (True, "The news")
    assert stored.has_unpublished_changes


def test_looking_costs_one_query_and_is_done_every_few_seconds(
    clock, scheduled, settings, django_assert_num_queries
):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    scheduled()
    now = HOUR - timedelta(minutes=5)

    with django_assert_num_queries(1):
        embargo.look(now=now)
    with django_assert_num_queries(0):
        embargo.look(now=now + timedelta(seconds=9))
    with django_assert_num_queries(1):
        embargo.look(now=now + timedelta(seconds=10))
    assert embargo.watch.next_hour == HOUR


def test_a_database_that_is_busy_breaks_no_request(
    client, clock, scheduled, settings, monkeypatch
):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    page = scheduled()
    clock.move_to(LATER, tick=False)

    def busy(**options: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(embargo, "publish_due", busy)
    assert client.get(page.get_parent().url).status_code == 200


class TestHowLongCachesKeep:
    @pytest.fixture(autouse=True)
    def looking(self, settings: Any) -> None:
        settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
        settings.CACHE_MIDDLEWARE_SECONDS = 600

    def test_with_nothing_under_embargo_the_press_room_alone_says_how_long(
        self, client, clock, db
    ):
        index = make_release().get_parent()
        assert client.get(index.url)["Cache-Control"] == "max-age=50"
        # A release may be scheduled a moment later; other pages are not so quick.
        assert "Cache-Control" not in client.get(make_circle_index().url)

    def test_a_press_room_is_kept_briefly_while_a_release_waits(
        self, client, scheduled
    ):
        index = scheduled().get_parent()
        assert client.get(index.url)["Cache-Control"] == "max-age=50"

    def test_every_page_is_kept_until_the_hour_and_no_longer(
        self, client, clock, scheduled
    ):
        scheduled()
        circles = make_circle_index()

        assert "Cache-Control" not in client.get(circles.url)
        clock.move_to(HOUR - timedelta(seconds=90), tick=False)
        assert client.get(circles.url)["Cache-Control"] == "max-age=90"
        clock.move_to(HOUR - timedelta(seconds=1.5), tick=False)
        assert client.get(circles.url)["Cache-Control"] == "max-age=1"

    def test_a_shorter_age_of_a_pages_own_stays(self, rf, clock, scheduled):
        page = scheduled()
        embargo.look(now=HOUR - timedelta(seconds=90))
        kept = {}
        for own in ("max-age=5", "max-age=900, s-maxage=3600", "no-store", "private"):
            response = HttpResponse(headers={"Cache-Control": own, "Expires": "x"})
            limit_age(response, page.get_parent(), now=HOUR - timedelta(seconds=90))
            kept[own] = response["Cache-Control"]

        assert kept["max-age=5"] == "max-age=5"
        assert kept["max-age=900, s-maxage=3600"] == "max-age=90, s-maxage=90"
        assert "no-store" in kept["no-store"]
        assert "private" in kept["private"]

    def test_where_pages_are_kept_for_long_those_that_may_tell_are_kept_briefly(
        self, client, clock, db, settings
    ):
        circles = make_circle_index()
        settings.MIDDLEWARE = [PAGE_CACHE, *settings.MIDDLEWARE]
        assert client.get(circles.url)["Cache-Control"] == "max-age=50"

        settings.CACHE_MIDDLEWARE_SECONDS = 30
        assert "Cache-Control" not in client.get(circles.url)

    @pytest.mark.parametrize(
        ("own", "kept"),
        [
            ({}, None),
            ({"Cache-Control": "max-age=30"}, "max-age=30"),
            ({"Cache-Control": "max-age=900"}, "max-age=50"),
            ({"Cache-Control": "s-maxage=900"}, "s-maxage=50, max-age=50"),
            ({"Expires": "Thu, 01 Jan 2099 00:00:00 GMT"}, "max-age=50"),
            ({"Cache-Control": "no-store"}, "no-store"),
        ],
    )
    def test_an_age_that_a_site_gives_a_page_that_may_tell_is_a_minute_at_most(
        self, clock, db, own, kept
    ):
        response = HttpResponse(headers=own)
        limit_age(response, make_circle_index(), now=timezone.now())

        assert response.get("Cache-Control") == kept
        assert "Expires" not in response

    def test_a_page_of_others_counts_while_it_names_a_release_that_is_hidden(
        self, scheduled, monkeypatch, django_assert_num_queries
    ):
        monkeypatch.setattr(telling, "tells_by_class", lambda model: None)
        release = scheduled()
        leading = make_linking(release, make_release())
        other = make_circle_index()

        def age(page: Any) -> str:
            response = HttpResponse(headers={"Cache-Control": "max-age=900"})
            limit_age(response, page, now=timezone.now())
            return response["Cache-Control"]

        assert (age(leading), age(other)) == ("max-age=50", "max-age=900")
        with django_assert_num_queries(1):
            age(other)
        with django_assert_num_queries(2):
            age(leading)
        PressReleasePage.objects.filter(pk=release.pk).update(live=True)
        assert age(leading) == "max-age=900"

    def test_a_class_says_whether_its_pages_list_releases(self):
        class Listing:
            shows_releases = True

        class Silent(ToolkitIndexPage):
            shows_releases = False

            class Meta:
                abstract = True

        assert telling.tells_by_class(Listing) is True
        assert telling.tells_by_class(Silent) is False
        assert telling.tells_by_class(HomePage) is True
        assert telling.tells_by_class(Page) is None

    def test_what_is_no_page_and_says_no_age_is_kept_a_minute_by_the_page_cache(
        self, clock, db, settings
    ):
        def age(**own: str) -> str | None:
            response = HttpResponse(headers=own)
            limit_age(response, None, now=timezone.now())
            return response.get("Cache-Control")

        assert age() is None
        settings.MIDDLEWARE = [PAGE_CACHE, *settings.MIDDLEWARE]
        assert age() == "max-age=50"
        assert age(**{"Cache-Control": "max-age=900"}) == "max-age=900"

    @pytest.mark.parametrize("seconds", [1, 10, 30])
    def test_who_has_not_heard_of_the_hour_has_nothing_kept_for_a_minute_beyond_it(
        self, client, clock, scheduled, settings, seconds
    ):
        settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = seconds
        page = scheduled()
        # Another process took the schedule, when this one had just looked.
        embargo.watch.next_hour = None
        embargo.watch.looked_at = HOUR
        latest = HOUR + timedelta(seconds=seconds - 0.5)
        clock.move_to(latest, tick=False)

        response = client.get(page.get_parent().url)

        assert not is_live(page)
        kept = timedelta(seconds=get_max_age(response))
        assert latest + kept <= HOUR + timedelta(minutes=1)

    def test_an_hour_that_is_set_is_known_at_the_next_request(
        self, client, scheduled, django_capture_on_commit_callbacks
    ):
        circles = make_circle_index()
        client.get(circles.url)
        assert embargo.watch.next_hour is None

        soon = timezone.now() + timedelta(seconds=45)
        with django_capture_on_commit_callbacks(execute=True):
            scheduled(embargo_until=soon)

        assert client.get(circles.url)["Cache-Control"] == "max-age=45"


class Recorder:
    """A front cache that writes down what it is told to forget."""

    purged: list[str]

    def __init__(self, params: dict[str, Any]) -> None:
        self.hostnames = None

    def invalidates_hostname(self, hostname: str) -> bool:
        return True

    def purge(self, url: str) -> None:
        self.purged.append(url)

    def purge_batch(self, urls: list[str]) -> None:
        self.purged.extend(urls)


@pytest.fixture
def purged(settings, monkeypatch) -> list[str]:
    """What a front cache was told to forget."""
    Recorder.purged = []
    installed = apps.is_installed
    front = "wagtail.contrib.frontend_cache"
    monkeypatch.setattr(apps, "is_installed", lambda n: n == front or installed(n))
    settings.WAGTAILFRONTENDCACHE = {"x": {"BACKEND": f"{__name__}.Recorder"}}
    return Recorder.purged


def test_a_front_cache_forgets_all_that_tells_of_a_release_when_it_appears(
    clock, scheduled, purged, django_capture_on_commit_callbacks
):
    page = scheduled()
    leading = make_linking(page, make_release())
    other = make_circle_index()
    assert purged == []

    clock.move_to(LATER, tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        embargo.publish_due(now=LATER)

    room = page.get_parent().full_url
    assert {room, page.full_url, f"{room}rss/", leading.full_url} <= set(purged)
    assert other.full_url not in purged


def test_wagtails_own_command_purges_as_well(
    clock, scheduled, purged, django_capture_on_commit_callbacks
):
    page = scheduled()
    leading = make_linking(page, make_release())

    clock.move_to(LATER, tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")

    assert {page.get_parent().full_url, page.full_url, leading.full_url} <= set(purged)


def test_a_front_cache_asks_anew_for_what_will_tell_when_an_hour_is_set(
    clock, db, purged, django_capture_on_commit_callbacks
):
    page = make_release(slug="news", timing="embargo", embargo_until=HOUR, live=False)
    leading = make_linking(page, make_release())

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert purged == []
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert {page.get_parent().full_url, leading.full_url} <= set(purged)
    # Nobody need know yet how it is called.
    assert not any("/news/" in url for url in purged)
