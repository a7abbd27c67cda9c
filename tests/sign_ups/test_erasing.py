"""Rows are deleted by the statement that looks: so nobody is undone unseen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learningcircles_wagtail.enums import AttendanceStatus
from learningcircles_wagtail.models import Attendance, Meeting, SignUp
from learningcircles_wagtail.sign_ups.attendance import excuse, take_back
from learningcircles_wagtail.sign_ups.erasing import erase
from learningcircles_wagtail.sign_ups.noting import Change, note
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db
TABLE = Attendance._meta.db_table
EXCUSED, PRESENT = AttendanceStatus.EXCUSED, AttendanceStatus.PRESENT


@pytest.fixture
def ada() -> SignUp:
    return join(open_circle(), "ada").sign_up


@pytest.fixture
def meeting(ada: SignUp) -> Meeting:
    """One to which ada has said not to come."""
    meeting = ada.circle.meetings.order_by("start").first()
    excuse(ada, meeting, now=NOW)
    return meeting


def deletions(act) -> list[str]:
    """Return the statements about what was noted, up to the one that deletes."""
    with CaptureQueriesContext(connection) as asked:
        act()
    found = [query["sql"] for query in asked if TABLE in query["sql"]]
    last = max(place for place, sql in enumerate(found) if sql.startswith("DELETE"))
    return found[: last + 1]


def test_taking_back_an_excuse_is_one_statement(ada: SignUp, meeting: Meeting) -> None:
    (only,) = deletions(lambda: take_back(ada, meeting))

    assert EXCUSED in only
    assert not Attendance.objects.exists()


def test_noting_nothing_any_more_is_one_statement(
    ada: SignUp, meeting: Meeting
) -> None:
    changes, nobody = {ada.pk: Change(EXCUSED, "")}, Change(None, None)

    (only,) = deletions(
        lambda: note(ada.circle, meeting, changes, nobody, now=NOW, user=None)
    )

    assert EXCUSED in only


def test_the_usual_way_to_delete_looks_first(ada: SignUp, meeting: Meeting) -> None:
    assert len(deletions(Attendance.objects.filter(status=EXCUSED).delete)) == 2


def test_what_does_not_fit_is_not_erased(ada: SignUp, meeting: Meeting) -> None:
    assert erase(Attendance.objects.filter(status=PRESENT)) == 0
    assert erase(Attendance.objects.filter(status=EXCUSED)) == 1
