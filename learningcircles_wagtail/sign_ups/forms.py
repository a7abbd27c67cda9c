"""The form with which a visitor signs up: fields for one circle, and their words.

What is accepted is decided by `learners.clean_learner`; the form shows it.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.enums import QuestionKind
from learningcircles_wagtail.models import Circle, SignUpForm, SignUpQuestion
from learningcircles_wagtail.sign_ups.answers import NO, YES
from learningcircles_wagtail.sign_ups.learners import (
    Learner,
    clean_learner,
    form_of,
    questions_asked,
)
from learningcircles_wagtail.sign_ups.privacy import PrivacyText
from learningcircles_wagtail.sign_ups.question_words import (
    choices_in_words,
    is_read_in,
    translated,
)

ANSWER = "answer-"
"""Before the key of a question, so that no key is another field's name."""

MANY_CHOICES = 7
"""From how many choices on they unfold, instead of standing there."""


class LearnerForm(forms.Form):
    """Name, address and whatever else a circle asks of who signs up.

    `language` is that in which the visitor reads. After `is_valid()`, `learner` is what
    they said of themselves.
    """

    use_required_attribute = True
    learner: Learner

    def __init__(
        self, circle: Circle, privacy: PrivacyText, language: str, *args: Any, **kwargs
    ) -> None:
        super().__init__(*args, auto_id="lc-%s", **kwargs)
        self.circle, self.privacy, self.language = circle, privacy, language
        asked = form_of(circle)
        self.fields["name"] = line(_("Your name"), autocomplete="name")
        self.fields["name"].error_messages["required"] = _("Enter your name.")
        self.fields["email"] = line(
            _("Your e-mail address"),
            hint=_("There we write whether you have a place, with a link of your own."),
            type="email",
            autocomplete="email",
            spellcheck="false",
        )
        self.fields["email"].error_messages["required"] = _(
            "Enter your e-mail address."
        )
        if asked and asked.ask_phone:
            self.fields["phone"] = line(
                _("Your telephone number"),
                hint=_("For news at short notice."),
                required=False,
                type="tel",
                autocomplete="tel",
            )
        self.add_questions(asked)
        if asked is None or asked.ask_accommodation:
            self.fields["accommodation"] = forms.CharField(
                label=_("What would help you to take part?"),
                help_text=_(
                    "Large print, say, a hearing loop, or a seat near the door. "
                    "Only the library reads it."
                ),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            )
        if privacy.version:
            self.add_consent()

    def add_consent(self) -> None:
        """Add the agreement to the privacy text, and which text it was."""
        self.fields["consent"] = forms.BooleanField(
            label=_("I agree to this privacy text."),
            error_messages={
                "required": _("Tick this box if you agree, or ask at the library.")
            },
        )
        self.fields["consent_version"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=self.privacy.version
        )

    def add_questions(self, asked: SignUpForm | None) -> None:
        """Add the library's questions, in the visitor's language if it has them."""
        self.questions = questions_asked(self.circle)
        words = translated(asked, self.questions, self.language)
        for question in self.questions:
            said = words.get(question.answer_key, question)
            field = question_field(question, said)
            if said is question and not is_read_in(asked, self.language):
                # The words of the library alone: ours are in the page's language.
                field.spoken = asked.locale.language_code
                field.has_own_choices = question.kind == QuestionKind.CHOICE
            self.fields[ANSWER + question.answer_key] = field

    def clean(self) -> dict[str, Any]:
        """Add what the rules of sign-ups find to what the fields found."""
        given = super().clean()
        self.check_consent(given)
        learner = Learner(
            name=given.get("name", ""),
            email=given.get("email", ""),
            phone=given.get("phone", ""),
            accommodation=given.get("accommodation", ""),
            answers={
                one.answer_key: given.get(ANSWER + one.answer_key, "")
                for one in self.questions
            },
            language=self.language,
            consent_version=self.privacy.version,
        )
        try:
            self.learner = clean_learner(self.circle, learner)
        except ValidationError as error:
            self.take_faults(error)
        return given

    def check_consent(self, given: dict[str, Any]) -> None:
        """Refuse an agreement to a text that has been changed meanwhile."""
        if not self.privacy.version or "consent" not in given:
            return
        if given.get("consent_version") != self.privacy.version:
            self.data = self.data.copy()
            self.data["consent_version"] = self.privacy.version
            self.data.pop("consent", None)
            self.add_error(
                "consent",
                _("The library has changed this text. Please read it again."),
            )

    def take_faults(self, error: ValidationError) -> None:
        """Give each field its messages; one that has some already keeps those."""
        for key, faults in error.error_dict.items():
            name = key if key in self.fields else ANSWER + key
            if name in self.fields and name not in self.errors:
                self.add_error(name, faults)
            elif name not in self.fields:
                # Nothing that a visitor could put right; but never let through.
                self.add_error(None, faults)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, in the order of the form: the id to go to, and the words."""
        return [
            (first_id(self[name]), self.errors[name][0])
            for name in self.fields
            if name in self.errors
        ]

    @property
    def about_person(self) -> list[forms.BoundField]:
        """Fields on who somebody is."""
        return [
            self[name] for name in ("name", "email", "phone") if name in self.fields
        ]

    @property
    def about_circle(self) -> list[forms.BoundField]:
        """Questions of the library, and what would help."""
        return [
            self[name]
            for name in self.fields
            if name.startswith(ANSWER) or name == "accommodation"
        ]


def line(label: str, *, hint: str = "", required: bool = True, **attrs: Any) -> Any:
    """Return a field of one line; `attrs` are those of its `input`.

    No `maxlength`: a browser that cuts what was pasted says nothing of it.
    """
    attrs.setdefault("autocomplete", "off")
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.TextInput(attrs=attrs),
    )


def first_id(field: forms.BoundField) -> str:
    """Return the id of what a visitor fills in, of the first of several buttons."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


def question_field(question: SignUpQuestion, said: SignUpQuestion) -> forms.Field:
    """Return the field of a question, in the words of `said`, a translation of it.

    The values of choices are those of the form in the circle's own language.
    """
    common = {
        "label": said.label,
        "help_text": said.help_text,
        "required": question.required,
        "error_messages": {"required": _("This question needs an answer.")},
    }
    if question.kind == QuestionKind.TEXT:
        field = line(said.label, hint=said.help_text, required=question.required)
        field.error_messages |= common["error_messages"]
        return field
    none = [] if question.required else [("", pgettext("no answer", "No answer"))]
    if question.kind == QuestionKind.YES_NO:
        words = [(YES, pgettext("answer", "Yes")), (NO, pgettext("answer", "No"))]
        return forms.ChoiceField(
            **common, choices=[*words, *none], widget=forms.RadioSelect
        )
    choices = choices_in_words(question, said)
    if len(choices) < MANY_CHOICES:
        return forms.ChoiceField(
            **common, choices=[*choices, *none], widget=forms.RadioSelect
        )
    first = ("", _("Choose one") if question.required else none[0][1])
    return forms.ChoiceField(**common, choices=[first, *choices], widget=forms.Select)
