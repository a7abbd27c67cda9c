"""Links to the feeds of a list can be copied and subscribed to."""

import pytest
from wagtail.models import Site

from learningcircles_wagtail.feeds.addresses import Addresses
from learningcircles_wagtail.feeds.links import alternates, subscriptions, webcal
from tests.factories import make_circle, make_circle_index

pytestmark = pytest.mark.django_db


def test_every_feed_is_offered_with_the_filters_of_the_list(client):
    index = make_circle_index()
    found = {feed["name"]: feed for feed in subscriptions(index, None, "topic=health")}

    assert list(found) == ["ics", "rss", "json", "geojson"]
    assert found["ics"]["url"] == "http://localhost/circles/ics/?topic=health"
    assert found["ics"]["webcal_url"] == "webcal://localhost/circles/ics/?topic=health"
    assert found["rss"]["webcal_url"] == ""
    assert all(feed["words"] for feed in found.values())
    for feed in found.values():
        url = feed["url"].removeprefix("http://localhost")
        response = client.get(url)
        assert response.status_code == 200
        assert response["Content-Type"].split(";")[0] == feed["type"]


def test_without_filters_there_is_no_question_mark():
    urls = [feed["url"] for feed in subscriptions(make_circle_index(), None)]

    assert urls[0] == "http://localhost/circles/ics/"
    assert not any("?" in url for url in urls)


def test_heads_of_pages_can_name_every_feed():
    found = alternates(make_circle_index(), None, "city=Riverbend")

    assert found[1] == {
        "type": "application/rss+xml",
        "title": "Circles (RSS)",
        "url": "http://localhost/circles/rss/?city=Riverbend",
    }


def test_a_calendar_takes_webcal_for_http_and_https():
    assert webcal("https://library.example:8443/a/?b=c") == (
        "webcal://library.example:8443/a/?b=c"
    )
    assert webcal("http://library.example/") == "webcal://library.example/"
    assert webcal("") == ""


def test_addresses_of_pages_are_those_that_wagtail_gives():
    index = make_circle_index()
    pages = [make_circle(index), make_circle(index, slug="été-漢")]
    addresses = Addresses(index, None)

    for page in pages:
        assert addresses.page(page.url_path) == page.get_full_url()


def test_a_list_that_belongs_to_no_site_has_no_addresses():
    index = make_circle_index()
    page = make_circle(index)
    Site.objects.get().delete()

    assert Addresses(index, None).page(page.url_path) == ""
    assert {feed["url"] for feed in subscriptions(index, None)} == {""}


def test_a_page_elsewhere_has_no_address_below_the_list():
    assert Addresses(make_circle_index(), None).page("/home/elsewhere/a/") == ""
