"""Who may see and mend the outbox. Everybody else sees their own messages only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed

KEEP_OUTBOX = "messaging.outbox.keep"


def may_keep_outbox(actor: Actor | None) -> bool:
    """Whether the actor may see what waits and what failed, and send again."""
    return actor is not None and actor.can(KEEP_OUTBOX)


def require_may_keep_outbox(actor: Actor | None) -> None:
    """Refuse with NotAllowed an actor who may not keep the outbox."""
    if not may_keep_outbox(actor):
        raise NotAllowed(
            _(
                "Du kan inte hantera utskicken. Det gör den som förvaltar systemet. "
                "Vänd dig dit om ett meddelande inte har kommit fram."
            )
        )


def require_own_messages(actor: Actor | None) -> int:
    """Give the key of the person who acts, who has messages and choices of their own.

    Refuses with NotAllowed an actor who is nobody in the register.
    """
    if actor is None or actor.person_id is None:
        raise NotAllowed(_("Bara en person kan välja hur hon eller han får besked."))
    return actor.person_id
