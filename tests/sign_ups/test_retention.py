"""Learners are forgotten when the time of keeping is over, and not before."""

import logging
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from learningcircles_wagtail.admin.sign_up_pages import ATTENDANCE
from learningcircles_wagtail.enums import MailKind, MailStatus, SignUpStatus
from learningcircles_wagtail.models import (
    Attendance,
    Circle,
    CirclePage,
    DropIns,
    OutboxMail,
    SignUp,
    SignUpForm,
)
from learningcircles_wagtail.models import SignUpQuestion as Question
from learningcircles_wagtail.sign_ups import retention, staff
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.attendance import excuse
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.noting import Change, note
from tests.sign_ups.makers import NOW, join, learner, open_circle
from tests.support.dumps import dump

pytestmark = pytest.mark.django_db

ANONYMISED = SignUpStatus.ANONYMISED
CANARIES = [
    "Quillfeather",
    "canary-address",
    "555-0198-77",
    "canary-wish",
    "canary-answer",
]


def end_of(circle: Circle):
    return Circle.objects.get(pk=circle.pk).last_meeting_at


def canary(number: int = 0):
    """Return somebody of whom every word can be found again."""
    return learner(
        f"Quillfeather {number}",
        email=f"canary-address-{number}@example.org",
        phone="555-0198-77",
        accommodation="canary-wish, please",
        answers={"why": "canary-answer"},
    )


def asking_circle(**values) -> Circle:
    """Return a circle that asks for everything there is."""
    form = SignUpForm.objects.create(name="Usual", ask_phone=True)
    Question.objects.create(form=form, key="why", label="Why?", kind="text")
    circle = open_circle(**values)
    Circle.objects.filter(pk=circle.pk).update(sign_up_form=form)
    return Circle.objects.get(pk=circle.pk)


def files() -> str:
    """Return the names and the contents of all files of the media folder."""
    root = Path(django_settings.MEDIA_ROOT)
    return "\n".join(
        f"{path} {path.read_bytes()!r}" for path in root.rglob("*") if path.is_file()
    )


def held(text: str) -> list[str]:
    return [word for word in CANARIES if word in text]


def test_after_the_purge_no_table_file_or_log_holds_anything_of_anybody(
    caplog, capsys, client, django_user_model
):
    caplog.set_level(logging.DEBUG)
    # A restore needs a circle that is still running, so the clock is put on later.
    now = NOW
    user = django_user_model.objects.create_superuser("librarian")
    client.force_login(user)
    circle = asking_circle(capacity=3, waiting_list=True)
    other = open_circle(slug="other", title="Other")
    rows = [
        staff.add(circle, canary(n), now=now, user=user, request_key=uuid4()).sign_up
        for n in range(6)
    ]
    staff.remove(rows[0], now=now, user=user)
    staff.restore(rows[0], now=now, user=user)
    staff.move(rows[1], other, now=now, user=user)
    cancel(rows[2], now=now)
    first, second = circle.meetings.order_by("start")[:2]
    excuse(rows[3], second, now=now)
    there = {row.pk: Change("", "present") for row in (rows[0], rows[4])}
    note(circle, first, there, Change(None, 3), now=now, user=user)
    page = CirclePage.objects.get(circle=circle)
    for name, args in (("", [page.pk]), ("_meeting", [page.pk, first.pk])):
        grid = client.get(reverse(f"{ATTENDANCE}{name}", args=args)).content.decode()
        assert "Quillfeather 4" in grid
    client.get("/")
    OutboxMail.objects.update(last_error="550 <canary-address-1@example.org> unknown")
    OutboxMail.objects.create(
        kind=MailKind.LINK,
        recipient="canary-address-9@example.org",
        status=MailStatus.SENT,
        created_at=now,
        due_at=now,
    )
    # What is searched for is there, and where it is, it is found.
    assert held(dump()) == CANARIES

    later = max(end_of(circle), end_of(other)) + timedelta(days=91)
    confirmed = SignUp.objects.filter(status=SignUpStatus.CONFIRMED).count()
    done = retention.purge(now=later, days=90)

    assert done == retention.Purged(sign_ups=6, messages=1)
    assert held(dump()) == []
    assert held(files()) == []
    assert held(caplog.text) == []
    assert held(capsys.readouterr().out) == []
    assert check(now=later) == []
    assert SignUp.objects.filter(status=ANONYMISED).count() == 6
    kept = SignUp.objects.filter(confirmed_at__isnull=False, ended_at=None)
    assert kept.count() == confirmed
    assert retention.purge(now=later, days=90) == retention.Purged(0, 0)
    # What was noted is still counted, and names nobody any more.
    marks = Counter(Attendance.objects.values_list("status", flat=True))
    assert marks == {"present": 2, "excused": 1}
    assert DropIns.objects.get().number == 3
    for name, args in (("", [page.pk]), ("_meeting", [page.pk, first.pk])):
        grid = client.get(reverse(f"{ATTENDANCE}{name}", args=args)).content.decode()
        assert held(grid) == []
    sheet = client.get(reverse(f"{ATTENDANCE}_sheet", args=[page.pk]))
    assert held(sheet.content.decode()) == []


def test_nobody_is_forgotten_a_moment_too_early():
    circle = open_circle()
    join(circle, "ada")
    end = end_of(circle)
    days = timedelta(days=90)
    moment = timedelta(seconds=1)

    assert retention.count(now=end + days - moment, days=90).sign_ups == 0
    assert retention.purge(now=end + days - moment, days=90).sign_ups == 0
    assert SignUp.objects.get().name == "ada"
    assert retention.count(now=end + days, days=90).sign_ups == 1


def test_of_a_circle_whose_meetings_were_all_cancelled_the_last_one_counts():
    circle = open_circle()
    join(circle, "ada")
    end = end_of(circle)
    Circle.objects.filter(pk=circle.pk).update(last_meeting_at=None, cancelled=True)

    assert retention.count(now=end, days=0).sign_ups == 1
    assert retention.count(now=end - timedelta(seconds=1), days=0).sign_ups == 0


def test_a_circle_without_meetings_has_not_ended_unless_it_was_called_off():
    circle = open_circle()
    join(circle, "ada")
    circle.meetings.all().delete()
    Circle.objects.filter(pk=circle.pk).update(last_meeting_at=None, meeting_count=0)
    later = NOW + timedelta(days=1000)

    assert retention.count(now=later, days=90).sign_ups == 0
    Circle.objects.filter(pk=circle.pk).update(cancelled=True)
    assert retention.count(now=later, days=90).sign_ups == 1


def test_of_a_circle_without_meetings_that_was_deleted_nobody_is_kept_for_ever():
    circle = open_circle(meetings=[], first_date=None)
    join(circle, "ada")
    page = CirclePage.objects.get(circle=circle)
    page.unpublish()
    later = NOW + timedelta(days=90)
    assert retention.count(now=later, days=90).sign_ups == 0

    page.delete()

    assert retention.count(now=later - timedelta(seconds=1), days=90).sign_ups == 0
    assert retention.purge(now=later, days=90).sign_ups == 1


def test_more_than_one_batch_is_forgotten_and_counts_stay(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    circle = open_circle(capacity=3, waiting_list=True)
    for number in range(7):
        join(circle, number, email=f"n{number}@example.org")
    later = end_of(circle) + timedelta(days=91)

    assert retention.purge(now=later, days=90).sign_ups == 7
    rows = SignUp.objects.filter(circle=circle)
    assert rows.filter(status=ANONYMISED).count() == 7
    assert rows.filter(confirmed_at__isnull=False).count() == 3


def test_the_command_counts_without_changing_and_then_changes(capsys, settings):
    settings.LEARNINGCIRCLES_RETENTION_DAYS = 30
    circle = open_circle()
    join(circle, "ada")
    long_ago = timezone.now() - timedelta(days=31)
    Circle.objects.filter(pk=circle.pk).update(last_meeting_at=long_ago)

    call_command("purge_sign_ups", "--dry-run")
    assert SignUp.objects.get().name == "ada"
    call_command("purge_sign_ups")
    call_command("purge_sign_ups")

    assert SignUp.objects.get().status == ANONYMISED
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("1 sign-ups would be")
    assert second.startswith("1 sign-ups were")
    assert third.startswith("0 sign-ups were")


def test_no_table_is_left_out_of_the_dump():
    tables = set(connection.introspection.table_names())

    assert {model._meta.db_table for model in apps.get_models()} <= tables
