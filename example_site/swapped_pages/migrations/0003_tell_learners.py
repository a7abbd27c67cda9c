from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("swapped_pages", "0002_newsroom"),
    ]

    operations = [
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
