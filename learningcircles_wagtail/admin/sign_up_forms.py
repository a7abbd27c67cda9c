"""Forms of staff: somebody from a paper list, and where somebody moves to."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.admin.sign_up_rights import pages_to_change
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.enums import QuestionKind, SignUpBackend
from learningcircles_wagtail.models import Circle, SignUpQuestion
from learningcircles_wagtail.models.querysets import running_q
from learningcircles_wagtail.sign_ups.answers import NO, YES
from learningcircles_wagtail.sign_ups.learners import (
    LONGEST_NAME,
    Learner,
    form_of,
    questions_asked,
)

ANSWER = "answer-"

MOST_TARGETS = 100
"""How many circles are offered to move somebody to; the others are searched for."""

MOST_PAGES = 3 * MOST_TARGETS
"""How many pages are read for them: a circle may have one in each language."""


class AddForm(forms.Form):
    """Somebody who signed up on paper or at the desk, and what the form asks."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput,
        help_text=_("Without one this person gets no messages and no link."),
    )
    phone = forms.CharField(label=_("Telephone"), required=False)
    accommodation = forms.CharField(
        label=_("What would help"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only those read it who may read this list."),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, circle: Circle, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = form_of(circle)
        if asked is not None and not asked.ask_phone:
            del self.fields["phone"]
        if asked is not None and not asked.ask_accommodation:
            del self.fields["accommodation"]
        for question in questions_asked(circle):
            self.fields[ANSWER + question.answer_key] = question_field(question)

    def learner(self, language: str) -> Learner:
        """Return what was typed, for the engine to accept or refuse."""
        data = self.cleaned_data
        return Learner(
            name=data["name"],
            email=data["email"],
            phone=data.get("phone", ""),
            accommodation=data.get("accommodation", ""),
            language=language,
            answers={
                name.removeprefix(ANSWER): value
                for name, value in data.items()
                if name.startswith(ANSWER)
            },
        )

    def add_faults(self, error: ValidationError) -> None:
        """Put what the engine refuses beside the fields that it is about."""
        for name, faults in error.error_dict.items():
            field = name if name in self.fields else ANSWER + name
            self.add_error(field if field in self.fields else None, faults)


def question_field(question: SignUpQuestion) -> forms.Field:
    """Return the field for a question; what it accepts, the engine decides."""
    label = {"label": question.label, "help_text": question.help_text}
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(required=question.required, **label)
    choices = [("", "–")]
    if question.kind == QuestionKind.YES_NO:
        choices += [(YES, _("Yes")), (NO, _("No"))]
    else:
        choices += [(choice, choice) for choice in question.choice_list]
    return forms.ChoiceField(required=question.required, choices=choices, **label)


class MoveForm(forms.Form):
    """Another circle, among those whose sign-ups the user may change.

    `MOST_TARGETS` are offered, of those in whose title or branch all `words` stand;
    any that the user may change is accepted. `is_cut`: there may be others.
    """

    to = forms.TypedChoiceField(label=_("To which circle"), coerce=int)

    def __init__(
        self, user: Any, here: Any, data: Any = None, *, words: str = ""
    ) -> None:
        super().__init__(data)
        offered = targets(user, here, words=words)
        self.is_cut = len(offered) >= MOST_TARGETS
        key = whole_number((data or {}).get("to", ""), digits=LONGEST_KEY)
        if key is not None and key not in dict(offered):
            offered += targets(user, here, key=key)
        self.fields["to"].choices = [("", "–"), *offered]


def targets(
    user: Any, here: Any, *, words: str = "", key: int | None = None
) -> list[tuple[int, str]]:
    """Return running circles to which a user may move people, by their keys.

    Those with all `words` in title or branch, or the one with a `key`. A few queries
    for each kind of page, however many circles there are.
    """
    now = timezone.now()
    running = Circle.objects.filter(
        running_q(now), sign_up_backend=SignUpBackend.DATABASE
    )
    if key is not None:
        running = running.filter(pk=key)
    wanted = Q()
    for word in words.replace("\0", " ").split():
        wanted &= Q(title__icontains=word) | Q(circle__branch__name__icontains=word)
    found: dict[int, str] = {}
    for model in circle_page_models():
        pages = model.objects.live().filter(wanted, circle__in=running)
        pages = (
            pages_to_change(user, pages)
            .exclude(circle_id=here.circle_id)
            .select_related("circle", "circle__branch")
            .order_by("title", "pk")
        )
        for page in pages[:MOST_PAGES]:
            if len(found) < MOST_TARGETS:
                found.setdefault(page.circle_id, target_words(page))
    return list(found.items())


def target_words(page: Any) -> str:
    """Return a circle in a few words: its title, where, from which day on there."""
    circle = page.circle
    start = circle.first_meeting_at
    parts = [
        page.title,
        str(circle.branch or ""),
        formats.date_format(in_zone(start, circle.time_zone), "SHORT_DATE_FORMAT")
        if start
        else "",
    ]
    return " – ".join(part for part in parts if part)
