"""Answers to questions: what was asked, as it was asked, and nothing more."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from learningcircles_wagtail.enums import QuestionKind
from learningcircles_wagtail.models import (
    OutboxMail,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups.answers import clean_answers
from tests.sign_ups.makers import join, open_circle

TEXT = SignUpQuestion(key="why", label="Why?", kind=QuestionKind.TEXT)
CHOICE = SignUpQuestion(
    key="size", label="Size?", kind=QuestionKind.CHOICE, choices="Small\n  Large "
)
YES_NO = SignUpQuestion(
    key="first", label="First time?", kind=QuestionKind.YES_NO, required=True
)
QUESTIONS = [TEXT, CHOICE, YES_NO]


def test_answers_are_kept_by_key_and_what_nobody_asked_is_left_out() -> None:
    given = {"why": "  I  like it ", "size": "Large", "first": "no", "admin": "1"}

    assert clean_answers(QUESTIONS, given) == {
        "why": "I like it",
        "size": "Large",
        "first": False,
    }


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u00a0"])
def test_nobody_has_a_name_that_shows_nothing(blank: str, db: None) -> None:
    with pytest.raises(ValidationError) as refused:
        join(open_circle(), blank, email="ada@example.org")
    assert list(refused.value.error_dict) == ["name"]


def test_an_answer_that_is_not_needed_may_be_missing() -> None:
    assert clean_answers(QUESTIONS, {"first": "yes", "why": " "}) == {"first": True}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("size", "Huge"),
        ("size", ["Large"]),
        ("why", "a" * 501),
        ("why", "two\nlines"),
        ("why", "\u202e"),
        ("why", {"$ne": ""}),
        ("first", None),
        ("first", ""),
        ("first", "maybe"),
        ("first", 1),
        ("first", 0),
    ],
)
def test_a_tampered_answer_is_refused_by_its_question(key: str, value) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_answers(QUESTIONS, {"first": "yes", key: value})

    assert list(caught.value.message_dict) == [key]


@pytest.mark.django_db
def test_a_sign_up_is_held_to_the_questions_of_its_circle() -> None:
    form = SignUpForm.objects.create(name="Two", locale=Locale.get_default())
    question = SignUpQuestion.objects.create(form=form, label="Why?", required=True)
    circle = open_circle(sign_up_form=form)

    with pytest.raises(ValidationError) as caught:
        join(circle, "ada")
    assert list(caught.value.message_dict) == [question.answer_key]
    assert (SignUp.objects.count(), OutboxMail.objects.count()) == (0, 0)

    join(circle, "ada", answers={question.answer_key: "So"})
    assert SignUp.objects.get().answers == {question.key: "So"}


@pytest.mark.django_db
def test_each_question_has_a_key_that_stays() -> None:
    form = SignUpForm.objects.create(name="Two", locale=Locale.get_default())
    one = SignUpQuestion.objects.create(form=form, label="Why?")
    other = SignUpQuestion.objects.create(form=form, label="Who?")
    before = one.key
    one.label = "Why, then?"
    one.save()

    assert SignUpQuestion.objects.get(pk=one.pk).key == before
    assert len({before, other.key, ""}) == 3
