"""An item knows the case of the register that it is about."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_invariants"),
        ("meetings", "0009_seat_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agenda_items",
                to="cases.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("case__isnull", False), ("state__in", ["waiting", "placed"])
                ),
                fields=("body", "case"),
                name="agenda_item_of_a_case_once_at_a_time",
            ),
        ),
    ]
