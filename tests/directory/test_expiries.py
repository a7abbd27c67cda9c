"""A page whose hour is over is taken down by the next request, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import DatabaseError
from wagtail.models import Page, PageLogEntry

from learningcircles_wagtail.directory import expiries
from learningcircles_wagtail.models import ToolkitIndexPage, ToolkitPage
from learningcircles_wagtail.press.caches import next_hour
from tests.factories import make_circle, make_circle_index, make_release, root_page

pytestmark = pytest.mark.django_db

END = datetime(2026, 10, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    """A clock that stands a minute before the end, in a process that looks."""
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    expiries.watch.forget()
    with time_machine.travel(END - timedelta(minutes=1), tick=False) as traveller:
        yield traveller
    expiries.watch.forget()


def make_guide() -> ToolkitPage:
    index = ToolkitIndexPage(title="Toolkit", slug="toolkit")
    root_page().add_child(instance=index)
    return index.add_child(instance=ToolkitPage(title="Guide", slug="guide"))


MAKERS = {"circle": make_circle, "guide": make_guide, "release": make_release}


def ending(page: Any, end: datetime = END) -> Page:
    """Let a page end at an hour, as stored."""
    Page.objects.filter(pk=page.pk).update(expire_at=end)
    return Page.objects.get(pk=page.pk)


def is_live(page: Any) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("kind", MAKERS)
def test_the_first_request_after_the_hour_takes_a_page_down(
    client: Any, clock: Any, kind: str
) -> None:
    page = ending(MAKERS[kind]())
    clock.move_to(END - SECOND, tick=False)
    assert client.get(page.url).status_code == 200

    clock.move_to(END, tick=False)
    assert client.get(page.url).status_code == 404

    found = Page.objects.get(pk=page.pk)
    assert (found.live, found.expired) == (False, True)
    entry = PageLogEntry.objects.get(page_id=page.pk, action__contains="unpublish")
    assert entry.action == "wagtail.unpublish.scheduled"


def test_without_the_look_a_page_stays_until_wagtails_own_command(
    client: Any, clock: Any, settings: Any
) -> None:
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = None
    page = ending(make_circle())

    clock.move_to(END + SECOND, tick=False)

    assert client.get(page.url).status_code == 200


def test_pages_of_the_site_itself_are_left_alone(client: Any, clock: Any) -> None:
    other = root_page().add_child(instance=Page(title="Hours", slug="hours"))
    ending(other)
    index = make_circle_index()

    clock.move_to(END + SECOND, tick=False)
    client.get(index.url)

    assert is_live(other)


def test_a_second_process_leaves_to_the_first_what_it_has_taken(clock: Any) -> None:
    page = ending(make_circle())
    clock.move_to(END, tick=False)

    assert expiries.take_down_once(page.pk, END) is True
    assert expiries.take_down_once(page.pk, END) is False
    entries = PageLogEntry.objects.filter(action="wagtail.unpublish.scheduled")
    assert entries.count() == 1


def test_a_page_that_was_given_more_time_meanwhile_stays(clock: Any) -> None:
    page = ending(make_circle())
    ending(page, END + timedelta(days=1))

    assert expiries.take_down_once(page.pk, END) is False
    assert is_live(page)


def test_a_page_that_cannot_be_taken_down_keeps_no_other_waiting(
    clock: Any, monkeypatch: Any
) -> None:
    first, second = ending(make_circle(), END - SECOND), ending(make_circle())
    take_down = expiries.take_down_once

    def broken(pk: int, hour: datetime) -> bool:
        if pk == first.pk:
            raise ValueError
        return take_down(pk, hour)

    monkeypatch.setattr(expiries, "take_down_once", broken)
    clock.move_to(END, tick=False)
    expiries.take_down_expired(now=END)

    assert (is_live(first), is_live(second)) == (True, False)


def test_a_busy_database_breaks_no_request(
    client: Any, clock: Any, monkeypatch: Any
) -> None:
    index = make_circle_index()

    def busy(**_options: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(expiries, "take_down_expired", busy)
    assert client.get(index.url).status_code == 200


def test_more_than_one_request_may_take_down_goes_on_with_the_next(
    client: Any, clock: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(expiries, "AT_ONCE", 2)
    pages = [ending(make_circle()) for _number in range(3)]
    url = pages[0].get_parent().url

    clock.move_to(END, tick=False)
    client.get(url)
    assert [is_live(page) for page in pages].count(True) == 1
    client.get(url)
    assert not any(map(is_live, pages))


def test_nobody_looks_again_within_a_minute_unless_an_hour_has_come(
    client: Any, clock: Any, django_assert_num_queries: Any
) -> None:
    ending(make_circle())
    start = END - timedelta(minutes=1)
    expiries.look(now=start)

    with django_assert_num_queries(0):
        expiries.look(now=END - SECOND)
    expiries.look(now=END)
    with django_assert_num_queries(0):
        expiries.look(now=END + timedelta(seconds=59))
    with django_assert_num_queries(1):
        expiries.look(now=END + timedelta(seconds=60))


def test_no_cache_keeps_a_page_beyond_its_end(client: Any, settings: Any) -> None:
    cache.clear()
    page = ending(make_circle())
    settings.CACHE_MIDDLEWARE_SECONDS = 600

    response = client.get(page.url)

    assert next_hour() == END
    assert "max-age=60" in response["Cache-Control"]
