"""Library systems, their branches and the days on which branches are closed."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from rest_framework.fields import ListField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.search import index

from learningcircles_wagtail.enums import AccessFact
from learningcircles_wagtail.fields import (
    CountryField,
    MultipleChoiceField,
    TimeZoneField,
)
from learningcircles_wagtail.models.records import SluggedRecord
from learningcircles_wagtail.positions.models import PositionMixin
from learningcircles_wagtail.positions.panels import PositionPanel
from learningcircles_wagtail.translation import synchronised_fields


class Place(models.Model):
    """City, region, country and time zone of a library system or a branch."""

    city = models.CharField(_("city"), max_length=100, blank=True)
    region = models.CharField(
        _("region"),
        max_length=100,
        blank=True,
        help_text=_("State, province or county, as it stands in an address."),
    )
    country = CountryField(
        _("country"), blank=True, help_text=_("Two letters, such as US or CA.")
    )
    time_zone = TimeZoneField(
        _("time zone"),
        blank=True,
        help_text=_(
            "Such as America/Chicago. The clock that the place's meetings follow."
        ),
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.locality

    @property
    def locality(self) -> str:
        """City and region in one line: "Boston, MA"."""
        return ", ".join(part for part in (self.city, self.region) if part)


class LibrarySystem(SluggedRecord, PositionMixin, Place):
    """The organisation, such as Chicago Public Library, to which branches belong."""

    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("website"), FieldPanel("logo")],
            heading=_("Library system"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("city"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("country"), FieldPanel("time_zone")]),
            ],
            heading=_("Place"),
        ),
        PositionPanel("position"),
        FieldPanel("slug"),
    ]
    search_fields: ClassVar = [
        *SluggedRecord.search_fields,
        index.SearchField("city"),
        index.SearchField("region"),
    ]
    api_fields: ClassVar = [
        APIField("name"),
        APIField("slug"),
        APIField("city"),
        APIField("region"),
        APIField("country"),
        APIField("website"),
        APIField("latitude"),
        APIField("longitude"),
    ]
    override_translatable_fields: ClassVar = synchronised_fields(
        "slug", "country", "time_zone", "website", "position"
    )

    class Meta(SluggedRecord.Meta):
        verbose_name = _("library system")
        verbose_name_plural = _("library systems")
        ordering: ClassVar = ["name"]


class Branch(SluggedRecord, PositionMixin, Place):
    """A place of a library system where circles meet."""

    library_system = models.ForeignKey(
        LibrarySystem,
        verbose_name=_("library system"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="branches",
    )
    street_address = models.CharField(_("street address"), max_length=255, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    directions = models.TextField(
        _("how to get here"),
        blank=True,
        help_text=_("Bus lines, entrance, where to park."),
    )
    opening_hours = models.TextField(_("opening hours"), blank=True)
    access_facts = MultipleChoiceField(
        _("access"),
        choices=AccessFact.choices,
        blank=True,
        default="",
        help_text=_("Visitors can filter circles by these facts."),
    )
    access_note = models.TextField(
        _("more about access"),
        blank=True,
        help_text=_("Such as “The ramp is on River Street; ring for the lift.”"),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("library_system")], heading=_("Branch")
        ),
        MultiFieldPanel(
            [
                FieldPanel("street_address"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
                FieldPanel("time_zone"),
            ],
            heading=_("Address"),
        ),
        PositionPanel("position"),
        MultiFieldPanel(
            [FieldPanel("access_facts"), FieldPanel("access_note")],
            heading=_("Access"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("directions"),
                FieldPanel("opening_hours"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("website"),
            ],
            heading=_("Visiting"),
        ),
        InlinePanel(
            "closing_days",
            heading=_("Closing days"),
            label=_("closing day"),
            help_text=_("No meetings are laid out on these days."),
        ),
        FieldPanel("picture"),
        FieldPanel("slug"),
    ]
    search_fields: ClassVar = [
        *SluggedRecord.search_fields,
        index.SearchField("city"),
        index.SearchField("street_address"),
        index.RelatedFields("library_system", [index.SearchField("name")]),
    ]
    api_fields: ClassVar = [
        APIField("name"),
        APIField("slug"),
        APIField("street_address"),
        APIField("postal_code"),
        APIField("city"),
        APIField("region"),
        APIField("country"),
        APIField("time_zone"),
        APIField("latitude"),
        APIField("longitude"),
        APIField("access_facts", serializer=ListField()),
    ]
    override_translatable_fields: ClassVar = synchronised_fields(
        "slug",
        "street_address",
        "postal_code",
        "country",
        "time_zone",
        "website",
        "position",
        "phone",
        "email",
        "access_facts",
    )

    class Meta(SluggedRecord.Meta):
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering: ClassVar = ["name"]

    @property
    def address_lines(self) -> list[str]:
        """The postal address, a line each, without the branch's name."""
        town = " ".join(part for part in (self.locality, self.postal_code) if part)
        return [line for line in (self.street_address, town) if line]

    @property
    def access_labels(self) -> list[str]:
        """What makes the branch accessible, in words."""
        words = dict(AccessFact.choices)
        return [str(words[fact]) for fact in self.access_facts if fact in words]

    def get_time_zone(self) -> str:
        """Return the branch's own IANA zone, else its library system's, else ""."""
        if self.time_zone:
            return self.time_zone
        return self.library_system.time_zone if self.library_system else ""


class BranchClosingDay(models.Model):
    """A day, or a span of days, on which a branch is closed."""

    branch = ParentalKey(Branch, on_delete=models.CASCADE, related_name="closing_days")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Leave empty for a single day."),
    )
    reason = models.CharField(_("reason"), max_length=150, blank=True)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("reason"),
    ]

    class Meta:
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")
        ordering: ClassVar = ["first_day"]

    def __str__(self) -> str:
        if self.last_day:
            return f"{self.first_day} – {self.last_day}"
        return str(self.first_day)

    def clean(self) -> None:
        """Raise ValidationError where the last day lies before the first."""
        super().clean()
        if self.last_day and self.first_day and self.last_day < self.first_day:
            raise ValidationError(
                {"last_day": _("The last day lies before the first day.")}
            )
