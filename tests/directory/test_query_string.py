"""A form's empty fields are led out of the address, and nothing else is."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale

from learningcircles_wagtail.directory.query_string import address_without_empty_fields
from tests.directory.shelf import fill
from tests.factories import publish

pytestmark = pytest.mark.django_db

EVERY_FIELD = "q=&near=&within=&topic=health&time=&format=&city=&order=&open=1&status="


@pytest.fixture(autouse=True)
def on_a_day_in_november(time_machine):
    """Visit the list on the day about which the shelf's circles lie."""
    time_machine.move_to("2026-11-10T18:30:00Z", tick=False)


@pytest.mark.parametrize("view", ["", "map/", "calendar/", "calendar/2026/11/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_empty_fields_are_led_away(client, view, method):
    address = fill(3).url + view

    answer = getattr(client, method)(f"{address}?{EVERY_FIELD}")

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{address}?topic=health&open=1",
    )
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "clean"),
    [
        ("q=", ""),
        ("q", ""),
        ("status=&weekday=2&q=&topic=health&weekday=0", None),
        ("near=&within=8.04672", "within=8.04672"),
        ("utm_source=&q=&x=1", "utm_source=&x=1"),
        ("q=a%20b&city=&topic=b%26c", "q=a%20b&topic=b%26c"),
        ("order=&day=&q=words", "day=&q=words"),
    ],
)
def test_the_rest_stays_as_it_is_and_in_its_order(client, query, clean):
    index = fill(3)
    if clean is None:
        clean = "weekday=2&topic=health&weekday=0"

    location = client.get(f"{index.url}?{query}")["Location"]

    assert location == index.url + (f"?{clean}" if clean else "")
    assert client.get(location).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "q=words", "topic=health&open=1", "q=words&q=", "x=", "&&", "="]
)
def test_where_nothing_would_change_nothing_is_led(client, query):
    assert client.get(f"{fill(3).url}?{query}").status_code == 200


@pytest.mark.parametrize("view", ["ics/", "rss/", "json/", "geojson/", "embed/"])
def test_feeds_and_frames_answer_where_they_are_asked(client, view):
    assert client.get(f"{fill(2).url}{view}?{EVERY_FIELD}").status_code == 200


def test_a_form_that_is_sent_by_post_is_led_nowhere(client):
    assert client.post(f"{fill(2).url}?q=").status_code == 200


def test_a_very_long_address_is_left_alone(client):
    assert client.get(f"{fill(2).url}?{'topic=&' * 2_000}").status_code == 200


def test_raw_bytes_are_left_alone(client):
    index = fill(2)

    answer = client.get(index.url, QUERY_STRING="q=\xc3\xa9&topic=")

    assert answer.status_code == 200


def test_another_language_keeps_its_address(client):
    index = fill(2)
    french = Locale.objects.create(language_code="fr")
    translated = publish(index.copy_for_translation(french, copy_parents=True))

    answer = client.get(f"{translated.url}?q=&open=1")

    assert answer["Location"] == f"{translated.url}?open=1"


def test_no_path_leads_to_another_host():
    request = RequestFactory().get("/", QUERY_STRING="q=&open=1")
    request.path = "//town.example/circles/"

    assert address_without_empty_fields(request) == ("/%2Ftown.example/circles/?open=1")
