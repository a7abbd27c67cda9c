"""What a learner gets who signs up, gives up, or does either twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.directory.prepared import returns_updated
from learningcircles_wagtail.enums import MailKind, SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    CirclePage,
    DirectoryChange,
    OutboxMail,
    SignUp,
)
from learningcircles_wagtail.sign_ups.actions import cancel, sign_up
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.results import Refusal
from learningcircles_wagtail.sign_ups.seats import place_in_line
from tests.factories import publish
from tests.sign_ups.makers import NOW, join, key, learner, names, open_circle

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def every_invariant_holds():
    """Look for breaches after each test, whatever it was about."""
    yield
    assert check(now=NOW) == []


def kinds(name: str = "") -> list[str]:
    mails = OutboxMail.objects.order_by("pk")
    if name:
        mails = mails.filter(sign_up__name=name)
    return list(mails.values_list("kind", flat=True))


def page_of(circle: Circle) -> CirclePage:
    return CirclePage.objects.get(circle=circle)


def test_first_come_first_served_then_the_line_then_nobody() -> None:
    circle = open_circle(capacity=1, waiting_list=True, waiting_limit=1)

    results = [join(circle, name) for name in ("ada", "bo", "cy")]

    assert [result.status for result in results] == [CONFIRMED, WAITING, None]
    assert results[2].refusal is Refusal.FULL
    assert kinds() == [MailKind.CONFIRMED, MailKind.WAITING]
    assert not SignUp.objects.filter(name="cy").exists()


@pytest.mark.parametrize(
    ("capacity", "expected"), [(None, [CONFIRMED] * 3), (0, [WAITING] * 3)]
)
def test_no_capacity_is_no_limit_and_zero_is_none(
    capacity: int | None, expected: list[str]
) -> None:
    circle = open_circle(capacity=capacity, waiting_list=True)

    assert [join(circle, name).status for name in ("ada", "bo", "cy")] == expected


def test_whoever_cancels_makes_room_for_the_first_in_line_at_once() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    ada, *_others = (join(circle, name).sign_up for name in ("ada", "bo", "cy"))

    assert cancel(ada, now=NOW + HOUR) is True

    assert names(circle, CONFIRMED) == ["bo"]
    assert names(circle, WAITING) == ["cy"]
    assert kinds("ada") == [MailKind.CONFIRMED, MailKind.CANCELLED]
    assert kinds("bo") == [MailKind.WAITING, MailKind.PROMOTED]
    assert kinds("cy") == [MailKind.WAITING]


def test_the_line_follows_the_database_and_no_clock() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    ada = join(circle, "ada").sign_up
    # The second server's clock is an hour behind.
    bo = join(circle, "bo", now=NOW + HOUR).sign_up
    cy = join(circle, "cy", now=NOW).sign_up

    assert (place_in_line(bo), place_in_line(cy)) == (1, 2)
    cancel(ada, now=NOW + HOUR)

    assert names(circle, CONFIRMED) == ["bo"]


def test_cancelling_twice_is_cancelling_once() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    ada = join(circle, "ada").sign_up

    assert [cancel(ada, now=NOW), cancel(ada, now=NOW)] == [True, False]

    circle.refresh_from_db()
    assert (circle.taken, circle.waiting) == (0, 0)
    assert kinds() == [MailKind.CONFIRMED, MailKind.CANCELLED]


def test_who_leaves_the_line_lets_the_others_move_up() -> None:
    circle = open_circle(capacity=0, waiting_list=True)
    ada, bo = (join(circle, name).sign_up for name in ("ada", "bo"))

    cancel(ada, now=NOW)

    assert place_in_line(SignUp.objects.get(pk=bo.pk)) == 1
    assert kinds("bo") == [MailKind.WAITING]


def test_the_same_form_posted_twice_gives_one_sign_up_and_one_message() -> None:
    circle = open_circle(capacity=1, waiting_list=False)

    results = [join(circle, "ada", request_key=key(1)) for _time in range(2)]

    assert [result.status for result in results] == [CONFIRMED, CONFIRMED]
    assert [result.created for result in results] == [True, False]
    assert kinds() == [MailKind.CONFIRMED]


def test_a_form_that_a_cache_gave_to_two_people_loses_neither() -> None:
    circle = open_circle(capacity=2)

    for name in ("ada", "bo"):
        assert join(circle, name, request_key=key(1)).created


@pytest.mark.parametrize("forged", ["", "x", "1" * 10_000, "\ud800", "\x00", -1])
def test_a_forged_key_of_a_form_is_no_key(forged) -> None:
    circle = open_circle()
    for _time in range(2):
        sign_up(circle, learner("ada"), now=NOW, request_key=forged)

    assert SignUp.objects.get().request_key is None


def test_a_form_that_is_posted_again_after_cancelling_undoes_nothing() -> None:
    circle = open_circle()
    cancel(join(circle, "ada", request_key=key(1)).sign_up, now=NOW)

    again = join(circle, "ada", request_key=key(1))
    anew = join(circle, "ada", request_key=key(2))

    assert again.refusal is Refusal.FORM_USED
    assert anew.created


@pytest.mark.parametrize("address", ["ada@example.org", "ADA@Example.ORG"])
def test_an_address_that_is_in_gets_a_newcomers_answer_and_its_link_once(
    address: str,
) -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    join(circle, "ada")

    results = [join(circle, "A.", email=address) for _time in range(3)]
    newcomer = join(circle, "bo")

    told = {(result.status, result.refusal) for result in (*results, newcomer)}
    assert told == {(WAITING, None)}
    assert SignUp.objects.count() == 2
    assert kinds("ada") == [MailKind.CONFIRMED, MailKind.LINK]


def test_an_address_that_is_in_is_told_as_much_as_others_when_it_is_full() -> None:
    circle = open_circle(capacity=1, waiting_list=False)
    join(circle, "ada")

    again, stranger = join(circle, "ada"), join(circle, "bo")

    assert again.refusal is stranger.refusal is Refusal.FULL
    assert kinds("ada") == [MailKind.CONFIRMED, MailKind.LINK]


def test_the_link_is_sent_again_after_an_hour() -> None:
    circle = open_circle()
    for hours in (0, 0.5, 1, 1.6):
        join(circle, "ada", now=NOW + hours * HOUR)

    assert kinds() == [MailKind.CONFIRMED, MailKind.LINK, MailKind.LINK]


def test_a_new_secret_key_does_not_let_an_address_in_twice(settings) -> None:
    circle = open_circle()
    join(circle, "ada")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    result = join(circle, "ada")

    assert (result.status, result.created) == (CONFIRMED, False)
    assert SignUp.objects.count() == 1
    assert kinds() == [MailKind.CONFIRMED, MailKind.LINK]


def closed(circle: Circle) -> Refusal:
    Circle.objects.filter(pk=circle.pk).update(sign_up_closes_at=NOW)
    return Refusal.CLOSED


def not_open_yet(circle: Circle) -> Refusal:
    Circle.objects.filter(pk=circle.pk).update(sign_up_opens_at=NOW + HOUR)
    return Refusal.OPENS_LATER


def cancelled(circle: Circle) -> Refusal:
    page = page_of(circle)
    page.cancelled = True
    publish(page)
    return Refusal.OVER


def completed(circle: Circle) -> Refusal:
    Circle.objects.filter(pk=circle.pk).update(last_meeting_at=NOW)
    return Refusal.OVER


def unpublished(circle: Circle) -> Refusal:
    page_of(circle).unpublish()
    return Refusal.NOT_PUBLIC


def private(circle: Circle) -> Refusal:
    PageViewRestriction.objects.create(
        page=page_of(circle), restriction_type=PageViewRestriction.LOGIN
    )
    return Refusal.NOT_PUBLIC


def private_above(circle: Circle) -> Refusal:
    PageViewRestriction.objects.create(
        page=page_of(circle).get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    return Refusal.NOT_PUBLIC


def elsewhere(circle: Circle) -> Refusal:
    page = page_of(circle)
    page.sign_up_backend = SignUpBackend.NONE
    publish(page)
    return Refusal.ELSEWHERE


def deleted(circle: Circle) -> Refusal:
    page_of(circle).delete()
    return Refusal.NOT_PUBLIC


@pytest.mark.parametrize(
    "change",
    [
        closed,
        not_open_yet,
        cancelled,
        completed,
        unpublished,
        private,
        private_above,
        elsewhere,
        deleted,
    ],
)
def test_what_changed_since_the_form_was_loaded_refuses_and_writes_nothing(
    change,
) -> None:
    circle = open_circle()
    expected = change(circle)

    result = join(circle, "ada")

    assert (result.status, result.refusal) == (None, expected)
    assert (SignUp.objects.count(), OutboxMail.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Ada\nBcc: all@example.org"),
        ("name", "Ada\u202eadA"),
        ("name", "a" * 10_000),
        ("name", "\ud800"),
        ("name", "\x00"),
        ("name", None),
        ("email", ""),
        ("email", "ada"),
        ("email", "ada@example.org%0aBcc:all@example.org"),
        ("email", "ada%0Abcc@example.org"),
        ("email", "ada@example.org\nBcc: all@example.org"),
        ("email", "ada@example.org,bo@example.org"),
        ("email", "a" * 10_000 + "@example.org"),
        ("email", "ada\u202e@example.org"),
        ("email", "ada@exa\ud800mple.org"),
        ("email", ["ada@example.org"]),
        ("phone", "1\r\n2"),
        ("phone", "1" * 51),
        ("accommodation", "a" * 2_001),
        ("accommodation", "\x0b"),
        ("language", "e" * 36),
        ("consent_version", "1" * 65),
    ],
)
def test_what_no_person_types_is_refused_by_its_field(field: str, value) -> None:
    circle = open_circle()

    with pytest.raises(ValidationError) as caught:
        join(circle, **{"name": "ada", "email": "ada@example.org", field: value})

    assert list(caught.value.message_dict) == [field]
    assert (SignUp.objects.count(), OutboxMail.objects.count()) == (0, 0)
    circle.refresh_from_db()
    assert circle.taken == 0


def test_a_sign_up_that_is_one_of_many_has_no_more_statements(
    django_assert_num_queries,
) -> None:
    circle = open_circle(capacity=100)
    join(circle, "ada")

    # Public: 1. A savepoint for the tests' own transaction: 2.
    statements = 3 if returns_updated(connection.alias) else 4
    with django_assert_num_queries(3 + statements):
        join(circle, "bo")


def test_signing_up_changes_nothing_that_lists_remember() -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    before = DirectoryChange.objects.state()

    ada = join(circle, "ada").sign_up
    join(circle, "bo")
    cancel(ada, now=NOW)

    assert DirectoryChange.objects.state() == before
