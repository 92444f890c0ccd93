"""What the database itself refuses: nothing that has been certified, settled or sent changes.

Rows of a run are written while it is being closed and never after; a closed run only
goes on to the next state; a file to another system keeps what it said.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samspel_run_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    filled text[] := ARRAY['state', 'paid_at'];
BEGIN
    IF TG_OP = 'DELETE' OR NEW.state = 'open'
       OR (to_jsonb(OLD) - filled) IS DISTINCT FROM (to_jsonb(NEW) - filled) THEN
        RAISE EXCEPTION 'Lönekörningen är stängd och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER run_holds BEFORE UPDATE OR DELETE ON remuneration_run
    FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION samspel_run_holds();
CREATE TRIGGER run_not_truncated BEFORE TRUNCATE ON remuneration_run
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_run_row_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added a JOIN remuneration_run r ON r.id = a.run_id
               WHERE r.state <> 'open') THEN
        RAISE EXCEPTION 'Lönekörningen är stängd och får inga fler rader.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_only_in_an_open_run AFTER INSERT ON remuneration_entry
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_run_row_open();
CREATE TRIGGER entry_never_changed BEFORE UPDATE OR DELETE ON remuneration_entry
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER entry_not_truncated BEFORE TRUNCATE ON remuneration_entry
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER run_version_only_in_an_open_run AFTER INSERT ON remuneration_runversion
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_run_row_open();
CREATE TRIGGER run_version_never_changed BEFORE UPDATE OR DELETE ON remuneration_runversion
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();

CREATE TRIGGER kept_figures_never_changed
    BEFORE UPDATE OR DELETE ON remuneration_keptfigures
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();

CREATE TRIGGER duty_facts_never_changed BEFORE UPDATE OR DELETE ON remuneration_dutyfacts
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER duty_facts_not_truncated BEFORE TRUNCATE ON remuneration_dutyfacts
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER certification_never_changed
    BEFORE UPDATE OR DELETE ON remuneration_certification
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER certification_not_truncated BEFORE TRUNCATE ON remuneration_certification
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_payroll_file_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    filled text[] := ARRAY['is_standing', 'receipt', 'received_at', 'content', 'payload'];
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.is_standing AND NOT OLD.is_standing)
       OR (NEW.content IS NOT NULL AND NEW.content IS DISTINCT FROM OLD.content)
       OR (NEW.payload IS NOT NULL AND NEW.payload IS DISTINCT FROM OLD.payload)
       OR (to_jsonb(OLD) - filled) IS DISTINCT FROM (to_jsonb(NEW) - filled) THEN
        RAISE EXCEPTION 'Överföringen är gjord och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payroll_file_holds BEFORE UPDATE OR DELETE ON remuneration_payrollfile
    FOR EACH ROW EXECUTE FUNCTION samspel_payroll_file_holds();
CREATE TRIGGER payroll_file_not_truncated BEFORE TRUNCATE ON remuneration_payrollfile
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
"""

BACKWARD = """
DROP TRIGGER kept_figures_never_changed ON remuneration_keptfigures;
DROP TRIGGER payroll_file_not_truncated ON remuneration_payrollfile;
DROP TRIGGER payroll_file_holds ON remuneration_payrollfile;
DROP FUNCTION samspel_payroll_file_holds();
DROP TRIGGER certification_not_truncated ON remuneration_certification;
DROP TRIGGER certification_never_changed ON remuneration_certification;
DROP TRIGGER duty_facts_not_truncated ON remuneration_dutyfacts;
DROP TRIGGER duty_facts_never_changed ON remuneration_dutyfacts;
DROP TRIGGER run_version_never_changed ON remuneration_runversion;
DROP TRIGGER run_version_only_in_an_open_run ON remuneration_runversion;
DROP TRIGGER entry_not_truncated ON remuneration_entry;
DROP TRIGGER entry_never_changed ON remuneration_entry;
DROP TRIGGER entry_only_in_an_open_run ON remuneration_entry;
DROP FUNCTION samspel_run_row_open();
DROP TRIGGER run_not_truncated ON remuneration_run;
DROP TRIGGER run_holds ON remuneration_run;
DROP FUNCTION samspel_run_holds();
"""


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = [("remuneration", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
