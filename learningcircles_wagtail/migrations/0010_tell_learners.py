"""The box with which an editor has learners told of what a publication changes."""

import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [("learningcircles_wagtail", "0009_sign_up_permissions")]

    operations = (
        []
        if swapper.is_swapped("wagtailcore", "Page")
        else [
            migrations.AddField(
                model_name="circlepage",
                name="tell_learners",
                field=models.BooleanField(
                    default=False,
                    help_text="When you publish, who has a place hears which meetings were moved, cancelled or added, or that the circle does not take place. Without the tick nobody gets a message.",
                    verbose_name="tell learners by e-mail what has changed",
                ),
            ),
        ]
    )
