"""Who settled a conflict of interest, and who can't sign the minutes and is stood in for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What was settled before has nothing noted; nobody is noted as unable to sign."""

    dependencies = [("meetings", "0014_what_the_board_carries")]

    operations = [
        migrations.AddField(
            model_name="conflictofinterest",
            name="concerned_took_part",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concerned_took_part__isnull", True),
                    ("state__in", ["upheld", "dismissed"]),
                    _connector="OR",
                ),
                name="conflict_settled_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="hindered",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
