"""Who somebody is on a day, which accounts there are, and what positions give."""

from samspel.access.queries.accounts import (
    AccountRow,
    Newcomer,
    accounts,
    persons_without_account,
)
from samspel.access.queries.actors import actor_for, grants_by_role, user_of
from samspel.access.queries.cast import DemoPerson, demo_cast
from samspel.access.queries.grants import (
    Holder,
    RoleGrants,
    account_keepers,
    all_grants,
    holders,
)
from samspel.access.queries.sessions import SessionRow, device_words, sessions_of
from samspel.access.queries.views import SavedView, saved_views, views_of

__all__ = [
    "AccountRow",
    "DemoPerson",
    "Holder",
    "Newcomer",
    "RoleGrants",
    "SavedView",
    "SessionRow",
    "account_keepers",
    "accounts",
    "actor_for",
    "all_grants",
    "demo_cast",
    "device_words",
    "grants_by_role",
    "holders",
    "persons_without_account",
    "saved_views",
    "sessions_of",
    "user_of",
    "views_of",
]
