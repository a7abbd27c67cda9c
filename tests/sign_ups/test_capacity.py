"""What an editor does to the places of a circle, and what becomes of people then."""

import pytest

from learningcircles_wagtail.enums import MailKind, SignUpStatus
from learningcircles_wagtail.models import Circle, CirclePage, OutboxMail
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.seats import seats_over
from tests.factories import publish
from tests.sign_ups.makers import NOW, join, names, open_circle

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING


def republish(circle: Circle, **values: object) -> Circle:
    """Publish the circle's page with other facts, and return its row."""
    page = CirclePage.objects.get(circle=circle)
    for name, value in values.items():
        setattr(page, name, value)
    publish(page)
    circle.refresh_from_db()
    return circle


def crowded(*, capacity: int = 1, people: int = 5) -> Circle:
    circle = open_circle(capacity=capacity, waiting_list=True)
    for number in range(people):
        join(circle, f"p{number}")
    return circle


def test_raising_the_capacity_promotes_exactly_as_many_in_order() -> None:
    circle = republish(crowded(), capacity=3)

    assert names(circle, CONFIRMED) == ["p0", "p1", "p2"]
    assert (circle.taken, circle.waiting) == (3, 2)
    told = OutboxMail.objects.filter(kind=MailKind.PROMOTED)
    assert sorted(told.values_list("sign_up__name", flat=True)) == ["p1", "p2"]
    assert check(now=NOW) == []


def test_taking_the_limit_away_promotes_everybody() -> None:
    circle = republish(crowded(), capacity=None)

    assert (circle.taken, circle.waiting) == (5, 0)
    assert check(now=NOW) == []


def test_lowering_the_capacity_throws_nobody_out_and_lets_nobody_in() -> None:
    circle = republish(crowded(capacity=3), capacity=1)
    first = circle.sign_ups.get(name="p0")

    cancel(first, now=NOW)
    circle.refresh_from_db()

    assert names(circle, CONFIRMED) == ["p1", "p2"]
    assert (circle.taken, circle.waiting, seats_over(circle)) == (2, 2, 1)
    assert check(now=NOW) == []


def test_an_old_revision_takes_no_seat_away() -> None:
    circle = crowded(capacity=3)
    page = CirclePage.objects.get(circle=circle)
    old = page.save_revision()
    republish(circle, capacity=4)

    old.publish()
    circle.refresh_from_db()

    assert (circle.capacity, circle.taken, circle.waiting) == (3, 4, 1)


def test_turning_the_waiting_list_off_leaves_those_who_wait_in_line() -> None:
    circle = republish(crowded(), waiting_list=False)

    cancel(circle.sign_ups.get(name="p0"), now=NOW)

    assert names(circle, CONFIRMED) == ["p1"]
    assert names(circle, WAITING) == ["p2", "p3", "p4"]


def test_a_cancelled_circle_promotes_nobody_until_it_takes_place_after_all() -> None:
    circle = republish(crowded(), cancelled=True)
    cancel(circle.sign_ups.get(name="p0"), now=NOW)
    assert names(circle, CONFIRMED) == []
    assert check(now=NOW) == []

    republish(circle, cancelled=False)

    assert names(circle, CONFIRMED) == ["p1"]


def test_a_capacity_that_was_written_past_publication_is_made_good() -> None:
    circle = crowded(people=2)
    Circle.objects.filter(pk=circle.pk).update(capacity=3)

    result = join(circle, "p2")

    assert result.status == CONFIRMED
    assert names(circle, CONFIRMED) == ["p0", "p1", "p2"]
    assert check(now=NOW) == []
