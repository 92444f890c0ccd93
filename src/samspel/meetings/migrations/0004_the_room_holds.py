"""What the database itself refuses of a meeting's record.

Presence that overlaps, two who serve for one, a question or a vote that is changed when
it is settled, and any row that would tie a person to a choice in a secret ballot (KL 5
kap. 54 §). Keys are compared as ranges of one, which needs no extension.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE meetings_presenceinterval ADD CONSTRAINT presence_in_one_place_at_a_time
    EXCLUDE USING gist (
        int8range(participation_id, participation_id, '[]') WITH &&,
        tstzrange(from_at, to_at) WITH &&);
ALTER TABLE meetings_presenceinterval ADD CONSTRAINT presence_one_serves_for_each_at_a_time
    EXCLUDE USING gist (
        int8range(serving_for_id, serving_for_id, '[]') WITH &&,
        tstzrange(from_at, to_at) WITH &&) WHERE (serving_for_id IS NOT NULL);

CREATE FUNCTION samspel_meetings_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabellen %: raden är avgjord och får inte ändras.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION samspel_meetings_open_vote() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held record;
BEGIN
    SELECT method, confirmed_at INTO held FROM meetings_ballot
     WHERE id = COALESCE(NEW.ballot_id, OLD.ballot_id);
    IF held.method <> 'roll_call' AND TG_OP <> 'DELETE' THEN
        RAISE EXCEPTION 'Bara vid upprop sparas vem som röstade hur.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF held.confirmed_at IS NOT NULL THEN
        RAISE EXCEPTION 'Omröstningen är bekräftad och får inte ändras.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER ballot_vote_open BEFORE INSERT OR UPDATE OR DELETE ON meetings_ballotvote
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_open_vote();
CREATE TRIGGER ballot_vote_not_truncated BEFORE TRUNCATE ON meetings_ballotvote
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER ballot_settled BEFORE UPDATE OR DELETE ON meetings_ballot
    FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL)
    EXECUTE FUNCTION samspel_meetings_settled();
CREATE TRIGGER ballot_not_truncated BEFORE TRUNCATE ON meetings_ballot
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER put_question_settled BEFORE UPDATE OR DELETE ON meetings_putquestion
    FOR EACH ROW WHEN (OLD.result <> '')
    EXECUTE FUNCTION samspel_meetings_settled();
CREATE TRIGGER proposal_not_deleted BEFORE DELETE ON meetings_proposal
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER item_decision_frozen BEFORE UPDATE ON meetings_itemdecision
    FOR EACH ROW EXECUTE FUNCTION samspel_meetings_frozen('decision_id');
CREATE TRIGGER item_decision_not_deleted BEFORE DELETE ON meetings_itemdecision
    FOR EACH ROW EXECUTE FUNCTION samspel_append_only();
CREATE TRIGGER item_decision_not_truncated BEFORE TRUNCATE ON meetings_itemdecision
    FOR EACH STATEMENT EXECUTE FUNCTION samspel_append_only();
"""

BACKWARD = """
DROP TRIGGER item_decision_not_truncated ON meetings_itemdecision;
DROP TRIGGER item_decision_not_deleted ON meetings_itemdecision;
DROP TRIGGER item_decision_frozen ON meetings_itemdecision;
DROP TRIGGER proposal_not_deleted ON meetings_proposal;
DROP TRIGGER put_question_settled ON meetings_putquestion;
DROP TRIGGER ballot_not_truncated ON meetings_ballot;
DROP TRIGGER ballot_settled ON meetings_ballot;
DROP TRIGGER ballot_vote_not_truncated ON meetings_ballotvote;
DROP TRIGGER ballot_vote_open ON meetings_ballotvote;
DROP FUNCTION samspel_meetings_open_vote();
DROP FUNCTION samspel_meetings_settled();
ALTER TABLE meetings_presenceinterval DROP CONSTRAINT presence_one_serves_for_each_at_a_time;
ALTER TABLE meetings_presenceinterval DROP CONSTRAINT presence_in_one_place_at_a_time;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_the_room"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
