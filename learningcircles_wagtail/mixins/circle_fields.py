"""What a circle's page holds: the fields that editors fill in."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks as wagtail_blocks
from wagtail.images import get_image_model_string

from learningcircles_wagtail.blocks.streams import CircleBodyBlock, MeetingsBlock
from learningcircles_wagtail.domain.schedule import MAX_LENGTH_MINUTES, MAX_MEETINGS
from learningcircles_wagtail.enums import CircleFormat, Weekday
from learningcircles_wagtail.fields import (
    ChoicesCharField,
    LanguageCodeField,
    MultipleChoiceField,
    StreamField,
    TimeZoneField,
    sign_up_backend_choices,
)


class CircleFields(models.Model):
    """The facts and words of one circle, in one language.

    Dates and times are wall-clock times of the circle's own time zone; the two
    instants of sign-up are aware. Whatever may be missing in a draft is nullable.
    """

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences. They stand in lists and search results."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, a pattern is drawn."),
    )
    course = models.ForeignKey(
        "learningcircles_wagtail.Course",
        verbose_name=_("course"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The free online course that the circle works through."),
    )
    topics = ParentalManyToManyField(
        "learningcircles_wagtail.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
    )
    facilitators = ParentalManyToManyField(
        "learningcircles_wagtail.Facilitator",
        verbose_name=_("facilitators"),
        blank=True,
        related_name="+",
    )
    language = LanguageCodeField(
        _("language of the circle"),
        blank=True,
        help_text=_(
            "In which people talk, such as “en” or “es”. "
            "Leave empty for the language of this page."
        ),
    )
    body = StreamField(
        CircleBodyBlock(required=False), verbose_name=_("more to read"), blank=True
    )

    format = ChoicesCharField(
        _("how people meet"),
        max_length=20,
        choices=CircleFormat.choices,
        default=CircleFormat.IN_PERSON,
    )
    branch = models.ForeignKey(
        "learningcircles_wagtail.Branch",
        verbose_name=_("branch"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    room = models.CharField(_("room"), max_length=150, blank=True)
    online_link = models.URLField(
        _("link of the online meeting"),
        max_length=500,
        blank=True,
        help_text=_("Never shown in public. Only learners who have a place get it."),
    )
    time_zone = TimeZoneField(
        _("time zone"),
        blank=True,
        help_text=_("Leave empty for the branch's own, such as America/Chicago."),
    )

    first_date = models.DateField(_("first date"), null=True, blank=True)
    start_time = models.TimeField(_("time"), null=True, blank=True)
    length_minutes = models.PositiveSmallIntegerField(
        _("length in minutes"),
        null=True,
        blank=True,
        default=90,
        validators=[MinValueValidator(5), MaxValueValidator(MAX_LENGTH_MINUTES)],
    )
    meeting_count = models.PositiveSmallIntegerField(
        _("number of meetings"),
        null=True,
        blank=True,
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MEETINGS)],
        help_text=_("Usually six to eight."),
    )
    weekdays = MultipleChoiceField(
        _("weekdays"),
        max_length=20,
        choices=Weekday.choices,
        blank=True,
        default="",
        help_text=_("Leave empty for the weekday of the first date."),
    )
    skipped_dates = StreamField(
        [
            (
                "day",
                wagtail_blocks.DateBlock(label=_("No meeting on"), icon="date"),
            )
        ],
        verbose_name=_("dates to skip"),
        blank=True,
        help_text=_(
            "Days on which this circle does not meet. The series then ends later."
        ),
        max_num=60,
    )
    skip_closing_days = models.BooleanField(
        _("skip the branch's closing days"),
        default=True,
        help_text=_("Closing days stand in the branch's record."),
    )
    meetings = StreamField(
        MeetingsBlock(required=False), verbose_name=_("meetings"), blank=True
    )

    sign_up_backend = ChoicesCharField(
        _("how people sign up"),
        max_length=20,
        choices=sign_up_backend_choices,
        blank=True,
        help_text=_("Leave empty for what the site's settings say."),
    )
    sign_up_link = models.URLField(
        _("sign-up link"),
        max_length=500,
        blank=True,
        help_text=_("The page of the event system on which people sign up."),
    )
    sign_up_form = models.ForeignKey(
        "learningcircles_wagtail.SignUpForm",
        verbose_name=_("sign-up form"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(10_000)],
        help_text=_("Leave empty for no limit."),
    )
    waiting_list = models.BooleanField(_("keep a waiting list"), default=True)
    waiting_limit = models.PositiveIntegerField(
        _("places on the waiting list"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(10_000)],
        help_text=_("Leave empty for no limit."),
    )
    sign_up_opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    sign_up_closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)

    cancelled = models.BooleanField(
        _("this circle is cancelled"),
        default=False,
        help_text=_("The page stays, and says so. Publish to tell visitors."),
    )
    cancellation_note = models.TextField(
        _("what to tell people"), blank=True, max_length=400
    )

    tell_learners = models.BooleanField(
        _("tell learners by e-mail what has changed"),
        default=False,
        help_text=_(
            "When you publish, who has a place hears which meetings were moved, "
            "cancelled or added, or that the circle does not take place. Without the "
            "tick nobody gets a message."
        ),
    )

    circle = models.ForeignKey(
        "learningcircles_wagtail.Circle",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True
