"""Nobody is on two visits at once; what has been submitted is frozen.

A visitor's booked time is compared as a range, and the person's key as a range of one,
which needs no extension. A submitted report's sections and choices never change, and a
factual remark is only ever added.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE visits_visitor ADD CONSTRAINT visitor_never_on_two_visits_at_once
    EXCLUDE USING gist (
        int8range(person_id, person_id, '[]') WITH &&,
        tstzrange(booked_from, booked_to) WITH &&)
    WHERE (booked_from IS NOT NULL);

CREATE FUNCTION samspel_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.visit_id, NEW.state, NEW.channel, NEW.submitted_at,
            NEW.submitted_by_id, NEW.is_late, NEW.unit_manager_took_part, NEW.ruleset_sha256)
        IS DISTINCT FROM (OLD.visit_id, OLD.state, OLD.channel, OLD.submitted_at,
            OLD.submitted_by_id, OLD.is_late, OLD.unit_manager_took_part,
            OLD.ruleset_sha256) THEN
        RAISE EXCEPTION 'En inlämnad rapport ändras aldrig.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_frozen_when_submitted BEFORE UPDATE OR DELETE ON visits_report
    FOR EACH ROW WHEN (OLD.state = 'submitted') EXECUTE FUNCTION samspel_report_frozen();

CREATE FUNCTION samspel_report_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    report bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM visits_report r WHERE r.id = report AND r.state = 'submitted') THEN
        RAISE EXCEPTION 'En inlämnad rapport ändras aldrig.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER report_section_frozen BEFORE INSERT OR UPDATE OR DELETE ON visits_reportsection
    FOR EACH ROW EXECUTE FUNCTION samspel_report_part_frozen();
CREATE TRIGGER guard_choice_frozen BEFORE INSERT OR UPDATE OR DELETE ON visits_guardchoice
    FOR EACH ROW EXECUTE FUNCTION samspel_report_part_frozen();
CREATE TRIGGER factual_remark_append_only BEFORE UPDATE OR DELETE ON visits_factualremark
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
"""

BACKWARD = """
DROP TRIGGER factual_remark_append_only ON visits_factualremark;
DROP TRIGGER guard_choice_frozen ON visits_guardchoice;
DROP TRIGGER report_section_frozen ON visits_reportsection;
DROP FUNCTION samspel_report_part_frozen();
DROP TRIGGER report_frozen_when_submitted ON visits_report;
DROP FUNCTION samspel_report_frozen();
ALTER TABLE visits_visitor DROP CONSTRAINT visitor_never_on_two_visits_at_once;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
