"""Creates the rows of readers who want to hear of the next circle, or of releases."""

import django.db.models.deletion
import swapper
from django.db import migrations, models

import learningcircles_wagtail.fields

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class Migration(migrations.Migration):
    dependencies = [
        ("learningcircles_wagtail", "0007_sign_ups"),
        *(
            [swapper.dependency("wagtailcore", "Page")]
            if swapper.is_swapped("wagtailcore", "Page")
            else [("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
        ),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
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
                    "kind",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        max_length=20, verbose_name="kind"
                    ),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, verbose_name="e-mail address"),
                ),
                ("email_hash", models.CharField(editable=False, max_length=64)),
                (
                    "language",
                    learningcircles_wagtail.fields.LanguageCodeField(
                        blank=True, max_length=35, verbose_name="language"
                    ),
                ),
                ("wish", models.CharField(editable=False, max_length=64)),
                (
                    "token_hash",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("token_seed", models.CharField(editable=False, max_length=64)),
                ("created_at", models.DateTimeField(verbose_name="asked")),
                (
                    "confirm_mailed_at",
                    models.DateTimeField(verbose_name="asked to confirm"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(null=True, verbose_name="confirmed"),
                ),
                ("told_at", models.DateTimeField(null=True, verbose_name="told")),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.course",
                        verbose_name="course",
                    ),
                ),
                (
                    "library_system",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="learningcircles_wagtail.librarysystem",
                        verbose_name="library system",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                        verbose_name="page",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        related_name="+",
                        to="learningcircles_wagtail.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="subscription",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="learningcircles_wagtail.subscription",
                verbose_name="subscription",
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["email_hash"], name="lc_subscription_email"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                fields=["kind", "confirmed_at"], name="lc_subscription_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                fields=("page", "email_hash", "wish"), name="lc_subscription_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_at__isnull", True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="lc_subscription_told",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmail",
            index=models.Index(fields=["kind", "status"], name="lc_outbox_kind"),
        ),
    ]
