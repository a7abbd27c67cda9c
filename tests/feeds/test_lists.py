"""What RSS, JSON Feed and GeoJSON say of the circles of a list."""

import json
import logging
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from learningcircles_wagtail.feeds import geojson, json_feed, rss
from learningcircles_wagtail.models import Circle, Course
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_course,
    make_topic,
    publish,
)
from tests.feeds.sites import NOW, read

pytestmark = pytest.mark.django_db

JSON_KEYS = {
    "version",
    "title",
    "home_page_url",
    "feed_url",
    "description",
    "next_url",
    "language",
    "items",
}


def rss_items(client, index, query: str = "") -> list[ElementTree.Element]:
    content = read(client, f"{index.url}rss/{query}")
    return list(ElementTree.fromstring(content).iter("item"))  # noqa: S314


def titles(client, index, query: str = "") -> list[str]:
    return [item.findtext("title") for item in rss_items(client, index, query)]


def feed(client, index, query: str = "") -> dict:
    return json.loads(read(client, f"{index.url}json/{query}"))


def collection(client, index, query: str = "") -> dict:
    return json.loads(read(client, f"{index.url}geojson/{query}"))


def full_circle(index, **values):
    """Return a circle with everything that an entry can say."""
    return make_circle(
        index,
        title="Speaking <up> & out",
        summary="Six evenings, one voice.",
        topics=[make_topic("Work & life")],
        course=make_course(),
        **values,
    )


class TestRss:
    """RSS 2.0 (https://www.rssboard.org/rss-specification)."""

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
            "<p>The last one ends: Dec. 9, 2026, 7:30 p.m. CST</p>"
            "<p>6 meetings</p>"
            "<p>Where: Central Library, Riverbend</p>"
            "<p>Course: Introduction to Public Speaking – University of Washington</p>"
        )

    def test_a_channel_has_what_it_has_to_have(self, client, index):
        content = read(client, f"{index.url}rss/?topic=health")
        channel = ElementTree.fromstring(content).find("channel")  # noqa: S314

        assert channel.findtext("title") == "Circles"
        assert channel.findtext("link").startswith("http://localhost/circles/")
        assert channel.findtext("description")
        assert channel.findtext("language") == "en"
        assert channel.findtext("ttl") == "60"
        link = channel.find("{http://www.w3.org/2005/Atom}link")
        assert link.get("rel") == "self"
        assert link.get("href").startswith("http://localhost/circles/rss/")

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


class TestJsonFeed:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    def test_it_keeps_to_its_rules(self, client, index):
        page = full_circle(index)
        found = feed(client, index, "?format=in_person")

        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert set(found) <= JSON_KEYS
        assert found["home_page_url"] == "http://localhost/circles/"
        assert found["feed_url"].startswith("http://localhost/circles/json/?")
        assert found["items"] == [
            {
                "id": f"urn:uuid:{page.translation_key}",
                "url": f"http://localhost{page.url}",
                "title": "Speaking <up> & out",
                "content_text": (
                    "Six evenings, one voice.\n\n"
                    "First meeting: Nov. 4, 2026, 6 p.m. CST\n\n"
                    "The last one ends: Dec. 9, 2026, 7:30 p.m. CST\n\n"
                    "6 meetings\n\nWhere: Central Library, Riverbend\n\n"
                    "Course: Introduction to Public Speaking – "
                    "University of Washington"
                ),
                "summary": "Six evenings, one voice.",
                "date_published": "2026-11-01T12:00:00+00:00",
                "date_modified": "2026-11-01T12:00:00+00:00",
                "tags": ["Work & life"],
                "language": "en",
                "_learning_circle": {
                    "cancelled": False,
                    "format": "in_person",
                    "language": "en",
                    "first_meeting_at": "2026-11-05T00:00:00+00:00",
                    "last_meeting_ends_at": "2026-12-10T01:30:00+00:00",
                    "meetings": 6,
                    "time_zone": "America/Chicago",
                    "place": "Central Library, Riverbend",
                    "course": "Introduction to Public Speaking",
                    "course_provider": "University of Washington",
                },
            }
        ]

    def test_it_is_served_as_what_it_is(self, client, index):
        response = client.get(f"{index.url}json/")

        assert response["Content-Type"] == "application/feed+json"

    def test_an_item_always_has_content(self, client, index):
        make_circle(index, summary="", meetings=[], branch=None, format="online")
        make_circle(index, title="Bare", summary="", meetings=[], branch=None)

        contents = {i["title"]: i["content_text"] for i in feed(client, index)["items"]}

        assert contents["Bare"] == "Bare"
        assert contents["Circle 1"] == "Where: Online"

    def test_one_page_leads_to_the_next_until_the_last(
        self, client, index, monkeypatch
    ):
        monkeypatch.setattr(json_feed, "ITEMS", 2)
        for _number in range(5):
            make_circle(index)
        url, seen, sizes = f"{index.url}json/?order=title", [], []
        while url:
            found = json.loads(read(client, url))
            seen += [item["id"] for item in found["items"]]
            sizes.append(len(found["items"]))
            url = found.get("next_url", "").removeprefix("http://localhost")

        assert sizes == [2, 2, 1]
        assert len(set(seen)) == 5

    def test_beyond_the_last_page_there_is_nothing(self, client, index):
        make_circle(index)

        found = feed(client, index, "?page=999")

        assert found["items"] == []
        assert "next_url" not in found


class TestGeoJson:
    """GeoJSON (RFC 7946)."""

    def test_a_feature_stands_where_the_circle_meets(self, client, index):
        page = full_circle(index)
        found = collection(client, index)
        (feature,) = found["features"]

        assert found["type"] == "FeatureCollection"
        assert feature["type"] == "Feature"
        assert feature["id"] == f"urn:uuid:{page.translation_key}"
        # Longitude comes first (RFC 7946, 3.1.1).
        assert feature["geometry"] == {
            "type": "Point",
            "coordinates": [-90.5776, 41.5236],
        }
        assert feature["properties"]["title"] == "Speaking <up> & out"
        assert feature["properties"]["url"] == f"http://localhost{page.url}"
        assert feature["properties"]["place"] == "Central Library, Riverbend"
        assert found["bbox"] == [-90.5776, 41.5236, -90.5776, 41.5236]
        assert found["total"] == 1

    def test_a_circle_without_a_place_has_no_geometry(self, client, index):
        make_circle(index, format="online", branch=None)
        make_circle(index, format="online", branch=make_branch())

        found = collection(client, index)

        assert [feature["geometry"] for feature in found["features"]] == [None, None]
        assert "bbox" not in found

    def test_a_box_crosses_the_antimeridian(self, client, index):
        for name, position in (("Fiji", "177 -20"), ("Tonga", "-175 -21")):
            branch = make_branch(name=name, position=f"SRID=4326;POINT({position})")
            make_circle(index, branch=branch)

        assert collection(client, index)["bbox"] == [177.0, -21.0, -175.0, -20.0]

    def test_numbers_that_json_has_not_are_not_written(self, client, index):
        make_circle(index)
        Circle.objects.update(latitude=float("inf"))

        content = read(client, f"{index.url}geojson/")

        assert b"Infinity" not in content
        assert b"NaN" not in content
        assert json.loads(content)["features"][0]["geometry"] is None

    def test_many_features_are_told_in_pages(self, client, index, monkeypatch):
        monkeypatch.setattr(geojson, "FEATURES", 2)
        for _number in range(5):
            make_circle(index)
        first = collection(client, index)

        url = first["next"].removeprefix("http://localhost")
        second = json.loads(read(client, url))

        assert first["total"] == second["total"] == 5
        keys = [
            {feature["id"] for feature in found["features"]}
            for found in (first, second)
        ]
        assert [len(one) for one in keys] == [2, 2]
        assert keys[0].isdisjoint(keys[1])

    def test_it_is_served_as_what_it_is(self, client, index):
        response = client.get(f"{index.url}geojson/")

        assert response["Content-Type"] == "application/geo+json"
        assert response["Content-Disposition"] == 'inline; filename="circles.geojson"'


@pytest.mark.parametrize("route", ["rss", "json", "geojson"])
class TestEach:
    """What holds for the three of them."""

    def test_a_poisoned_circle_is_left_out_and_logged(
        self, client, index, caplog, monkeypatch, route
    ):
        poisoned = make_circle(index, title="Poisoned")
        make_circle(index, title="Sound")
        module = {"rss": rss, "json": json_feed, "geojson": geojson}[route]
        name = {"rss": "checked_item", "json": "item", "geojson": "feature"}[route]
        sound = getattr(module, name)

        def write(entry, *args):
            if entry.page_id == poisoned.pk:
                raise ValueError
            return sound(entry, *args)

        monkeypatch.setattr(module, name, write)
        with caplog.at_level(logging.ERROR, "learningcircles_wagtail.feeds"):
            content = read(client, f"{index.url}{route}/")

        assert b"Sound" in content
        assert b"Poisoned" not in content
        assert [record.getMessage() for record in caplog.records] == [
            f"Circle {poisoned.circle_id} is left out of a feed."
        ]

    def test_more_circles_take_no_more_queries(self, client, index, route):
        def queries() -> int:
            with CaptureQueriesContext(connection) as context:
                read(client, f"{index.url}{route}/")
            return len(context)

        def fill(count: int) -> None:
            for number in range(count):
                make_circle(
                    index,
                    topics=[make_topic(f"Topic {number} of {count}")],
                    branch=make_branch(name=f"Branch {number} of {count}"),
                    course=make_course(),
                )

        fill(2)
        queries()
        few = queries()
        fill(9)

        assert queries() == few

    def test_a_record_that_is_a_draft_is_not_named(self, client, index, route):
        full_circle(index)
        Course.objects.update(live=False)

        assert b"University of Washington" not in read(client, f"{index.url}{route}/")

    def test_the_words_are_the_page_s_own(self, client, index, route):
        french = Locale.objects.get_or_create(language_code="fr")[0]
        french_index = publish(index.copy_for_translation(french, copy_parents=True))
        page = full_circle(index)
        course = page.course.copy_for_translation(french)
        course.title, course.live = "Parler en public", True
        course.save()
        topic = page.topics.get().copy_for_translation(french)
        topic.name, topic.live = "Travail", True
        topic.save()
        translated = page.copy_for_translation(french)
        translated.title, translated.course = "Prendre la parole", course
        publish(translated)

        content = read(client, f"{french_index.url}{route}/").decode()

        assert "Prendre la parole" in content
        assert "Parler en public" in content
        assert "Travail" in content
        assert "Speaking" not in content.replace("Introduction to Public Speaking", "")

    def test_a_control_character_in_a_title_breaks_nothing(self, client, index, route):
        make_circle(index, title="Bell\x07 vertical\x0b none\ufffe", summary="a\x1bb")
        content = read(client, f"{index.url}{route}/").decode()

        if route == "rss":
            ElementTree.fromstring(content)  # noqa: S314
        else:
            json.loads(content)
        assert "Bell vertical none" in content
