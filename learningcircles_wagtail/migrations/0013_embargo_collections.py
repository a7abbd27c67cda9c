"""Files of a release that was deleted under embargo stay closed: their row stays."""

import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class Migration(migrations.Migration):
    dependencies = [("learningcircles_wagtail", "0012_attendance")]

    operations = [
        migrations.AlterField(
            model_name="embargocollection",
            name="page",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=PAGE,
                verbose_name="press release",
            ),
        ),
    ]
