"""Who in the cast may do which act of access. Data for the tests and the reference.

Tomas is system administrator, Margareta auditor. What is one's own (looks, hats and
sign-ins) everybody does on their own account and nobody on another's.
"""

from __future__ import annotations

KEEPERS = frozenset({"tomas"})

ALLOWED: dict[str, frozenset[str]] = {
    "provision_account": KEEPERS,
    "provision_accounts": KEEPERS,
    "invite_again": KEEPERS,
    "shut_account": KEEPERS,
    "reopen_account": KEEPERS,
    "change_account_email": KEEPERS,
    "grant_capability": KEEPERS,
    "revoke_grant": KEEPERS,
    "change_role_grants": KEEPERS,
    "seed_default_grants": KEEPERS,
    "choose_preferences of Anna": frozenset({"anna"}),
    "wear_hat of Anna": frozenset({"anna"}),
    "save_view of Anna": frozenset({"anna"}),
    "remove_view of Anna": frozenset({"anna"}),
    "end_session of Anna": KEEPERS | {"anna"},
    "end_other_sessions of Anna": KEEPERS | {"anna"},
    "read the whole log": KEEPERS | {"margareta"},
}
