"""What the grid of attendance shows: meetings and learners, each with their counts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from learningcircles_wagtail.directory.words import in_zone, short_day
from learningcircles_wagtail.enums import AttendanceStatus, MeetingState, SignUpStatus
from learningcircles_wagtail.models import Attendance, Circle, DropIns, Meeting, SignUp
from learningcircles_wagtail.sign_ups.mail.lines import MeetingLine, meeting_line
from learningcircles_wagtail.sign_ups.noting import Change

EARLY = timedelta(hours=1)
"""How long before a meeting begins people may be noted as here."""

LATE = timedelta(hours=2)
"""How long after its end a meeting is still the one that is shown first."""

PRESENT, ABSENT, EXCUSED = AttendanceStatus


@dataclass(frozen=True, slots=True)
class MeetingColumn:
    """One meeting with how many came.

    `number` is what visitors read of it, "Meeting 3 of 6"; None for a cancelled one.
    """

    row: Meeting
    line: MeetingLine
    number: int | None
    is_held: bool
    has_begun: bool
    present: int
    absent: int
    excused: int
    drop_ins: int | None

    @property
    def short_day(self) -> str:
        """The day in a few letters, by the circle's own clock: "Nov. 4"."""
        start = in_zone(self.row.start, self.row.circle.time_zone)
        return short_day(start, with_year=False)

    @property
    def choices(self) -> tuple[AttendanceStatus, ...]:
        """What can be noted: of a meeting to come, that somebody cannot come."""
        return (PRESENT, ABSENT, EXCUSED) if self.has_begun else (EXCUSED,)

    @property
    def came(self) -> int:
        """How many people came, with a name and without."""
        return self.present + (self.drop_ins or 0)

    @property
    def is_noted(self) -> bool:
        """Whether anybody has noted who came."""
        return bool(self.present or self.absent or self.drop_ins is not None)


def columns(circle: Circle, *, now: datetime) -> list[MeetingColumn]:
    """Return the announced meetings of a circle, by start, with two queries."""
    rows = circle.meetings.announced().order_by("start", "pk")
    # Who has left, or was moved to another circle, came or did not come; but whether
    # they would have come to a meeting is of no use to anybody.
    is_expected = Q(attendance__sign_up__circle=circle) & Q(
        attendance__sign_up__ended_at=None
    )
    counted = rows.annotate(
        **{
            f"lc_{status}": Count(
                "attendance",
                filter=Q(attendance__status=status)
                & (is_expected if status == EXCUSED else Q()),
            )
            for status in AttendanceStatus.values
        }
    )
    people = dict(
        DropIns.objects.filter(meeting__circle=circle).values_list(
            "meeting_id", "number"
        )
    )
    numbers = count(1)
    return [
        MeetingColumn(
            row=row,
            line=meeting_line(row, circle),
            number=None if row.state == MeetingState.CANCELLED else next(numbers),
            is_held=circle.holds(row),
            has_begun=row.start - EARLY <= now,
            present=row.lc_present,
            absent=row.lc_absent,
            excused=row.lc_excused,
            drop_ins=people.get(row.pk),
        )
        for row in counted
    ]


def first_shown(found: list[MeetingColumn], *, now: datetime) -> MeetingColumn | None:
    """Return the meeting that is held now or next; where all are over, the last."""
    held = [one for one in found if one.is_held]
    coming = [one for one in held if one.row.end + LATE > now]
    if coming:
        return coming[0]
    return held[-1] if held else None


def listed(circle: Circle) -> QuerySet[SignUp]:
    """Return those whom the grid names: who has a place, and who came once, by name.

    Nothing but names is read. Who is anonymised has none.
    """
    came = Attendance.objects.filter(
        sign_up=OuterRef("pk"), meeting__circle=circle
    ).exclude(status=EXCUSED)
    rows = SignUp.objects.filter(circle=circle).exclude(status=SignUpStatus.ANONYMISED)
    return (
        rows.filter(Q(status=SignUpStatus.CONFIRMED) | Q(Exists(came)))
        .only("pk", "name", "status")
        .order_by(Lower("name"), "pk")
    )


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """One learner; `marks` are what was noted of each meeting, in their order."""

    pk: int
    name: str
    has_left: bool
    noted: str
    chosen: str
    clashes: bool
    marks: list[str]

    @property
    def present(self) -> int:
        """To how many meetings the learner came."""
        return self.marks.count(PRESENT)


def lines(
    rows: Iterable[SignUp],
    found: list[MeetingColumn],
    meeting: MeetingColumn | None,
    *,
    asked: Mapping[int, Change] | None = None,
    clashes: Collection[int] = (),
) -> list[LearnerLine]:
    """Return a line for each learner, with one query.

    `asked` is what a form said that could not be taken, and is shown again; `clashes`
    are keys of those whom somebody else has noted meanwhile.
    """
    people = list(rows)
    marks: dict[tuple[int, int], str] = {
        (sign_up, key): status
        for sign_up, key, status in Attendance.objects.filter(
            sign_up__in=people, meeting__in=[one.row.pk for one in found]
        ).values_list("sign_up_id", "meeting_id", "status")
    }
    key = meeting.row.pk if meeting else 0
    said = asked or {}

    def line(row: SignUp) -> LearnerLine:
        stands = marks.get((row.pk, key), "")
        change = said.get(row.pk, Change(stands, stands))
        return LearnerLine(
            pk=row.pk,
            name=row.name,
            has_left=row.status != SignUpStatus.CONFIRMED,
            noted=change.was,
            chosen=change.chosen,
            clashes=row.pk in clashes,
            marks=[marks.get((row.pk, one.row.pk), "") for one in found],
        )

    return [line(row) for row in people]


def totals(found: list[MeetingColumn]) -> dict[str, Any]:
    """Return what came together over all meetings."""
    return {
        "present": sum(one.present for one in found),
        "absent": sum(one.absent for one in found),
        "excused": sum(one.excused for one in found),
        "drop_ins": sum(one.drop_ins or 0 for one in found),
    }
