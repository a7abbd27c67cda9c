"""Calendar files of lists and circles say what was published, and only that."""

import logging
import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from learningcircles_wagtail.models import Circle, DirectoryChange, Meeting
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_topic,
    publish,
)
from tests.feeds.sites import NOW, body, by_start, events, read

pytestmark = pytest.mark.django_db


def test_a_meeting_is_an_event_with_everything_one_needs(client, index):
    make_circle(
        index,
        title="Speaking up",
        summary="Six evenings, one voice.",
        topics=[make_topic("Work, life")],
        meeting_count=2,
    )

    first, _second = by_start(read(client, f"{index.url}ics/"))

    meeting = Meeting.objects.first()
    assert first == {
        "UID": meeting.uid,
        "DTSTAMP": "20261101T120000Z",
        "LAST-MODIFIED": "20261101T120000Z",
        "CREATED": "20261101T120000Z",
        "SEQUENCE": "0",
        "DTSTART": "20261105T000000Z",
        "DTEND": "20261105T013000Z",
        "SUMMARY": "Speaking up (1 of 2)",
        "LOCATION": "Central Library\\, 12 River Street\\, Riverbend\\, IA",
        "DESCRIPTION": "Six evenings\\, one voice.",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "URL": "http://localhost/circles/circle-1/",
        "GEO": "41.523600;-90.577600",
        "CATEGORIES": "Work\\, life",
    }


def test_a_calendar_says_what_it_is_and_how_often_to_look(client, index):
    make_circle(index)
    content = read(client, f"{index.url}ics/?topic=health&weekday=2").decode()

    head = content.replace("\r\n ", "").split("BEGIN:VEVENT")[0].split("\r\n")
    assert head[0:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "CALSCALE:GREGORIAN" in head
    assert "NAME:Circles – Wednesday" in head
    assert "X-WR-CALNAME:Circles – Wednesday" in head
    assert "URL:http://localhost/circles/" in head
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in head
    assert "X-PUBLISHED-TTL:PT1H" in head
    assert any(line.startswith("PRODID:-//learningcircles") for line in head)
    assert "METHOD" not in content
    assert content.endswith("END:VCALENDAR\r\n")


def test_a_list_without_circles_is_still_a_calendar(client, index):
    calendar = icalendar.Calendar.from_ical(read(client, f"{index.url}ics/"))

    assert calendar.walk("VEVENT") == []
    assert [str(part["TZID"]) for part in calendar.walk("VTIMEZONE")] == ["UTC"]


def test_a_meeting_with_a_title_of_its_own_says_it(client, index):
    page = make_circle(index, title="Speaking up", meeting_count=2)
    change_meeting(page, 1, title="Stage fright", note="Bring a poem.")
    publish(page)

    second = by_start(read(client, f"{index.url}ics/"))[1]

    assert second["SUMMARY"] == "Speaking up: Stage fright (2 of 2)"
    assert second["DESCRIPTION"] == "Bring a poem.\\n\\nSix evenings."


def test_an_online_circle_says_online_and_never_the_link(client, index):
    link = "https://meet.example/secret"
    make_circle(index, format="online", branch=None, online_link=link, meeting_count=1)
    page = make_circle(index, format="hybrid", online_link=link, meeting_count=1)

    list_file = read(client, f"{index.url}ics/")
    circle_file = read(client, f"{page.url}ics/")

    places = {event["LOCATION"] for event in events(list_file).values()}
    assert places == {
        "Online",
        "Central Library\\, 12 River Street\\, Riverbend\\, IA and online",
    }
    assert b"meet.example" not in list_file + circle_file


def test_two_requests_in_a_row_give_the_same_bytes(client, index, clock):
    for number in range(30):
        make_circle(index, title=f"Circle, {number}", topics=[make_topic(f"T{number}")])
    first = read(client, f"{index.url}ics/")
    clock.move_to(NOW + timedelta(hours=3))

    assert read(client, f"{index.url}ics/") == first
    assert len(events(first)) == 180


def test_a_page_hidden_after_the_circles_were_found_is_left_out(
    client, index, monkeypatch
):
    hidden, shown = make_circle(index, title="Hidden"), make_circle(index, title="Told")
    response = client.get(f"{index.url}ics/")
    pieces = iter(response.streaming_content)
    next(pieces)
    hidden.unpublish()

    content = b"".join(pieces)

    assert b"Hidden" not in content
    assert content.count(b"Told") == 6
    assert shown.live


def test_a_poisoned_meeting_is_left_out_and_logged(client, index, caplog):
    page = make_circle(index, meeting_count=3)
    change_meeting(page, 1, state="moved", moved_from=date(2026, 11, 10))
    publish(page)
    good = make_circle(index, meeting_count=1)
    # Only code can write such a zone; telling the hour of the moved meeting raises.
    Circle.objects.filter(pk=page.circle_id).update(time_zone="Nowhere/Atall")

    with caplog.at_level(logging.ERROR, "learningcircles_wagtail.feeds"):
        found = events(read(client, f"{index.url}ics/"))

    poisoned = Meeting.objects.get(state="moved")
    uids = set(Meeting.objects.values_list("uid", flat=True))
    assert set(found) == uids - {poisoned.uid}
    assert set(found) >= {row.uid for row in good.circle.meetings.all()}
    assert [record.getMessage() for record in caplog.records] == [
        f"Meeting {poisoned.pk} is left out of a feed."
    ]


def test_a_translation_speaks_its_own_language(client, index):
    french = Locale.objects.get_or_create(language_code="fr")[0]
    french_index = publish(index.copy_for_translation(french, copy_parents=True))
    page = make_circle(
        index, title="Speaking", topics=[make_topic("Health")], meeting_count=2
    )
    change_meeting(page, 0, title="Fright", state="cancelled")
    page = publish(page)
    translated = page.copy_for_translation(french)
    translated.title = "Parler"
    change_meeting(translated, 0, title="Le trac")
    publish(translated)

    off, held = by_start(read(client, f"{french_index.url}ics/"))
    english = by_start(read(client, f"{index.url}ics/"))

    assert off["SUMMARY"].endswith("Parler\u00a0: Le trac")
    assert held["SUMMARY"].startswith("Parler")
    assert off["URL"].startswith(f"http://localhost{french_index.url}")
    assert english[0]["SUMMARY"] == "Cancelled: Speaking: Fright"
    assert [event["UID"] for event in (off, held)] == [
        event["UID"] for event in english
    ]


def test_two_pages_of_one_circle_below_a_list_give_its_meetings_once(client, index):
    page = make_circle(index, meeting_count=2)
    page.create_alias(parent=index, update_slug="again", update_locale=None)

    content = read(client, f"{index.url}ics/")

    assert content.count(b"BEGIN:VEVENT") == 2
    assert b"/circles/again/" not in content


def test_a_circle_at_a_branch_that_is_a_draft_has_no_file(client, index):
    page = make_circle(index, meeting_count=1)
    page.branch.live = False
    page.branch.save()

    assert client.get(f"{page.url}ics/").status_code == 404
    assert events(read(client, f"{index.url}ics/")) == {}
    page.branch.live = True
    page.branch.save()
    assert len(events(read(client, f"{page.url}ics/"))) == 1


def test_addresses_are_those_of_the_site_and_not_of_the_request(client, index):
    make_circle(index)
    site = Site.objects.get()
    site.hostname, site.port = "library.example", 443
    site.save()

    content = read(client, f"{index.url}ics/", host="localhost").decode()

    addresses = set(re.findall(r"https?://[^/\s]+", content.replace("\r\n ", "")))
    assert addresses == {"https://library.example"}


def test_a_draft_has_no_calendar(client, index):
    page = make_circle(index)
    page.unpublish()

    assert client.get(f"{page.url}ics/").status_code == 404


def test_more_circles_take_no_more_queries(client, index):
    def queries(expected_events):
        # As after a change, which throws away what is kept in memory.
        DirectoryChange.objects.note()
        with CaptureQueriesContext(connection) as context:
            content = body(client.get(f"{index.url}ics/"))
        assert content.count(b"BEGIN:VEVENT") == expected_events
        return len(context)

    for _number in range(2):
        make_circle(index, topics=[make_topic()])
    queries(12)
    few = queries(12)
    for number in range(10):
        branch = make_branch(name=f"Branch {number}")
        make_circle(index, branch=branch, topics=[make_topic(f"Topic {number}")])

    assert queries(72) == few


def test_the_file_s_name_is_the_title(client, index):
    page = make_circle(index, title="Speaking up: “yes”, I/can\r\n")
    other = make_circle_index(title="漢字", slug="kanji")

    assert client.get(f"{page.url}ics/")["Content-Disposition"] == (
        'inline; filename="speaking-up-yes-ican.ics"'
    )
    assert client.get(f"{other.url}ics/")["Content-Disposition"] == (
        "inline; filename*=utf-8''%E6%BC%A2%E5%AD%97.ics"
    )
    assert client.get(f"{page.url}ics/")["Content-Type"] == (
        "text/calendar; charset=utf-8"
    )


def test_times_are_right_on_both_sides_of_a_change_of_clocks(client, index):
    make_circle(index, first_date=date(2026, 10, 28), meeting_count=2)

    first, second = by_start(read(client, f"{index.url}ics/"))

    assert first["DTSTART"] == "20261028T230000Z"
    assert second["DTSTART"] == "20261105T000000Z"
    assert datetime(2026, 11, 5, tzinfo=UTC) == Meeting.objects.last().start


def test_the_clock_of_these_tests_stands_still(clock: time_machine.Traveller):
    assert datetime.now(UTC) == NOW
