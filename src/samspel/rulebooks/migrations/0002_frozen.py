"""A version is frozen from the day it is proposed; judged acts are append-only."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samspel_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'En version av en riktlinje tas aldrig bort.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.files, NEW.sha256, NEW.title, NEW.rulebook_id,
            NEW.decided_by, NEW.decided_on, NEW.decided_paragraph, NEW.effective_from,
            NEW.effective_to)
        IS DISTINCT FROM (OLD.files, OLD.sha256, OLD.title, OLD.rulebook_id,
            OLD.decided_by, OLD.decided_on, OLD.decided_paragraph, OLD.effective_from,
            OLD.effective_to) THEN
        RAISE EXCEPTION 'En föreslagen version av en riktlinje ändras aldrig.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'confirmed' AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'En bekräftad version av en riktlinje ändras aldrig.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ruleset_version_frozen BEFORE UPDATE OR DELETE ON rulebooks_rulesetversion
    FOR EACH ROW EXECUTE FUNCTION samspel_version_frozen();
CREATE TRIGGER judged_act_append_only BEFORE UPDATE OR DELETE ON rulebooks_judgedact
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER judged_act_no_truncate BEFORE TRUNCATE ON rulebooks_judgedact
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
"""

BACKWARD = """
DROP TRIGGER judged_act_no_truncate ON rulebooks_judgedact;
DROP TRIGGER judged_act_append_only ON rulebooks_judgedact;
DROP TRIGGER ruleset_version_frozen ON rulebooks_rulesetversion;
DROP FUNCTION samspel_version_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("rulebooks", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
