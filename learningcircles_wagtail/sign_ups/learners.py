"""What a learner says when signing up, and which of it is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.domain.plain_words import (
    is_plain_line,
    is_plain_text,
    many_lines,
    one_line,
    shows_something,
)
from learningcircles_wagtail.models import Circle, SignUpForm, SignUpQuestion
from learningcircles_wagtail.sign_ups.addresses import clean_address
from learningcircles_wagtail.sign_ups.answers import clean_answers
from learningcircles_wagtail.sign_ups.retrying import sign_up_database

LONGEST_NAME = 150
LONGEST_PHONE = 50
LONGEST_ACCOMMODATION = 2_000
LONGEST_LANGUAGE = 35
LONGEST_VERSION = 64


@dataclass(frozen=True, slots=True)
class Learner:
    """What somebody says of themselves; anything at all until it is cleaned.

    `answers` are by the questions' `answer_key`. `language` is a BCP 47 tag, in which
    messages are written. `consent_version` names the privacy text that was agreed to.
    """

    name: str
    email: str = ""
    phone: str = ""
    accommodation: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""
    consent_version: str = ""


def clean_learner(
    circle: Circle, learner: Learner, *, needs_address: bool = True
) -> Learner:
    """Return what is kept of what a learner says, for the form of a circle.

    Raises ValidationError with the messages of each field; those of answers are below
    the keys of their questions.
    """
    faults: dict[str, Any] = {}
    kept: dict[str, Any] = {}

    def clean(name: str, function: Any, *args: Any) -> None:
        try:
            kept[name] = function(getattr(learner, name), *args)
        except ValidationError as error:
            faults[name] = error

    clean("name", _line, LONGEST_NAME, True)
    if needs_address or learner.email:
        clean("email", clean_address)
    clean("phone", _line, LONGEST_PHONE)
    clean("accommodation", _text, LONGEST_ACCOMMODATION)
    clean("language", _line, LONGEST_LANGUAGE)
    clean("consent_version", _line, LONGEST_VERSION)
    try:
        kept["answers"] = clean_answers(questions_asked(circle), learner.answers)
    except ValidationError as error:
        faults |= error.error_dict
    if faults:
        raise ValidationError(faults)
    return replace(learner, **kept)


def form_of(circle: Circle) -> SignUpForm | None:
    """Return the form that a circle asks to fill in; a draft is asked of nobody."""
    form = circle.sign_up_form
    return form if form is not None and form.live else None


def questions_asked(circle: Circle) -> list[SignUpQuestion]:
    """Return the questions that a circle asks, in order; those of a draft are none."""
    return _questions(circle, form__live=True)


def questions_of(circle: Circle) -> list[SignUpQuestion]:
    """Return the questions of a circle's form, in order, also if it was taken back.

    For who reads what learners have answered.
    """
    return _questions(circle)


def _questions(circle: Circle, **which: Any) -> list[SignUpQuestion]:
    if circle.sign_up_form_id is None:
        return []
    rows = SignUpQuestion.objects.using(sign_up_database())
    return list(rows.filter(form_id=circle.sign_up_form_id, **which))


def _line(text: Any, longest: int, needed: bool = False) -> str:
    if not isinstance(text, str) or not is_plain_line(text):
        raise ValidationError(
            _("Write it in one line, without special signs."), code="characters"
        )
    line = one_line(text)
    if needed and not shows_something(line):
        raise ValidationError(_("This field is required."), code="required")
    return _short(line, longest)


def _text(text: Any, longest: int) -> str:
    if isinstance(text, str) and is_plain_text(many_lines(text)):
        return _short(many_lines(text), longest)
    raise ValidationError(_("Write it without special signs."), code="characters")


def _short(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValidationError(
            _("Use at most %(limit)d characters."),
            code="length",
            params={"limit": longest},
        )
    return text
