"""Since when a circle is cancelled, by which what was held before is told."""

from django.db import migrations, models
from django.db.models.functions import Coalesce, Least


def fill_instants(apps, schema_editor):
    """Tell circles that are cancelled already since when, as well as can be known.

    Cancelling a circle changed its row and all its meetings. So it was cancelled no
    later than any of them was changed last, of those that stand on its page.
    """
    alias = schema_editor.connection.alias
    circles = apps.get_model("learningcircles_wagtail", "Circle").objects
    meetings = apps.get_model("learningcircles_wagtail", "Meeting").objects
    changed_at = models.F("modified_at")
    first_change = (
        meetings.using(alias)
        .filter(circle=models.OuterRef("pk"), withdrawn_at=None)
        .order_by()
        .values("circle")
        .annotate(first=models.Min("modified_at"))
        .values("first")
    )
    circles.using(alias).filter(cancelled=True).update(
        cancelled_at=Least(
            Coalesce(models.Subquery(first_change), changed_at), changed_at
        )
    )


class Migration(migrations.Migration):
    dependencies = [("learningcircles_wagtail", "0013_embargo_collections")]

    operations = [
        migrations.AddField(
            model_name="circle",
            name="cancelled_at",
            field=models.DateTimeField(null=True, verbose_name="cancelled since"),
        ),
        migrations.AddConstraint(
            model_name="circle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled", True), ("cancelled_at__isnull", True), _connector="OR"
                ),
                name="lc_circle_cancelled_at",
            ),
        ),
        # Last, for PostgreSQL changes no table whose rows were changed just before.
        migrations.RunPython(fill_instants, migrations.RunPython.noop, elidable=True),
    ]
