"""What signing up needs: numbers in line, seeds of tokens, the outbox."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import learningcircles_wagtail.domain.question_keys
import learningcircles_wagtail.fields


class Migration(migrations.Migration):
    dependencies = [
        ("learningcircles_wagtail", "0006_guide_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxMail",
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
                    "message_key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "once_key",
                    models.CharField(
                        editable=False, max_length=150, null=True, unique=True
                    ),
                ),
                (
                    "kind",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        max_length=30, verbose_name="kind"
                    ),
                ),
                (
                    "recipient",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "language",
                    learningcircles_wagtail.fields.LanguageCodeField(
                        blank=True, max_length=35, verbose_name="language"
                    ),
                ),
                (
                    "data",
                    models.JSONField(blank=True, default=dict, verbose_name="facts"),
                ),
                (
                    "status",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        default="pending", max_length=20, verbose_name="state"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="written")),
                ("due_at", models.DateTimeField(verbose_name="to be sent from")),
                (
                    "expires_at",
                    models.DateTimeField(null=True, verbose_name="of no use after"),
                ),
                ("claim", models.UUIDField(editable=False, null=True)),
                (
                    "claimed_until",
                    models.DateTimeField(null=True, verbose_name="being sent until"),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="attempts"
                    ),
                ),
                (
                    "last_error",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="last answer"
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
            ],
            options={
                "verbose_name": "message of the outbox",
                "verbose_name_plural": "messages of the outbox",
                "ordering": ["due_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="signup",
            options={
                "ordering": ["circle_id", "line_number", "pk"],
                "permissions": [("read_sign_ups", "Can read who signed up")],
                "verbose_name": "sign-up",
                "verbose_name_plural": "sign-ups",
            },
        ),
        migrations.RemoveIndex(
            model_name="signup",
            name="lc_sign_up_queue",
        ),
        migrations.AddField(
            model_name="circle",
            name="last_in_line",
            field=models.PositiveBigIntegerField(
                default=0, editable=False, verbose_name="last number given"
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="line_number",
            field=models.PositiveBigIntegerField(
                default=0, editable=False, verbose_name="number in line"
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="link_mailed_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="asked for the link again"
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="token_seed",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AlterField(
            model_name="signupquestion",
            name="key",
            field=models.SlugField(
                blank=True,
                default=learningcircles_wagtail.domain.question_keys.new_question_key,
                editable=False,
                verbose_name="key",
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                fields=["circle", "status", "line_number"], name="lc_sign_up_line"
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="circle",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="learningcircles_wagtail.circle",
                verbose_name="circle",
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="meeting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="learningcircles_wagtail.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="sign_up",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="learningcircles_wagtail.signup",
                verbose_name="sign-up",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmail",
            index=models.Index(fields=["status", "due_at"], name="lc_outbox_due"),
        ),
    ]
