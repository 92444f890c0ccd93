"""What may not overlap in time, refused by the database; and a demo stays a demo.

One mandate per person and body at a time, one holder of each post in a presidium,
one substitute per place in a party's order, one standing per party, one tie per
person, operation and kind. Keys are compared as ranges of one, which needs no
extension. The demo's mark can't be put on a database that was made without it.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE people_mandate ADD CONSTRAINT mandate_once_per_body_at_a_time
    EXCLUDE USING gist (
        int8range(person_id, person_id, '[]') WITH &&,
        int8range(body_id, body_id, '[]') WITH &&,
        daterange(valid_from, valid_to) WITH &&);
ALTER TABLE people_mandate ADD CONSTRAINT mandate_one_holder_of_each_post
    EXCLUDE USING gist (
        int8range(body_id, body_id, '[]') WITH &&,
        int4range(length(role), length(role), '[]') WITH &&,
        daterange(valid_from, valid_to) WITH &&)
    WHERE (role IN ('chair', 'first_vice_chair', 'second_vice_chair'));
-- The order is changed for many at once: checked when the transaction commits.
ALTER TABLE people_mandate ADD CONSTRAINT mandate_one_substitute_per_place
    EXCLUDE USING gist (
        int8range(body_id, body_id, '[]') WITH &&,
        int8range(COALESCE(party_id, 0), COALESCE(party_id, 0), '[]') WITH &&,
        int4range(substitute_order, substitute_order, '[]') WITH &&,
        daterange(valid_from, valid_to) WITH &&)
    WHERE (substitute_order IS NOT NULL) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE people_partystanding ADD CONSTRAINT party_standing_once_at_a_time
    EXCLUDE USING gist (
        int8range(party_id, party_id, '[]') WITH &&,
        daterange(valid_from, valid_to) WITH &&);
ALTER TABLE people_tie ADD CONSTRAINT tie_once_at_a_time
    EXCLUDE USING gist (
        int8range(person_id, person_id, '[]') WITH &&,
        int8range(operation_id, operation_id, '[]') WITH &&,
        int4range(length(kind), length(kind), '[]') WITH &&,
        daterange(valid_from, valid_to) WITH &&);

CREATE FUNCTION samspel_demo_stays_demo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.is_demo IS DISTINCT FROM OLD.is_demo THEN
        RAISE EXCEPTION 'En riktig kommun kan inte göras till demo, eller tvärtom.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER municipality_demo_stays_demo BEFORE UPDATE ON people_municipality
    FOR EACH ROW EXECUTE FUNCTION samspel_demo_stays_demo();
"""

BACKWARD = """
DROP TRIGGER municipality_demo_stays_demo ON people_municipality;
DROP FUNCTION samspel_demo_stays_demo();
ALTER TABLE people_tie DROP CONSTRAINT tie_once_at_a_time;
ALTER TABLE people_partystanding DROP CONSTRAINT party_standing_once_at_a_time;
ALTER TABLE people_mandate DROP CONSTRAINT mandate_one_substitute_per_place;
ALTER TABLE people_mandate DROP CONSTRAINT mandate_one_holder_of_each_post;
ALTER TABLE people_mandate DROP CONSTRAINT mandate_once_per_body_at_a_time;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
