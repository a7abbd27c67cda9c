"""A reader that has it all is told so; any change gives the whole again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date
from wagtail.models import PageViewRestriction
from wagtail.search.backends import get_search_backend

from learningcircles_wagtail.feeds.http import file_name, tag_of
from learningcircles_wagtail.models import Branch, Circle, Course
from tests.factories import (
    change_meeting,
    make_circle,
    make_course,
    make_topic,
    publish,
)
from tests.feeds.sites import NOW, body

pytestmark = pytest.mark.django_db

ROUTES = ("ics", "rss", "json", "geojson")
A_WHILE = timedelta(minutes=1)
"""After which the hour of a change is told."""


@pytest.mark.parametrize("route", ROUTES)
class TestEveryFeed:
    """Validators of each feed of a list."""

    def test_an_unchanged_feed_is_not_sent_again(self, client, index, clock, route):
        make_circle(index)
        url = f"{index.url}{route}/"
        clock.shift(A_WHILE)
        first = client.get(url)
        clock.move_to(NOW + timedelta(hours=2))

        by_tag = client.get(url, headers={"If-None-Match": first["ETag"]})
        by_hour = client.get(url, headers={"If-Modified-Since": first["Last-Modified"]})

        assert first.status_code == 200
        for response in (by_tag, by_hour):
            assert response.status_code == 304
            assert body(response) == b""
            assert response["ETag"] == first["ETag"]
            assert response["Last-Modified"] == first["Last-Modified"]
            assert response["Cache-Control"] == first["Cache-Control"]

    def test_a_published_edit_is_sent(self, client, index, clock, route):
        page = make_circle(index)
        url = f"{index.url}{route}/"
        clock.shift(A_WHILE)
        first = client.get(url)
        content = body(first)
        clock.move_to(NOW + timedelta(hours=2))
        page.title = "Another title"
        publish(page)
        clock.shift(A_WHILE)

        by_tag = client.get(url, headers={"If-None-Match": first["ETag"]})
        by_hour = client.get(url, headers={"If-Modified-Since": first["Last-Modified"]})

        for response in (by_tag, by_hour):
            assert response.status_code == 200
            assert response["ETag"] != first["ETag"]
            assert response["Last-Modified"] == "Sun, 01 Nov 2026 14:00:00 GMT"
        assert body(by_tag) != content

    def test_two_changes_of_one_second_are_both_told(self, client, index, clock, route):
        page = make_circle(index)
        url = f"{index.url}{route}/"
        between = client.get(url)
        clock.shift(0.2)
        page.title = "Another title"
        publish(page)
        clock.shift(A_WHILE)
        hour = between.get("Last-Modified") or http_date(NOW.timestamp() - 1)

        assert client.get(url, headers={"If-Modified-Since": hour}).status_code == 200

    def test_what_a_search_engine_hears_of_late_is_sent(
        self, client, index, clock, route
    ):
        engine = get_search_backend()
        page = make_circle(index, title="Astronomy")
        url = f"{index.url}{route}/?q=astronomy"
        engine.delete(page)
        before = client.get(url)
        engine.add(page)

        after = client.get(url, headers={"If-None-Match": before["ETag"]})

        assert b"Astronomy" not in body(before)
        assert after.status_code == 200
        assert b"Astronomy" in body(after)

    def test_nothing_is_looked_for_where_nothing_has_changed(
        self, client, index, monkeypatch, route
    ):
        make_circle(index)
        url = f"{index.url}{route}/"
        first = client.get(url)
        module = {"json": "json_feed", "ics": "ical"}.get(route, route)
        calls = []
        monkeypatch.setattr(
            f"learningcircles_wagtail.feeds.{module}.find",
            lambda *args, **kwargs: calls.append(args),
        )

        response = client.get(url, headers={"If-None-Match": first["ETag"]})

        assert response.status_code == 304
        assert calls == []

    def test_two_requests_in_a_row_give_the_same_bytes(
        self, client, index, clock, route
    ):
        make_circle(index, topics=[make_topic()], course=make_course())
        url = f"{index.url}{route}/"
        first = client.get(url)
        content = body(first)
        clock.move_to(NOW + timedelta(hours=2))
        second = client.get(url)

        assert body(second) == content
        assert second["ETag"] == first["ETag"]

    def test_head_answers_as_get_does_without_a_body(self, client, index, clock, route):
        make_circle(index)
        clock.shift(A_WHILE)
        url = f"{index.url}{route}/"
        get, head = client.get(url), client.head(url)

        assert head.status_code == 200
        assert body(head) == b""
        for name in ("ETag", "Last-Modified", "Content-Type", "Cache-Control"):
            assert head[name] == get[name]

    def test_it_may_be_kept_by_everybody_for_a_minute(self, client, index, route):
        response = client.get(f"{index.url}{route}/")

        assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
        assert not response.cookies

    def test_behind_a_lock_it_is_kept_by_nobody(
        self, client, admin_client, index, route
    ):
        PageViewRestriction.objects.create(
            page_id=index.pk, restriction_type=PageViewRestriction.LOGIN
        )
        url = f"{index.url}{route}/"
        inside = admin_client.get(url)
        outside = client.get(url, headers={"If-None-Match": inside["ETag"]})

        assert inside.status_code == 200
        assert "public" not in inside["Cache-Control"]
        assert "private" in inside["Cache-Control"]
        assert outside.status_code == 302

    def test_each_address_has_a_tag_of_its_own(self, client, index, route):
        make_circle(index)
        url = f"{index.url}{route}/"
        queries = ("", "?q=x", "?topic=a", "?topic=a&topic=b", "?status=upcoming")

        tags = {client.get(url + query)["ETag"] for query in queries}

        assert len(tags) == len(queries)
        assert all(tag.startswith('"') for tag in tags)

    def test_other_methods_are_refused(self, client, index, route):
        assert client.put(f"{index.url}{route}/").status_code == 405


def changed_by(what: str, page) -> None:
    """Change one of the things that a feed says."""
    match what:
        case "branch":
            record = Branch.objects.get()
            record.name = "Eastside"
            record.save_revision().publish()
        case "course":
            record = Course.objects.get()
            record.title = "Another course"
            record.save()
        case "topic":
            record = page.topics.get()
            record.name = "Another topic"
            record.save()
        case "meeting":
            change_meeting(page, 0, title="About fear")
            publish(page)
        case "circle":
            Circle.objects.update(cancelled=True)
        case "unpublished":
            page.unpublish()
        case "list":
            index = page.get_parent().specific
            index.title = "Another list"
            publish(index)
        case "lock":
            PageViewRestriction.objects.create(
                page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
            )


@pytest.mark.parametrize(
    "what",
    ["branch", "course", "topic", "meeting", "circle", "unpublished", "list", "lock"],
)
def test_whatever_a_calendar_says_changes_its_tag(client, index, what):
    page = make_circle(index, topics=[make_topic()], course=make_course())
    url = f"{index.url}ics/"
    tag = client.get(url)["ETag"]
    assert client.get(url)["ETag"] == tag

    changed_by(what, page)

    assert client.get(url)["ETag"] != tag


@pytest.mark.parametrize("route", ["ics", "rss", "json", "geojson"])
def test_a_list_of_a_state_changes_when_a_circle_begins(client, index, clock, route):
    page = make_circle(index)
    url = f"{index.url}{route}/?status=upcoming"
    first = client.get(url)
    # A second after it began, on the day (UTC) on which it begins.
    clock.move_to(page.circle.first_meeting_at - timedelta(seconds=1))
    before = client.get(url)
    clock.move_to(page.circle.first_meeting_at + timedelta(seconds=1))

    by_tag = client.get(url, headers={"If-None-Match": before["ETag"]})
    by_hour = client.get(url, headers={"If-Modified-Since": before["Last-Modified"]})

    assert first.status_code == before.status_code == 200
    assert by_tag.status_code == by_hour.status_code == 200


def test_a_list_of_open_circles_goes_by_its_tag_alone(client, index):
    make_circle(index)
    url = f"{index.url}ics/?open=1"
    first = client.get(url)

    assert "Last-Modified" not in first
    response = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert response.status_code == 304


def test_a_calendar_is_another_on_the_next_day(client, index, clock):
    make_circle(index)
    url = f"{index.url}ics/"
    first = client.get(url)
    clock.move_to(NOW + timedelta(days=1))

    response = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert response.status_code == 200


def test_an_unchanged_list_costs_one_query_of_the_feed_s_own(client, index):
    make_circle(index)
    url = f"{index.url}ics/"
    tag = client.get(url)["ETag"]

    with CaptureQueriesContext(connection) as context:
        client.get(url, headers={"If-None-Match": tag})

    ours = [q["sql"] for q in context if "learningcircles_wagtail_" in q["sql"]]
    journal = [sql for sql in ours if "directorychange" in sql]
    rows = [sql for sql in ours if "_meeting" in sql or '_circle"' in sql]
    assert len(journal) == 1
    assert rows == []


class TestACircleSFile:
    """Validators of the file of one circle."""

    def test_an_unchanged_file_is_not_sent_again(self, client, index, clock):
        url = f"{make_circle(index).url}ics/"
        clock.shift(A_WHILE)
        first = client.get(url)

        by_tag = client.get(url, headers={"If-None-Match": first["ETag"]})
        by_hour = client.get(url, headers={"If-Modified-Since": first["Last-Modified"]})

        assert by_tag.status_code == by_hour.status_code == 304

    def test_a_published_edit_is_sent(self, client, index, clock):
        page = make_circle(index)
        url = f"{page.url}ics/"
        clock.shift(A_WHILE)
        first = client.get(url)
        clock.move_to(NOW + timedelta(hours=2))
        page.cancelled = True
        publish(page)

        by_tag = client.get(url, headers={"If-None-Match": first["ETag"]})
        by_hour = client.get(url, headers={"If-Modified-Since": first["Last-Modified"]})

        assert by_tag.status_code == by_hour.status_code == 200
        assert by_tag["ETag"] != first["ETag"]


def test_tags_differ_wherever_a_part_does():
    assert tag_of("a", "b") == tag_of("a", "b")
    assert len({tag_of("a", "b"), tag_of("ab"), tag_of("a"), tag_of("b", "a")}) == 4
    assert tag_of("\ud800").isalnum()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Speaking up", "speaking-up.ics"),
        ('a"b\r\nSet-Cookie: x', "ab-set-cookie-x.ics"),
        ("../../etc/passwd", "etcpasswd.ics"),
        ("", "circles.ics"),
        ("???", "circles.ics"),
        ("x" * 300, "x" * 60 + ".ics"),
    ],
)
def test_a_file_s_name_is_harmless(title, name):
    assert file_name(title, "ics") == name
