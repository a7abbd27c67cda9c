"""What lists and pages say about a circle, at every moment of its life."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale

from learningcircles_wagtail.directory.summaries import summarise, summarise_many
from learningcircles_wagtail.models import Circle, CirclePage
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    publish,
)

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
BETWEEN = datetime(2026, 11, 17, 12, tzinfo=UTC)
DURING = datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
AFTER = datetime(2026, 12, 11, tzinfo=UTC)


def test_a_circle_that_has_not_begun_says_when_it_starts():
    summary = summarise(make_circle(), now=BEFORE)

    assert summary.status == "upcoming"
    assert summary.starts == "Starts in 3 days"
    assert summary.rhythm == "Wednesdays, 6\u00a0– 7:30\u00a0p.m."
    assert summary.span == "Nov. 4 – Dec. 9"
    assert summary.meeting_count == "6 meetings"
    assert summary.ring_label == "0 of 6 meetings held"


def test_late_joiners_are_told_the_next_meeting_and_not_the_first():
    summary = summarise(make_circle(), now=BETWEEN)

    assert summary.status == "in_progress"
    assert summary.next_words == "Meeting 3 of 6"
    assert summary.next_meeting.start.isoformat() == "2026-11-18T18:00:00-06:00"
    assert summary.status_label == "Meeting 3 of 6 is next"
    assert summary.starts == ""


def test_a_meeting_that_is_going_on_is_said_to_be_under_way():
    summary = summarise(make_circle(), now=DURING)

    assert summary.status_label == "Meeting 3 of 6 is under way"
    assert summary.next_meeting.state_label == "Now"


def test_a_completed_circle_says_so_whatever_its_places():
    page = make_circle(sign_up_backend="database", capacity=3)
    summary = summarise(page, now=AFTER)

    assert (summary.label, summary.tone) == ("Completed", "past")
    assert summary.is_over
    assert summary.next_meeting is None


@pytest.mark.parametrize("now", [BETWEEN, AFTER])
def test_a_cancelled_circle_says_so_whatever_its_places(now):
    with time_machine.travel(BETWEEN, tick=False):
        page = make_circle(
            sign_up_backend="database",
            capacity=3,
            cancelled=True,
            cancellation_note="Flu.",
        )
    summary = summarise(page, now=now)

    assert (summary.label, summary.tone) == ("Cancelled", "stop")
    assert summary.cancelled_note == "Flu."
    assert summary.ring_label == "2 of 6 meetings held"
    assert summary.cancelled_words == "This learning circle has ended early."
    assert [meeting.state_label for meeting in summary.meetings] == [
        *["Past"] * 2,
        *["Cancelled"] * 4,
    ]
    assert not any(meeting.is_cancelled for meeting in summary.meetings[:2])
    assert all(meeting.is_cancelled for meeting in summary.meetings[2:])


@pytest.mark.parametrize(
    ("taken", "waiting", "values", "words", "tone"),
    [
        (0, 0, {"capacity": 12}, "Open, 12 places", "open"),
        (10, 0, {"capacity": 12}, "2 places left", "open"),
        (11, 0, {"capacity": 12}, "1 place left", "open"),
        (12, 0, {"capacity": 12}, "Full – join the waiting list", "wait"),
        (12, 0, {"capacity": 12, "waiting_list": False}, "Full", "stop"),
        (12, 3, {"capacity": 12, "waiting_limit": 3}, "Full", "stop"),
        (0, 0, {"capacity": None}, "Open", "open"),
        (0, 0, {"capacity": 0, "waiting_list": False}, "Full", "stop"),
        (
            0,
            0,
            {"sign_up_opens_at": datetime(2026, 11, 3, 6, tzinfo=UTC)},
            "Sign-up opens on Nov. 3",
            "wait",
        ),
        (
            0,
            0,
            {"sign_up_closes_at": datetime(2026, 10, 31, tzinfo=UTC)},
            "Sign-up closed",
            "past",
        ),
    ],
)
def test_the_label_says_whether_there_is_a_place(taken, waiting, values, words, tone):
    page = make_circle(sign_up_backend="database", **values)
    Circle.objects.update(taken=taken, waiting=waiting)
    summary = summarise(CirclePage.objects.get(pk=page.pk), now=BEFORE)

    assert (summary.label, summary.tone) == (words, tone)


def test_the_day_on_which_sign_up_opens_is_that_of_the_circle_s_own_clock():
    page = make_circle(
        sign_up_backend="external",
        sign_up_link="https://events.example.org/1",
        sign_up_opens_at=datetime(2026, 11, 3, 5, tzinfo=UTC),
    )
    assert summarise(page, now=BEFORE).label == "Sign-up opens on Nov. 2"


def test_a_moved_meeting_tells_both_dates_and_a_cancelled_one_has_no_number():
    page = make_circle()
    change_meeting(page, 1, state="cancelled", note="The library is closed.")
    change_meeting(page, 2, state="moved", date=date(2026, 11, 19))
    summary = summarise(publish(page), now=BEFORE)

    cancelled, moved = summary.meetings[1:3]
    assert (cancelled.number, cancelled.is_cancelled) == (None, True)
    assert cancelled.note == "The library is closed."
    assert (moved.number, moved.is_moved) == (2, True)
    assert moved.start.isoformat() == "2026-11-19T18:00:00-06:00"
    assert moved.original_start.isoformat() == "2026-11-18T18:00:00-06:00"


def test_a_preview_speaks_from_the_draft_and_a_visit_from_the_rows():
    page = make_circle()
    page.meetings = page.meetings.stream_block.to_python(
        list(page.meetings.raw_data)[:2]
    )
    request = RequestFactory().get("/")
    request.is_preview = True

    assert len(summarise(page, now=BEFORE, request=request).meetings) == 2
    assert len(summarise(page, now=BEFORE).meetings) == 6


class TestADraftThatIsCancelled:
    """It speaks as it would if it were published at the moment it is looked at."""

    def held(self, page, now) -> int:
        request = RequestFactory().get("/")
        request.is_preview = True
        return summarise(page, now=now, request=request).timeline.held

    def test_before_its_publication_what_is_over_was_held(self):
        page = make_circle(live=False, cancelled=True)

        assert [self.held(page, now) for now in (BEFORE, BETWEEN, AFTER)] == [0, 2, 6]

    def test_of_a_circle_that_takes_place_what_is_over_was_held(self):
        page = make_circle()
        page.cancelled = True

        assert [self.held(page, now) for now in (BEFORE, BETWEEN, AFTER)] == [0, 2, 6]

    @pytest.mark.parametrize(("moment", "held"), [(BEFORE, 0), (BETWEEN, 2)])
    def test_of_a_circle_that_is_cancelled_what_was_held_by_then(self, moment, held):
        with time_machine.travel(moment, tick=False):
            page = make_circle(cancelled=True)
        page.room = "Room 2"

        assert self.held(page, AFTER) == held

    def test_that_takes_place_after_all_holds_what_is_over(self):
        with time_machine.travel(BEFORE, tick=False):
            page = make_circle(cancelled=True)
        page.cancelled = False

        assert self.held(page, BETWEEN) == 2

    def test_is_asked_for_its_circle_s_hour_only_where_it_is_cancelled(
        self, django_assert_num_queries
    ):
        page = CirclePage.objects.get(pk=make_circle().pk)

        with django_assert_num_queries(0):
            assert page.get_called_off_at(now=BEFORE) is None


def test_a_draft_with_nothing_but_a_title_has_a_summary():
    summary = summarise(CirclePage(title="Bare"), now=BEFORE)

    assert (summary.title, summary.meetings, summary.rhythm) == ("Bare", [], "")
    assert summary.next_meeting is None
    assert summary.where == ""


def test_a_course_that_is_a_draft_is_left_out():
    course = make_course(live=False)
    assert summarise(make_circle(course=course), now=BEFORE).course is None


def test_hours_follow_the_reader_s_language():
    page = make_circle()
    with translation.override("fr"):
        assert summarise(page, now=BEFORE).rhythm.endswith("18:00\u00a0– 19:30")


def test_the_number_of_queries_does_not_grow_with_the_circles(
    django_assert_max_num_queries, django_assert_num_queries
):
    for _number in range(2):
        make_circle(course=make_course())
    # The addresses of the site are looked up once and kept.
    summarise_many(CirclePage.objects.all(), now=BEFORE)
    with django_assert_max_num_queries(20) as few:
        summarise_many(CirclePage.objects.all(), now=BEFORE)
    for _number in range(3):
        make_circle(course=make_course())
    with django_assert_num_queries(len(few)):
        summaries = summarise_many(CirclePage.objects.all(), now=BEFORE)
    assert len(summaries) == 5


def test_a_translation_speaks_its_own_words_of_the_first_language_s_facts():
    french = Locale.objects.create(language_code="fr")
    index = make_circle_index()
    publish(index.copy_for_translation(french, copy_parents=True))
    page = make_circle(index, room="Room 2")
    translated = page.copy_for_translation(french)
    translated.room = "Salle ancienne"
    change_meeting(translated, 0, title="Trouver sa voix", date=date(2020, 1, 1))
    translated = publish(translated)
    page.branch = make_branch(name="Eastside")
    page.room = "Room 7"
    publish(page)

    summary = summarise(CirclePage.objects.get(pk=translated.pk), now=BEFORE)
    assert summary.meetings[0].title == "Trouver sa voix"
    assert summary.meetings[0].start.date() == date(2026, 11, 4)
    assert summary.branch.name == "Eastside"
    assert summary.room == "Room 7"


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"sign_up_backend": "none"}, "No sign-up needed."),
        ({"sign_up_backend": "database"}, ""),
        ({"sign_up_backend": "database", "capacity": 0}, ""),
        (
            {"sign_up_backend": "database", "capacity": 0, "waiting_list": False},
            "All places are taken. Ask at Central Library about the next one.",
        ),
        ({"sign_up_backend": "external", "sign_up_link": "https://e.example/1"}, ""),
        ({"sign_up_backend": "database", "cancelled": True}, ""),
    ],
)
def test_a_visitor_is_told_how_to_get_a_place(values, hint):
    summary = summarise(make_circle(**values), now=BEFORE)

    assert summary.sign_up_hint == hint
    is_led_on = not hint and "cancelled" not in values
    assert bool(summary.sign_up_url) == is_led_on


def test_the_button_leads_to_the_form_below_the_page_and_a_draft_has_none():
    page = make_circle(sign_up_backend="database")
    summary = summarise(page, now=BEFORE)

    assert summary.sign_up_url == f"{page.url}sign-up/"
    assert summary.sign_up_address == f"{page.full_url}sign-up/"
    draft = summarise(make_circle(sign_up_backend="database", live=False), now=BEFORE)
    assert draft.sign_up_url == draft.sign_up_address == ""
    assert draft.sign_up_hint == "Here visitors will find the button to sign up."
