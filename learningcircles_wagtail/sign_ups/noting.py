"""Noting who came to a meeting, so that two who note at once undo nothing unseen.

A form says for each learner what it was loaded with and what was chosen. Only what was
changed is written, and only where the database still says what the form was loaded
with: the comparison is part of the statement that writes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.log_actions import log

from learningcircles_wagtail.models import Attendance, Circle, DropIns, Meeting
from learningcircles_wagtail.sign_ups.erasing import erase
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database

NOTED = "learningcircles_wagtail.attendance.note"


@dataclass(frozen=True, slots=True)
class Change:
    """What a form was loaded with, and what was chosen; "" or None for nothing."""

    was: Any
    chosen: Any

    @property
    def is_one(self) -> bool:
        """Whether anything was changed."""
        return self.was != self.chosen


@dataclass(frozen=True, slots=True)
class Noted:
    """How many changes stand now, and which were in the way of somebody else's.

    `clashes` are the keys of sign-ups that somebody else has noted otherwise meanwhile.
    """

    written: int = 0
    clashes: frozenset[int] = field(default_factory=frozenset)
    drop_ins_clash: bool = False

    @property
    def has_clashes(self) -> bool:
        """Whether anything was left as somebody else noted it."""
        return bool(self.clashes) or self.drop_ins_clash


def note(
    circle: Circle,
    meeting: Meeting,
    changes: Mapping[int, Change],
    drop_ins: Change,
    *,
    now: datetime,
    user: Any,
) -> Noted:
    """Write what was changed, by keys of sign-ups; the log gets one entry.

    The caller has seen to it that the keys are of this circle, and the words states.
    Raises TooBusyError.
    """
    changed = {key: one for key, one in changes.items() if one.is_one}
    if not changed and not drop_ins.is_one:
        return Noted()

    def step() -> Noted:
        _write(meeting, changed, now=now, user=user)
        _write_number(meeting, drop_ins, now=now, user=user)
        noted = _compare(meeting, changed, drop_ins)
        if noted.written:
            log(
                instance=circle,
                action=NOTED,
                user=user,
                data={"meeting": meeting.pk, "changes": noted.written},
            )
        return noted

    return in_transaction(step)


def _write(
    meeting: Meeting, changed: Mapping[int, Change], *, now: datetime, user: Any
) -> None:
    """Write rows, with as many statements as there are kinds of change."""
    rows = Attendance.objects.using(sign_up_database())
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for key, one in changed.items():
        kinds[one.was, one.chosen].append(key)
    for (was, chosen), keys in kinds.items():
        if not was:
            rows.bulk_create(
                _new(meeting, keys, chosen, now, user), ignore_conflicts=True
            )
            continue
        found = rows.filter(meeting=meeting, sign_up__in=keys, status=was)
        if chosen:
            found.update(status=chosen, noted_at=now, noted_by=user)
        else:
            erase(found)


def _new(
    meeting: Meeting, keys: Iterable[int], status: str, now: datetime, user: Any
) -> list[Attendance]:
    return [
        Attendance(
            meeting=meeting, sign_up_id=key, status=status, noted_at=now, noted_by=user
        )
        for key in keys
    ]


def _write_number(
    meeting: Meeting, drop_ins: Change, *, now: datetime, user: Any
) -> None:
    if not drop_ins.is_one:
        return
    rows = DropIns.objects.using(sign_up_database())
    if drop_ins.was is None:
        row = DropIns(
            meeting=meeting, number=drop_ins.chosen, noted_at=now, noted_by=user
        )
        rows.bulk_create([row], ignore_conflicts=True)
        return
    found = rows.filter(meeting=meeting, number=drop_ins.was)
    if drop_ins.chosen is None:
        erase(found)
    else:
        found.update(number=drop_ins.chosen, noted_at=now, noted_by=user)


def _compare(
    meeting: Meeting, changed: Mapping[int, Change], drop_ins: Change
) -> Noted:
    """Return what became of the changes: what stands is read, not believed."""
    rows = Attendance.objects.using(sign_up_database()).filter(
        meeting=meeting, sign_up__in=changed
    )
    stands = dict(rows.values_list("sign_up_id", "status"))
    clashes = frozenset(
        key for key, one in changed.items() if stands.get(key, "") != one.chosen
    )
    written = len(changed) - len(clashes)
    drop_ins_clash = False
    if drop_ins.is_one:
        numbers = DropIns.objects.using(sign_up_database()).filter(meeting=meeting)
        number = numbers.values_list("number", flat=True).first()
        drop_ins_clash = number != drop_ins.chosen
        written += not drop_ins_clash
    return Noted(written, clashes, drop_ins_clash)
