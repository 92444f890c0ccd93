"""A delegated decision may change item until it has been reported.

Two reports that meet on one agenda become one. What a handled item reported stays there,
and everything else about the decision is frozen as before.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samspel_meetings_delegated_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'item_id' IS DISTINCT FROM to_jsonb(NEW) - 'item_id' THEN
        RAISE EXCEPTION 'Tabellen % är fryst: raden får inte ändras.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.item_id IS NOT NULL AND OLD.item_id IS DISTINCT FROM NEW.item_id AND (
        NEW.item_id IS NULL OR EXISTS (
            SELECT 1 FROM meetings_agendaitem WHERE id = OLD.item_id AND state = 'handled')) THEN
        RAISE EXCEPTION 'Tabellen % är fryst: beslutet är redan anmält.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER delegated_decision_frozen ON meetings_delegateddecision;
CREATE TRIGGER delegated_decision_frozen BEFORE UPDATE ON meetings_delegateddecision
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_delegated_frozen();
"""

BACKWARD = """
DROP TRIGGER delegated_decision_frozen ON meetings_delegateddecision;
CREATE TRIGGER delegated_decision_frozen BEFORE UPDATE ON meetings_delegateddecision
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_frozen('item_id');
DROP FUNCTION samspel_meetings_delegated_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_calling")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
