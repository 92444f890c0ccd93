"""What the database itself refuses of minutes and of the notice board.

Approved minutes are never changed, nor is the text while it is out to be signed; a
signature stays as it was written; a notice says what it said when it was posted, and
does not come down within three weeks of its announcement (KL 8 kap. 12 §). The days
that lag (1930:173) adds are computed by the product, which asks for more than this.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samspel_minutes_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'approved' THEN
        RAISE EXCEPTION 'Protokollet är justerat och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'out' AND NEW.state IN ('out', 'approved')
       AND (OLD.text IS DISTINCT FROM NEW.text OR OLD.record IS DISTINCT FROM NEW.record
            OR OLD.text_sha256 <> NEW.text_sha256) THEN
        RAISE EXCEPTION 'Protokollet är ute för justering och texten får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER minutes_hold BEFORE UPDATE ON meetings_minutes
    FOR EACH ROW EXECUTE FUNCTION samspel_minutes_hold();
CREATE TRIGGER minutes_not_deleted BEFORE DELETE ON meetings_minutes
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION samspel_minutes_hold();
CREATE TRIGGER minutes_not_truncated BEFORE TRUNCATE ON meetings_minutes
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE TRIGGER signature_never_changed BEFORE UPDATE OR DELETE ON meetings_signature
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER signature_not_truncated BEFORE TRUNCATE ON meetings_signature
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER extract_never_changed BEFORE UPDATE OR DELETE ON meetings_extract
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER extract_not_truncated BEFORE TRUNCATE ON meetings_extract
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_board_notice_holds() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.removed_at IS NOT NULL AND NEW.kind IN ('minutes_approved', 'delegated_decision')
       AND (NEW.removed_at AT TIME ZONE 'Europe/Stockholm')::date <= NEW.announced_on + 21
    THEN
        RAISE EXCEPTION 'Anslaget får inte tas ned före överklagandetidens utgång.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER board_notice_holds BEFORE UPDATE ON meetings_boardnotice
    FOR EACH ROW EXECUTE FUNCTION samspel_board_notice_holds();
CREATE TRIGGER board_notice_not_deleted BEFORE DELETE ON meetings_boardnotice
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER board_notice_not_truncated BEFORE TRUNCATE ON meetings_boardnotice
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();

CREATE FUNCTION samspel_publication_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.text IS DISTINCT FROM NEW.text OR OLD.document_id IS DISTINCT FROM NEW.document_id
       OR OLD.published_at IS DISTINCT FROM NEW.published_at THEN
        RAISE EXCEPTION 'Versionen är publicerad och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_holds BEFORE UPDATE ON meetings_publication
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION samspel_publication_holds();
"""

BACKWARD = """
DROP TRIGGER publication_holds ON meetings_publication;
DROP FUNCTION samspel_publication_holds();
DROP TRIGGER board_notice_not_truncated ON meetings_boardnotice;
DROP TRIGGER board_notice_not_deleted ON meetings_boardnotice;
DROP TRIGGER board_notice_holds ON meetings_boardnotice;
DROP FUNCTION samspel_board_notice_holds();
DROP TRIGGER extract_not_truncated ON meetings_extract;
DROP TRIGGER extract_never_changed ON meetings_extract;
DROP TRIGGER signature_not_truncated ON meetings_signature;
DROP TRIGGER signature_never_changed ON meetings_signature;
DROP TRIGGER minutes_not_truncated ON meetings_minutes;
DROP TRIGGER minutes_not_deleted ON meetings_minutes;
DROP TRIGGER minutes_hold ON meetings_minutes;
DROP FUNCTION samspel_minutes_hold();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_the_minutes"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
