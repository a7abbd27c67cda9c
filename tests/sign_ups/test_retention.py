"""When the time of keeping has passed, nothing names anybody any more."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from learningcircles_wagtail.enums import QuestionKind, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    Meeting,
    OutboxMail,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import invariants, retention, staff
from learningcircles_wagtail.sign_ups.actions import cancel
from tests.sign_ups.makers import NOW, join, learner, open_circle

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands before the circles begin."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def end_of(circle: Circle) -> datetime:
    return Circle.objects.get(pk=circle.pk).last_meeting_at


def names() -> set[str]:
    return set(SignUp.objects.values_list("name", flat=True)) - {""}


class TestWhen:
    def test_names_are_kept_for_the_days_of_the_setting_after_the_end(
        self, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_RETENTION_DAYS = 30
        circle = open_circle()
        join(circle)
        hour = end_of(circle) + 30 * DAY

        assert retention.purge(now=hour - timedelta(seconds=1)) == 0
        assert names() == {"Ada"}
        assert retention.purge(now=hour) == 1
        assert names() == set()
        assert retention.purge(now=hour + DAY) == 0

    def test_a_circle_whose_every_meeting_was_cancelled_ends_with_the_last(
        self, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_RETENTION_DAYS = 1
        circle = open_circle()
        join(circle)
        last = max(Meeting.objects.filter(circle=circle).values_list("end", flat=True))
        Meeting.objects.filter(circle=circle).update(state="cancelled")
        Circle.objects.filter(pk=circle.pk).update(
            first_meeting_at=None, last_meeting_at=None
        )

        assert retention.purge(now=last + DAY - timedelta(seconds=1)) == 0
        assert retention.purge(now=last + DAY) == 1

    def test_a_circle_that_waits_for_its_dates_is_not_over_until_it_is_cancelled(
        self, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_RETENTION_DAYS = 1
        circle = open_circle()
        join(circle)
        Meeting.objects.filter(circle=circle).delete()
        rows = Circle.objects.filter(pk=circle.pk)
        rows.update(first_meeting_at=None, last_meeting_at=None, modified_at=NOW)

        assert retention.purge(now=NOW + 999 * DAY) == 0
        rows.update(cancelled=True)
        assert retention.purge(now=NOW + 999 * DAY) == 1

    def test_more_than_one_batch_is_gone_through(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(retention, "BATCH", 2)
        circle = open_circle(capacity=9)
        for number in range(5):
            join(circle, f"n{number}")

        assert retention.purge(now=end_of(circle) + 999 * DAY) == 5


class TestWhatStays:
    def test_counts_stay_and_everything_is_as_it_must_be(self) -> None:
        circle = open_circle(capacity=1, waiting_list=True)
        for name in ("Ada", "Bob", "Eve"):
            join(circle, name)
        cancel(SignUp.objects.get(name="Eve"), now=NOW)
        hour = end_of(circle) + 999 * DAY

        assert retention.purge(now=hour) == 3
        rows = SignUp.objects.filter(circle=circle)
        assert set(rows.values_list("status", flat=True)) == {SignUpStatus.ANONYMISED}
        had_a_place = rows.filter(confirmed_at__isnull=False, ended_at__isnull=True)
        assert had_a_place.count() == 1
        assert invariants.check(now=hour) == []

    def test_other_circles_keep_theirs(self) -> None:
        over, other = open_circle(), open_circle()
        join(over, "Ada")
        join(other, "Bob")
        Circle.objects.filter(pk=other.pk).update(last_meeting_at=NOW + 900 * DAY)

        retention.purge(now=end_of(over) + 100 * DAY)
        assert names() == {"Bob"}


CANARIES = {
    "name": "Canaryname",
    "email": "canaryaddress@example.org",
    "phone": "+1 555 0199 77",
    "accommodation": "canaryaccommodation",
    "answer": "canaryanswer",
    "staff": "Canarypaper",
    "staff_email": "canarypaper@example.org",
}


def dump() -> str:
    """Return all that stands in all tables of the database, search index included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [repr((table, *row)) for row in cursor.fetchall()]
    return "\n".join(found)


def media() -> str:
    """Return the names and contents of all files that the site keeps."""
    files = list(Path(django_settings.MEDIA_ROOT).rglob("*"))
    return "\n".join(
        f"{path} {path.read_bytes()!r}" for path in files if path.is_file()
    )


def seen(text: str) -> set[str]:
    return {key for key, canary in CANARIES.items() if canary in text}


def test_after_a_purge_no_table_no_file_and_no_log_holds_what_a_learner_wrote(
    clock: Any, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    form = SignUpForm.objects.create(name="Form", ask_phone=True)
    question = SignUpQuestion.objects.create(
        form=form, label="Why?", kind=QuestionKind.TEXT
    )
    circle = open_circle(capacity=5, sign_up_form=form)
    join(
        circle,
        CANARIES["name"],
        email=CANARIES["email"],
        phone=CANARIES["phone"],
        accommodation=CANARIES["accommodation"],
        answers={question.answer_key: CANARIES["answer"]},
    )
    user = get_user_model().objects.create_superuser("editor")
    added = staff.add(
        circle,
        learner(CANARIES["staff"], email=CANARIES["staff_email"]),
        now=NOW,
        user=user,
    )
    staff.remove(added.sign_up, now=NOW, user=user)
    call_command("send_circle_mail", verbosity=0)
    before = dump()
    assert seen(before) == set(CANARIES), "the dump is blind"
    # One message that a server refused with the reader's address in its answer.
    OutboxMail.objects.update(last_error=f"550 {CANARIES['email']}")

    clock.move_to(datetime(2028, 1, 1, tzinfo=UTC), tick=False)
    out = StringIO()
    call_command("purge_sign_ups", stdout=out)

    assert out.getvalue().startswith("2 sign-ups anonymised")
    assert seen(dump()) == set()
    assert seen(media()) == set()
    assert seen(caplog.text) == set()


def test_a_dry_run_counts_and_changes_nothing(clock: Any) -> None:
    circle = open_circle()
    join(circle)
    clock.move_to(end_of(circle) + 999 * DAY, tick=False)
    out = StringIO()

    call_command("purge_sign_ups", dry_run=True, stdout=out)

    assert out.getvalue() == "1 sign-ups to anonymise.\n"
    assert names() == {"Ada"}
