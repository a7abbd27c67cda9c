"""What is moved, cancelled or taken away is told, and one event stays one event."""

from datetime import date, time, timedelta

import pytest

from learningcircles_wagtail.models import Branch, Circle, CirclePage, Meeting
from tests.factories import (
    change_meeting,
    make_circle,
    publish,
    raw_meetings,
)
from tests.feeds.sites import NOW, by_start, events, read

pytestmark = pytest.mark.django_db


def test_a_change_of_time_raises_the_sequence_of_that_meeting_alone(
    client, index, clock
):
    page = make_circle(index, meeting_count=3)
    before = by_start(read(client, f"{page.url}ics/"))
    clock.move_to(NOW + timedelta(hours=1))
    change_meeting(page, 1, start_time=time(19))
    publish(page)

    after = by_start(read(client, f"{page.url}ics/"))

    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert [event["SEQUENCE"] for event in after] == ["0", "1", "0"]
    # Any word of any event may be another after its page was published.
    for event in after:
        assert event["LAST-MODIFIED"] == event["DTSTAMP"] == "20261101T130000Z"
    assert after[1]["CREATED"] == "20261101T120000Z"
    assert after[1]["DTSTART"] == "20261112T010000Z"


def test_a_new_name_is_a_revision_of_every_meeting_at_the_same_time_and_place(
    client, index, clock
):
    page = make_circle(index, meeting_count=2)
    before = by_start(read(client, f"{page.url}ics/"))
    clock.move_to(NOW + timedelta(hours=1))
    page.title = "Another name"
    publish(page)

    after = by_start(read(client, f"{page.url}ics/"))

    for old, new in zip(before, after, strict=True):
        assert new["SUMMARY"] != old["SUMMARY"]
        assert new["SEQUENCE"] == old["SEQUENCE"] == "0"
        assert new["LAST-MODIFIED"] == new["DTSTAMP"] > old["DTSTAMP"]


def test_a_change_of_place_raises_sequence_and_publishing_again_does_not(client, index):
    page = make_circle(index, meeting_count=1)
    publish(page)
    (again,) = by_start(read(client, f"{page.url}ics/"))
    page.room = "Room B"
    publish(page)

    (moved,) = by_start(read(client, f"{page.url}ics/"))

    assert again["SEQUENCE"] == "0"
    assert moved["SEQUENCE"] == "1"
    assert moved["LOCATION"].startswith("Room B")


def test_uids_are_the_same_in_a_copy_of_the_database(client, index):
    page = make_circle(index)
    before = set(events(read(client, f"{page.url}ics/")))
    rows = list(Meeting.objects.values())
    Meeting.objects.all().delete()
    Meeting.objects.bulk_create(Meeting(**{**row, "id": None}) for row in rows)
    copied = set(events(read(client, f"{page.url}ics/")))
    Circle.objects.all().delete()
    publish(CirclePage.objects.get())

    imported_again = set(events(read(client, f"{page.url}ics/")))

    assert before == copied == imported_again
    assert len(before) == 6


def test_a_moved_meeting_says_from_when(client, index):
    page = make_circle(index, meeting_count=1)
    change_meeting(
        page, 0, date=date(2026, 11, 6), state="moved", moved_from=date(2026, 11, 4)
    )
    publish(page)

    (event,) = by_start(read(client, f"{index.url}ics/"))

    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"] == "20261107T000000Z"
    assert event["DESCRIPTION"].startswith("Moved from Nov. 4\\, 2026\\, 6 p.m. CST.")


def test_a_cancelled_meeting_is_kept_and_does_not_count(client, index):
    page = make_circle(index, title="Speaking up", meeting_count=3)
    change_meeting(page, 1, state="cancelled", note="The library is closed.")
    publish(page)

    one, off, two = by_start(read(client, f"{index.url}ics/"))

    assert one["SUMMARY"] == "Speaking up (1 of 2)"
    assert two["SUMMARY"] == "Speaking up (2 of 2)"
    assert off["SUMMARY"] == "Cancelled: Speaking up"
    assert (off["STATUS"], off["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert off["SEQUENCE"] == "1"
    assert off["DESCRIPTION"].startswith("The library is closed.")


def test_every_meeting_of_a_cancelled_circle_is_cancelled_and_says_why(client, index):
    page = make_circle(index, meeting_count=3)
    page.cancelled, page.cancellation_note = True, "The teacher is ill."
    publish(page)

    for url in (index.url, page.url):
        found = by_start(read(client, f"{url}ics/"))
        assert [event["STATUS"] for event in found] == ["CANCELLED"] * 3
        assert [event["SEQUENCE"] for event in found] == ["1"] * 3
        assert all("teacher is ill" in event["DESCRIPTION"] for event in found)


def test_a_note_on_a_cancellation_that_was_taken_back_is_not_told(client, index):
    make_circle(index, cancellation_note="The teacher is ill.", meeting_count=1)

    assert b"teacher is ill" not in read(client, f"{index.url}ics/")


def test_a_meeting_that_was_taken_away_is_told_as_cancelled(client, index, clock):
    page = make_circle(index, meeting_count=2)
    gone = Meeting.objects.last()
    page.meetings = raw_meetings(list(page.meetings.raw_data)[:1])
    publish(page)

    for url in (index.url, page.url):
        event = events(read(client, f"{url}ics/"))[gone.uid]
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] == "1"

    clock.move_to(gone.end + timedelta(days=31))
    assert gone.uid in events(read(client, f"{index.url}ics/"))
    assert gone.uid in events(read(client, f"{page.url}ics/"))
    clock.move_to(gone.end + timedelta(days=182))
    assert gone.uid not in events(read(client, f"{page.url}ics/"))


@pytest.mark.parametrize("kind", ["cancelled", "moved", "withdrawn", "circle"])
def test_what_is_off_or_moved_is_told_thirty_days_after_the_later_of_change_and_meeting(
    client, index, clock, kind
):
    page = make_circle(index, first_date=date(2026, 1, 7), meeting_count=2)
    uid = Meeting.objects.first().uid
    # The meetings are over for longer than the window holds; the change is new.
    if kind == "withdrawn":
        page.meetings = raw_meetings(list(page.meetings.raw_data)[1:])
    elif kind == "circle":
        page.cancelled = True
    else:
        change_meeting(page, 0, state=kind, moved_from=date(2026, 1, 5))
    before = events(read(client, f"{index.url}ics/"))
    publish(page)

    clock.move_to(NOW + timedelta(days=30))
    told = events(read(client, f"{index.url}ics/"))
    clock.move_to(NOW + timedelta(days=32))
    later = events(read(client, f"{index.url}ics/"))

    assert before == {}
    assert uid in told
    assert later == {}


def test_the_list_lets_go_of_old_meetings_and_the_circle_keeps_them(
    client, index, clock
):
    page = make_circle(index, title="Speaking up", meeting_count=6)
    last = Meeting.objects.last()

    clock.move_to(last.end + timedelta(days=174))
    held = by_start(read(client, f"{index.url}ics/"))
    clock.move_to(last.end + timedelta(days=182))

    # A meeting keeps its number when those before it have left.
    assert [event["SUMMARY"] for event in held] == ["Speaking up (6 of 6)"]
    assert events(read(client, f"{index.url}ics/")) == {}
    assert len(events(read(client, f"{page.url}ics/"))) == 6


def test_of_a_circle_called_off_half_way_what_was_held_stays(client, index, clock):
    page = make_circle(index, meeting_count=3)
    clock.move_to(Meeting.objects.order_by("start").first().end)
    page.cancelled = True
    publish(page)
    # Long after, too: not the hour of asking decides.
    clock.move_to(Meeting.objects.order_by("start").last().end + timedelta(days=3))

    for route in (f"{page.url}ics/", f"{index.url}ics/"):
        held, *called_off = by_start(read(client, route))
        assert held["STATUS"] == "CONFIRMED"
        assert "Cancelled" not in held["SUMMARY"]
        assert {event["STATUS"] for event in called_off} == {"CANCELLED"}
        assert len(called_off) == 2


def test_of_a_circle_called_off_before_it_began_nothing_was_held(client, index, clock):
    page = make_circle(index, meeting_count=2, cancelled=True)

    for days in (0, 60):
        clock.move_to(NOW + timedelta(days=days))
        found = by_start(read(client, f"{page.url}ics/"))
        assert [event["STATUS"] for event in found] == ["CANCELLED"] * 2


@pytest.mark.parametrize(("called_off", "held"), [("before", 0), ("half way", 1)])
def test_a_later_change_of_all_meetings_does_not_make_them_held(
    client, index, clock, called_off, held
):
    page = make_circle(index, meeting_count=3)
    if called_off == "half way":
        clock.move_to(Meeting.objects.order_by("start").first().end)
    page.cancelled = True
    page = publish(page)
    clock.move_to(Meeting.objects.order_by("start").last().end + timedelta(days=3))
    before = by_start(read(client, f"{page.url}ics/"))
    branch = Branch.objects.get()
    branch.street_address = "1 Other Street"
    publish(branch)

    for route in (f"{page.url}ics/", f"{index.url}ics/"):
        found = by_start(read(client, route))
        assert [int(event["SEQUENCE"]) for event in found] == [
            int(event["SEQUENCE"]) + 1 for event in before
        ]
        assert [event["STATUS"] for event in found] == ["CONFIRMED"] * held + [
            "CANCELLED"
        ] * (3 - held)


def test_of_a_circle_that_code_has_marked_as_cancelled_nothing_was_held(
    client, index, clock
):
    page = make_circle(index, meeting_count=2)
    clock.move_to(NOW + timedelta(days=60))
    Circle.objects.update(cancelled=True)

    found = by_start(read(client, f"{page.url}ics/"))
    assert [event["STATUS"] for event in found] == ["CANCELLED"] * 2


@pytest.mark.parametrize(
    ("after", "status"),
    [(-1, "CANCELLED"), (0, "CANCELLED"), (1, "CONFIRMED"), (999_999, "CONFIRMED")],
)
def test_a_circle_called_off_in_the_second_in_which_a_meeting_began(
    client, index, clock, after, status
):
    page = make_circle(index, meeting_count=1)
    row = Meeting.objects.get()
    moment = row.start + timedelta(microseconds=after)
    Circle.objects.update(cancelled=True, cancelled_at=moment)

    (event,) = by_start(read(client, f"{page.url}ics/"))

    assert event["STATUS"] == status
    assert Circle.objects.get().holds(row) == (status == "CONFIRMED")
