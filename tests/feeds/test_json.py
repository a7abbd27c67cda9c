"""What JSON Feed and GeoJSON say of the circles of a list."""

import json

import pytest

from learningcircles_wagtail.feeds import geojson, json_feed
from learningcircles_wagtail.models import Circle
from tests.factories import (
    make_branch,
    make_circle,
)
from tests.feeds.sites import full_circle, read

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


def feed(client, index, query: str = "") -> dict:
    return json.loads(read(client, f"{index.url}json/{query}"))


def collection(client, index, query: str = "") -> dict:
    return json.loads(read(client, f"{index.url}geojson/{query}"))


class TestJsonFeed:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    def test_it_keeps_to_its_rules(self, client, index):
        page = full_circle(index)
        found = feed(client, index, "?format=in_person")

        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert set(found) <= JSON_KEYS
        assert found["home_page_url"] == "http://localhost/circles/"
        assert found["feed_url"] == ("http://localhost/circles/json/?format=in_person")
        assert found["items"] == [
            {
                "id": f"urn:uuid:{page.translation_key}",
                "url": f"http://localhost{page.url}",
                "title": "Speaking <up> & out",
                "content_text": (
                    "Six evenings, one voice.\n\n"
                    "First meeting: Nov. 4, 2026, 6 p.m. CST\n\n"
                    "Last meeting ends: Dec. 9, 2026, 7:30 p.m. CST\n\n"
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
