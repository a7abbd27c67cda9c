"""Creates the home page."""

import django.db.models.deletion
from django.db import migrations, models
from wagtail.images import get_image_model_string

import learningcircles_wagtail.fields


class Migration(migrations.Migration):
    initial = True

    # The last migration that both Wagtail 7.4 and 8.0 have.
    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "In large letters beside the picture. Empty: the page's "
                            "title."
                        ),
                        max_length=150,
                        verbose_name="headline",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="Two sentences: what a visitor finds here.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    learningcircles_wagtail.fields.StreamField(
                        [], blank=True, verbose_name="content"
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
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
            },
            bases=("wagtailcore.page",),
        ),
    ]
