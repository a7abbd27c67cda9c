"""Who came to which meeting, how many came besides, and groups that may note it.

The rows of groups point at whatever base page the site has.
"""

import django.db.models.deletion
import swapper
from django.conf import settings
from django.db import migrations, models

import learningcircles_wagtail.fields

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("learningcircles_wagtail", "0011_thanks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name="DropIns",
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
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        verbose_name="people without a sign-up"
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drop_ins",
                        to="learningcircles_wagtail.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "people without a sign-up",
                "verbose_name_plural": "people without a sign-up",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                (
                    "status",
                    learningcircles_wagtail.fields.ChoicesCharField(
                        max_length=20, verbose_name="state"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="learningcircles_wagtail.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "sign_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="learningcircles_wagtail.signup",
                        verbose_name="sign-up",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "permissions": [("note_attendance", "Can note who came")],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "sign_up"), name="lc_attendance_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupAttendancePermission",
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
                    "branch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="learningcircles_wagtail.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lc_attendance_permissions",
                        to="auth.group",
                        verbose_name="group",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "permission to note attendance",
                "verbose_name_plural": "permissions to note attendance",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "page"), name="lc_attendance_page_once"
                    ),
                    models.UniqueConstraint(
                        fields=("group", "branch"), name="lc_attendance_branch_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("branch__isnull", False), ("page__isnull", True)),
                            models.Q(("branch__isnull", True), ("page__isnull", False)),
                            _connector="OR",
                        ),
                        name="lc_attendance_page_or_branch",
                    ),
                ],
            },
        ),
    ]
