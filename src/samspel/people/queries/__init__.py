"""Reading the register: who sits where, who works where, as of a day.

What others show of a person goes through ``public_name``, ``name_at_place`` and
``contact_details``, which know what a protected identity hides.
"""

from samspel.people.queries.bodies import (
    MemberRow,
    bodies_listed,
    bodies_on,
    chair_of,
    child_bodies_of,
    head_of_administration_for,
    member_persons,
    members_of,
    newest_term_in,
    officers_of,
    party_of,
    persons_ever_in,
    presidium_of,
    secretaries_of,
    side_of,
    sides_on,
    substitutes_of,
)
from samspel.people.queries.facts import AppointeeFacts, appointee_facts, appointee_facts_for
from samspel.people.queries.names import (
    ContactDetails,
    contact_details,
    is_hidden_from,
    known_names,
    municipality,
    name_at_place,
    public_name,
    reads_register,
    serving_names,
)
from samspel.people.queries.organisation import (
    managers_of_units,
    operation_manager_of,
    operations_under,
    post_in_charge,
    unit_manager_of,
    units_under,
)
from samspel.people.queries.positions import PositionRow, positions_of
from samspel.people.queries.search import namesakes, persons_named, persons_searched

__all__ = [
    "AppointeeFacts",
    "ContactDetails",
    "MemberRow",
    "PositionRow",
    "appointee_facts",
    "appointee_facts_for",
    "bodies_listed",
    "bodies_on",
    "chair_of",
    "child_bodies_of",
    "contact_details",
    "head_of_administration_for",
    "is_hidden_from",
    "known_names",
    "managers_of_units",
    "member_persons",
    "members_of",
    "municipality",
    "name_at_place",
    "namesakes",
    "newest_term_in",
    "officers_of",
    "operation_manager_of",
    "operations_under",
    "party_of",
    "persons_ever_in",
    "persons_named",
    "persons_searched",
    "positions_of",
    "post_in_charge",
    "presidium_of",
    "public_name",
    "reads_register",
    "secretaries_of",
    "serving_names",
    "side_of",
    "sides_on",
    "substitutes_of",
    "unit_manager_of",
    "units_under",
]
