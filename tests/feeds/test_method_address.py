"""Who writes to a feed is told that it is only read, with or without a token."""

import pytest
from django.test import Client

from tests.factories import make_circle, make_circle_index, make_press_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict():
    """A client of whom Django asks a token, as of a browser."""
    return Client(enforce_csrf_checks=True)


def addresses() -> list[str]:
    """Return the addresses of all feeds and calendar files."""
    circle = make_circle(make_circle_index())
    index, press = circle.get_parent(), make_press_index()
    meeting = circle.circle.meetings.first().pk
    return [
        *(f"{index.url}{name}/" for name in ("ics", "rss", "json", "geojson")),
        f"{circle.url}ics/",
        f"{circle.url}meetings/{meeting}/ics/",
        *(f"{press.url}{name}/" for name in ("rss", "atom", "news-sitemap")),
    ]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_feed_is_not_written_to(strict, method):
    for address in addresses():
        answer = getattr(strict, method)(address)

        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), address


def test_it_is_read_as_ever(strict):
    for address in addresses():
        assert strict.get(address).status_code == 200, address
        assert strict.head(address).status_code == 200, address
        assert strict.get(address).cookies == {}


def test_other_pages_of_such_a_name_ask_for_a_token(strict):
    index = make_circle_index(title="JSON", slug="json")

    assert strict.post(index.url).status_code == 403


def test_a_draft_has_no_feed(strict):
    circle = make_circle(live=False)
    address = f"{circle.get_parent().url}{circle.slug}/ics/"

    assert strict.post(address).status_code == 403
    assert strict.get(address).status_code == 404
