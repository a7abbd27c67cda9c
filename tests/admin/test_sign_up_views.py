"""Staff read who signed up, and add, remove, restore and move people, in the admin."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry

from learningcircles_wagtail.admin import sign_up_forms
from learningcircles_wagtail.admin.sign_up_pages import LIST
from learningcircles_wagtail.enums import SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    CirclePage,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.invariants import check
from tests.admin.makers import reader
from tests.sign_ups.makers import join, names

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING


@pytest.fixture(autouse=True)
def every_invariant_holds():
    yield
    assert check(now=timezone.now()) == []


@pytest.fixture
def page(add_circle) -> CirclePage:
    """A circle with two places and a waiting list."""
    return add_circle(
        "Sewing",
        sign_up_backend=SignUpBackend.DATABASE,
        capacity=2,
        waiting_list=True,
    )


def fill(page: CirclePage, *people: str) -> Circle:
    """Sign people up by name, now."""
    circle = Circle.objects.get(pk=page.circle_id)
    for name in people:
        assert join(circle, name, now=timezone.now()).created
    return circle


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(page: CirclePage, step: str = "", pk: int | None = None) -> str:
    """Return the address of the list, or of a step."""
    name = f"{LIST}_{step}" if step else LIST
    return reverse(name, args=[page.pk] if pk is None else [page.pk, pk])


def search(
    client: Client, page: CirclePage, words: str, show: str = "confirmed"
) -> Any:
    """Return the result to which a search leads."""
    return client.post(at(page), {"q": words, "show": show}, follow=True)


def pk_of(name: str) -> int:
    return SignUp.objects.get(name=name).pk


def test_the_list_shows_who_has_a_place_and_who_waits_in_order(editor, page):
    fill(page, "ada", "bo", "cy", "di")

    answer = editor.get(at(page))
    waiting = editor.get(at(page) + "?show=waiting")

    assert [line.sign_up.name for line in answer.context["lines"]] == ["ada", "bo"]
    assert [(line.number, line.sign_up.name) for line in waiting.context["lines"]] == [
        (1, "cy"),
        (2, "di"),
    ]
    assert "2 of 2" in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_an_editor_without_the_right_sees_how_many_and_no_name(page):
    fill(page, "ada", "bo", "cy")
    user = reader(None)
    GroupPagePermission.objects.create(
        group=user.groups.get(), page=page.get_parent(), permission_type="change"
    )

    answer = client_of(user).get(at(page) + "?found=1&show=waiting")

    assert answer.status_code == 200
    assert "2 of 2" in answer.text
    assert "example.org" not in answer.text
    assert "ada" not in answer.text
    assert client_of(user).post(at(page, "remove", pk_of("ada"))).status_code == 302
    assert names(page.circle, CONFIRMED) == ["ada", "bo"]


def test_a_reader_of_one_section_is_refused_in_another(page, home):
    fill(page, "ada")
    elsewhere = home.add_child(instance=CirclePage(title="Other", slug="other"))

    here = client_of(reader(page.get_parent(), name="here")).get(at(page))
    there = client_of(reader(elsewhere, name="there")).get(at(page))

    assert "ada@example.org" in here.text
    assert there.status_code == 302
    assert "ada" not in client_of(reader(elsewhere, name="x")).get(at(page)).text


def test_who_only_reads_is_offered_no_step_and_can_take_none(page):
    fill(page, "ada")
    client = client_of(reader(page.get_parent()))

    assert "Remove" not in client.get(at(page)).text
    client.post(at(page, "remove", pk_of("ada")))
    assert names(page.circle, CONFIRMED) == ["ada"]


def test_a_step_asks_first_and_changes_nothing_by_get(editor, page):
    fill(page, "ada")
    before = list(SignUp.objects.values())

    for step in ("remove", "restore", "move"):
        assert editor.get(at(page, step, pk_of("ada"))).status_code == 200
    assert editor.get(at(page, "add")).status_code == 200

    assert list(SignUp.objects.values()) == before
    assert not ModelLogEntry.objects.filter(action__contains=".sign_up.").exists()


def test_removing_promotes_the_first_in_line_and_restoring_waits(editor, page):
    circle = fill(page, "ada", "bo", "cy")

    editor.post(at(page, "remove", pk_of("ada")))
    assert names(circle, CONFIRMED) == ["bo", "cy"]
    assert "ada" in editor.get(at(page) + "?show=former").text

    answer = editor.post(at(page, "restore", pk_of("ada")), follow=True)
    assert names(circle, WAITING) == ["ada"]
    assert "ada is on the waiting list" in answer.text
    actions = ModelLogEntry.objects.filter(action__contains=".sign_up.")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        staff.REMOVED,
        staff.RESTORED,
    ]


def test_somebody_from_a_paper_list_gets_a_place_and_their_answers_are_kept(
    editor, page
):
    form = SignUpForm.objects.create(name="Usual", ask_phone=True)
    SignUpQuestion.objects.create(form=form, key="tea", label="Tea?", kind="yes_no")
    Circle.objects.filter(pk=page.circle_id).update(sign_up_form=form)
    data = {
        "name": "Ada",
        "email": "",
        "accommodation": "A ramp",
        "phone": "555",
        "answer-tea": "yes",
        "request_key": str(uuid4()),
    }

    editor.post(at(page, "add"), data)
    again = editor.post(at(page, "add"), data, follow=True)

    row = SignUp.objects.get()
    assert (row.name, row.status, row.source) == ("Ada", CONFIRMED, "paper")
    assert (row.answers, row.accommodation) == ({"tea": True}, "A ramp")
    assert "already" in again.text
    text = editor.get(at(page)).text
    for words in ("Tea?", "A ramp", "555", "Paper list", "No e-mail address"):
        assert words in text


def test_what_the_engine_refuses_stands_beside_its_field(editor, page):
    data = {"name": "Ada", "email": "a@b\r\nBcc: c@d", "request_key": str(uuid4())}

    answer = editor.post(at(page, "add"), data)

    assert answer.context["form"].errors.keys() == {"email"}
    assert not SignUp.objects.exists()


def test_a_full_circle_says_so_to_staff(editor, page):
    Circle.objects.filter(pk=page.circle_id).update(capacity=0, waiting_list=False)

    data = {"name": "Ada", "email": "", "request_key": str(uuid4())}
    answer = editor.post(at(page, "add"), data)

    assert "raise the number of places" in answer.text
    assert not SignUp.objects.exists()


def test_somebody_moves_only_to_a_circle_that_the_user_may_change(
    editor, page, add_circle, home
):
    fill(page, "ada")
    other = add_circle("Chess", sign_up_backend=SignUpBackend.DATABASE, capacity=3)
    turn_up = add_circle("Just turn up")

    form = editor.get(at(page, "move", pk_of("ada"))).context["form"]
    offered = {pk for pk, _words in form.fields["to"].choices}
    assert offered == {"", other.circle_id}

    refused = editor.post(at(page, "move", pk_of("ada")), {"to": turn_up.circle_id})
    assert refused.context["form"].errors
    editor.post(at(page, "move", pk_of("ada")), {"to": other.circle_id})
    assert names(other.circle, CONFIRMED) == ["ada"]


def test_a_sign_up_of_another_circle_is_not_found(editor, page, add_circle):
    other = add_circle("Chess", sign_up_backend=SignUpBackend.DATABASE)
    fill(other, "ada")

    assert editor.post(at(page, "remove", pk_of("ada"))).status_code == 404
    assert editor.get(at(page, "remove", 10**30)).status_code == 404
    assert names(other.circle, CONFIRMED) == ["ada"]


def test_lowering_the_capacity_says_how_many_are_over_and_throws_nobody_out(
    editor, page
):
    circle = fill(page, "ada", "bo")
    page.capacity = 1
    page.save_revision().publish()

    assert names(circle, CONFIRMED) == ["ada", "bo"]
    assert "1 person more" in editor.get(at(page)).text


def test_names_are_escaped_and_odd_searches_find_nobody(editor, page):
    fill(page, "ada")
    SignUp.objects.update(name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in editor.get(at(page)).text
    for query in ("found=1", "p=²", "p=" + "9" * 40, "show=nothing", "found="):
        assert editor.get(f"{at(page)}?{query}").status_code == 200
    for words in ("\0", "%", "_", "x" * 10_000):
        found = search(editor, page, words)
        assert found.status_code == 200
        assert not found.context["lines"] or words == "\0"


def test_hundreds_are_paged_and_searched_with_few_queries(
    editor, page, django_assert_max_num_queries
):
    Circle.objects.filter(pk=page.circle_id).update(capacity=None)
    circle = Circle.objects.get(pk=page.circle_id)
    fill(page, *[f"n{number:03}" for number in range(120)])

    with django_assert_max_num_queries(20):
        third = editor.get(at(page) + "?p=3")
    found = search(editor, page, "N077")

    assert [line.number for line in third.context["lines"]][:2] == [101, 102]
    assert [line.sign_up.name for line in found.context["lines"]] == ["n077"]
    assert circle.capacity is None


def test_an_address_that_is_searched_for_stands_in_no_address_line(editor, page):
    fill(page, "ada", "bo", "cy")

    found = search(editor, page, "ada@example.org")

    assert [line.sign_up.name for line in found.context["lines"]] == ["ada"]
    ((address, status),) = found.redirect_chain
    assert status == 303
    assert "ada" not in address
    assert "ada" not in str(dict(editor.session))
    assert 'name="q" value' not in found.text
    assert [
        line.sign_up.name
        for line in editor.get(f"{at(page)}?q=ada@example.org").context["lines"]
    ] == ["ada", "bo"]


def test_a_result_has_pages_and_parts_and_is_of_its_own_circle(
    editor, page, add_circle
):
    Circle.objects.filter(pk=page.circle_id).update(capacity=60)
    fill(page, *[f"n{number:03}" for number in range(70)])
    other = add_circle("Other", sign_up_backend=SignUpBackend.DATABASE)
    fill(other, "n999")

    first = search(editor, page, "example.org")
    second = editor.get(f"{at(page)}?show=confirmed&found=1&p=2")

    assert "found=1&amp;p=2" in first.text or "p=2&amp;found=1" in first.text
    assert len(second.context["lines"]) == 10
    waiting = editor.get(f"{at(page)}?show=waiting&found=1")
    assert len(waiting.context["lines"]) == 10
    # Another circle shows everybody: the search was not for it.
    there = editor.get(f"{at(other)}?found=1")
    assert [line.sign_up.name for line in there.context["lines"]] == ["n999"]
    assert not there.context["is_result"]


def test_who_may_not_read_names_cannot_search_them(page, home):
    fill(page, "ada")
    user = reader(None)
    GroupPagePermission.objects.create(
        group=user.groups.get(), page=page.get_parent(), permission_type="change"
    )

    client = client_of(user)
    answer = client.post(at(page), {"q": "ada"})

    assert answer.status_code == 302
    assert "found" not in answer["Location"]


def test_the_choice_of_circles_asks_no_more_for_many_than_for_one(
    page, add_circle, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(sign_up_forms, "MOST_TARGETS", 3)
    for number in range(8):
        add_circle(f"Target {number}", sign_up_backend=SignUpBackend.DATABASE)
    user = reader(page.get_parent())
    GroupPagePermission.objects.create(
        group=user.groups.get(), page=page.get_parent(), permission_type="change"
    )
    user = type(user).objects.get(pk=user.pk)

    with django_assert_max_num_queries(6):
        offered = sign_up_forms.targets(user, page)

    assert len(offered) == 3
    (last,) = sign_up_forms.targets(user, page, words="7 targ")
    assert last[1].startswith("Target 7")
    form = sign_up_forms.MoveForm(user, page, {"to": str(last[0])})
    assert form.is_valid()
    assert form.is_cut
    # Who may only read is offered none.
    assert sign_up_forms.targets(reader(page.get_parent(), name="b"), page) == []
    assert not sign_up_forms.MoveForm(
        user, page, {"to": str(page.circle_id)}
    ).is_valid()


def test_the_day_of_a_circle_to_move_to_is_that_of_its_own_clock(page, add_circle):
    there = add_circle("At night", sign_up_backend=SignUpBackend.DATABASE)
    there.circle.time_zone = "America/Chicago"
    there.circle.first_meeting_at = datetime(2090, 3, 2, 2, tzinfo=UTC)

    assert sign_up_forms.target_words(there).endswith("03/01/2090")


def test_circles_to_move_to_can_be_searched_where_there_are_many(
    editor, page, add_circle, monkeypatch
):
    monkeypatch.setattr(sign_up_forms, "MOST_TARGETS", 2)
    fill(page, "ada")
    for number in range(4):
        add_circle(f"Target {number}", sign_up_backend=SignUpBackend.DATABASE)

    address = at(page, "move", pk_of("ada"))
    assert 'name="q"' in editor.get(address).text
    found = editor.get(f"{address}?q=target+3").text

    assert "Target 3" in found
    assert "Target 0" not in found


def test_an_empty_list_says_what_comes_here(editor, page):
    assert "Nobody has signed up yet" in editor.get(at(page)).text


def test_the_circles_menus_lead_to_the_list_for_those_who_may_see_it(editor, page):
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert at(page) in edit.text
