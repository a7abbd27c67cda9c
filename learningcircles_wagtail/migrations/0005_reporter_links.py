"""Reporters' links to releases under embargo, and the collections of their files.

These rows point at whatever base page the site has.
"""

import django.db.models.deletion
import swapper
from django.conf import settings
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class Migration(migrations.Migration):
    dependencies = [
        ("learningcircles_wagtail", "0004_newsroom"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmbargoCollection",
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
                    "collection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "collection under embargo",
                "verbose_name_plural": "collections under embargo",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReporterLink",
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
                ("label", models.CharField(max_length=150, verbose_name="for whom")),
                (
                    "token_hash",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("created_at", models.DateTimeField(verbose_name="made")),
                ("expires_at", models.DateTimeField(verbose_name="works until")),
                (
                    "revoked_at",
                    models.DateTimeField(null=True, verbose_name="taken back"),
                ),
                (
                    "visits",
                    models.PositiveIntegerField(default=0, verbose_name="visits"),
                ),
                (
                    "last_visit_on",
                    models.DateField(null=True, verbose_name="last visit"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                        verbose_name="press release",
                    ),
                ),
            ],
            options={
                "verbose_name": "reporter's link",
                "verbose_name_plural": "reporters' links",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": (),
            },
        ),
    ]
