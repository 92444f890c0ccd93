"""What the database itself refuses: meetings that overlap, decisions that are changed,
and gaps in the numbers of delegated decisions.

Keys are compared as ranges of one, which needs no extension. A frozen row may only get
the columns that the trigger names, and only once.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE meetings_meeting ADD CONSTRAINT meeting_one_at_a_time_per_body
    EXCLUDE USING gist (
        int8range(body_id, body_id, '[]') WITH &&,
        tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 'cancelled');

CREATE FUNCTION samspel_meetings_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    filled text;
BEGIN
    FOREACH filled IN ARRAY TG_ARGV LOOP
        IF to_jsonb(OLD) -> filled <> 'null'::jsonb
           AND to_jsonb(OLD) -> filled IS DISTINCT FROM to_jsonb(NEW) -> filled THEN
            RAISE EXCEPTION 'Tabellen % är fryst: % är redan ifyllt.', TG_TABLE_NAME, filled
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    IF to_jsonb(OLD) - TG_ARGV::text[] IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV::text[] THEN
        RAISE EXCEPTION 'Tabellen % är fryst: raden får inte ändras.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decision_frozen BEFORE UPDATE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_frozen('replaced_at', 'item_id');
CREATE TRIGGER decision_not_deleted BEFORE DELETE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER decision_not_truncated BEFORE TRUNCATE ON meetings_decision
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER delegated_decision_frozen BEFORE UPDATE ON meetings_delegateddecision
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_frozen('item_id');
CREATE TRIGGER delegated_decision_not_deleted BEFORE DELETE ON meetings_delegateddecision
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER delegated_decision_not_truncated BEFORE TRUNCATE ON meetings_delegateddecision
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_meetings_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 + (
        SELECT COALESCE(MAX(number), 0) FROM meetings_delegateddecision
         WHERE body_id = NEW.body_id AND year = NEW.year) THEN
        RAISE EXCEPTION 'Delegationsbeslut numreras utan luckor: % är inte nästa nummer.',
            NEW.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegated_decision_next_number BEFORE INSERT ON meetings_delegateddecision
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_next_number();
"""

BACKWARD = """
DROP TRIGGER delegated_decision_next_number ON meetings_delegateddecision;
DROP FUNCTION samspel_meetings_next_number();
DROP TRIGGER delegated_decision_not_truncated ON meetings_delegateddecision;
DROP TRIGGER delegated_decision_not_deleted ON meetings_delegateddecision;
DROP TRIGGER delegated_decision_frozen ON meetings_delegateddecision;
DROP TRIGGER decision_not_truncated ON meetings_decision;
DROP TRIGGER decision_not_deleted ON meetings_decision;
DROP TRIGGER decision_frozen ON meetings_decision;
DROP FUNCTION samspel_meetings_frozen();
ALTER TABLE meetings_meeting DROP CONSTRAINT meeting_one_at_a_time_per_body;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
