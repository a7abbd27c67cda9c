"""What RSS says of the circles of a list."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from learningcircles_wagtail.feeds import rss
from tests.factories import (
    change_meeting,
    make_circle,
    publish,
)
from tests.feeds.sites import NOW, full_circle, read

pytestmark = pytest.mark.django_db


def rss_items(client, index, query: str = "") -> list[ElementTree.Element]:
    content = read(client, f"{index.url}rss/{query}")
    return list(ElementTree.fromstring(content).iter("item"))  # noqa: S314


def titles(client, index, query: str = "") -> list[str]:
    return [item.findtext("title") for item in rss_items(client, index, query)]


class TestRss:
    """RSS 2.0 (https://www.rssboard.org/rss-specification)."""

    def test_meetings_that_are_cancelled_are_not_counted(self, client, index):
        page = make_circle(index)
        change_meeting(page, 2, state="cancelled")
        publish(page)

        (item,) = rss_items(client, index)

        assert "5 meetings" in item.findtext("description")

    def test_an_item_says_what_one_wants_to_know(self, client, index):
        page = full_circle(index)

        (item,) = rss_items(client, index)

        assert item.findtext("title") == "Speaking <up> & out"
        assert item.findtext("link") == f"http://localhost{page.url}"
        assert item.findtext("guid") == f"urn:uuid:{page.translation_key}"
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("pubDate") == "Sun, 01 Nov 2026 12:00:00 +0000"
        assert item.findtext("category") == "Work & life"
        assert item.findtext("description") == (
            "<p>Six evenings, one voice.</p>"
            "<p>First meeting: Nov. 4, 2026, 6 p.m. CST</p>"
            "<p>Last meeting ends: Dec. 9, 2026, 7:30 p.m. CST</p>"
            "<p>6 meetings</p>"
            "<p>Where: Central Library, Riverbend</p>"
            "<p>Course: Introduction to Public Speaking – University of Washington</p>"
        )

    def test_a_channel_has_what_it_has_to_have(self, client, index):
        content = read(client, f"{index.url}rss/?q=circle")
        channel = ElementTree.fromstring(content).find("channel")  # noqa: S314

        assert channel.findtext("title") == "Circles – “circle”"
        assert channel.findtext("link") == "http://localhost/circles/?q=circle"
        assert channel.findtext("description")
        assert channel.findtext("language") == "en"
        assert channel.findtext("ttl") == "60"
        link = channel.find("{http://www.w3.org/2005/Atom}link")
        assert link.get("rel") == "self"
        assert link.get("href") == "http://localhost/circles/rss/?q=circle"

    def test_the_newest_comes_first(self, client, index, clock):
        for number in range(3):
            clock.move_to(NOW + timedelta(minutes=number))
            make_circle(index, title=f"Circle {number}")

        assert titles(client, index) == ["Circle 2", "Circle 1", "Circle 0"]

    def test_what_is_over_is_left_out(self, client, index):
        make_circle(index, title="Over", first_date=date(2026, 1, 7))
        make_circle(index, title="Running", first_date=date(2026, 10, 28))
        make_circle(index, title="Without meetings", meetings=[])

        assert set(titles(client, index)) == {"Running", "Without meetings"}

    def test_a_circle_that_is_called_off_says_so_for_thirty_days(
        self, client, index, clock
    ):
        page = make_circle(index, title="Speaking")
        page.cancelled = True
        publish(page)
        told = titles(client, index)
        clock.move_to(NOW + timedelta(days=30))
        still = titles(client, index)
        clock.move_to(NOW + timedelta(days=32))

        assert told == still == ["Cancelled: Speaking"]
        assert titles(client, index) == []

        # Another room is no news of a circle that was called off long ago.
        page.room = "Room 2"
        publish(page)
        assert titles(client, index) == []

    def test_a_circle_whose_every_meeting_is_cancelled_says_so(self, client, index):
        page = make_circle(index, title="Speaking", meeting_count=1)
        change_meeting(page, 0, state="cancelled")
        publish(page)

        assert titles(client, index) == ["Cancelled: Speaking"]

    def test_a_feed_without_items_tells_no_present_hour(self, client, index, clock):
        first = read(client, f"{index.url}rss/")
        clock.move_to(NOW + timedelta(days=400))

        assert read(client, f"{index.url}rss/") == first

    def test_no_more_than_a_hundred_are_told(self, client, index, monkeypatch):
        monkeypatch.setattr(rss, "MOST_ITEMS", 3)
        for _number in range(5):
            make_circle(index)

        assert len(titles(client, index)) == 3
