"""What a published page writes into its circle's rows, and what it leaves alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from learningcircles_wagtail.admin.sign_up_pages import has_own_circle
from learningcircles_wagtail.models import Branch, Circle, CirclePage, Meeting, SignUp
from learningcircles_wagtail.sign_ups.mail.pages import any_page
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_topic,
    publish,
    raw_meetings,
)
from tests.sign_ups.makers import join

pytestmark = pytest.mark.django_db


def test_publishing_gives_a_circle_with_the_page_s_facts():
    topic = make_topic("Speaking")
    page = make_circle(title="Speaking up", capacity=12, topics=[topic])

    circle = Circle.objects.get()
    assert page.circle == circle
    assert circle.translation_key == page.translation_key
    assert circle.title == "Speaking up"
    assert circle.capacity == 12
    assert circle.branch == page.branch
    assert circle.library_system == page.branch.library_system
    assert (circle.latitude, circle.longitude) == (41.5236, -90.5776)
    assert circle.time_zone == "America/Chicago"
    assert circle.weekdays == ["2"]
    assert circle.time_of_day == "evening"
    assert circle.first_meeting_at == datetime(2026, 11, 5, 0, 0, tzinfo=UTC)
    assert circle.last_meeting_at == datetime(2026, 12, 10, 1, 30, tzinfo=UTC)
    assert circle.meeting_count == 6
    assert list(circle.topics.all()) == [topic]


def test_wall_clock_time_stays_over_a_change_of_clocks():
    make_circle(first_date=date(2026, 10, 21), meeting_count=3)

    starts = [row.start for row in Meeting.objects.all()]
    assert starts == [
        datetime(2026, 10, 21, 23, 0, tzinfo=UTC),
        datetime(2026, 10, 28, 23, 0, tzinfo=UTC),
        datetime(2026, 11, 5, 0, 0, tzinfo=UTC),
    ]


def test_a_draft_gives_no_circle():
    page = make_circle(live=False)
    page.save_revision()

    assert Circle.objects.count() == 0


def test_saving_a_draft_of_a_live_page_leaves_the_rows_alone():
    page = make_circle(title="As published")
    page.title = "As drafted"
    page.save_revision()

    assert Circle.objects.get().title == "As published"


def test_no_revision_overwrites_seats():
    page = make_circle(capacity=12)
    old = page.save_revision()
    Circle.objects.update(taken=5, waiting=2)
    page.capacity = 20
    publish(page)
    old.publish()

    circle = Circle.objects.get()
    assert (circle.capacity, circle.taken, circle.waiting) == (12, 5, 2)


def test_a_revision_from_before_publication_keeps_the_circle():
    page = make_circle(live=False)
    revision = page.save_revision()
    revision.publish()
    first = Circle.objects.get()
    revision.publish()

    page.refresh_from_db()
    assert Circle.objects.get() == first
    assert page.circle == first


def test_publishing_again_unchanged_raises_no_sequence():
    page = make_circle()
    before = list(Meeting.objects.values_list("uid", "sequence", "modified_at"))
    publish(page)

    after = list(Meeting.objects.values_list("uid", "sequence", "modified_at"))
    assert after == before


def test_moving_a_meeting_raises_its_sequence_alone_and_keeps_its_uid():
    page = make_circle()
    before = dict(Meeting.objects.values_list("source_id", "uid"))
    change_meeting(page, 2, date=date(2026, 11, 19), state="moved")
    publish(page)

    rows = list(Meeting.objects.order_by("start"))
    assert dict(Meeting.objects.values_list("source_id", "uid")) == before
    assert [row.sequence for row in rows] == [0, 0, 1, 0, 0, 0]
    assert rows[2].state == "moved"
    assert rows[2].original_start == datetime(2026, 11, 19, 0, 0, tzinfo=UTC)
    assert rows[2].start == datetime(2026, 11, 20, 0, 0, tzinfo=UTC)


def test_a_new_title_or_note_of_a_meeting_raises_no_sequence():
    page = make_circle()
    change_meeting(page, 0, title="Finding your voice", note="Bring a pen.")
    publish(page)

    row = Meeting.objects.order_by("start")[0]
    assert (row.title, row.note, row.sequence) == (
        "Finding your voice",
        "Bring a pen.",
        0,
    )


def test_cancelling_the_circle_raises_every_sequence():
    page = make_circle()
    page.cancelled = True
    publish(page)

    assert set(Meeting.objects.values_list("sequence", flat=True)) == {1}


MORNING = datetime(2026, 11, 1, 15, tzinfo=UTC)


def published_at(page, hours: int, **values):
    """Publish a page with some fields changed, so many hours after `MORNING`."""
    for name, value in values.items():
        setattr(page, name, value)
    with time_machine.travel(MORNING + timedelta(hours=hours), tick=False):
        return publish(page)


def cancelled_at() -> datetime | None:
    return Circle.objects.get().cancelled_at


class TestSinceWhenACircleIsCancelled:
    def test_it_is_the_hour_of_the_first_publication_that_says_so(self):
        page = published_at(make_circle(), 1)
        assert cancelled_at() is None

        published_at(page, 2, cancelled=True)
        assert cancelled_at() == MORNING + timedelta(hours=2)

    def test_later_edits_leave_it(self):
        page = published_at(make_circle(), 1, cancelled=True)
        changes = (
            {"room": "Room 2"},
            {"time_zone": "America/New_York"},
            {"branch": make_branch(name="Eastside", street_address="9 Hill Road")},
            {"cancellation_note": "The river rose."},
        )
        for hours, values in enumerate(changes, 30):
            page = published_at(page, hours, **values)
            assert cancelled_at() == MORNING + timedelta(hours=1)

        # They changed every meeting: from those it could not be told any more.
        changed = Meeting.objects.order_by("modified_at").first().modified_at
        assert changed == MORNING + timedelta(hours=32)

    def test_another_address_of_the_branch_leaves_it(self):
        page = published_at(make_circle(), 1, cancelled=True)
        with time_machine.travel(MORNING + timedelta(hours=30), tick=False):
            branch = Branch.objects.get()
            branch.street_address = "1 Other Street"
            publish(branch)

        assert Meeting.objects.filter(place__contains="1 Other Street").count() == 6
        assert page.circle_id == Circle.objects.get().pk
        assert cancelled_at() == MORNING + timedelta(hours=1)

    def test_it_is_forgotten_when_the_circle_takes_place_after_all(self):
        page = published_at(make_circle(), 1, cancelled=True)
        page = published_at(page, 2, cancelled=False)
        assert cancelled_at() is None

        published_at(page, 3, cancelled=True)
        assert cancelled_at() == MORNING + timedelta(hours=3)

    def test_a_draft_that_says_otherwise_changes_nothing(self):
        page = published_at(make_circle(), 1, cancelled=True)
        page.cancelled = False
        page.save_revision()

        assert cancelled_at() == MORNING + timedelta(hours=1)

    def test_a_circle_published_as_cancelled_is_so_since_then(self):
        page = make_circle(live=False, cancelled=True)
        published_at(page, 4)

        assert cancelled_at() == MORNING + timedelta(hours=4)

    def test_what_code_marked_as_cancelled_is_not_dated_by_a_later_edit(self):
        page = published_at(make_circle(), 1)
        Circle.objects.update(cancelled=True)
        published_at(page, 2, cancelled=True, room="Room 2")

        assert cancelled_at() is None
        circle = Circle.objects.get()
        assert not any(circle.holds(row) for row in circle.meetings.all())

    def test_the_database_refuses_it_on_a_circle_that_takes_place(self):
        make_circle()
        with pytest.raises(IntegrityError), transaction.atomic():
            Circle.objects.update(cancelled_at=MORNING)

        Circle.objects.update(cancelled=True, cancelled_at=MORNING)
        with pytest.raises(IntegrityError), transaction.atomic():
            Circle.objects.update(cancelled=False)


def test_another_room_of_the_circle_raises_every_sequence():
    page = make_circle()
    page.room = "Room 2"
    publish(page)

    assert set(Meeting.objects.values_list("sequence", flat=True)) == {1}


def test_a_meeting_taken_away_is_withdrawn_and_can_come_back():
    page = make_circle()
    rows = list(page.meetings.raw_data)
    page.meetings = raw_meetings(rows[:-1])
    page = publish(page)

    last = Meeting.objects.get(source_id=rows[-1]["id"])
    assert last.withdrawn_at is not None
    assert last.sequence == 1
    assert Circle.objects.get().meeting_count == 5

    page.meetings = raw_meetings(rows)
    publish(page)
    last.refresh_from_db()
    assert last.withdrawn_at is None
    assert last.sequence == 2


def test_cancelled_meetings_count_for_no_first_and_no_last_day():
    page = make_circle()
    change_meeting(page, 0, state="cancelled")
    change_meeting(page, 5, state="cancelled")
    publish(page)

    circle = Circle.objects.get()
    assert circle.first_meeting_at == datetime(2026, 11, 12, 0, 0, tzinfo=UTC)
    assert circle.last_meeting_at == datetime(2026, 12, 3, 1, 30, tzinfo=UTC)
    assert circle.meeting_count == 6


def test_a_translation_shares_the_row_and_gives_no_facts():
    french = Locale.objects.create(language_code="fr")
    index = make_circle_index()
    publish(index.copy_for_translation(french, copy_parents=True))
    page = make_circle(index, capacity=12)
    translated = page.copy_for_translation(french)
    translated.title = "Parler en public"
    translated.capacity = 3
    translated = publish(translated)

    circle = Circle.objects.get()
    assert translated.circle == page.circle == circle
    assert (circle.title, circle.capacity) == (page.title, 12)


def test_a_copy_is_another_circle_with_other_meetings():
    page = make_circle()
    copy = page.copy(update_attrs={"slug": "again", "title": "Again"})

    assert copy.circle != page.circle
    assert Circle.objects.count() == 2
    uids = list(Meeting.objects.values_list("uid", flat=True))
    assert len(uids) == len(set(uids)) == 12


def test_an_alias_shares_the_circle_and_its_places():
    page = make_circle(capacity=9)
    alias = page.create_alias(update_slug="alias")

    assert Circle.objects.count() == 1
    assert CirclePage.objects.get(pk=alias.pk).circle == page.circle


def test_a_meeting_in_a_gap_of_the_clocks_is_not_lost():
    make_circle(
        first_date=date(2027, 3, 10),
        meetings=raw_meetings(
            [
                {
                    "type": "meeting",
                    "id": "11111111-1111-4111-8111-111111111111",
                    "value": {"date": "2027-03-14", "start_time": "02:30:00"},
                }
            ]
        ),
        start_time=time(2, 30),
    )

    assert Meeting.objects.get().start == datetime(2027, 3, 14, 8, 30, tzinfo=UTC)


def test_deleting_the_page_deletes_the_circle_unless_people_signed_up():
    kept, gone = make_circle(), make_circle()
    now = datetime(2026, 11, 1, tzinfo=UTC)
    SignUp.objects.create(
        circle=kept.circle, status="confirmed", created_at=now, queued_at=now
    )
    kept_circle = kept.circle
    kept.delete()
    gone.delete()

    assert list(Circle.objects.all()) == [kept_circle]


def test_an_alias_has_the_circle_and_its_people_when_its_original_is_deleted():
    page = make_circle(sign_up_backend="database", capacity=1)
    circle = Circle.objects.get(pk=page.circle_id)
    alias = page.create_alias(update_slug="alias")
    page.create_alias(update_slug="second-alias")
    row = join(circle, "ada").sign_up

    CirclePage.objects.get(pk=page.pk).delete()
    alias = CirclePage.objects.get(pk=alias.pk)
    assert has_own_circle(alias)
    alias.capacity = 5
    alias = publish(alias)

    assert alias.circle == circle
    assert (alias.circle.capacity, alias.circle.taken) == (5, 1)
    assert any_page(row.circle_id, "en") == alias
    second = publish(CirclePage.objects.get(slug="second-alias"))
    assert second.circle != circle


def test_a_branch_without_a_time_zone_follows_its_library_system():
    branch = make_branch(time_zone="")
    branch.library_system.time_zone = "Africa/Nairobi"
    branch.library_system.save()
    make_circle(branch=branch)

    assert Circle.objects.get().time_zone == "Africa/Nairobi"


def test_a_deleted_branch_or_course_leaves_drafts_and_old_revisions_whole():
    page = make_circle(course=make_course())
    old = page.save_revision()
    page.branch = make_branch(name="Eastside")
    publish(page)
    Branch.objects.get(name="Central Library").delete()
    page.course.delete()

    assert old.as_object().branch is None
    assert old.as_object().course is None


def test_a_page_whose_facts_cannot_be_written_is_not_published(monkeypatch):
    page = make_circle(title="Before")

    def fail(*args, **kwargs):
        raise RuntimeError

    page.title = "After"
    revision = page.save_revision()
    monkeypatch.setattr("learningcircles_wagtail.mixins.projection._write_facts", fail)
    with pytest.raises(RuntimeError):
        revision.publish()

    assert CirclePage.objects.get().title == "Before"


@pytest.mark.parametrize("zone", ["Mars/Phobos", "America", "../etc/passwd"])
def test_a_zone_that_is_none_is_passed_over(zone):
    branch = make_branch()
    Branch.objects.update(time_zone=zone)
    branch.refresh_from_db()
    page = make_circle(branch=branch)

    assert page.circle.time_zone == "America/Chicago"
    assert page.circle.meetings.count() == 6


def test_rows_that_code_has_made_carelessly_break_nothing():
    values = {"date": "2026-12-01"}
    rows = [
        {"type": "meeting", "id": "same", "value": values},
        {"type": "meeting", "id": "same", "value": {"date": "2026-12-08"}},
        {"type": "meeting", "id": "b", "value": {**values, "length_minutes": -5}},
        {"type": "meeting", "id": "c", "value": {**values, "state": "weird"}},
        {"type": "meeting", "id": "d", "value": {"date": None}},
    ]
    page = make_circle(meetings=raw_meetings(rows))
    publish(page)

    assert sorted(Meeting.objects.values_list("source_id", "state")) == [
        ("c", "planned"),
        ("same", "planned"),
        ("same-2", "planned"),
    ]


def test_a_moved_meeting_was_announced_for_the_circle_s_own_hour():
    page = make_circle()
    change_meeting(
        page,
        2,
        date=date(2026, 11, 19),
        moved_from=date(2026, 11, 18),
        start_time=time(15),
        state="moved",
    )
    publish(page)

    row = Meeting.objects.get(state="moved")
    assert row.start == datetime(2026, 11, 19, 21, 0, tzinfo=UTC)
    assert row.original_start == datetime(2026, 11, 19, 0, 0, tzinfo=UTC)


def test_publishing_unchanged_facts_leaves_the_time_of_change():
    page = make_circle()
    before = Circle.objects.get().modified_at
    publish(page)
    assert Circle.objects.get().modified_at == before

    page.capacity = 30
    publish(page)
    assert Circle.objects.get().modified_at > before


def test_a_draft_written_before_publication_knows_its_circle_and_its_seats():
    page = make_circle(live=False, capacity=12)
    before = page.save_revision()
    before.publish()
    page = CirclePage.objects.get()

    assert page.circle is not None
    assert page.revisions.get(pk=before.pk).as_object().circle == page.circle
