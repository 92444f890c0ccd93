"""Who may do what in messaging: act by person of the cast. Everybody else is refused."""

from __future__ import annotations

from tests.cast import PERSONS

EVERYBODY = frozenset(PERSONS)

ALLOWED: dict[str, frozenset[str]] = {
    "read_own_messages": EVERYBODY,
    "choose_channels": EVERYBODY,
    "change_feed_address": EVERYBODY,
    "read_outbox": frozenset({"tomas"}),
    "read_mail": frozenset({"tomas"}),
    "send_again": frozenset({"tomas"}),
    "read_others_message": frozenset(),
}
