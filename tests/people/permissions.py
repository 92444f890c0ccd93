"""Who in the cast may do which act of the register. Data for the tests and the reference.

Tomas keeps the register of the whole municipality, Ingrid of KS and SN, Pia of BUN.
Each act is done on the object that is named in brackets.
"""

from __future__ import annotations

EVERYTHING = frozenset({"tomas"})
KEEPERS = frozenset({"tomas", "ingrid", "pia"})
OF_KS = frozenset({"tomas", "ingrid"})

ALLOWED: dict[str, frozenset[str]] = {
    "register_person": KEEPERS,
    "correct_person": KEEPERS,
    "change_contact_details": KEEPERS | {"anna"},
    "change_contact_details (protected)": frozenset({"sofia"}),
    "protect_person": KEEPERS,
    "unprotect_person": EVERYTHING,
    "register_party": KEEPERS,
    "correct_party": EVERYTHING,
    "set_party_standing": EVERYTHING,
    "open_term": EVERYTHING,
    "open_body": EVERYTHING,
    "open_body (under KS)": OF_KS,
    "correct_body (KS)": OF_KS,
    "close_body (KSAU)": OF_KS,
    "order_substitutes (KS)": OF_KS,
    "elect (KS)": OF_KS,
    "correct_mandate (KS)": OF_KS,
    "end_mandate (KS)": OF_KS,
    "withdraw_mandate (KS)": OF_KS,
    "roll_over (KS)": OF_KS,
    "open_department (KS)": OF_KS,
    "correct_department (KS)": OF_KS,
    "close_department (KS)": OF_KS,
    "open_operation (KS)": OF_KS,
    "correct_operation (KS)": OF_KS,
    "close_operation (KS)": OF_KS,
    "open_unit (KS)": OF_KS,
    "correct_unit (KS)": OF_KS,
    "close_unit (KS)": OF_KS,
    "employ (KS)": OF_KS,
    "employ (administrator)": EVERYTHING,
    "employ (serving BUN)": EVERYTHING,
    "correct_employment (KS)": OF_KS,
    "change_manager (KS)": OF_KS,
    "end_employment (KS)": OF_KS,
    "end_employment (director)": EVERYTHING,
    "declare_tie": KEEPERS | {"anna"},
    "declare_tie (protected)": frozenset({"sofia"}),
    "withdraw_tie": KEEPERS | {"ulla"},
    "read_import": KEEPERS,
    "map_columns (ingrid's)": OF_KS,
    "enter_import (ingrid's)": OF_KS,
    "undo_import (ingrid's)": OF_KS,
    "discard_import (ingrid's)": OF_KS,
}
