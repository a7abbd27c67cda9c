"""Words beside a release's picture, and its lists as they were at publication."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("swapped_pages", "0001_pages")]

    operations = [
        migrations.AddField(
            model_name="pressreleasepage",
            name="frozen",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                verbose_name="lists as they were at publication",
            ),
        ),
        migrations.AddField(
            model_name="pressreleasepage",
            name="picture_caption",
            field=models.CharField(blank=True, max_length=300, verbose_name="caption"),
        ),
        migrations.AddField(
            model_name="pressreleasepage",
            name="picture_credit",
            field=models.CharField(
                blank=True,
                help_text="Who took the picture, and under which licence it may be used.",
                max_length=160,
                verbose_name="credit",
            ),
        ),
    ]
