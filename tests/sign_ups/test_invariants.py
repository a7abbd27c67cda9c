"""Every invariant is noticed when it does not hold, and by the command too."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import invariants
from learningcircles_wagtail.sign_ups.actions import cancel
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle() -> Circle:
    """One with two seats, three who wait, and one who went."""
    circle = open_circle(capacity=2, waiting_list=True)
    for name in ("ada", "bo", "cy", "di", "em", "fe"):
        join(circle, name)
    cancel(SignUp.objects.get(name="fe"), now=NOW)
    return circle


def one_taken_too_many(circle: Circle) -> None:
    Circle.objects.filter(pk=circle.pk).update(taken=3)


def one_waiting_too_few(circle: Circle) -> None:
    Circle.objects.filter(pk=circle.pk).update(waiting=2)


def one_address_twice(circle: Circle) -> None:
    ada = SignUp.objects.get(name="ada")
    SignUp.objects.filter(name="bo").update(email_hash=ada.email_hash)


def one_without_its_hash(circle: Circle) -> None:
    SignUp.objects.filter(name="bo").update(active_email_hash=None)


def an_empty_seat(circle: Circle) -> None:
    Circle.objects.filter(pk=circle.pk).update(capacity=3)


def one_who_jumped_the_line(circle: Circle) -> None:
    SignUp.objects.filter(name="cy").update(
        status=SignUpStatus.CONFIRMED, confirmed_at=NOW
    )
    SignUp.objects.filter(name="ada").update(
        status=SignUpStatus.WAITING, confirmed_at=None
    )


def two_with_one_number(circle: Circle) -> None:
    SignUp.objects.filter(name="di").update(line_number=3)


def a_number_that_was_not_given(circle: Circle) -> None:
    SignUp.objects.filter(name="em").update(line_number=99)


def a_place_without_its_time(circle: Circle) -> None:
    SignUp.objects.filter(name="ada").update(confirmed_at=None)


def an_end_without_its_time(circle: Circle) -> None:
    SignUp.objects.filter(name="fe").update(ended_at=None)


def nobody_was_told(circle: Circle) -> None:
    OutboxMail.objects.filter(sign_up__name="di").delete()


def told_before_it_was_so(circle: Circle) -> None:
    OutboxMail.objects.filter(sign_up__name="fe").update(
        created_at=NOW - timedelta(seconds=1)
    )


BREACHES = {
    one_taken_too_many: "counts_are_rows",
    one_waiting_too_few: "counts_are_rows",
    one_address_twice: "nobody_is_in_twice",
    one_without_its_hash: "nobody_is_in_twice",
    an_empty_seat: "no_seat_is_free_beside_a_line",
    one_who_jumped_the_line: "the_order_is_kept",
    two_with_one_number: "the_order_is_kept",
    a_number_that_was_not_given: "the_order_is_kept",
    a_place_without_its_time: "states_have_their_times",
    an_end_without_its_time: "states_have_their_times",
    nobody_was_told: "every_row_has_its_message",
    told_before_it_was_so: "every_row_has_its_message",
}


@pytest.mark.parametrize("spoil", BREACHES)
def test_a_breach_is_found_in_its_circle_and_nowhere_else(
    circle: Circle, spoil
) -> None:
    open_circle()
    assert invariants.check(now=NOW) == []
    spoil(circle)

    found = invariants.check(now=NOW)

    assert BREACHES[spoil] in {breach.rule for breach in found}
    assert {breach.circle_id for breach in found} == {circle.pk}


def test_who_was_anonymised_needs_no_message(circle: Circle) -> None:
    SignUp.objects.filter(name="fe").update(
        status=SignUpStatus.ANONYMISED, email="", email_hash=""
    )
    OutboxMail.objects.filter(sign_up__name="fe").delete()

    assert invariants.check(now=NOW) == []


def test_the_command_says_that_all_is_well(circle: Circle) -> None:
    out = StringIO()

    call_command("check_sign_ups", stdout=out)

    assert out.getvalue() == "Every sign-up is as it must be.\n"


def test_the_command_prints_each_breach_and_names_nobody(circle: Circle) -> None:
    SignUp.objects.filter(name="ada").update(name="Canary", email="canary@example.org")
    nobody_was_told(circle)
    one_taken_too_many(circle)
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit) as caught:
        call_command("check_sign_ups", stdout=out, stderr=err)

    assert caught.value.code == 1
    assert len(out.getvalue().splitlines()) == 2
    assert "anary" not in out.getvalue() + err.getvalue()
