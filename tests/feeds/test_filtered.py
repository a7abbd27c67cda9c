"""A filtered feed has a name of its own, and says what it could not use."""

import json
from collections.abc import Callable
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client

from learningcircles_wagtail.models import CircleIndexPage
from tests.factories import make_circle, make_topic
from tests.feeds.sites import read as answer_of

pytestmark = pytest.mark.django_db

Said = tuple[str, str]
"""Name and description of a feed."""


def of_calendar(content: bytes) -> Said:
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["NAME"] == calendar["X-WR-CALNAME"]
    assert calendar.get("DESCRIPTION") == calendar.get("X-WR-CALDESC")
    return str(calendar["NAME"]), str(calendar.get("DESCRIPTION", ""))


def of_rss(content: bytes) -> Said:
    channel = ElementTree.fromstring(content).find("channel")  # noqa: S314
    return channel.findtext("title"), channel.findtext("description")


def of_json(content: bytes) -> Said:
    feed = json.loads(content)
    return feed["title"], feed.get("description", "")


FEEDS = {"ics/": of_calendar, "rss/": of_rss, "json/": of_json}
each_feed = pytest.mark.parametrize(("route", "read"), FEEDS.items(), ids=FEEDS)


@pytest.fixture
def index(index: CircleIndexPage) -> CircleIndexPage:
    """A list with a circle about computing."""
    make_circle(index, topics=[make_topic("Computing")])
    return index


@each_feed
def test_it_is_called_by_what_was_asked_for(
    client: Client, index: CircleIndexPage, route: str, read: Callable[[bytes], Said]
) -> None:
    name, _about = read(answer_of(client, f"{index.url}{route}?topic=computing&open=1"))
    whole, _about = read(answer_of(client, f"{index.url}{route}"))

    assert name == "Circles – Computing · With free places"
    assert whole == "Circles"


@each_feed
def test_a_branch_that_is_known_no_longer_is_named(
    client: Client, index: CircleIndexPage, route: str, read: Callable[[bytes], Said]
) -> None:
    name, about = read(answer_of(client, f"{index.url}{route}?branch=closed-down"))

    assert name == "Circles"
    assert "was left out: Branch: “closed-down”" in about


@each_feed
def test_a_place_is_called_by_its_name(
    client: Client, index: CircleIndexPage, route: str, read: Callable[[bytes], Said]
) -> None:
    name, _about = read(
        answer_of(client, f"{index.url}{route}?near=Riverbend&within=10")
    )

    assert name.startswith("Circles – Within 6.2 miles of Riverbend")
