"""Sign-ups, and the form that a library asks learners to fill in."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from learningcircles_wagtail.domain.question_keys import new_question_key
from learningcircles_wagtail.enums import QuestionKind, SignUpSource, SignUpStatus
from learningcircles_wagtail.fields import ChoicesCharField, LanguageCodeField
from learningcircles_wagtail.models.records import Record

MAX_QUESTIONS = 5


class SignUpForm(Record):
    """Questions that learners answer when they sign up, reusable by many circles."""

    name = models.CharField(
        _("name"), max_length=150, help_text=_("Only editors see this.")
    )
    ask_phone = models.BooleanField(_("ask for a telephone number"), default=False)
    ask_accommodation = models.BooleanField(
        _("ask what would help people to take part"), default=True
    )

    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("ask_phone"),
        FieldPanel("ask_accommodation"),
        InlinePanel(
            "questions",
            heading=_("Questions"),
            label=_("question"),
            max_num=MAX_QUESTIONS,
            help_text=_("Up to five. Ask only what you will use."),
        ),
    ]
    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(Record.Meta):
        verbose_name = _("sign-up form")
        verbose_name_plural = _("sign-up forms")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class SignUpQuestion(Orderable):
    """One question of a sign-up form; `key` names its answer in `SignUp.answers`."""

    form = ParentalKey(SignUpForm, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(
        _("key"), max_length=50, blank=True, editable=False, default=new_question_key
    )
    label = models.CharField(_("question"), max_length=255)
    help_text = models.CharField(_("explanation"), max_length=255, blank=True)
    kind = ChoicesCharField(
        _("kind of answer"),
        max_length=20,
        choices=QuestionKind.choices,
        default=QuestionKind.TEXT,
    )
    choices = models.TextField(
        _("choices"), blank=True, help_text=_("One a line, for “one of several”.")
    )
    required = models.BooleanField(_("an answer is needed"), default=False)

    panels: ClassVar = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("kind"),
        FieldPanel("choices"),
        FieldPanel("required"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label

    @property
    def answer_key(self) -> str:
        """The name of its answers, the same in every language of the form."""
        return self.key or f"q-{self.pk}"

    @property
    def choice_list(self) -> list[str]:
        """The choices, stripped, without blanks, in order."""
        return [line.strip() for line in self.choices.splitlines() if line.strip()]

    def clean(self) -> None:
        """Raise ValidationError where a choice question has fewer than two choices."""
        super().clean()
        if self.kind == QuestionKind.CHOICE and len(self.choice_list) < 2:
            raise ValidationError(
                {"choices": _("Give at least two choices, one a line.")}
            )


class SignUp(models.Model):
    """One learner's place, or place on the waiting list, in a circle.

    `active_email_hash` is a keyed hash of the address while the sign-up holds a place
    or waits, and null afterwards: its unique constraint keeps an address from being
    in a circle twice on every database. Of the token its hash is stored, and a seed
    from which only who has the site's secret key can make it again.

    `line_number` is given by the database while the circle's row is locked: it tells
    who came first, whatever the clocks of the servers say. People have places in the
    order of these numbers.
    """

    circle = models.ForeignKey(
        "learningcircles_wagtail.Circle",
        verbose_name=_("circle"),
        on_delete=models.CASCADE,
        related_name="sign_ups",
    )
    status = ChoicesCharField(_("state"), max_length=20, choices=SignUpStatus.choices)
    source = ChoicesCharField(
        _("came in by"),
        max_length=20,
        choices=SignUpSource.choices,
        default=SignUpSource.WEB,
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    accommodation = models.TextField(_("what would help"), blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    language = LanguageCodeField(_("language"), blank=True)
    consent_version = models.CharField(_("privacy text"), max_length=64, blank=True)
    consented_at = models.DateTimeField(_("consented"), null=True)

    token_hash = models.CharField(  # noqa: DJ001
        max_length=64, unique=True, null=True, editable=False
    )
    token_seed = models.CharField(max_length=64, blank=True, editable=False)
    request_key = models.UUIDField(unique=True, null=True, editable=False)
    email_hash = models.CharField(max_length=64, blank=True, editable=False)
    active_email_hash = models.CharField(  # noqa: DJ001
        max_length=64, null=True, editable=False
    )

    line_number = models.PositiveBigIntegerField(
        _("number in line"), default=0, editable=False
    )
    link_mailed_at = models.DateTimeField(
        _("asked for the link again"), null=True, editable=False
    )

    created_at = models.DateTimeField(_("signed up"))
    queued_at = models.DateTimeField(_("in line since"))
    confirmed_at = models.DateTimeField(_("got a place"), null=True)
    ended_at = models.DateTimeField(_("gave up the place"), null=True)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Nothing about learners belongs into Wagtail's index of references.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering: ClassVar = ["circle_id", "line_number", "pk"]
        permissions: ClassVar = [("read_sign_ups", _("Can read who signed up"))]
        indexes: ClassVar = [
            models.Index(
                fields=["circle", "status", "line_number"], name="lc_sign_up_line"
            ),
            models.Index(fields=["email_hash"], name="lc_sign_up_email"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle", "active_email_hash"], name="lc_sign_up_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["confirmed", "waiting"])
                | Q(active_email_hash__isnull=True),
                name="lc_sign_up_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
