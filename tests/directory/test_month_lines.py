"""One meeting in a calendar: its state, its clock, its place and its address."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale

from learningcircles_wagtail.directory.month_lines import (
    MeetingLine,
    meeting_lines,
    routes_itself,
)
from learningcircles_wagtail.models import Circle, CirclePage, Meeting
from tests.directory.months import NOW
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    publish,
)

pytestmark = pytest.mark.django_db


def lines(index, now=NOW) -> list[MeetingLine]:
    """Return what is shown of all meetings of all circles, in order."""
    keys = list(Meeting.objects.order_by("start", "pk").values_list("pk", flat=True))
    found = meeting_lines(index, keys, now=now, request=RequestFactory().get("/"))
    return [found[key] for key in keys if key in found]


class TestStates:
    def test_a_planned_meeting_needs_no_words(self):
        index = make_circle_index()
        page = make_circle(index, title="Speaking up")

        assert lines(index)[0] == MeetingLine(
            title="Speaking up",
            url=page.url,
            where="Central Library",
            hours="6\u00a0– 7:30\u00a0p.m.",
            machine="2026-11-04T18:00:00-06:00",
            state="planned",
        )

    def test_a_cancelled_meeting_says_so(self):
        index = make_circle_index()
        page = make_circle(index)
        change_meeting(page, 2, state="cancelled")
        publish(page)

        assert [line.label for line in lines(index)] == [
            "",
            "",
            "Cancelled",
            "",
            "",
            "",
        ]
        assert [line.is_cancelled for line in lines(index)].count(True) == 1

    def test_a_moved_meeting_tells_its_former_day(self):
        index = make_circle_index()
        page = make_circle(index)
        change_meeting(page, 2, date=date(2026, 11, 20), state="moved")
        publish(page)
        line = lines(index)[2]

        assert (line.label, line.former) == ("Moved", "Wednesday, November 18")
        assert line.machine == "2026-11-20T18:00:00-06:00"
        assert line.machine_before == "2026-11-18T18:00:00-06:00"

    def test_a_meeting_moved_within_its_day_tells_its_former_hour(self):
        index = make_circle_index()
        page = make_circle(index)
        change_meeting(page, 2, start_time=time(19), state="moved")
        publish(page)

        assert lines(index)[2].former == "6\u00a0p.m."

    def test_a_meeting_moved_over_the_turn_of_the_year_tells_the_year(self):
        index = make_circle_index()
        page = make_circle(index)
        change_meeting(page, 5, date=date(2027, 1, 6), state="moved")
        publish(page)

        assert lines(index)[5].former == "Dec. 9, 2026"

    def test_a_circle_that_was_given_up_cancels_what_is_to_come(self):
        index = make_circle_index()
        page = make_circle(index)
        page.cancelled = True
        with time_machine.travel(NOW, tick=False):
            publish(page)

        for now in (NOW, NOW + timedelta(days=400)):
            assert [line.state for line in lines(index, now)] == ["planned"] * 2 + [
                "cancelled"
            ] * 4

    def test_a_circle_that_code_has_marked_as_cancelled_has_held_nothing(self):
        index = make_circle_index()
        make_circle(index)
        Circle.objects.update(cancelled=True)

        assert {line.state for line in lines(index)} == {"cancelled"}

    def test_what_an_editor_took_away_is_gone(self):
        index = make_circle_index()
        make_circle(index)
        row = Meeting.objects.first()
        row.withdrawn_at = NOW
        row.save()

        assert len(lines(index)) == 5


class TestClocks:
    @pytest.mark.parametrize(
        ("zone", "words"),
        [
            ("America/Chicago", ""),
            ("America/Winnipeg", ""),
            ("America/Los_Angeles", "\u00a0PST"),
            ("Europe/Paris", "\u00a0CET"),
            ("America/Sao_Paulo", "\u00a0Sao Paulo time"),
        ],
    )
    def test_a_clock_is_named_where_it_is_not_the_sites(self, zone, words):
        index = make_circle_index()
        make_circle(index, branch=make_branch(time_zone=zone))

        assert lines(index)[0].hours == f"6\u00a0– 7:30\u00a0p.m.{words}"

    def test_the_sites_clock_is_the_one_of_the_setting(self, settings):
        settings.LEARNINGCIRCLES_DEFAULT_TIME_ZONE = "Europe/Paris"
        index = make_circle_index()
        make_circle(index)

        assert lines(index)[0].hours.endswith("CST")

    def test_hours_stay_over_a_change_of_clocks_and_offsets_do_not(self):
        index = make_circle_index()
        make_circle(index, first_date=date(2026, 10, 28), meeting_count=2)

        assert [line.machine for line in lines(index)] == [
            "2026-10-28T18:00:00-05:00",
            "2026-11-04T18:00:00-06:00",
        ]
        assert len({line.hours for line in lines(index)}) == 1

    def test_the_second_of_two_equal_hours_keeps_its_offset(self):
        index = make_circle_index()
        make_circle(index, first_date=date(2026, 11, 1), meeting_count=1)
        Meeting.objects.update(
            start=datetime(2026, 11, 1, 7, 30, tzinfo=UTC),
            end=datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
        )

        assert lines(index)[0].machine == "2026-11-01T01:30:00-06:00"

    def test_a_french_reader_reads_french_hours(self):
        index = make_circle_index()
        make_circle(index)
        with translation.override("fr"):
            assert lines(index)[0].hours == "18:00\u00a0– 19:30"


class TestPages:
    def test_meetings_of_pages_that_are_not_public_are_left_out(self):
        index = make_circle_index()
        make_circle(index)
        hidden = make_circle(index, title="Hidden")
        CirclePage.objects.filter(pk=hidden.pk).update(live=False)

        assert "Hidden" not in {line.title for line in lines(index)}
        assert len(lines(index)) == 6

    @pytest.mark.parametrize(
        ("values", "where"),
        [
            ({}, "Central Library"),
            ({"format": "online"}, "Online"),
            ({"format": "hybrid"}, "Central Library and online"),
            ({"branch": None}, ""),
        ],
    )
    def test_the_place_is_told_in_a_few_words(self, values, where):
        index = make_circle_index()
        make_circle(index, **values)

        assert lines(index)[0].where == where

    def test_a_draft_translation_of_a_branch_is_not_named(self):
        french = Locale.objects.create(language_code="fr")
        index = make_circle_index()
        page = make_circle(index)
        draft = page.branch.copy_for_translation(french)
        draft.name, draft.live = "Canary", False
        draft.save()
        CirclePage.objects.filter(pk=page.pk).update(branch=draft)

        assert {line.where for line in lines(index)} == {""}

    def test_addresses_are_those_that_wagtail_gives(self):
        index = make_circle_index()
        pages = [make_circle(index) for _number in range(3)]

        assert {line.url for line in lines(index)} == {page.url for page in pages}

    def test_a_class_that_routes_itself_is_asked(self, monkeypatch):
        index = make_circle_index()
        make_circle(index)
        monkeypatch.setattr(
            CirclePage, "get_url", lambda self, request=None: "/own/", raising=False
        )
        routes_itself.cache_clear()
        try:
            assert {line.url for line in lines(index)} == {"/own/"}
        finally:
            routes_itself.cache_clear()

    def test_nothing_is_asked_for_nothing(self, django_assert_num_queries):
        index = make_circle_index()
        with django_assert_num_queries(0), time_machine.travel(NOW):
            assert (
                meeting_lines(index, [], now=NOW, request=RequestFactory().get("/"))
                == {}
            )
