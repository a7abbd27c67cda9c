"""A thousand circles with hostile words, each feed read by two parsers."""

import json
import warnings
from xml.etree import ElementTree

import feedparser
import icalendar
import time_machine
import vobject
from django.test import TestCase

from learningcircles_wagtail.domain.calendar_text import clean
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.feeds.ical_rows import Window
from learningcircles_wagtail.models import CirclePage, Meeting
from tests.feeds.sites import NOW, hostile_site, read


class TestThousandHostileCircles(TestCase):
    """The site is made once for all tests, which is what Django's TestCase can do."""

    @classmethod
    def setUpTestData(cls) -> None:
        with time_machine.travel(NOW, tick=False):
            cls.index = hostile_site()

    def setUp(self) -> None:
        traveller = time_machine.travel(NOW, tick=False)
        traveller.start()
        self.addCleanup(traveller.stop)

    def read(self, route: str) -> bytes:
        return read(self.client, f"{self.index.url}{route}/")

    def titles(self) -> dict[str, str]:
        """Return what the items of feeds are known by, and their titles."""
        pages = CirclePage.objects.values_list("translation_key", "title")
        return {f"urn:uuid:{key}": one_line(title) for key, title in pages}

    def test_both_readers_of_calendars_find_every_meeting(self) -> None:
        content = self.read("ics")
        window = Window.at(NOW)
        found = Meeting.objects.filter(window.q()).select_related("circle")
        meetings = {meeting.uid: meeting for meeting in found}
        titles = dict(CirclePage.objects.values_list("circle_id", "title"))
        calendar = icalendar.Calendar.from_ical(content)
        with warnings.catch_warnings():
            # It uses what newer Pythons warn of.
            warnings.simplefilter("ignore")
            other = vobject.readOne(content.decode())

        by_icalendar = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        by_vobject = {event.uid.value: event for event in other.vevent_list}

        assert len(meetings) > 3_000
        assert set(by_icalendar) == set(by_vobject) == set(meetings)
        assert not any(event.errors for event in calendar.walk())
        found_states = set()
        for uid, meeting in meetings.items():
            one, two = by_icalendar[uid], by_vobject[uid]
            title = clean(titles[meeting.circle_id])
            status = "CONFIRMED" if meeting.circle.holds(meeting) else "CANCELLED"
            found_states.add((meeting.circle.cancelled, status))
            assert one["DTSTART"].dt == two.dtstart.value == meeting.start
            assert one["DTEND"].dt == two.dtend.value == meeting.end
            assert one["STATUS"] == two.status.value == status
            assert title in str(one["SUMMARY"])
            assert title in two.summary.value
            assert clean(meeting.title) in str(one["SUMMARY"])
            assert clean(meeting.note) in str(one.get("DESCRIPTION", ""))
        assert len(found_states) == 4

    def test_every_line_of_a_calendar_is_short_and_whole(self) -> None:
        lines = self.read("ics").split(b"\r\n")

        assert lines[-1] == b""
        assert max(map(len, lines)) == 75
        for line in lines:
            line.decode()
            assert not set(line) & {*range(9), *range(10, 32), 127}

    def test_both_readers_of_rss_find_the_same_items(self) -> None:
        content = self.read("rss")
        root = ElementTree.fromstring(content)  # noqa: S314
        loose = feedparser.parse(content)

        strict = {item.findtext("guid"): item for item in root.iter("item")}
        assert not loose.bozo
        assert len(strict) == len(loose.entries) == 100
        titles = self.titles()
        for entry in loose.entries:
            item = strict[entry.id]
            assert titles[entry.id] in item.findtext("title")
            assert entry.link == item.findtext("link")
            assert entry.link.startswith("http://localhost/circles/more-")

    def test_a_json_feed_leads_through_every_circle(self) -> None:
        url, seen, pages = f"{self.index.url}json/", [], 0
        while url:
            feed = json.loads(read(self.client, url))
            seen += feed["items"]
            pages += 1
            url = feed.get("next_url", "").removeprefix("http://localhost")

        titles = self.titles()
        assert pages == 10
        assert len(seen) == len(titles) == 1_000
        assert {item["id"] for item in seen} == set(titles)
        assert all(titles[item["id"]] in item["title"] for item in seen)

    def test_geojson_holds_every_circle(self) -> None:
        collection = json.loads(self.read("geojson"))

        features = collection["features"]
        assert collection["total"] == len(features) == 1_000
        assert {feature["id"] for feature in features} == set(self.titles())
