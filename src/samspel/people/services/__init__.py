"""Acts on the register: one function per act, audited, announced to the floors above.

Days are as in the tables: ``valid_to`` is the first day when something no longer holds.
Each act refuses whoever does not keep that part of the register (see policies).
"""

from samspel.people.services.bodies import (
    close_body,
    correct_body,
    open_body,
    order_substitutes,
)
from samspel.people.services.employments import (
    change_manager,
    correct_employment,
    employ,
    end_employment,
)
from samspel.people.services.import_runs import (
    ask_to_enter,
    ask_to_undo,
    carry_out,
    come_so_far,
    said_of,
)
from samspel.people.services.imports import (
    discard_import,
    enter_import,
    map_columns,
    read_import,
)
from samspel.people.services.mandates import (
    correct_mandate,
    elect,
    end_mandate,
    withdraw_mandate,
)
from samspel.people.services.organisation import (
    close_department,
    close_operation,
    close_unit,
    correct_department,
    correct_operation,
    correct_unit,
    open_department,
    open_operation,
    open_unit,
)
from samspel.people.services.parties import (
    correct_party,
    open_term,
    register_party,
    set_party_standing,
)
from samspel.people.services.persons import (
    change_contact_details,
    correct_person,
    protect_person,
    register_person,
    unprotect_person,
)
from samspel.people.services.rollover import Seat, roll_over
from samspel.people.services.setup import SetUp, set_up_municipality
from samspel.people.services.ties import declare_tie, withdraw_tie
from samspel.people.services.undoing import undo_import

__all__ = [
    "Seat",
    "SetUp",
    "ask_to_enter",
    "ask_to_undo",
    "carry_out",
    "change_contact_details",
    "change_manager",
    "close_body",
    "close_department",
    "close_operation",
    "close_unit",
    "come_so_far",
    "correct_body",
    "correct_department",
    "correct_employment",
    "correct_mandate",
    "correct_operation",
    "correct_party",
    "correct_person",
    "correct_unit",
    "declare_tie",
    "discard_import",
    "elect",
    "employ",
    "end_employment",
    "end_mandate",
    "enter_import",
    "map_columns",
    "open_body",
    "open_department",
    "open_operation",
    "open_term",
    "open_unit",
    "order_substitutes",
    "protect_person",
    "read_import",
    "register_party",
    "register_person",
    "roll_over",
    "said_of",
    "set_party_standing",
    "set_up_municipality",
    "undo_import",
    "unprotect_person",
    "withdraw_mandate",
    "withdraw_tie",
]
