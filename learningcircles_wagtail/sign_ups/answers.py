"""Answers to the questions of a sign-up form: only what was asked is kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.domain.plain_words import (
    is_plain_line,
    one_line,
    shows_something,
)
from learningcircles_wagtail.enums import QuestionKind
from learningcircles_wagtail.models import SignUpQuestion

LONGEST_ANSWER = 500
"""Characters of an answer in words."""

YES, NO = "yes", "no"


def clean_answers(
    questions: Iterable[SignUpQuestion], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers by `answer_key`: text, one of the choices, or a bool.

    What nobody asked is left out. Raises ValidationError with a message for each key
    where an answer is missing, too long, or none of the choices.
    """
    answers: dict[str, Any] = {}
    faults: dict[str, ValidationError] = {}
    for question in questions:
        key = question.answer_key
        try:
            answer = clean_answer(question, given.get(key))
        except ValidationError as error:
            faults[key] = error
        else:
            if answer is not None:
                answers[key] = answer
    if faults:
        raise ValidationError(faults)
    return answers


def clean_answer(question: SignUpQuestion, given: Any) -> str | bool | None:
    """Return one answer, None for none; raise ValidationError for a bad one."""
    if given is None or given == "":
        return _nothing(question)
    if question.kind == QuestionKind.YES_NO:
        # By identity: 1 and 0 are no answers of the form.
        if given is True or given == YES:
            return True
        if given is False or given == NO:
            return False
        raise ValidationError(_("Answer with yes or no."), code="answer")
    if not isinstance(given, str) or not is_plain_line(given):
        raise ValidationError(_("Write the answer in one line."), code="answer")
    text = one_line(given)
    if not shows_something(text):
        return _nothing(question)
    if question.kind == QuestionKind.CHOICE:
        if text not in map(one_line, question.choice_list):
            raise ValidationError(_("Choose one of the answers."), code="answer")
        return text
    if len(text) > LONGEST_ANSWER:
        raise ValidationError(
            _("Use at most %(limit)d characters."),
            code="answer",
            params={"limit": LONGEST_ANSWER},
        )
    return text


def _nothing(question: SignUpQuestion) -> None:
    if question.required:
        raise ValidationError(_("This question needs an answer."), code="required")
