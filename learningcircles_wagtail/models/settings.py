"""What an editor may set for a whole site."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string

from learningcircles_wagtail.enums import SignUpBackend
from learningcircles_wagtail.fields import (
    ChoicesCharField,
    sign_up_backend_choices,
)


class LearningCirclesSettings(BaseSiteSetting):
    """Sender, privacy notice and defaults of one site's learning circles."""

    organisation = models.CharField(
        _("name of the library"),
        max_length=150,
        blank=True,
        help_text=_("Stands in structured data and on flyers."),
    )
    sender_name = models.CharField(
        _("sender's name"),
        max_length=150,
        blank=True,
        help_text=_("From whom learners' mail comes, such as “Riverbend Library”."),
    )
    sender_email = models.EmailField(
        _("sender's address"),
        blank=True,
        help_text=_("Leave empty for the address that the site uses."),
    )
    privacy_notice = RichTextField(
        _("privacy notice"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_("Learners agree to this text when they sign up."),
    )
    thank_learners = models.BooleanField(
        _("thank learners by e-mail"),
        default=True,
        help_text=_("Once, in the days after the last meeting."),
    )
    certificates = models.BooleanField(
        _("give certificates of taking part"),
        default=False,
        help_text=_(
            "Learners who had a place to the end find a page to print. It tells when "
            "the circle met and how often, and grades nothing."
        ),
    )
    default_sign_up_backend = ChoicesCharField(
        _("how people sign up"),
        max_length=20,
        choices=sign_up_backend_choices,
        default=SignUpBackend.NONE,
        help_text=_("For circles that do not say otherwise."),
    )
    default_sign_up_form = models.ForeignKey(
        "learningcircles_wagtail.SignUpForm",
        verbose_name=_("usual sign-up form"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    default_capacity = models.PositiveIntegerField(
        _("usual number of places"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(10_000)],
        help_text=_("Stands in new circles. Leave empty for no limit."),
    )
    default_boilerplate = models.ForeignKey(
        "learningcircles_wagtail.Boilerplate",
        verbose_name=_("usual boilerplate"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    default_press_contact = models.ForeignKey(
        "learningcircles_wagtail.PressContact",
        verbose_name=_("usual press contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    flyer_logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo on flyers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("flyer_logo")],
            heading=_("The library"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("default_sign_up_backend"),
                FieldPanel("default_sign_up_form"),
                FieldPanel("default_capacity"),
                FieldPanel("privacy_notice"),
            ],
            heading=_("Sign-up"),
        ),
        MultiFieldPanel(
            [FieldPanel("sender_name"), FieldPanel("sender_email")],
            heading=_("Mail"),
        ),
        MultiFieldPanel(
            [FieldPanel("thank_learners"), FieldPanel("certificates")],
            heading=_("When a circle is over"),
        ),
        MultiFieldPanel(
            [FieldPanel("default_boilerplate"), FieldPanel("default_press_contact")],
            heading=_("Press"),
        ),
    ]

    class Meta:
        verbose_name = _("learning circles settings")
        verbose_name_plural = _("learning circles settings")
