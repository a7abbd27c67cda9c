"""The steps towards a circle as a calendar file, read by a parser of others."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import icalendar
import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.toolkit.guides import NOW, TIMELINE, make_circle, make_guide, make_toolkit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december")]


@pytest.fixture
def december() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def events(client: Client, page: Any, circle: Any) -> list[Any]:
    response = client.get(f"{page.url}ics/?circle={circle.pk}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar.errors == []
    return calendar.walk("VEVENT")


def days(found: list[Any]) -> list[date]:
    return [event.decoded("DTSTART") for event in found]


def uids(found: list[Any]) -> list[str]:
    return [str(event["UID"]) for event in found]


def test_each_row_is_a_whole_day_with_its_tasks(client: Client) -> None:
    circle = make_circle(title="Speaking up; a, b")
    found = events(client, make_guide(), circle)

    assert days(found) == [
        date(2026, 12, 2),
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2027, 1, 13),
        date(2027, 1, 14),
    ]
    assert found[2].decoded("DTEND") == date(2026, 12, 31)
    assert str(found[2]["SUMMARY"]) == "Speaking up; a, b: 2 weeks before"
    assert str(found[2]["DESCRIPTION"]) == "– Print"
    assert all(event["TRANSP"] == "TRANSPARENT" for event in found)


def test_a_circle_that_moves_takes_its_days_along_under_the_same_names(
    client: Client,
) -> None:
    guide, circle = make_guide(), make_circle()
    before = events(client, guide, circle)
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        factories.change_meeting(circle, 0, date=date(2027, 1, 12), start_time=time(18))
        circle = factories.publish(circle)
        guide.body[0].value["rows"][0]["tasks"][0] = "Book at once"
        after = events(client, factories.publish(guide), circle)

    assert {event["SEQUENCE"] - before[0]["SEQUENCE"] for event in after} == {1}
    assert days(after)[0] == date(2026, 12, 1)
    assert uids(after) == uids(before)
    assert len(set(uids(after))) == 5


def test_no_two_circles_or_guides_share_the_name_of_a_day(client: Client) -> None:
    index = make_toolkit()
    one, other = make_guide(index, title="One"), make_guide(index, title="Other")
    first, second = make_circle(), make_circle()

    for circle in (first, second):
        assert len(set(uids(events(client, index, circle)))) == 10
    named = [
        set(uids(events(client, guide, circle)))
        for guide in (one, other)
        for circle in (first, second)
    ]
    assert len(set.union(*named)) == 20


def test_the_steps_towards_a_cancelled_circle_are_cancelled(client: Client) -> None:
    circle = make_circle(cancelled=True)
    found = events(client, make_guide(), circle)

    assert {str(event["STATUS"]) for event in found} == {"CANCELLED"}


def test_a_reader_that_has_it_all_is_told_so(client: Client) -> None:
    circle, guide = make_circle(), make_guide()
    address = f"{guide.url}ics/?circle={circle.pk}"
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    assert client.head(address).content == b""
    assert client.post(address).status_code == 405
    guide.body = [("timeline", {"rows": TIMELINE[1]["rows"][:1]})]
    factories.publish(guide)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_a_guide_without_days_is_a_calendar_all_the_same(client: Client) -> None:
    guide = make_guide(body=[("heading", {"text": "Words"})])

    assert events(client, guide, make_circle()) == []


def test_rows_with_holes_and_days_outside_the_calendar_are_left_out(
    client: Client,
) -> None:
    rows = [
        {"amount": None, "unit": "weeks", "direction": "before", "tasks": ["A"]},
        {"amount": 3, "unit": None, "direction": None, "tasks": ["B", ""]},
        {"amount": 10**9, "unit": "weeks", "direction": "after", "tasks": ["C"]},
        {"amount": 1, "unit": "days", "direction": "after", "tasks": []},
    ]
    guide = make_guide(body=[("timeline", {"rows": rows})])
    circle = make_circle()

    assert days(events(client, guide, circle)) == [date(2026, 12, 23)]
    assert client.get(f"{guide.url}?circle={circle.pk}").status_code == 200
    assert client.get(f"{guide.url}pack/?circle={circle.pk}").status_code == 200
