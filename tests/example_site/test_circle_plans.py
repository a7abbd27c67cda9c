"""The demo's circles show their states at whatever hour they are loaded."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from example_site.demo.circles import CIRCLES
from example_site.demo.circles.plan import CirclePlan
from example_site.demo.loading.circles import first_date
from learningcircles_wagtail.domain.schedule import MeetingPattern, plan_meetings
from learningcircles_wagtail.domain.seats import SignUpFacts, sign_up_state
from learningcircles_wagtail.domain.status import MeetingFacts, MeetingState, Timeline

HOURS = [
    datetime(2026, 1, 1, hour, 30, tzinfo=UTC) + timedelta(days=11 * step, hours=step)
    for step in range(60)
    for hour in (0, 12, 23)
]


def state_at(plan: CirclePlan, now: datetime) -> tuple[str, str]:
    """Return circle's status and sign-up state of a plan that is loaded at `now`."""
    zone = plan.time_zone or "America/Chicago"
    pattern = MeetingPattern(
        first_date=first_date(plan, now.astimezone(ZoneInfo(zone)).date()),
        start_time=plan.start,
        length_minutes=plan.minutes,
        meeting_count=len(plan.meeting_titles),
        weekdays=plan.weekdays,
        skipped_dates=frozenset(),
        time_zone=zone,
    )
    changes = {change.number: change for change in plan.changes}
    meetings = []
    for number, meeting in enumerate(plan_meetings(pattern), 1):
        change = changes.get(number)
        later = timedelta(days=change.days_later if change else 0)
        state = MeetingState(change.state) if change else MeetingState.PLANNED
        meetings.append(
            MeetingFacts(meeting.start + later, meeting.end + later, state=state)
        )
    called_off_at = now if plan.cancelled else None
    status = Timeline.build(meetings, called_off_at=called_off_at, now=now).status
    given = plan.sign_up
    facts = SignUpFacts(
        backend=given.backend,
        capacity=given.capacity,
        taken=given.taken,
        waiting_list=given.waiting_list,
        waiting_limit=given.waiting_limit,
        waiting=given.waiting,
        opens_at=_after(now, given.opens_in),
        closes_at=_after(now, given.closes_in),
    )
    return status.value, sign_up_state(facts, status=status, now=now).value


def _after(now: datetime, days: int | None) -> datetime | None:
    return None if days is None else now + timedelta(days=days)


@pytest.mark.parametrize("plan", CIRCLES, ids=lambda plan: plan.slug)
def test_a_circle_shows_its_state_at_any_hour_of_two_years(plan: CirclePlan) -> None:
    assert {state_at(plan, now) for now in HOURS} == {plan.shows}


@pytest.mark.parametrize("plan", CIRCLES, ids=lambda plan: plan.slug)
def test_a_plan_is_complete_and_possible(plan: CirclePlan) -> None:
    assert 3 <= len(plan.meeting_titles) <= 12
    assert len(plan.summary) <= 400
    assert len(set(plan.meeting_titles)) == len(plan.meeting_titles)
    assert (plan.format == "online") == (plan.branch is None)
    if plan.sign_up.capacity is not None:
        assert plan.sign_up.taken <= plan.sign_up.capacity
    assert plan.cancelled or not plan.held
    assert all(
        1 <= change.number <= len(plan.meeting_titles) for change in plan.changes
    )
