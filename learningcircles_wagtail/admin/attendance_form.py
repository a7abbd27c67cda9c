"""What the grid of attendance sends, read with distrust."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.enums import AttendanceStatus
from learningcircles_wagtail.sign_ups.noting import Change

IS, WAS = "is-", "was-"
DROP_INS, HAD_DROP_INS = "drop-ins", "had-drop-ins"
MOST_DROP_INS = 500
DIGITS = 3


class TamperedError(Exception):
    """The form holds what its page never offered: nothing of it is written."""


@dataclass(slots=True)
class NotingForm:
    """What was chosen, by keys of sign-ups, and how many came besides.

    `is_valid` is False where the number of people is none: `typed` is what stood there.
    """

    changes: dict[int, Change] = field(default_factory=dict)
    drop_ins: Change = field(default_factory=lambda: Change(None, None))
    typed: str = ""
    is_valid: bool = True


def read(data: QueryDict, keys: Iterable[int], choices: Iterable[str]) -> NotingForm:
    """Return what a form says of these sign-ups; raise TamperedError for all others.

    What was changed must be one of `choices`, or nothing.
    """
    known, allowed = set(keys), {"", *choices}
    states = {"", *AttendanceStatus.values}
    form = NotingForm()
    for name in data:
        if not name.startswith(IS):
            continue
        key = whole_number(name.removeprefix(IS), digits=LONGEST_KEY)
        chosen, was = data[name], data.get(f"{WAS}{key}", "")
        if key not in known or chosen not in states or was not in states:
            raise TamperedError
        change = Change(was, chosen)
        if change.is_one and chosen not in allowed:
            raise TamperedError
        form.changes[key] = change
    _read_number(data, form)
    return form


def _read_number(data: QueryDict, form: NotingForm) -> None:
    if DROP_INS not in data:
        return
    form.typed = data[DROP_INS].strip()
    before = data.get(HAD_DROP_INS, "")
    was = whole_number(before, digits=DIGITS)
    if before and was is None:
        raise TamperedError
    number = whole_number(form.typed, digits=DIGITS) if form.typed else None
    if form.typed and (number is None or number > MOST_DROP_INS):
        form.is_valid = False
        return
    form.drop_ins = Change(was, number)
