"""What the list of a circle's sign-ups says of each learner, and of all together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups.learners import questions_of
from learningcircles_wagtail.sign_ups.seats import seats_over
from learningcircles_wagtail.sign_ups.staff import ENDED
from learningcircles_wagtail.sign_ups.undelivered import unreached

CONFIRMED, WAITING, FORMER = "confirmed", "waiting", "former"

GROUPS = {
    CONFIRMED: Q(status=SignUpStatus.CONFIRMED),
    WAITING: Q(status=SignUpStatus.WAITING),
    FORMER: Q(status__in=ENDED),
}
"""Whom each part of the list shows; who is anonymised is only counted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people there are; all that those see who may not read names.

    `over` is how many more have a place than there are places.
    """

    confirmed: int
    waiting: int
    former: int
    anonymised: int
    wishes: int
    capacity: int | None
    over: int

    @property
    def free(self) -> int | None:
        """Places that nobody has; None where there is no limit."""
        if self.capacity is None:
            return None
        return max(0, self.capacity - self.confirmed)


@dataclass(frozen=True, slots=True)
class Line:
    """One learner as the list shows them.

    `number` is the place among those who have one, or the place in line. With
    `is_unreached` a mail server did not take the last message to them.
    """

    sign_up: SignUp
    number: int | None
    answers: list[tuple[str, str]]
    is_unreached: bool = False

    @property
    def holds_place(self) -> bool:
        """Whether there is something to take back."""
        return self.sign_up.status not in ENDED


def count(circle: Circle) -> Counts:
    """Return how many people there are in each state, with one query."""
    wishes = GROUPS[CONFIRMED] & ~Q(accommodation="")
    found = SignUp.objects.filter(circle=circle).aggregate(
        confirmed=Count("pk", filter=GROUPS[CONFIRMED]),
        waiting=Count("pk", filter=GROUPS[WAITING]),
        former=Count("pk", filter=GROUPS[FORMER]),
        anonymised=Count("pk", filter=Q(status=SignUpStatus.ANONYMISED)),
        wishes=Count("pk", filter=wishes),
    )
    return Counts(**found, capacity=circle.capacity, over=seats_over(circle))


def learners(circle: Circle, group: str) -> QuerySet[SignUp]:
    """Return those of one part of the list, the first first, the last to go first."""
    rows = SignUp.objects.filter(GROUPS[group], circle=circle)
    order = ("-ended_at", "-pk") if group == FORMER else ("line_number", "pk")
    return rows.order_by(*order)


def everybody(circle: Circle) -> QuerySet[SignUp]:
    """Return those of all parts of the list, the first first."""
    shown = Q()
    for group in GROUPS.values():
        shown |= group
    return SignUp.objects.filter(shown, circle=circle).order_by("line_number", "pk")


def find(rows: QuerySet[SignUp], words: str) -> QuerySet[SignUp]:
    """Keep those whose name, address or telephone holds every word."""
    for word in words.replace("\0", " ").split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__contains=word)
        )
    return rows


def question_labels(circle: Circle) -> dict[str, str]:
    """Return the questions of a circle's form by the keys of their answers."""
    return {question.answer_key: question.label for question in questions_of(circle)}


def answer_words(answer: Any) -> str:
    """Return an answer in words."""
    if answer is True:
        return _("Yes")
    return _("No") if answer is False else str(answer)


def lines(
    rows: Iterable[SignUp], labels: Mapping[str, str], *, first: int | None
) -> list[Line]:
    """Return the lines of a list; `first` is the number of the first, if numbered.

    An answer whose question is gone from the form keeps its key as the question.
    """
    rows = list(rows)
    shown = SignUp.objects.filter(pk__in=[row.pk for row in rows])
    unreachable = set(unreached(shown).values_list("pk", flat=True)) if rows else set()
    return [
        Line(
            sign_up=row,
            number=None if first is None else first + index,
            answers=[
                (labels.get(key, key), answer_words(answer))
                for key, answer in row.answers.items()
            ],
            is_unreached=row.pk in unreachable,
        )
        for index, row in enumerate(rows)
    ]
