"""A cache of whole pages shows nothing that has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.models import (
    Boilerplate,
    CirclePage,
    DirectoryChange,
    PressReleasePage,
)
from tests.factories import (
    make_circle,
    make_circle_index,
    make_press_index,
    make_release,
    publish,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
OURS = "learningcircles_wagtail.middleware"
DJANGO_S = "django.middleware.cache"
VIEWS = ("", "?q=bread", "calendar/2026/11/", "map/", "embed/")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands before the circles begin."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def cached(settings: Any) -> Callable[[str], None]:
    """Put our cache of whole pages around the site; called with a module, that one."""
    inner = list(settings.MIDDLEWARE)
    settings.CACHE_MIDDLEWARE_SECONDS = 600

    def use(module: str) -> None:
        caches["default"].clear()
        settings.MIDDLEWARE = [
            f"{module}.UpdateCacheMiddleware",
            *inner,
            f"{module}.FetchFromCacheMiddleware",
        ]

    use(OURS)
    return use


@pytest.fixture
def circle() -> CirclePage:
    """A circle that is planned."""
    return make_circle(make_circle_index(), title="Bread for beginners", slug="bread")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The keys of the circles' pages that were made from now on, not kept."""
    made: list[int] = []
    serve = CirclePage.serve

    def seen(page: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        made.append(page.pk)
        return serve(page, request, *args, **kwargs)

    monkeypatch.setattr(CirclePage, "serve", seen)
    return made


def queries(django_assert_max_num_queries: Any, address: str, most: int) -> Any:
    """Return the answer to an address, which may ask the database so often."""
    with django_assert_max_num_queries(most):
        return Client().get(address)


def cancelled_after_a_look(circle: CirclePage) -> list[str]:
    """Return the addresses that show a circle as planned after it was cancelled."""
    addresses = [f"/circles/{view}" for view in VIEWS] + ["/circles/bread/"]
    for address in addresses:
        assert b"Bread for beginners" in Client().get(address).content, address
    circle.cancelled = True
    publish(circle)
    return [
        address
        for address in addresses
        if "Bread for beginners" in (text := Client().get(address).content.decode())
        and "ancelled" not in text
    ]


def test_a_cancelled_circle_stands_nowhere_as_planned(circle):
    assert cancelled_after_a_look(circle) == []


def test_with_django_s_own_cache_it_would(circle, cached):
    cached(DJANGO_S)

    assert cancelled_after_a_look(circle)


@pytest.mark.parametrize("address", ["/circles/", "/circles/bread/", "/circles/rss/"])
def test_a_page_that_is_kept_costs_one_small_query(
    circle, address, django_assert_max_num_queries
):
    first = Client().get(address)
    second = queries(django_assert_max_num_queries, address, 1)

    assert second.content == first.content


def test_what_was_made_before_a_change_is_not_kept_for_after_it(
    circle, served, monkeypatch
):
    serve = CirclePage.serve

    def changed_meanwhile(page: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = serve(page, request, *args, **kwargs)
        DirectoryChange.objects.note(page.circle_id)
        return response

    with monkeypatch.context() as patch:
        patch.setattr(CirclePage, "serve", changed_meanwhile)
        Client().get("/circles/bread/")
    served.clear()
    Client().get("/circles/bread/")

    assert served == [circle.pk]


def test_browsers_are_told_to_ask_again_each_time(circle):
    for answer in (Client().get("/circles/"), Client().get("/circles/")):
        assert answer.headers["Cache-Control"] == "max-age=0, must-revalidate"
        assert not {"Expires", "Age"} & set(answer.headers)


def test_a_feed_keeps_its_own_age(circle):
    for answer in (Client().get("/circles/rss/"), Client().get("/circles/rss/")):
        assert "max-age=60" in answer.headers["Cache-Control"]


def test_a_page_made_private_is_closed_at_once(circle):
    assert Client().get("/circles/bread/").status_code == 200
    PageViewRestriction.objects.create(
        page=circle, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )

    assert b"Bread for beginners" not in Client().get("/circles/bread/").content


def test_other_pages_are_shown_anew_when_they_or_what_they_name_changes(circle):
    words = Boilerplate.objects.create(title="About", text="<p>Founded in 1901.</p>")
    make_press_index()
    release = make_release(title="Bread in every branch", slug="news")
    release.boilerplates = [words]
    publish(release)
    address = "/press/news/"
    assert b"Founded in 1901." in Client().get(address).content
    words.text = "<p>Founded in 1902.</p>"
    words.save()
    assert b"Founded in 1902." in Client().get(address).content

    release = PressReleasePage.objects.get()
    release.title = "Bread in nearly every branch"
    publish(release)
    assert b"nearly every branch" in Client().get(address).content
    assert b"nearly every branch" in Client().get("/press/").content

    PressReleasePage.objects.get().delete()
    assert b"every branch" not in Client().get("/press/").content


def test_lists_of_circles_stay_as_they_are_when_other_pages_change(circle):
    before = DirectoryChange.objects.state(), DirectoryChange.objects.read().circles
    whole = DirectoryChange.objects.site_state()
    make_press_index()
    publish(make_release())

    assert DirectoryChange.objects.site_state() != whole
    after = DirectoryChange.objects.state(), DirectoryChange.objects.read().circles
    # A new page is saved as a page of the tree first, which is noted as any.
    assert after[0] == DirectoryChange.objects.read().state
    publish(PressReleasePage.objects.get())
    assert DirectoryChange.objects.state() == after[0]
    assert before[1].keys() <= after[1].keys()


def test_nothing_is_kept_while_nothing_is_known(circle, served):
    DirectoryChange.objects.all().delete()
    Client().get("/circles/bread/")
    served.clear()
    Client().get("/circles/bread/")

    assert served == [circle.pk]
