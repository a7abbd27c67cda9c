"""The library's questions in a reader's language, where the form has a translation.

Answers are kept in the words of the form in the circle's own language, so that they can
be counted together.
"""

from collections.abc import Sequence

from learningcircles_wagtail.domain.plain_words import one_line
from learningcircles_wagtail.models import SignUpForm, SignUpQuestion


def is_read_in(form: SignUpForm, language: str) -> bool:
    """Return whether a form is in the language in which somebody reads (BCP 47)."""
    return f"{language}-".startswith(f"{form.locale.language_code}-")


def translated(
    form: SignUpForm | None, questions: Sequence[SignUpQuestion], language: str
) -> dict[str, SignUpQuestion]:
    """Return the questions of the form's published translation, by `answer_key`.

    None of them where there is no translation, or the form needs none. `questions` are
    the form's own.
    """
    if form is None or not questions or is_read_in(form, language):
        return {}
    other = (
        SignUpForm.objects.filter(translation_key=form.translation_key, live=True)
        .filter(locale__language_code__in=[language, language.partition("-")[0]])
        .first()
    )
    return {one.answer_key: one for one in other.questions.all()} if other else {}


def choices_in_words(
    question: SignUpQuestion, said: SignUpQuestion
) -> list[tuple[str, str]]:
    """Return the choices of a question: how each is kept, and the words of `said`."""
    values = [one_line(choice) for choice in question.choice_list]
    labels = said.choice_list if len(said.choice_list) == len(values) else values
    return list(zip(values, labels, strict=True))
