"""What a library decides about the end of a circle: thanks, and certificates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learningcircles_wagtail", "0010_tell_learners")]

    operations = [
        migrations.AddField(
            model_name="learningcirclessettings",
            name="certificates",
            field=models.BooleanField(
                default=False,
                help_text="Learners who had a place to the end find a page to print. It tells when the circle met and how often, and grades nothing.",
                verbose_name="give certificates of taking part",
            ),
        ),
        migrations.AddField(
            model_name="learningcirclessettings",
            name="thank_learners",
            field=models.BooleanField(
                default=True,
                help_text="Once, in the days after the last meeting.",
                verbose_name="thank learners by e-mail",
            ),
        ),
    ]
