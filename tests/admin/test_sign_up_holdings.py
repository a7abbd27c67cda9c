"""Staff hand over what is held on an address, and delete it when its owner asks."""

import csv
import json
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from learningcircles_wagtail.admin.sign_up_holdings import URL_NAME
from learningcircles_wagtail.enums import MailKind, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    OutboxMail,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.attendance import excuse
from learningcircles_wagtail.sign_ups.holdings import delete, held_on
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.subscriptions.actions import subscribe
from learningcircles_wagtail.subscriptions.wishes import (
    wish_for_releases,
    wish_of_circle,
)
from tests.admin.makers import reader
from tests.factories import make_circle, make_course, make_press_index, make_topic
from tests.sign_ups.makers import NOW, join, names, open_circle

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, do: str = "look"):
    return client.post(reverse(URL_NAME), {"address": address, "do": do})


@pytest.fixture
def two_circles():
    """Two circles with ada in both, and bo in line behind her in the first."""
    one = open_circle(capacity=1, waiting_list=True)
    two = open_circle(slug="two", title="Two")
    for circle in (one, two):
        join(circle, "ada", accommodation="=a ramp")
    join(one, "bo")
    return one, two


def test_everything_is_handed_over_and_nothing_of_anybody_else(editor, two_circles):
    answer = send(editor, "ADA@example.org", "json")
    held = json.loads(answer.content)

    assert [row["name"] for row in held["sign_ups"]] == ["ada", "ada"]
    assert held["sign_ups"][0]["what_would_help"] == "=a ramp"
    assert len(held["messages"]) == 2
    assert "bo" not in answer.text.replace("outbox", "")
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    rows = list(csv.reader(StringIO(send(editor, "ada@example.org", "csv").text)))
    assert ["sign_ups 1", "what_would_help", "'=a ramp"] in rows


def test_a_place_is_told_in_words_of_whoever_asks(editor, two_circles):
    one, _two = two_circles
    row = SignUp.objects.get(circle=one, name="bo")
    shown = send(editor, "bo@example.org").text

    assert f'<span class="w-status">{row.get_status_display()}</span>' in shown
    with override("fr"):
        (held,) = held_on("bo@example.org")["sign_ups"]
    assert (held["state"], held["state_in_words"]) == (
        "waiting",
        "Sur liste d'attente",
    )


def test_what_has_the_same_name_is_handed_over_as_well(two_circles):
    one, two = two_circles
    form = SignUpForm(name="Usual")
    form.questions = [
        SignUpQuestion(key=key, label="Why?", kind="text") for key in ("a", "b")
    ]
    form.save()
    Circle.objects.filter(pk=two.pk).update(sign_up_form=form)
    two.refresh_from_db()
    cy = join(two, "cy", answers={"a": "So", "b": "And so"}).sign_up
    excuse(cy, two.meetings.earliest("start"), now=NOW)
    Circle.objects.filter(pk=one.pk).update(capacity=5, sign_up_form=form)
    staff.move(cy, one, now=NOW, user=None)
    excuse(cy, one.meetings.earliest("start"), now=NOW)

    [held] = held_on("cy@example.org")["sign_ups"]

    assert held["answers"] == {"Why?": "So", "Why? (b)": "And so"}
    # In both circles there is a meeting at that hour.
    assert list(held["attendance"].values()) == ["excused", "excused"]


def test_what_somebody_waits_for_is_handed_over(two_circles):
    course, topic = make_course(), make_topic("Sewing")
    page = make_circle(course=course, topics=[topic], slug="wished")
    wish = wish_of_circle(page.circle, page.title)
    subscribe(page.get_parent(), wish, "cy@example.org", language="en", now=NOW)

    [held] = held_on("cy@example.org")["subscriptions"]

    assert (held["course"], held["topics"]) == (course.title, "Sewing")
    assert held["library"] == page.circle.library_system.name


def test_deletion_asks_first_and_then_nothing_is_held(editor, two_circles):
    one, _two = two_circles
    subscribe(
        make_press_index(),
        wish_for_releases(),
        "ada@example.org",
        language="en",
        now=NOW,
    )
    asked = send(editor, "ADA@example.org", "json")
    assert [row["kind"] for row in json.loads(asked.content)["subscriptions"]] == [
        "releases"
    ]
    OutboxMail.objects.create(
        kind=MailKind.LINK, recipient="Ada@example.org", created_at=NOW, due_at=NOW
    )

    asked = send(editor, "ada@example.org", "ask")
    assert "cannot be undone" in asked.text
    assert names(one, SignUpStatus.CONFIRMED) == ["ada"]

    answer = send(editor, "ada@example.org", "delete")
    assert "3 sign-ups and subscriptions" in answer.text
    assert held_on("ada@example.org")["sign_ups"] == []
    assert held_on("ada@example.org")["subscriptions"] == []
    assert held_on("ada@example.org")["messages"] == []
    assert not SignUp.objects.filter(name="ada").exists()
    assert check(now=timezone.now()) == []


def test_the_place_of_who_is_deleted_goes_to_the_first_in_line(two_circles):
    one, two = two_circles

    assert delete("ada@example.org", now=NOW) == 2
    assert delete("ada@example.org", now=NOW) == 0

    assert names(one, SignUpStatus.CONFIRMED) == ["bo"]
    assert names(two, SignUpStatus.CONFIRMED) == []
    assert check(now=NOW) == []


def test_a_deletion_stands_in_the_log_with_who_did_it_and_without_the_address(
    editor, two_circles
):
    one, two = two_circles
    send(editor, "ada@example.org", "ask")
    assert not ModelLogEntry.objects.filter(action__contains=".sign_up.").exists()

    send(editor, "ada@example.org", "delete")

    entries = ModelLogEntry.objects.filter(action=staff.DELETED)
    assert {entry.data["circle"] for entry in entries} == {one.pk, two.pk}
    assert {entry.user_id for entry in entries} == {
        int(editor.session["_auth_user_id"])
    }
    for entry in entries:
        assert "ada" not in f"{entry.label} {entry.data} {entry.message}"


def test_only_who_may_read_everywhere_sees_it(home, two_circles):
    section = reader(home.get_first_child() or home, name="section")
    everything = reader(home.get_root(), name="everything")
    inside, outside = Client(), Client()
    inside.force_login(everything)
    outside.force_login(section)

    assert "ada" in send(inside, "ada@example.org").text
    for do in ("look", "json", "csv", "delete"):
        assert send(outside, "ada@example.org", do).status_code == 302
    assert SignUp.objects.filter(name="ada").count() == 2


def test_what_is_no_address_and_what_is_unknown_is_said_plainly(editor, two_circles):
    assert send(editor, "nobody@example.org").context["held"]["sign_ups"] == []
    assert "Nothing is held" in send(editor, "nobody@example.org").text
    assert send(editor, "a\x00b", "delete").context["form"].errors
    assert SignUp.objects.filter(status=SignUpStatus.CONFIRMED).count() == 2


def test_an_address_that_differs_by_an_accent_is_somebody_elses():
    circle = open_circle(capacity=3)
    mine, theirs = "ada@bucher.example", "ada@bücher.example"
    for address in (mine, theirs):
        join(circle, "ada", email=address)
        OutboxMail.objects.create(
            kind=MailKind.LINK, recipient=address, created_at=NOW, due_at=NOW
        )
    subscribe(make_press_index(), wish_for_releases(), theirs, language="en", now=NOW)

    held = held_on(mine)

    assert [row["email"] for row in held["sign_ups"]] == [mine]
    assert held["subscriptions"] == []
    assert len(held["messages"]) == 2
    assert delete(mine, now=NOW) == 1
    assert [row["email"] for row in held_on(theirs)["sign_ups"]] == [theirs]
    assert len(held_on(theirs)["subscriptions"]) == 1
    assert len(held_on(theirs)["messages"]) == 3


def test_an_address_is_found_as_it_stands_there_when_its_hash_is_forgotten():
    join(open_circle(), "ada", email="Ada@Example.org")
    SignUp.objects.update(email_hash="of another key", active_email_hash=None)

    assert len(held_on("ada@example.org")["sign_ups"]) == 1
    assert held_on("ada+1@example.org")["sign_ups"] == []
