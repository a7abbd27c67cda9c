"""Creates the records and rows; none of them refers to a page model."""

import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

import learningcircles_wagtail.fields
import learningcircles_wagtail.positions.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Boilerplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Such as “About Riverbend Public Library”.",
                        max_length=150,
                        verbose_name="heading",
                    ),
                ),
                ("text", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "boilerplate",
                "verbose_name_plural": "boilerplates",
                "ordering": ["title"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="Branch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Stands in web addresses, such as ?topic=health. Leave empty to have it made from the name.",
                        max_length=150,
                        verbose_name="slug",
                    ),
                ),
                (
                    "position",
                    learningcircles_wagtail.positions.fields.PositionField(
                        blank=True, max_length=100
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True, db_index=True, editable=False, null=True
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True, db_index=True, editable=False, null=True
                    ),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="city"),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="State, province or county, as it stands in an address.",
                        max_length=100,
                        verbose_name="region",
                    ),
                ),
                (
                    "country",
                    learningcircles_wagtail.fields.CountryField(
                        blank=True,
                        help_text="Two letters, such as US or CA.",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "time_zone",
                    learningcircles_wagtail.fields.TimeZoneField(
                        blank=True,
                        help_text="Such as America/Chicago. The clock that the place's meetings follow.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "street_address",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="street address"
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="postal code"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="telephone"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "directions",
                    models.TextField(
                        blank=True,
                        help_text="Bus lines, entrance, where to park.",
                        verbose_name="how to get here",
                    ),
                ),
                (
                    "opening_hours",
                    models.TextField(blank=True, verbose_name="opening hours"),
                ),
                (
                    "access_facts",
                    learningcircles_wagtail.fields.MultipleChoiceField(
                        blank=True,
                        default="",
                        help_text="Visitors can filter circles by these facts.",
                        max_length=255,
                        verbose_name="access",
                    ),
                ),
                (
                    "access_note",
                    models.TextField(
                        blank=True,
                        help_text="Such as “The ramp is on River Street; ring for the lift.”",
                        verbose_name="more about access",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "branch",
                "verbose_name_plural": "branches",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BranchClosingDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="Leave empty for a single day.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=150, verbose_name="reason"),
                ),
                (
                    "branch",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing_days",
                        to="learningcircles_wagtail.branch",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing day",
                "verbose_name_plural": "closing days",
                "ordering": ["first_day"],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "provider",
                    models.CharField(
                        blank=True,
                        help_text="Who offers the course, such as a university.",
                        max_length=255,
                        verbose_name="provider",
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        help_text="The page on which people find the course.",
                        max_length=500,
                        verbose_name="link",
                    ),
                ),
                (
                    "language",
                    learningcircles_wagtail.fields.LanguageCodeField(
                        blank=True,
                        help_text="Language of the course, such as “en” or “fr”.",
                        max_length=35,
                        verbose_name="language",
                    ),
                ),
                (
                    "licence",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        blank=True, max_length=20, verbose_name="licence"
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The provider's estimate for the whole course.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(2000)],
                        verbose_name="hours of work",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "course",
                "verbose_name_plural": "courses",
                "ordering": ["title"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Facilitator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "job_title",
                    models.CharField(
                        blank=True,
                        help_text="Such as “Librarian, Central Library”.",
                        max_length=150,
                        verbose_name="job title",
                    ),
                ),
                (
                    "biography",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for learners.",
                        verbose_name="about this person",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Learners' answers go here. Anybody can read it.",
                        max_length=254,
                        verbose_name="public e-mail address",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="facilitators",
                        to="learningcircles_wagtail.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="The account with which this person keeps attendance.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
            ],
            options={
                "verbose_name": "facilitator",
                "verbose_name_plural": "facilitators",
                "ordering": ["name"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="LibrarySystem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Stands in web addresses, such as ?topic=health. Leave empty to have it made from the name.",
                        max_length=150,
                        verbose_name="slug",
                    ),
                ),
                (
                    "position",
                    learningcircles_wagtail.positions.fields.PositionField(
                        blank=True, max_length=100
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True, db_index=True, editable=False, null=True
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True, db_index=True, editable=False, null=True
                    ),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="city"),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="State, province or county, as it stands in an address.",
                        max_length=100,
                        verbose_name="region",
                    ),
                ),
                (
                    "country",
                    learningcircles_wagtail.fields.CountryField(
                        blank=True,
                        help_text="Two letters, such as US or CA.",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "time_zone",
                    learningcircles_wagtail.fields.TimeZoneField(
                        blank=True,
                        help_text="Such as America/Chicago. The clock that the place's meetings follow.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "library system",
                "verbose_name_plural": "library systems",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Circle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="city"),
                ),
                ("latitude", models.FloatField(null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(null=True, verbose_name="longitude")),
                (
                    "time_zone",
                    learningcircles_wagtail.fields.TimeZoneField(
                        max_length=64, verbose_name="time zone"
                    ),
                ),
                (
                    "format",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="in_person", max_length=20, verbose_name="format"
                    ),
                ),
                (
                    "room",
                    models.CharField(blank=True, max_length=150, verbose_name="room"),
                ),
                (
                    "online_link",
                    models.URLField(
                        blank=True,
                        help_text="Private: for learners who have a place.",
                        max_length=500,
                        verbose_name="link of the online meeting",
                    ),
                ),
                (
                    "language",
                    learningcircles_wagtail.fields.LanguageCodeField(
                        blank=True, max_length=35, verbose_name="language"
                    ),
                ),
                (
                    "weekdays",
                    learningcircles_wagtail.fields.MultipleChoiceField(
                        blank=True, default="", max_length=20, verbose_name="weekdays"
                    ),
                ),
                (
                    "time_of_day",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        blank=True, max_length=20, verbose_name="time of day"
                    ),
                ),
                (
                    "first_meeting_at",
                    models.DateTimeField(null=True, verbose_name="first meeting"),
                ),
                (
                    "last_meeting_at",
                    models.DateTimeField(
                        null=True, verbose_name="end of the last meeting"
                    ),
                ),
                (
                    "meeting_count",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="meetings"
                    ),
                ),
                (
                    "cancelled",
                    models.BooleanField(default=False, verbose_name="cancelled"),
                ),
                (
                    "search_text",
                    models.TextField(blank=True, verbose_name="words for search"),
                ),
                (
                    "sign_up_backend",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="none", max_length=20, verbose_name="sign-up"
                    ),
                ),
                (
                    "sign_up_link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="sign-up link"
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(null=True, verbose_name="places"),
                ),
                (
                    "waiting_list",
                    models.BooleanField(default=False, verbose_name="waiting list"),
                ),
                (
                    "waiting_limit",
                    models.PositiveIntegerField(
                        null=True, verbose_name="waiting list limit"
                    ),
                ),
                (
                    "sign_up_opens_at",
                    models.DateTimeField(null=True, verbose_name="sign-up opens"),
                ),
                (
                    "sign_up_closes_at",
                    models.DateTimeField(null=True, verbose_name="sign-up closes"),
                ),
                (
                    "taken",
                    models.IntegerField(
                        default=0,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="places taken",
                    ),
                ),
                (
                    "waiting",
                    models.IntegerField(
                        default=0,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="people waiting",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="imported from"
                    ),
                ),
                (
                    "source_id",
                    models.CharField(
                        blank=True,
                        max_length=255,
                        verbose_name="identity at the source",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="first published")),
                (
                    "modified_at",
                    models.DateTimeField(verbose_name="facts last changed"),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="circles",
                        to="learningcircles_wagtail.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "source_locale",
                    models.ForeignKey(
                        help_text="The language whose page gives the facts.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="circles",
                        to="learningcircles_wagtail.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "facilitators",
                    models.ManyToManyField(
                        related_name="circles",
                        to="learningcircles_wagtail.facilitator",
                        verbose_name="facilitators",
                    ),
                ),
                (
                    "library_system",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="circles",
                        to="learningcircles_wagtail.librarysystem",
                        verbose_name="library system",
                    ),
                ),
            ],
            options={
                "verbose_name": "circle",
                "verbose_name_plural": "circles",
                "ordering": ["first_meeting_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="branch",
            name="library_system",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="branches",
                to="learningcircles_wagtail.librarysystem",
                verbose_name="library system",
            ),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        max_length=255, unique=True, verbose_name="calendar identity"
                    ),
                ),
                (
                    "source_id",
                    models.CharField(
                        max_length=64, verbose_name="identity within the page"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0, verbose_name="calendar sequence"
                    ),
                ),
                ("start", models.DateTimeField(verbose_name="start")),
                ("end", models.DateTimeField(verbose_name="end")),
                (
                    "original_start",
                    models.DateTimeField(
                        null=True, verbose_name="start as first announced"
                    ),
                ),
                (
                    "state",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="planned", max_length=20, verbose_name="state"
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=255, verbose_name="title"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "room",
                    models.CharField(blank=True, max_length=150, verbose_name="room"),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=500, verbose_name="place"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("modified_at", models.DateTimeField(verbose_name="last changed")),
                (
                    "withdrawn_at",
                    models.DateTimeField(null=True, verbose_name="taken away"),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="learningcircles_wagtail.circle",
                        verbose_name="circle",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["start", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PressContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "job_title",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="job title"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="organisation"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        help_text="With the country code, such as +1 555 0100.",
                        max_length=50,
                        verbose_name="telephone",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "press contact",
                "verbose_name_plural": "press contacts",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        max_length=20, verbose_name="state"
                    ),
                ),
                (
                    "source",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="web", max_length=20, verbose_name="came in by"
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=150, verbose_name="name"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="telephone"
                    ),
                ),
                (
                    "accommodation",
                    models.TextField(blank=True, verbose_name="what would help"),
                ),
                (
                    "answers",
                    models.JSONField(blank=True, default=dict, verbose_name="answers"),
                ),
                (
                    "language",
                    learningcircles_wagtail.fields.LanguageCodeField(
                        blank=True, max_length=35, verbose_name="language"
                    ),
                ),
                (
                    "consent_version",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="privacy text"
                    ),
                ),
                (
                    "consented_at",
                    models.DateTimeField(null=True, verbose_name="consented"),
                ),
                (
                    "token_hash",
                    models.CharField(
                        editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "request_key",
                    models.UUIDField(editable=False, null=True, unique=True),
                ),
                (
                    "email_hash",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "active_email_hash",
                    models.CharField(editable=False, max_length=64, null=True),
                ),
                ("created_at", models.DateTimeField(verbose_name="signed up")),
                ("queued_at", models.DateTimeField(verbose_name="in line since")),
                (
                    "confirmed_at",
                    models.DateTimeField(null=True, verbose_name="got a place"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(null=True, verbose_name="gave up the place"),
                ),
                (
                    "anonymised_at",
                    models.DateTimeField(null=True, verbose_name="anonymised"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ups",
                        to="learningcircles_wagtail.circle",
                        verbose_name="circle",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-up",
                "verbose_name_plural": "sign-ups",
                "ordering": ["queued_at", "pk"],
                "permissions": [("read_sign_ups", "Can read who signed up")],
            },
        ),
        migrations.CreateModel(
            name="SignUpForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Only editors see this.",
                        max_length=150,
                        verbose_name="name",
                    ),
                ),
                (
                    "ask_phone",
                    models.BooleanField(
                        default=False, verbose_name="ask for a telephone number"
                    ),
                ),
                (
                    "ask_accommodation",
                    models.BooleanField(
                        default=True,
                        verbose_name="ask what would help people to take part",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-up form",
                "verbose_name_plural": "sign-up forms",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LearningCirclesSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        help_text="Stands in structured data and on flyers.",
                        max_length=150,
                        verbose_name="name of the library",
                    ),
                ),
                (
                    "sender_name",
                    models.CharField(
                        blank=True,
                        help_text="From whom learners' mail comes, such as “Riverbend Library”.",
                        max_length=150,
                        verbose_name="sender's name",
                    ),
                ),
                (
                    "sender_email",
                    models.EmailField(
                        blank=True,
                        help_text="Leave empty for the address that the site uses.",
                        max_length=254,
                        verbose_name="sender's address",
                    ),
                ),
                (
                    "privacy_notice",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Learners agree to this text when they sign up.",
                        verbose_name="privacy notice",
                    ),
                ),
                (
                    "default_sign_up_backend",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="none",
                        help_text="For circles that do not say otherwise.",
                        max_length=20,
                        verbose_name="how people sign up",
                    ),
                ),
                (
                    "default_capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Stands in new circles. Leave empty for no limit.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10000)],
                        verbose_name="usual number of places",
                    ),
                ),
                (
                    "default_boilerplate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.boilerplate",
                        verbose_name="usual boilerplate",
                    ),
                ),
                (
                    "flyer_logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="logo on flyers",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
                (
                    "default_press_contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.presscontact",
                        verbose_name="usual press contact",
                    ),
                ),
                (
                    "default_sign_up_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.signupform",
                        verbose_name="usual sign-up form",
                    ),
                ),
            ],
            options={
                "verbose_name": "learning circles settings",
                "verbose_name_plural": "learning circles settings",
            },
        ),
        migrations.AddField(
            model_name="circle",
            name="sign_up_form",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="circles",
                to="learningcircles_wagtail.signupform",
                verbose_name="sign-up form",
            ),
        ),
        migrations.CreateModel(
            name="SignUpQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "key",
                    models.SlugField(blank=True, editable=False, verbose_name="key"),
                ),
                ("label", models.CharField(max_length=255, verbose_name="question")),
                (
                    "help_text",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="explanation"
                    ),
                ),
                (
                    "kind",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="text", max_length=20, verbose_name="kind of answer"
                    ),
                ),
                (
                    "choices",
                    models.TextField(
                        blank=True,
                        help_text="One a line, for “one of several”.",
                        verbose_name="choices",
                    ),
                ),
                (
                    "required",
                    models.BooleanField(
                        default=False, verbose_name="an answer is needed"
                    ),
                ),
                (
                    "form",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="learningcircles_wagtail.signupform",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "translation_key",
                    models.UUIDField(default=uuid.uuid4, editable=False),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="Stands in web addresses, such as ?topic=health. Leave empty to have it made from the name.",
                        max_length=150,
                        verbose_name="slug",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="course",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="courses",
                to="learningcircles_wagtail.topic",
                verbose_name="topics",
            ),
        ),
        migrations.AddField(
            model_name="circle",
            name="topics",
            field=models.ManyToManyField(
                related_name="circles",
                to="learningcircles_wagtail.topic",
                verbose_name="topics",
            ),
        ),
        migrations.AddConstraint(
            model_name="librarysystem",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"),
                name="learningcircles_wagtail_librarysystem_slug",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="librarysystem",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddConstraint(
            model_name="branch",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"), name="learningcircles_wagtail_branch_slug"
            ),
        ),
        migrations.AlterUniqueTogether(
            name="branch",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["circle", "start"], name="lc_meeting_circle"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["start"], name="lc_meeting_start"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["end"], name="lc_meeting_end"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("circle", "source_id"), name="lc_meeting_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))),
                name="lc_meeting_ends_after_start",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="presscontact",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                fields=["circle", "status", "queued_at"], name="lc_sign_up_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(fields=["email_hash"], name="lc_sign_up_email"),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                fields=("circle", "active_email_hash"), name="lc_sign_up_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["confirmed", "waiting"]),
                    ("active_email_hash__isnull", True),
                    _connector="OR",
                ),
                name="lc_sign_up_active",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="signupform",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"), name="learningcircles_wagtail_topic_slug"
            ),
        ),
        migrations.AlterUniqueTogether(
            name="topic",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AlterUniqueTogether(
            name="course",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(fields=["first_meeting_at"], name="lc_circle_first"),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(fields=["last_meeting_at"], name="lc_circle_last"),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(fields=["created_at"], name="lc_circle_created"),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(fields=["title"], name="lc_circle_title"),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(fields=["city"], name="lc_circle_city"),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(
                fields=["latitude", "longitude"], name="lc_circle_position"
            ),
        ),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(fields=["source", "source_id"], name="lc_circle_source"),
        ),
        migrations.AddConstraint(
            model_name="circle",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__gte", 0)), name="lc_circle_taken"
            ),
        ),
        migrations.AddConstraint(
            model_name="circle",
            constraint=models.CheckConstraint(
                condition=models.Q(("waiting__gte", 0)), name="lc_circle_waiting"
            ),
        ),
    ]
