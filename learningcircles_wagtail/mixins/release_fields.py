"""What a press release holds: the fields that editors fill in."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string

from learningcircles_wagtail.blocks.streams import (
    CorrectionsBlock,
    CoverageBlock,
    PressBodyBlock,
)
from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.fields import (
    ChoicesCharField,
    StreamField,
    TimeZoneField,
)


class ReleaseFields(models.Model):
    """The words of one release: headline, dateline, lead, text, contacts.

    The page's title is the headline. `embargo_until` is an aware instant; until then
    the release is not public, whatever else is true. `frozen` is written at
    publication (`press.frozen`).
    """

    subheadline = models.CharField(_("subheadline"), max_length=255, blank=True)
    timing = ChoicesCharField(
        _("release"),
        max_length=20,
        choices=ReleaseTiming.choices,
        default=ReleaseTiming.IMMEDIATE,
    )
    embargo_until = models.DateTimeField(
        _("embargo ends"),
        null=True,
        blank=True,
        help_text=_("Nobody sees the release before that hour."),
    )
    embargo_time_zone = TimeZoneField(
        _("time zone to print"),
        blank=True,
        help_text=_(
            "The zone in which newsrooms read the hour. "
            "Leave empty for the library's own."
        ),
    )
    dateline_city = models.CharField(
        _("city"), max_length=100, blank=True, help_text=_("Printed in capitals.")
    )
    dateline_region = models.CharField(
        _("region"),
        max_length=100,
        blank=True,
        help_text=_("As newspapers write it, such as “Ill.”"),
    )
    dateline_date = models.DateField(_("date"), null=True, blank=True)
    lead = models.TextField(
        _("lead"),
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text=_("Who, what, where, when and why, in one paragraph."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_caption = models.CharField(_("caption"), max_length=300, blank=True)
    picture_credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Who took the picture, and under which licence it may be used."),
    )
    body = StreamField(
        PressBodyBlock(required=False), verbose_name=_("text"), blank=True
    )
    funder = RichTextField(
        _("funder"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Who made it possible, in one sentence."),
    )
    boilerplates = ParentalManyToManyField(
        "learningcircles_wagtail.Boilerplate",
        verbose_name=_("boilerplates"),
        blank=True,
        related_name="+",
    )
    contacts = ParentalManyToManyField(
        "learningcircles_wagtail.PressContact",
        verbose_name=_("media contacts"),
        blank=True,
        related_name="+",
    )
    corrections = StreamField(
        CorrectionsBlock(required=False), verbose_name=_("corrections"), blank=True
    )
    coverage = StreamField(
        CoverageBlock(required=False), verbose_name=_("in the news"), blank=True
    )
    frozen = models.JSONField(
        _("lists as they were at publication"),
        default=dict,
        blank=True,
        editable=False,
    )

    class Meta:
        abstract = True
