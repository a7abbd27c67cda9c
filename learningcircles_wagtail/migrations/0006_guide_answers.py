"""Creates the rows of what readers say of a guide."""

import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")
KEY = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = [
        ("learningcircles_wagtail", "0005_reporter_links"),
        *(
            [swapper.dependency("wagtailcore", "Page")]
            if swapper.is_swapped("wagtailcore", "Page")
            else [("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
        ),
    ]

    operations = [
        migrations.CreateModel(
            name="GuideAnswer",
            fields=[
                ("id", KEY),
                ("day", models.DateField(verbose_name="day")),
                (
                    "helpful",
                    models.PositiveIntegerField(
                        default=0, verbose_name="found it helpful"
                    ),
                ),
                (
                    "unhelpful",
                    models.PositiveIntegerField(
                        default=0, verbose_name="did not find it helpful"
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
            ],
            options={
                "verbose_name": "answers of a day",
                "verbose_name_plural": "answers by day",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="GuideNote",
            fields=[
                ("id", KEY.clone()),
                ("day", models.DateField(db_index=True, verbose_name="day")),
                ("helpful", models.BooleanField(verbose_name="found it helpful")),
                ("text", models.TextField(max_length=1000, verbose_name="note")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "reader's note",
                "verbose_name_plural": "readers' notes",
                "ordering": ["-day", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="guideanswer",
            constraint=models.UniqueConstraint(
                fields=("page", "day"), name="lc_guide_answer_page_day"
            ),
        ),
    ]
