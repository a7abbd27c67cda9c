"""What an editor hears of learners when publishing or taking back a circle."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learningcircles_wagtail.admin.withdrawn_words import is_expected
from learningcircles_wagtail.enums import MailKind, SignUpBackend
from learningcircles_wagtail.models import Circle, CirclePage, OutboxMail
from tests.admin.conftest import stream_of_meetings
from tests.sign_ups.makers import join

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(add_circle: Callable[..., CirclePage]) -> CirclePage:
    """A circle with two places, both taken, and one person who waits."""
    page = add_circle(
        "Sewing",
        sign_up_backend=SignUpBackend.DATABASE,
        capacity=2,
        waiting_list=True,
    )
    circle = Circle.objects.get(pk=page.circle_id)
    for name in ("ada", "bo", "cy"):
        assert join(circle, name, now=timezone.now()).created
    return page


def edit_address(page: CirclePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def publish_with(
    editor: Client, page_form: Callable[..., Any]
) -> Callable[..., list[str]]:
    """A function that sends a circle's form as it is shown, with other values.

    It returns what the editor is told then.
    """

    def send(page: CirclePage, **fields: str) -> list[str]:
        form = page_form(edit_address(page), CirclePage)
        stored = CirclePage.objects.get(pk=page.pk).meetings
        form.update(stream_of_meetings(*(child.value["date"] for child in stored)))
        for number, child in enumerate(stored):
            form[f"meetings-{number}-id"] = child.id
        form["action-publish"] = "1"
        for name, value in fields.items():
            form[name] = value
        answer = editor.post(edit_address(page), form, follow=True)
        assert answer.redirect_chain, answer.context["form"].errors
        return [str(message) for message in answer.context["messages"]]

    return send


def about(words: str, said: list[str]) -> list[str]:
    return [line for line in said if words in line]


def test_lowering_the_places_says_that_nobody_loses_theirs(
    publish_with: Any, page: CirclePage
) -> None:
    said = publish_with(page, capacity="1")

    [line] = about("more than there are places", said)
    assert "2 people have a place, 1 more than there are places." in line
    assert "when more than 1 has been given up" in line
    assert Circle.objects.get(pk=page.circle_id).taken == 2


def test_more_places_say_who_got_one(publish_with: Any, page: CirclePage) -> None:
    said = publish_with(page, capacity="3")

    assert len(about("1 person who waited has a place now", said)) == 1
    assert about("more than there are places", said) == []
    # What was said then is not said again.
    assert about("who waited", publish_with(page)) == []


def test_who_is_told_is_counted(publish_with: Any, page: CirclePage) -> None:
    said = publish_with(page, cancelled="on", tell_learners="on")

    assert len(about("3 learners are told by e-mail", said)) == 1
    assert OutboxMail.objects.filter(kind=MailKind.CALLED_OFF).count() == 3
    assert about("are told", publish_with(page)) == []


def test_where_nobody_signed_up_nothing_is_said(
    publish_with: Any, add_circle: Callable[..., CirclePage]
) -> None:
    page = add_circle("Knitting", sign_up_backend=SignUpBackend.DATABASE, capacity=1)

    said = publish_with(page, capacity="0")

    assert about("place", said) == []
    assert len(said) == 1


def test_the_box_is_there_where_somebody_could_be_told(
    editor: Client, page: CirclePage, add_circle: Callable[..., CirclePage]
) -> None:
    empty = add_circle("Knitting", sign_up_backend=SignUpBackend.DATABASE)

    with_people = editor.get(edit_address(page)).content.decode()
    without = editor.get(edit_address(empty)).content.decode()

    assert with_people.count('name="tell_learners"') == 1
    assert "That is 2 people now." in with_people
    assert 'name="tell_learners"' not in without


def test_a_page_that_goes_live_later_says_nothing_yet(
    publish_with: Any, page: CirclePage
) -> None:
    said = publish_with(page, capacity="1", go_live_at="2199-01-01 10:00")

    assert about("more than there are places", said) == []


def test_who_deletes_a_circle_is_advised_to_cancel_it(
    page: CirclePage, editor: Client
) -> None:
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    text = editor.get(address).content.decode()

    assert "cancel it instead" in text
    assert "2 people have a place." in text
    assert edit_address(page) in text


def test_who_unpublishes_a_circle_hears_that_nobody_was_told(
    page: CirclePage, editor: Client
) -> None:
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    answer = editor.post(address, follow=True)
    told = [str(message) for message in answer.context["messages"]]

    assert any("without a word" in one and "2 people" in one for one in told), told


def test_nothing_is_said_of_a_circle_that_nobody_expects(page: CirclePage) -> None:
    assert is_expected(page)
    page.circle.cancelled = True
    assert not is_expected(page)

    page.circle.cancelled = False
    end = page.circle.last_meeting_at
    with time_machine.travel(end + timedelta(minutes=1), tick=False):
        assert not is_expected(page)
