"""Which circles the public sees, and in which order; SQL and Python agree."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.directory.querysets import (
    circle_pages_below,
    completed_circle_pages,
    in_list_order,
    public_circle_pages,
    upcoming_circle_pages,
)
from learningcircles_wagtail.enums import CircleStatus
from learningcircles_wagtail.models import Circle, CirclePage, Meeting
from learningcircles_wagtail.models.querysets import called_off_q
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_library,
    make_topic,
    publish,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 17, 12, tzinfo=UTC)


def test_drafts_private_pages_and_draft_branches_are_no_public_circles():
    index = make_circle_index()
    public = make_circle(index)
    make_circle(index, live=False)
    private = make_circle(index)
    restriction = PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Staff"))
    make_circle(index, branch=make_branch(name="Not open yet", live=False))

    assert list(public_circle_pages(index)) == [public]


def test_circles_of_another_list_are_left_out():
    here, elsewhere = make_circle_index(), make_circle_index(slug="elsewhere")
    page = make_circle(here)
    make_circle(elsewhere)

    assert list(circle_pages_below(here)) == [page]


def test_the_list_shows_running_circles_by_first_meeting_then_the_latest_over():
    index = make_circle_index()
    long_over = make_circle(index, first_date=date(2026, 1, 7))
    over = make_circle(index, first_date=date(2026, 9, 2))
    later = make_circle(index, first_date=date(2027, 1, 6))
    going_on = make_circle(index, first_date=date(2026, 11, 4))
    cancelled = make_circle(index, first_date=date(2026, 12, 2), cancelled=True)

    assert list(in_list_order(circle_pages_below(index), now=NOW)) == [
        going_on,
        later,
        cancelled,
        over,
        long_over,
    ]


def test_upcoming_circles_can_be_narrowed_by_each_fact():
    health, writing = make_topic("Health"), make_topic("Writing")
    central = make_branch()
    county = make_branch(
        name="County branch", library_system=make_library(name="County")
    )
    first = make_circle(topics=[health], branch=central)
    second = make_circle(topics=[writing], branch=county, format="hybrid")

    def found(**criteria):
        return list(upcoming_circle_pages(now=NOW, **criteria))

    assert found(topic=health) == [first]
    assert found(branch=county) == [second]
    assert found(library=county.library_system) == [second]
    assert found(format="hybrid") == [second]
    assert found(language="fr") == []
    assert found() == [first, second]
    assert found(limit=1) == [first]


@pytest.mark.parametrize("cancelled_rows", [(), (0,), (5,), (0, 1, 2, 3, 4, 5)])
@pytest.mark.parametrize("cancelled", [False, True])
def test_states_in_sql_are_those_of_the_rules(cancelled_rows, cancelled):
    page = make_circle()
    page.cancelled = cancelled
    for number in cancelled_rows:
        change_meeting(page, number, state="cancelled")
    publish(page)
    circle = Circle.objects.get()
    instants = {NOW - timedelta(days=400), NOW, NOW + timedelta(days=400)}
    for row in circle.meetings.all():
        instants |= {
            moment + shift
            for moment in (row.start, row.end)
            for shift in (timedelta(seconds=-1), timedelta(0), timedelta(seconds=1))
        }
    for now in instants:
        found = {
            CircleStatus.CANCELLED: Circle.objects.cancelled(),
            CircleStatus.UPCOMING: Circle.objects.upcoming(now),
            CircleStatus.IN_PROGRESS: Circle.objects.in_progress(now),
            CircleStatus.COMPLETED: Circle.objects.completed(now),
        }
        states = [state.value for state, rows in found.items() if rows.exists()]
        assert states == [circle.timeline(now=now).status.value], now
        running = Circle.objects.running(now).exists()
        assert running == (states[0] in {"upcoming", "in_progress"})


def test_completed_circles_are_the_latest_first():
    make_circle()
    old = make_circle(first_date=date(2026, 1, 7))
    newer = make_circle(first_date=date(2026, 9, 2))

    assert list(completed_circle_pages(now=NOW)) == [newer, old]
    assert CirclePage.objects.count() == 3


def test_meetings_called_off_in_sql_are_those_of_the_rules():
    make_circle(title="Takes place")
    page = make_circle(title="Cancelled")
    change_meeting(page, 1, state="cancelled")
    publish(page)
    circles = Circle.objects.filter(pk=page.circle_id)
    rows = list(circles.get().meetings.order_by("start"))
    tick = timedelta(microseconds=1)
    moments = [None, *(row.start + shift for row in rows for shift in (-tick, tick))]
    moments += [rows[2].start, rows[2].end, NOW + timedelta(days=400)]
    for moment in moments:
        circles.update(cancelled=True, cancelled_at=moment)
        circle = circles.get()

        assert set(Meeting.objects.filter(called_off_q())) == {
            row for row in rows if row.start >= circle.called_off_at
        }, moment
        assert set(
            circle.meetings.exclude(called_off_q()).exclude(state="cancelled")
        ) == {row for row in rows if circle.holds(row)}, moment
    circles.update(cancelled=False, cancelled_at=None)

    assert not Meeting.objects.filter(called_off_q()).exists()
