"""Creates the pages of the plugin on the base page of our own."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import learningcircles_wagtail.fields
import learningcircles_wagtail.mixins.base


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("basepage", "0003_finalize_page_model"),
        ("learningcircles_wagtail", "0002_pages"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="CircleIndexPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="What a learning circle is, in two or three sentences.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="below the list"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                learningcircles_wagtail.mixins.base.PublicPageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="PressIndexPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="introduction"
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="below the releases"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                learningcircles_wagtail.mixins.base.PublicPageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="ToolkitIndexPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="introduction"
                    ),
                ),
                (
                    "sections",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="sections"
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="below the guides"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                learningcircles_wagtail.mixins.base.PublicPageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="CirclePage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences. They stand in lists and search results.",
                        max_length=400,
                        verbose_name="summary",
                    ),
                ),
                (
                    "language",
                    learningcircles_wagtail.fields.LanguageCodeField(
                        blank=True,
                        help_text="In which people talk, such as “en” or “es”. Leave empty for the language of this page.",
                        max_length=35,
                        verbose_name="language of the circle",
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="more to read"
                    ),
                ),
                (
                    "format",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="in_person",
                        max_length=20,
                        verbose_name="how people meet",
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
                        help_text="Never shown in public. Only learners who have a place get it.",
                        max_length=500,
                        verbose_name="link of the online meeting",
                    ),
                ),
                (
                    "time_zone",
                    learningcircles_wagtail.fields.TimeZoneField(
                        blank=True,
                        help_text="Leave empty for the branch's own, such as America/Chicago.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "first_date",
                    models.DateField(blank=True, null=True, verbose_name="first date"),
                ),
                (
                    "start_time",
                    models.TimeField(blank=True, null=True, verbose_name="time"),
                ),
                (
                    "length_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=90,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="length in minutes",
                    ),
                ),
                (
                    "meeting_count",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=6,
                        help_text="Usually six to eight.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="number of meetings",
                    ),
                ),
                (
                    "weekdays",
                    learningcircles_wagtail.fields.MultipleChoiceField(
                        blank=True,
                        default="",
                        help_text="Leave empty for the weekday of the first date.",
                        max_length=20,
                        verbose_name="weekdays",
                    ),
                ),
                (
                    "skipped_dates",
                    learningcircles_wagtail.fields.StreamField(
                        [],
                        blank=True,
                        help_text="Days on which this circle does not meet. The series then ends later.",
                        verbose_name="dates to skip",
                    ),
                ),
                (
                    "skip_closing_days",
                    models.BooleanField(
                        default=True,
                        help_text="Closing days stand in the branch's record.",
                        verbose_name="skip the branch's closing days",
                    ),
                ),
                (
                    "meetings",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="meetings"
                    ),
                ),
                (
                    "sign_up_backend",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        blank=True,
                        help_text="Leave empty for what the site's settings say.",
                        max_length=20,
                        verbose_name="how people sign up",
                    ),
                ),
                (
                    "sign_up_link",
                    models.URLField(
                        blank=True,
                        help_text="The page of the event system on which people sign up.",
                        max_length=500,
                        verbose_name="sign-up link",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Leave empty for no limit.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10000)],
                        verbose_name="places",
                    ),
                ),
                (
                    "waiting_list",
                    models.BooleanField(
                        default=True, verbose_name="keep a waiting list"
                    ),
                ),
                (
                    "waiting_limit",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Leave empty for no limit.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10000)],
                        verbose_name="places on the waiting list",
                    ),
                ),
                (
                    "sign_up_opens_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="sign-up opens"
                    ),
                ),
                (
                    "sign_up_closes_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="sign-up closes"
                    ),
                ),
                (
                    "cancelled",
                    models.BooleanField(
                        default=False,
                        help_text="The page stays, and says so. Publish to tell visitors.",
                        verbose_name="this circle is cancelled",
                    ),
                ),
                (
                    "cancellation_note",
                    models.TextField(
                        blank=True, max_length=400, verbose_name="what to tell people"
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.circle",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        help_text="The free online course that the circle works through.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "facilitators",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="learningcircles_wagtail.facilitator",
                        verbose_name="facilitators",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one, a pattern is drawn.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
                (
                    "sign_up_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.signupform",
                        verbose_name="sign-up form",
                    ),
                ),
                (
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="learningcircles_wagtail.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                learningcircles_wagtail.mixins.base.PublicPageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="PressReleasePage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "subheadline",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="subheadline"
                    ),
                ),
                (
                    "timing",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="immediate", max_length=20, verbose_name="release"
                    ),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Nobody sees the release before that hour.",
                        null=True,
                        verbose_name="embargo ends",
                    ),
                ),
                (
                    "embargo_time_zone",
                    learningcircles_wagtail.fields.TimeZoneField(
                        blank=True,
                        help_text="The zone in which newsrooms read the hour. Leave empty for the library's own.",
                        max_length=64,
                        verbose_name="time zone to print",
                    ),
                ),
                (
                    "dateline_city",
                    models.CharField(
                        blank=True,
                        help_text="Printed in capitals.",
                        max_length=100,
                        verbose_name="city",
                    ),
                ),
                (
                    "dateline_region",
                    models.CharField(
                        blank=True,
                        help_text="As newspapers write it, such as “Ill.”",
                        max_length=100,
                        verbose_name="region",
                    ),
                ),
                (
                    "dateline_date",
                    models.DateField(blank=True, null=True, verbose_name="date"),
                ),
                (
                    "lead",
                    models.TextField(
                        blank=True,
                        help_text="Who, what, where, when and why, in one paragraph.",
                        validators=[django.core.validators.MaxLengthValidator(1000)],
                        verbose_name="lead",
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="text"
                    ),
                ),
                (
                    "funder",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Who made it possible, in one sentence.",
                        verbose_name="funder",
                    ),
                ),
                (
                    "corrections",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="corrections"
                    ),
                ),
                (
                    "coverage",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="in the news"
                    ),
                ),
                (
                    "boilerplates",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="learningcircles_wagtail.boilerplate",
                        verbose_name="boilerplates",
                    ),
                ),
                (
                    "contacts",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="learningcircles_wagtail.presscontact",
                        verbose_name="media contacts",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                learningcircles_wagtail.mixins.base.PublicPageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="ToolkitPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="What the reader can do after reading. Stands in lists.",
                        max_length=400,
                        verbose_name="summary",
                    ),
                ),
                (
                    "roles",
                    learningcircles_wagtail.fields.MultipleChoiceField(
                        blank=True, default="", max_length=255, verbose_name="for whom"
                    ),
                ),
                (
                    "stage",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="plan", max_length=20, verbose_name="stage"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="To read and to do.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(2000)],
                        verbose_name="minutes it takes",
                    ),
                ),
                (
                    "materials",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="what you need"
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="text"
                    ),
                ),
                (
                    "licence",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        blank=True,
                        help_text="Under which others may copy and adapt this page.",
                        max_length=20,
                        verbose_name="licence",
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        blank=True,
                        help_text="Whom others name, such as “Riverbend Public Library”.",
                        max_length=255,
                        verbose_name="attribution",
                    ),
                ),
                (
                    "credits",
                    models.TextField(
                        blank=True,
                        help_text="Who wrote it, and after which sources.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "last_reviewed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last reviewed"
                    ),
                ),
                (
                    "review_due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="next review due"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                learningcircles_wagtail.mixins.base.PublicPageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
    ]
