"""Withdrawn minutes may be published anew: a row of its own for each version on the web.

What has stood on the web stays as it stood: the database refuses every change of it but
that it is withdrawn, once, and every change of what was masked in it.
"""

import django.db.models.deletion
from django.db import migrations, models

from samspel.meetings.enums.minutes import PublicationState

_WITHDRAWN = models.Q(state=PublicationState["WITHDRAWN"])

FORWARD = """
CREATE OR REPLACE FUNCTION samspel_publication_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    filled text[] := ARRAY['state', 'withdrawn_at', 'withdrawn_reason'];
BEGIN
    IF OLD.state = 'withdrawn' THEN
        RAISE EXCEPTION 'Versionen är avpublicerad och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state NOT IN ('published', 'withdrawn')
       OR (to_jsonb(OLD) - filled) IS DISTINCT FROM (to_jsonb(NEW) - filled) THEN
        RAISE EXCEPTION 'Versionen är publicerad och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_not_deleted BEFORE DELETE ON meetings_publication
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER publication_not_truncated BEFORE TRUNCATE ON meetings_publication
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_publication_mask_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM meetings_publication
        WHERE id = OLD.publication_id AND published_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'Versionen är publicerad och dess maskningar får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER publication_mask_holds BEFORE UPDATE OR DELETE ON meetings_publicationmask
    FOR EACH ROW EXECUTE FUNCTION samspel_publication_mask_holds();
"""

BACKWARD = """
DROP TRIGGER publication_mask_holds ON meetings_publicationmask;
DROP FUNCTION samspel_publication_mask_holds();
DROP TRIGGER publication_not_truncated ON meetings_publication;
DROP TRIGGER publication_not_deleted ON meetings_publication;
CREATE OR REPLACE FUNCTION samspel_publication_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.text IS DISTINCT FROM NEW.text OR OLD.document_id IS DISTINCT FROM NEW.document_id
       OR OLD.published_at IS DISTINCT FROM NEW.published_at THEN
        RAISE EXCEPTION 'Versionen är publicerad och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("meetings", "0012_what_the_law_asks"),
        ("people", "0003_import_runs"),
        ("audit", "0002_append_only"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="publication",
            options={"ordering": ["id"], "verbose_name": "publicering"},
        ),
        migrations.AddField(
            model_name="publication",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="publication",
            name="minutes",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="meetings.minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=~_WITHDRAWN,
                fields=("minutes",),
                name="publication_one_of_the_minutes_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=~_WITHDRAWN
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="publication_withdrawn_says_why",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        # How many days the approval may take at most is data of the law (KL 5 kap. 69 §).
        migrations.RemoveConstraint(
            model_name="bodymeetingsettings",
            name="meeting_settings_approval_within_fourteen_days",
        ),
        migrations.AddConstraint(
            model_name="bodymeetingsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(approval_days__gte=1),
                name="meeting_settings_approval_after_the_meeting",
            ),
        ),
    ]
