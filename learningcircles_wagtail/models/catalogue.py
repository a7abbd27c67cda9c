"""Reusable records: topics, courses, facilitators, press contacts, boilerplates."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from learningcircles_wagtail.enums import LICENCE_ADDRESSES, CourseLicence
from learningcircles_wagtail.fields import ChoicesCharField, LanguageCodeField
from learningcircles_wagtail.models.records import Record, SluggedRecord
from learningcircles_wagtail.translation import synchronised_fields


class Topic(SluggedRecord):
    """What circles are about: "Health", "Computing"."""

    panels: ClassVar = [FieldPanel("name"), FieldPanel("slug")]
    override_translatable_fields: ClassVar = synchronised_fields("slug")
    api_fields: ClassVar = [APIField("name"), APIField("slug")]

    class Meta(SluggedRecord.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar = ["name"]


class Course(Record):
    """The free online course or other resource that a circle works through.

    Terms follow schema.org `Course`; `hours` is the provider's estimate in hours.
    """

    title = models.CharField(_("title"), max_length=255)
    provider = models.CharField(
        _("provider"),
        max_length=255,
        blank=True,
        help_text=_("Who offers the course, such as a university."),
    )
    link = models.URLField(
        _("link"),
        max_length=500,
        blank=True,
        help_text=_("The page on which people find the course."),
    )
    language = LanguageCodeField(
        _("language"),
        blank=True,
        help_text=_("Language of the course, such as “en” or “fr”."),
    )
    licence = ChoicesCharField(
        _("licence"), max_length=20, blank=True, choices=CourseLicence.choices
    )
    hours = models.PositiveSmallIntegerField(
        _("hours of work"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(2000)],
        help_text=_("The provider's estimate for the whole course."),
    )
    description = models.TextField(_("description"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="courses"
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("provider"), FieldPanel("link")],
            heading=_("Course"),
        ),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("language"), FieldPanel("licence"), FieldPanel("hours")],
            heading=_("Facts"),
        ),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("picture"),
    ]
    search_fields: ClassVar = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("provider"),
        index.SearchField("description"),
        index.FilterField("language"),
        index.FilterField("locale_id"),
    ]
    api_fields: ClassVar = [
        APIField("title"),
        APIField("provider"),
        APIField("link"),
        APIField("language"),
        APIField("licence"),
    ]
    override_translatable_fields: ClassVar = synchronised_fields(
        "title", "provider", "link", "language", "licence"
    )

    class Meta(Record.Meta):
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.provider})" if self.provider else self.title

    @property
    def licence_address(self) -> str:
        """Where the terms of the licence stand, or ""."""
        return LICENCE_ADDRESSES.get(self.licence, "")


class Facilitator(Record):
    """The person, often a librarian, who hosts circles; no subject expert."""

    name = models.CharField(_("name"), max_length=150)
    job_title = models.CharField(
        _("job title"),
        max_length=150,
        blank=True,
        help_text=_("Such as “Librarian, Central Library”."),
    )
    biography = models.TextField(
        _("about this person"),
        blank=True,
        help_text=_("One or two sentences for learners."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    email = models.EmailField(
        _("public e-mail address"),
        blank=True,
        help_text=_("Learners' answers go here. Anybody can read it."),
    )
    branch = models.ForeignKey(
        "learningcircles_wagtail.Branch",
        verbose_name=_("branch"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="facilitators",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The account with which this person keeps attendance."),
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("job_title"), FieldPanel("biography")],
            heading=_("Person"),
        ),
        FieldPanel("picture"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("branch")], heading=_("Contact")
        ),
        FieldPanel("user"),
    ]
    search_fields: ClassVar = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("job_title"),
        index.SearchField("biography"),
        index.FilterField("locale_id"),
    ]
    api_fields: ClassVar = [APIField("name"), APIField("job_title")]
    override_translatable_fields: ClassVar = synchronised_fields("name", "email")

    class Meta(Record.Meta):
        verbose_name = _("facilitator")
        verbose_name_plural = _("facilitators")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class PressContact(Record):
    """Whom a newsroom rings."""

    name = models.CharField(_("name"), max_length=150)
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=50,
        blank=True,
        help_text=_("With the country code, such as +1 555 0100."),
    )

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("job_title"), FieldPanel("organisation")],
            heading=_("Person"),
        ),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")
        ),
    ]
    search_fields: ClassVar = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("organisation"),
        index.FilterField("locale_id"),
    ]
    api_fields: ClassVar = [
        APIField("name"),
        APIField("job_title"),
        APIField("organisation"),
    ]
    override_translatable_fields: ClassVar = synchronised_fields(
        "name", "email", "phone"
    )

    class Meta(Record.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Boilerplate(Record):
    """A paragraph about an organisation, written once for all its releases."""

    title = models.CharField(
        _("heading"),
        max_length=150,
        help_text=_("Such as “About Riverbend Public Library”."),
    )
    text = RichTextField(_("text"), features=["bold", "italic", "link"], blank=True)

    panels: ClassVar = [FieldPanel("title"), FieldPanel("text")]
    search_fields: ClassVar = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.FilterField("locale_id"),
    ]
    api_fields: ClassVar = [APIField("title"), APIField("text")]

    class Meta(Record.Meta):
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplates")
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title
