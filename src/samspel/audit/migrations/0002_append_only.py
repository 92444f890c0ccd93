"""The trail is append-only in the database itself, whoever writes to it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samspel_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabellen % får bara fyllas på: % är inte tillåtet.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE ON audit_auditlink
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER audit_link_no_truncate BEFORE TRUNCATE ON audit_auditlink
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER audit_subject_append_only BEFORE UPDATE OR DELETE ON audit_auditsubject
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER audit_subject_no_truncate BEFORE TRUNCATE ON audit_auditsubject
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
"""

BACKWARD = """
DROP TRIGGER audit_entry_append_only ON audit_auditentry;
DROP TRIGGER audit_entry_no_truncate ON audit_auditentry;
DROP TRIGGER audit_link_append_only ON audit_auditlink;
DROP TRIGGER audit_link_no_truncate ON audit_auditlink;
DROP TRIGGER audit_subject_append_only ON audit_auditsubject;
DROP TRIGGER audit_subject_no_truncate ON audit_auditsubject;
DROP FUNCTION samspel_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
