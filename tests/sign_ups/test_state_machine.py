"""Whatever people, staff and editors do, in any order: a simple model says the same.

`SIGN_UP_OPERATIONS=5000` in the environment makes so many random operations; by default
there are few. Each run of some dozens begins with empty circles.
"""

import os
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from learningcircles_wagtail.enums import HOLDING, SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import seats, staff
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.results import SignUpResult
from learningcircles_wagtail.sign_ups.tokens import find_sign_up, token_of
from tests.sign_ups.makers import NOW, join, names, open_circle

OPERATIONS = int(os.environ.get("SIGN_UP_OPERATIONS", "400"))
STEPS = 40
PEOPLE = [f"person{number}" for number in range(9)]

circle_numbers = st.integers(0, 1)
people = st.sampled_from(PEOPLE)


@dataclass
class Simple:
    """A circle as a child would keep it: who is in, and who stands in line."""

    capacity: int | None = 1
    waiting_list: bool = True
    limit: int | None = None
    inside: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)

    def holds(self, person: str) -> bool:
        return person in self.inside or person in self.line

    @property
    def has_seat(self) -> bool:
        return self.capacity is None or len(self.inside) < self.capacity

    @property
    def answer(self) -> str | None:
        """What a newcomer is told."""
        if self.has_seat and not self.line:
            return SignUpStatus.CONFIRMED
        has_room = self.limit is None or len(self.line) < self.limit
        return SignUpStatus.WAITING if self.waiting_list and has_room else None

    def enter(self, person: str) -> str | None:
        answer = self.answer
        if answer == SignUpStatus.CONFIRMED:
            self.inside.append(person)
        elif answer:
            self.line.append(person)
        return answer

    def leave(self, person: str) -> None:
        (self.inside if person in self.inside else self.line).remove(person)
        self.fill()

    def fill(self) -> None:
        while self.line and self.has_seat:
            self.inside.append(self.line.pop(0))


class Library(RuleBasedStateMachine):
    """Two circles and nine people, here and in the model."""

    circles: list[Circle]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.model = [Simple(), Simple()]
        for number in range(2):
            self.write(number)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def write(self, number: int) -> None:
        """Publish the facts of a circle."""
        simple = self.model[number]
        Circle.objects.filter(pk=self.circles[number].pk).update(
            capacity=simple.capacity,
            waiting_list=simple.waiting_list,
            waiting_limit=simple.limit,
        )
        seats.fill_free_seats(self.circles[number].pk, now=NOW)

    def row(self, number: int, person: str, *, holding: bool) -> SignUp | None:
        rows = SignUp.objects.filter(circle=self.circles[number], name=person)
        rows = (
            rows.filter(status__in=HOLDING)
            if holding
            else rows.exclude(status__in=HOLDING)
        )
        return rows.order_by("-pk").first()

    @rule(number=circle_numbers, person=people)
    def somebody_signs_up(self, number: int, person: str) -> None:
        simple = self.model[number]
        is_in = simple.holds(person)
        expected = simple.answer if is_in else simple.enter(person)
        assert join(self.circles[number], person).status == expected

    @rule(number=circle_numbers, person=people)
    def somebody_cancels(self, number: int, person: str) -> None:
        row = self.row(number, person, holding=True)
        assert (row is not None) == self.model[number].holds(person)
        if row is not None:
            assert cancel(find_sign_up(token_of(row)), now=NOW)
            self.model[number].leave(person)

    @rule(number=circle_numbers, person=people)
    def staff_remove_somebody(self, number: int, person: str) -> None:
        row = self.row(number, person, holding=True)
        if row is not None:
            assert staff.remove(row, now=NOW, user=None)
            self.model[number].leave(person)

    @rule(number=circle_numbers, person=people)
    def staff_restore_somebody(self, number: int, person: str) -> None:
        row = self.row(number, person, holding=False)
        simple = self.model[number]
        if row is None:
            return
        result = staff.restore(row, now=NOW, user=None)
        expected = None if simple.holds(person) else simple.enter(person)
        assert result.status == expected

    @rule(number=circle_numbers, person=people)
    def staff_move_somebody(self, number: int, person: str) -> None:
        row = self.row(number, person, holding=True)
        here, there = self.model[number], self.model[1 - number]
        if row is None:
            return
        result: SignUpResult = staff.move(
            row, self.circles[1 - number], now=NOW, user=None
        )
        expected = None if there.holds(person) else there.enter(person)
        if expected:
            here.leave(person)
        assert result.status == expected

    @rule(
        number=circle_numbers,
        capacity=st.none() | st.integers(0, 4),
        waiting_list=st.booleans(),
        limit=st.none() | st.integers(0, 3),
    )
    def an_editor_publishes(
        self, number: int, capacity: int | None, waiting_list: bool, limit: int | None
    ) -> None:
        simple = self.model[number]
        simple.capacity, simple.limit = capacity, limit
        simple.waiting_list = waiting_list
        simple.fill()
        self.write(number)

    @invariant()
    def both_say_the_same(self) -> None:
        for circle, simple in zip(self.circles, self.model, strict=True):
            assert names(circle, SignUpStatus.CONFIRMED) == simple.inside
            assert names(circle, SignUpStatus.WAITING) == simple.line
            counts = Circle.objects.values_list("taken", "waiting").get(pk=circle.pk)
            assert counts == (len(simple.inside), len(simple.line))
        assert check(now=NOW) == []


def run(operations: int = OPERATIONS) -> None:
    """Run the machine; raises where the model and the database part ways."""
    machine = type("OneLibrary", (Library,), {})
    machine.circles = [open_circle() for _number in range(2)]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, operations // STEPS),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            # A failure tells its steps; to look for fewer would take minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert OutboxMail.objects.count() == 0


@pytest.mark.django_db
def test_a_simple_model_and_the_database_never_part_ways() -> None:
    run()


@pytest.mark.django_db
def test_the_machine_notices_when_nobody_is_promoted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "free_seats", lambda circle, now: 0)

    with pytest.raises(AssertionError):
        # It ends at the first fault, which chance may put off for long.
        run(operations=20_000)
