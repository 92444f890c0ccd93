"""What the database itself refuses: gaps in registry numbers and changes of what is fixed.

The next number is one more than the highest in the body's series, or the first number
that the body has said for its first series. A ready report and what was reported of an
assignment never change.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samspel_cases_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    expected integer;
BEGIN
    SELECT 1 + MAX(number) INTO expected FROM cases_case
     WHERE body_id = NEW.body_id AND series = NEW.series;
    IF expected IS NULL THEN
        SELECT first_number INTO expected FROM cases_registrypattern
         WHERE body_id = NEW.body_id AND first_series = NEW.series;
    END IF;
    IF NEW.number <> COALESCE(expected, 1) THEN
        RAISE EXCEPTION 'Diarienummer ges utan luckor: % är inte nästa nummer.', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_next_number BEFORE INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION samspel_cases_next_number();

CREATE FUNCTION samspel_cases_number_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.body_id, OLD.series, OLD.number, OLD.registry_number, OLD.opened_on)
       IS DISTINCT FROM
       (NEW.body_id, NEW.series, NEW.number, NEW.registry_number, NEW.opened_on) THEN
        RAISE EXCEPTION 'Ett diarienummer ändras aldrig: %.', OLD.registry_number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_number_kept BEFORE UPDATE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION samspel_cases_number_kept();
CREATE TRIGGER case_not_deleted BEFORE DELETE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_cases_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'ready' THEN
        RAISE EXCEPTION 'En klar tjänsteskrivelse får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_frozen BEFORE UPDATE ON cases_officersreport
    FOR EACH ROW EXECUTE FUNCTION samspel_cases_report_frozen();
CREATE TRIGGER report_not_deleted BEFORE DELETE ON cases_officersreport
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();

CREATE TRIGGER assignment_report_kept BEFORE UPDATE OR DELETE ON cases_assignmentreport
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER assignment_report_not_truncated BEFORE TRUNCATE ON cases_assignmentreport
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
"""

BACKWARD = """
DROP TRIGGER assignment_report_not_truncated ON cases_assignmentreport;
DROP TRIGGER assignment_report_kept ON cases_assignmentreport;
DROP TRIGGER report_not_deleted ON cases_officersreport;
DROP TRIGGER report_frozen ON cases_officersreport;
DROP FUNCTION samspel_cases_report_frozen();
DROP TRIGGER case_not_deleted ON cases_case;
DROP TRIGGER case_number_kept ON cases_case;
DROP FUNCTION samspel_cases_number_kept();
DROP TRIGGER case_next_number ON cases_case;
DROP FUNCTION samspel_cases_next_number();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
