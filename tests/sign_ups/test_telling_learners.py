"""Learners hear of changes where, and only where, an editor ticked it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from learningcircles_wagtail.enums import MailKind
from learningcircles_wagtail.models import Circle, CirclePage, OutboxMail
from tests.factories import change_meeting, publish
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def circle() -> Circle:
    """A circle with one place, which Ada has and for which Bo waits."""
    circle = open_circle(capacity=1, waiting_list=True)
    join(circle, "Ada")
    join(circle, "Bo")
    return circle


def draft(circle: Circle, *, tell: bool = True, **changes: Any) -> CirclePage:
    """Return the page as its editor goes on with it, changed and not yet saved."""
    page = CirclePage.objects.get(circle=circle).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.tell_learners = tell
    return page


def told(*kinds: str) -> list[str]:
    """Return whom the outbox tells of changes, by name."""
    rows = OutboxMail.objects.filter(
        kind__in=kinds or [MailKind.CHANGED, MailKind.CALLED_OFF]
    )
    return sorted(rows.values_list("sign_up__name", flat=True))


def named(circle: Circle) -> list[date]:
    """Return the days of the meetings that the one message about changes names."""
    [mail] = OutboxMail.objects.filter(kind=MailKind.CHANGED)
    rows = circle.meetings.filter(pk__in=mail.data["meetings"])
    return sorted(rows.values_list("day", flat=True))


def test_a_cancelled_meeting_is_told_to_who_has_a_place(circle: Circle) -> None:
    page = draft(circle)
    change_meeting(page, 1, state="cancelled")
    publish(page)

    assert told() == ["Ada"]
    assert named(circle) == [date(2026, 11, 11)]


def test_without_the_tick_nobody_hears_of_it(circle: Circle) -> None:
    page = draft(circle, tell=False)
    change_meeting(page, 1, state="cancelled")
    publish(page)

    assert circle.meetings.filter(state="cancelled").count() == 1
    assert told() == []


def test_only_what_this_publication_changes_is_told(circle: Circle) -> None:
    page = draft(circle, tell=False)
    change_meeting(page, 1, state="cancelled")
    publish(page)
    page = draft(circle)
    change_meeting(page, 2, date=date(2026, 11, 19))
    publish(page)

    assert named(circle) == [date(2026, 11, 19)]


def test_where_nothing_changed_for_learners_nobody_is_told(circle: Circle) -> None:
    publish(draft(circle, summary="Six evenings, with tea."))

    assert told() == []


@pytest.mark.parametrize("count", [5, 7])
def test_a_meeting_that_goes_or_comes_is_told(circle: Circle, count: int) -> None:
    page = draft(circle)
    rows = [dict(row) for row in page.meetings.raw_data]
    if count < len(rows):
        del rows[count:]
    else:
        last = {**rows[-1]["value"], "date": "2026-12-16"}
        rows.append({**rows[-1], "id": "one-more", "value": last})
    page.meetings = type(page)._meta.get_field("meetings").stream_block.to_python(rows)
    publish(page)

    assert told() == ["Ada"]
    wanted = date(2026, 12, 9) if count < 6 else date(2026, 12, 16)
    assert named(circle) == [wanted]


def test_a_circle_that_is_called_off_is_told_to_all_once(circle: Circle) -> None:
    publish(draft(circle, cancelled=True))
    assert told() == ["Ada", "Bo"]

    publish(draft(circle, cancelled=True, cancellation_note="The river rose."))
    assert told() == ["Ada", "Bo"]


def test_that_a_circle_was_called_off_may_be_told_later(circle: Circle) -> None:
    publish(draft(circle, tell=False, cancelled=True))
    assert told() == []

    publish(draft(circle, cancelled=True))
    assert told() == ["Ada", "Bo"]


def test_the_tick_waits_in_a_draft_and_is_gone_once_it_is_published(
    circle: Circle,
) -> None:
    page = draft(circle)
    change_meeting(page, 1, state="cancelled")
    revision = page.save_revision()
    assert told() == []
    assert draft_as_loaded(circle).tell_learners

    revision.publish()
    assert told() == ["Ada"]
    assert not draft_as_loaded(circle).tell_learners
    assert not CirclePage.objects.get(circle=circle).tell_learners
    # Who goes back to it publishes it anew, and has asked for nothing.
    publish(draft(circle, tell=False))
    revision.refresh_from_db()
    revision.publish()
    assert told() == ["Ada"]


def test_an_earlier_draft_tells_nobody_once_a_later_one_has(circle: Circle) -> None:
    page = draft(circle)
    change_meeting(page, 2, state="cancelled")
    earlier = page.save_revision()
    page = draft(circle)
    change_meeting(page, 1, state="cancelled")
    publish(page)
    assert told() == ["Ada"]

    earlier.refresh_from_db()
    earlier.publish()

    assert told() == ["Ada"]


def draft_as_loaded(circle: Circle) -> CirclePage:
    return CirclePage.objects.get(circle=circle).get_latest_revision_as_object()


def test_a_publication_by_the_clock_tells_at_its_hour(
    circle: Circle, clock: time_machine.Traveller
) -> None:
    hour = NOW + timedelta(days=1)
    page = draft(circle, go_live_at=hour)
    change_meeting(page, 1, state="cancelled")
    revision = page.save_revision(approved_go_live_at=hour)
    revision.publish()
    assert told() == []

    clock.move_to(hour + timedelta(minutes=1), tick=False)
    revision.refresh_from_db()
    revision.publish()

    assert told() == ["Ada"]
    [mail] = OutboxMail.objects.filter(kind=MailKind.CHANGED)
    assert mail.due_at == timezone.now()


def test_a_copy_is_not_ticked(circle: Circle) -> None:
    page = draft(circle)
    page.save_revision()

    copy = page.copy(update_attrs={"slug": "again", "title": "Again"})

    assert not copy.tell_learners
    assert not copy.get_latest_revision_as_object().tell_learners


def test_a_translation_tells_nobody(circle: Circle) -> None:
    from wagtail.models import Locale

    french = Locale.objects.get_or_create(language_code="fr")[0]
    page = CirclePage.objects.get(circle=circle)
    for parent in page.get_ancestors().specific().filter(depth__gt=1):
        if not parent.has_translation(french):
            parent.copy_for_translation(french)
    translated = page.copy_for_translation(french)
    change_meeting(translated, 1, state="cancelled")
    translated.tell_learners = True
    publish(translated)

    assert told() == []
