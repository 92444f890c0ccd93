"""Accounts, hats, sign-ins and what positions give: every act that changes them.

Accounts are provisioned by an administrator, never made by whoever signs in. Rights
follow from positions; only what a position gives is kept here.
"""

from samspel.access.services.accounts import (
    change_account_email,
    days_a_link_holds,
    invite_again,
    password_link,
    provision_account,
    provision_accounts,
    reopen_account,
    shut_account,
)
from samspel.access.services.demo import demo_is_on, sign_in_as_demo_person
from samspel.access.services.grants import (
    change_role_grants,
    grant_capability,
    revoke_grant,
    seed_default_grants,
)
from samspel.access.services.own import NEWS_SINCE, choose_preferences, note_news_read, wear_hat
from samspel.access.services.sessions import (
    end_other_sessions,
    end_session,
    record_password,
    record_refused_sign_in,
    record_second_step,
    record_signed_in,
    record_signed_out,
)
from samspel.access.services.views import remove_view, save_view

__all__ = [
    "NEWS_SINCE",
    "change_account_email",
    "change_role_grants",
    "choose_preferences",
    "days_a_link_holds",
    "demo_is_on",
    "end_other_sessions",
    "end_session",
    "grant_capability",
    "invite_again",
    "note_news_read",
    "password_link",
    "provision_account",
    "provision_accounts",
    "record_password",
    "record_refused_sign_in",
    "record_second_step",
    "record_signed_in",
    "record_signed_out",
    "remove_view",
    "reopen_account",
    "revoke_grant",
    "save_view",
    "seed_default_grants",
    "shut_account",
    "sign_in_as_demo_person",
    "wear_hat",
]
