"""Staff add, remove, restore and move people, counted and logged like everything."""

import pytest
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from learningcircles_wagtail.enums import MailKind, SignUpSource, SignUpStatus
from learningcircles_wagtail.models import Circle, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.results import Refusal
from learningcircles_wagtail.sign_ups.tokens import find_sign_up, token_of
from tests.sign_ups.makers import NOW, join, learner, names, open_circle

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING


@pytest.fixture(autouse=True)
def every_invariant_holds():
    yield
    assert check(now=NOW) == []


@pytest.fixture
def librarian(django_user_model):
    return django_user_model.objects.create_user("librarian")


def logged() -> list[str]:
    return list(
        ModelLogEntry.objects.filter(action__contains=".sign_up.")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_staff_add_who_signed_a_paper_list_after_sign_up_has_closed(librarian) -> None:
    circle = open_circle(sign_up_closes_at=NOW, capacity=1, waiting_list=True)

    results = [
        staff.add(circle, learner(name, email=""), now=NOW, user=librarian)
        for name in ("ada", "bo")
    ]

    assert [result.status for result in results] == [CONFIRMED, WAITING]
    row = SignUp.objects.get(name="ada")
    assert (row.source, row.added_by) == (SignUpSource.PAPER, librarian)
    assert OutboxMail.objects.count() == 0
    assert logged() == [staff.ADDED, staff.ADDED]


def test_staff_cannot_add_beyond_the_places(librarian) -> None:
    circle = open_circle(capacity=0, waiting_list=False)

    result = staff.add(circle, learner(), now=NOW, user=librarian)

    assert result.refusal is Refusal.FULL
    assert logged() == []


def test_the_log_names_no_learner(librarian) -> None:
    staff.add(open_circle(), learner("Canary"), now=NOW, user=librarian)

    entry = ModelLogEntry.objects.get(action=staff.ADDED)
    assert registry.action_exists(entry.action)
    assert entry.user == librarian
    assert "anary" not in f"{entry.label}{entry.data}"


def test_a_removal_promotes_and_tells_both(librarian) -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    ada, _bo = (join(circle, name).sign_up for name in ("ada", "bo"))

    assert staff.remove(ada, now=NOW, user=librarian)
    assert not staff.remove(ada, now=NOW, user=librarian)

    assert names(circle, CONFIRMED) == ["bo"]
    assert SignUp.objects.get(name="ada").status == SignUpStatus.REMOVED
    kinds = OutboxMail.objects.values_list("sign_up__name", "kind")
    assert {("ada", MailKind.REMOVED), ("bo", MailKind.PROMOTED)} <= set(kinds)
    assert logged() == [staff.REMOVED]


def test_who_is_restored_stands_at_the_end_of_the_line(librarian) -> None:
    circle = open_circle(capacity=1, waiting_list=True)
    ada, *_others = (join(circle, name).sign_up for name in ("ada", "bo", "cy"))
    cancel(ada, now=NOW)

    result = staff.restore(ada, now=NOW, user=librarian)

    assert result.status == WAITING
    assert names(circle, CONFIRMED) == ["bo"]
    assert names(circle, WAITING) == ["cy", "ada"]
    assert logged() == [staff.RESTORED]


def test_nobody_is_restored_who_signed_up_anew(librarian) -> None:
    circle = open_circle(capacity=5)
    ada = join(circle, "ada").sign_up
    cancel(ada, now=NOW)
    join(circle, "ada")

    result = staff.restore(ada, now=NOW, user=librarian)

    assert result.refusal is Refusal.FORM_USED
    assert Circle.objects.get(pk=circle.pk).taken == 1


@pytest.mark.parametrize("step", ["restore", "move"])
def test_nobody_gets_a_second_place_after_the_site_has_a_new_secret_key(
    librarian, settings, step: str
) -> None:
    circle, other = open_circle(capacity=5), open_circle(capacity=5)
    ada = join(circle if step == "restore" else other, "ada").sign_up
    if step == "restore":
        cancel(ada, now=NOW)
    join(circle, "ada")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    if step == "restore":
        result = staff.restore(ada, now=NOW, user=librarian)
    else:
        result = staff.move(ada, circle, now=NOW, user=librarian)

    assert result.refusal is Refusal.FORM_USED
    assert names(circle, CONFIRMED) == ["ada"]
    assert Circle.objects.get(pk=circle.pk).taken == 1


def test_a_move_promotes_here_counts_there_and_keeps_the_link(librarian) -> None:
    here = open_circle(capacity=1, waiting_list=True)
    there = open_circle(capacity=1)
    ada, _bo = (join(here, name).sign_up for name in ("ada", "bo"))
    token = token_of(ada)

    result = staff.move(ada, there, now=NOW, user=librarian)

    assert result.status == CONFIRMED
    assert (names(here, CONFIRMED), names(there, CONFIRMED)) == (["bo"], ["ada"])
    assert find_sign_up(token).circle == there
    assert logged() == [staff.MOVED]


@pytest.mark.parametrize("reason", [Refusal.FULL, Refusal.FORM_USED])
def test_a_move_that_is_refused_changes_nothing(librarian, reason: Refusal) -> None:
    here = open_circle(capacity=1, waiting_list=True)
    there = open_circle(capacity=1, waiting_list=False)
    ada, _bo = (join(here, name).sign_up for name in ("ada", "bo"))
    if reason is Refusal.FULL:
        join(there, "cy")
    else:
        Circle.objects.filter(pk=there.pk).update(capacity=5)
        join(there, "ada")
    before = sorted(SignUp.objects.values_list("name", "circle", "status"))

    result = staff.move(ada, there, now=NOW, user=librarian)

    assert result.refusal is reason
    assert sorted(SignUp.objects.values_list("name", "circle", "status")) == before
    assert logged() == []


def test_who_moves_back_and_forth_is_counted_once(librarian) -> None:
    here, there = open_circle(capacity=1), open_circle(capacity=1)
    ada = join(here, "ada").sign_up
    for circle in (there, here, here):
        staff.move(ada, circle, now=NOW, user=librarian)

    counts = Circle.objects.order_by("pk").values_list("taken", flat=True)
    assert list(counts) == [1, 0]
