"""What the board carries of a body, and how long a notice must stay, as the law said then.

How many days a notice stays is data of the law (KL 8 kap. 12 §, 13 kap. 5 §), which the
database can't read: the last day is written on the notice when it is posted, and the
trigger holds to it. Notices that stood before this one keep the three weeks they had.
"""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
ALTER TABLE meetings_boardnotice DISABLE TRIGGER board_notice_holds;
UPDATE meetings_boardnotice SET must_stay_to = announced_on + 21
 WHERE kind IN ('minutes_approved', 'delegated_decision');
ALTER TABLE meetings_boardnotice ENABLE TRIGGER board_notice_holds;
"""

HOLDS = """
CREATE OR REPLACE FUNCTION samspel_board_notice_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    filled text[] := ARRAY['removed_at', 'removed_by', 'final_confirmed_at',
                           'final_confirmed_by', 'final_note', 'proof_id'];
    each text;
BEGIN
    IF (to_jsonb(OLD) - filled) IS DISTINCT FROM (to_jsonb(NEW) - filled) THEN
        RAISE EXCEPTION 'Anslaget är uppsatt och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    FOREACH each IN ARRAY filled LOOP
        IF to_jsonb(OLD) -> each NOT IN ('null'::jsonb, '""'::jsonb)
           AND to_jsonb(OLD) -> each IS DISTINCT FROM to_jsonb(NEW) -> each THEN
            RAISE EXCEPTION 'Anslaget: % är redan ifyllt.', each
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    IF NEW.removed_at IS NOT NULL AND {stays}
    THEN
        RAISE EXCEPTION 'Anslaget får inte tas ned före överklagandetidens utgång.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
_DAY = "(NEW.removed_at AT TIME ZONE 'Europe/Stockholm')::date"
FORWARD = HOLDS.format(stays=f"{_DAY} <= NEW.must_stay_to")
BACKWARD = HOLDS.format(
    stays="NEW.kind IN ('minutes_approved', 'delegated_decision')"
    f" AND {_DAY} <= NEW.announced_on + 21"
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_published_anew"), ("people", "0003_import_runs")]

    operations = [
        migrations.AddField(
            model_name="boardnotice",
            name="must_stay_to",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.CreateModel(
            name="BoardSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("carries", models.JSONField(blank=True, default=list)),
                ("decided", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_settings",
                        to="people.body",
                    ),
                ),
            ],
            options={
                "verbose_name": "anslagstavlans innehåll",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided", ""), _negated=True),
                        name="board_settings_rest_on_a_decision",
                    )
                ],
            },
        ),
    ]
