"""Whoever is forgotten leaves a row that counts, names nobody, and leads nowhere."""

import json
from datetime import timedelta

import pytest
from django.core import serializers

from learningcircles_wagtail.enums import MailKind, MailStatus, SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.addresses import hash_of_address
from learningcircles_wagtail.sign_ups.forgetting import EMPTY, forget
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.results import Refusal
from learningcircles_wagtail.sign_ups.tokens import find_sign_up, token_of
from tests.sign_ups.makers import NOW, join, key, names, open_circle

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def every_invariant_holds():
    yield
    assert check(now=LATER) == []


def canary(circle: Circle) -> SignUp:
    """Return a sign-up in which every word that a person gave can be found again."""
    row = join(
        circle,
        "Canary",
        phone="555-canary",
        accommodation="canary, please",
        consent_version="v1",
        request_key=key(7),
    ).sign_up
    row.answers = {"q-1": "canary"}
    row.link_mailed_at = NOW
    row.save()
    OutboxMail.objects.filter(sign_up=row).update(
        recipient="canary@example.org",
        data={"to": "canary"},
        last_error="550 canary@example.org: no such user",
    )
    return row


def dump() -> str:
    rows = [*SignUp.objects.all(), *OutboxMail.objects.all()]
    return serializers.serialize("json", rows).lower()


def test_nothing_that_a_person_gave_is_left() -> None:
    row = canary(open_circle())
    left = ["canary", hash_of_address(row.email), row.token_hash, row.token_seed]
    left.append(str(row.request_key))
    assert all(trace in dump() for trace in left)

    forget(row, now=LATER)

    assert [trace for trace in left if trace in dump()] == []


def test_every_column_of_a_sign_up_is_emptied_or_is_known_to_name_nobody() -> None:
    named_nobody = {
        *("id", "circle", "status", "source", "language", "line_number", "created_at"),
        *("queued_at", "confirmed_at", "ended_at", "anonymised_at", "added_by"),
    }

    columns = {field.name for field in SignUp._meta.concrete_fields}

    assert columns == named_nobody | set(EMPTY)


def test_the_link_leads_nowhere_any_more() -> None:
    row = canary(open_circle())
    token = token_of(row)
    assert find_sign_up(token) == row

    forget(row, now=LATER)

    assert find_sign_up(token) is None


def test_a_place_is_given_up_and_the_first_in_line_gets_it() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    ada, *_others = (join(circle, name).sign_up for name in ("ada", "bo", "cy"))

    forget(ada, now=LATER)

    assert (names(circle, CONFIRMED), names(circle, WAITING)) == (["bo"], ["cy"])
    circle.refresh_from_db()
    assert (circle.taken, circle.waiting) == (1, 1)
    ada.refresh_from_db()
    assert (ada.status, ada.ended_at) == (SignUpStatus.ANONYMISED, LATER)
    promoted = OutboxMail.objects.get(kind=MailKind.PROMOTED)
    assert (promoted.sign_up.name, promoted.status) == ("bo", MailStatus.PENDING)


def test_a_place_in_line_is_given_up() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    _ada, bo, _cy = (join(circle, name).sign_up for name in ("ada", "bo", "cy"))

    forget(bo, now=LATER)

    assert (names(circle, CONFIRMED), names(circle, WAITING)) == (["ada"], ["cy"])
    circle.refresh_from_db()
    assert (circle.taken, circle.waiting) == (1, 1)


def test_who_had_a_place_to_the_end_is_still_told_from_who_gave_it_up() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    stayed, waited = (join(circle, name).sign_up for name in ("ada", "bo"))
    Circle.objects.filter(pk=circle.pk).update(last_meeting_at=NOW)

    for row in (stayed, waited):
        forget(row, now=LATER)
        row.refresh_from_db()

    assert (stayed.confirmed_at, stayed.ended_at) == (NOW, None)
    assert (waited.confirmed_at, waited.ended_at) == (None, None)
    circle.refresh_from_db()
    assert (circle.taken, circle.waiting) == (0, 0)


def test_what_was_not_sent_never_is_and_nobody_is_written_to() -> None:
    row = join(open_circle(), "ada").sign_up
    OutboxMail.objects.filter(sign_up=row).update(status=MailStatus.SENT)
    cancel(row, now=NOW)

    forget(row, now=LATER)

    mails = OutboxMail.objects.order_by("pk").values_list("kind", "status")
    assert list(mails) == [
        (MailKind.CONFIRMED, MailStatus.SENT),
        (MailKind.CANCELLED, MailStatus.DROPPED),
    ]


def test_who_cancelled_long_ago_keeps_the_time_of_it() -> None:
    row = join(open_circle(), "ada").sign_up
    cancel(row, now=NOW)

    forget(row, now=LATER)

    row.refresh_from_db()
    assert (row.status, row.ended_at) == (SignUpStatus.ANONYMISED, NOW)


def test_forgetting_twice_is_forgetting_once() -> None:
    circle = open_circle(capacity=2)
    ada, _bo = (join(circle, name).sign_up for name in ("ada", "bo"))

    forget(ada, now=NOW)
    forget(ada, now=LATER)

    circle.refresh_from_db()
    ada.refresh_from_db()
    assert (circle.taken, ada.anonymised_at) == (1, NOW)


def test_others_keep_what_they_gave_and_are_still_told() -> None:
    circle = open_circle(capacity=3)
    canary(circle)
    bo = join(circle, "bo", phone="555").sign_up
    before = serializers.serialize("json", [bo, *bo.mails.all()])

    forget(SignUp.objects.get(name="Canary"), now=LATER)

    bo.refresh_from_db()
    assert json.loads(serializers.serialize("json", [bo, *bo.mails.all()])) == (
        json.loads(before)
    )


def test_who_was_forgotten_can_sign_up_again_and_the_same_form_is_a_new_one() -> None:
    circle = open_circle()
    row = canary(circle)
    forget(row, now=LATER)

    again = join(circle, "Canary", request_key=key(7))

    assert (again.created, again.refusal) == (True, None)


def test_a_row_that_is_gone_is_said_so() -> None:
    row = join(open_circle(), "ada").sign_up
    cancel(row, now=NOW)
    SignUp.objects.all().delete()

    with pytest.raises(SignUp.DoesNotExist):
        forget(row, now=NOW)


def test_a_full_circle_still_refuses_after_someone_else_was_forgotten_in_line() -> None:
    circle = open_circle(capacity=1, waiting_list=True, waiting_limit=1)
    ada, bo = (join(circle, name).sign_up for name in ("ada", "bo"))
    assert join(circle, "cy").refusal is Refusal.FULL

    forget(bo, now=LATER)

    assert join(circle, "cy").status == WAITING
    assert join(circle, "di").refusal is Refusal.FULL
    assert ada.circle_id == circle.pk
