"""What finding circles needs: the day of a meeting, full circles, and a journal."""

from zoneinfo import ZoneInfo

import django.utils.timezone
from django.db import migrations, models

BATCH = 2_000


def fill_days(apps, schema_editor):
    """Tell each meeting its day by the clock of its circle."""
    meetings = apps.get_model("learningcircles_wagtail", "Meeting").objects
    rows = []
    for row in meetings.select_related("circle").iterator(chunk_size=BATCH):
        row.day = row.start.astimezone(ZoneInfo(row.circle.time_zone)).date()
        rows.append(row)
        if len(rows) == BATCH:
            meetings.bulk_update(rows, ["day"])
            rows.clear()
    meetings.bulk_update(rows, ["day"])


class Migration(migrations.Migration):
    dependencies = [("learningcircles_wagtail", "0002_pages")]

    operations = [
        migrations.CreateModel(
            name="DirectoryChange",
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
                ("token", models.BigIntegerField(editable=False)),
                ("about", models.BigIntegerField(editable=False, null=True)),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "change of the directory",
                "verbose_name_plural": "changes of the directory",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="circle",
            name="is_full",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        sign_up_backend="database",
                        taken__gte=models.F("capacity"),
                        then=models.Value(True),
                    ),
                    default=models.Value(False),
                    output_field=models.BooleanField(),
                ),
                output_field=models.BooleanField(),
                verbose_name="no place left",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="day",
            field=models.DateField(
                help_text="On which it begins by the circle's own clock.",
                null=True,
                verbose_name="day",
            ),
        ),
        migrations.RunPython(fill_days, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="circle",
            index=models.Index(
                fields=["is_full", "last_meeting_at"], name="lc_circle_full"
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["day", "start", "circle"], name="lc_meeting_day"
            ),
        ),
    ]
