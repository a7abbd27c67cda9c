"""What was noted of a circle's meetings: who came, who said that they cannot come."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from learningcircles_wagtail.enums import AttendanceStatus, MeetingState, SignUpStatus
from learningcircles_wagtail.models import Attendance, Circle, Meeting, SignUp
from learningcircles_wagtail.sign_ups.erasing import erase
from learningcircles_wagtail.sign_ups.retrying import (
    in_transaction,
    patiently,
    sign_up_database,
)


def noted_at_q(circle_id: int, prefix: str = "") -> Q:
    """Notes on meetings of a circle that count: neither cancelled nor taken away since.

    `prefix` is the path from the queried model to `Attendance`, such as
    `"attendance__"`.
    """
    meeting = f"{prefix}meeting__"
    return Q(
        **{f"{meeting}circle": circle_id, f"{meeting}withdrawn_at__isnull": True}
    ) & ~Q(**{f"{meeting}state": MeetingState.CANCELLED})


def meetings_attended(sign_up: SignUp) -> int:
    """Return to how many meetings of the circle a learner was noted to have come."""
    return (
        Attendance.objects.using(sign_up_database())
        .filter(
            noted_at_q(sign_up.circle_id),
            sign_up_id=sign_up.pk,
            status=AttendanceStatus.PRESENT,
        )
        .count()
    )


def meetings_noted(circle: Circle) -> int:
    """Return of how many meetings of a circle it was noted who came, or who did not."""
    rows = Attendance.objects.using(sign_up_database())
    noted = rows.filter(noted_at_q(circle.pk)).exclude(status=AttendanceStatus.EXCUSED)
    return noted.values("meeting_id").distinct().count()


def meetings_to_come(sign_up: SignUp, *, now: datetime) -> list[Meeting]:
    """Return the meetings to which a learner can say not to come, by start."""
    if sign_up.status != SignUpStatus.CONFIRMED:
        return []
    rows = Meeting.objects.using(sign_up_database()).to_come(now)
    return list(
        rows.filter(circle_id=sign_up.circle_id, start__gt=now).order_by("start", "pk")
    )


def excused_from(sign_up: SignUp) -> set[int]:
    """Return the keys of the meetings to which a learner does not come."""
    rows = Attendance.objects.using(sign_up_database()).filter(
        sign_up_id=sign_up.pk, status=AttendanceStatus.EXCUSED
    )
    return set(rows.values_list("meeting_id", flat=True))


def excuse(sign_up: SignUp, meeting: Meeting, *, now: datetime) -> None:
    """Note that a learner does not come to one meeting; the place stays theirs.

    What staff have noted of them stays. Twice is once. Raises TooBusyError.
    """
    row = Attendance(
        meeting=meeting,
        sign_up=sign_up,
        status=AttendanceStatus.EXCUSED,
        noted_at=now,
    )
    rows = Attendance.objects.using(sign_up_database())
    in_transaction(lambda: rows.bulk_create([row], ignore_conflicts=True))


def take_back(sign_up: SignUp, meeting: Meeting) -> None:
    """Note that a learner comes after all. Twice is once. Raises TooBusyError.

    What staff have noted of them stays.
    """
    rows = Attendance.objects.using(sign_up_database()).filter(
        sign_up=sign_up, meeting=meeting, status=AttendanceStatus.EXCUSED
    )
    in_transaction(lambda: erase(rows))


def forget_excuses(meetings: Iterable[Meeting]) -> None:
    """Take back who cannot come to meetings that were moved to another day.

    That was said of the day before; so everybody is reminded of the new one. Call it
    in the transaction that moves them.
    """
    keys = [row.pk for row in meetings]
    if keys:
        rows = Attendance.objects.using(sign_up_database())
        erase(rows.filter(meeting_id__in=keys, status=AttendanceStatus.EXCUSED))


def is_excused(sign_up_id: int, meeting_id: int) -> bool:
    """Return whether a learner has said not to come to a meeting."""
    rows = Attendance.objects.using(sign_up_database()).filter(
        sign_up_id=sign_up_id,
        meeting_id=meeting_id,
        status=AttendanceStatus.EXCUSED,
    )
    return patiently(rows.exists)
