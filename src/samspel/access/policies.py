"""Who may do what with accounts, grants and the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.access.models import User
from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed


def may_keep_accounts(actor: Actor) -> bool:
    """Whether the actor may open and shut accounts, and say what positions give."""
    return actor.can("access.account.keep")


def require_may_keep_accounts(actor: Actor) -> None:
    """Refuse whoever does not administer accounts."""
    if not may_keep_accounts(actor):
        raise NotAllowed(
            _(
                "Konton och rättigheter sköts av kommunens systemförvaltare. "
                "Be systemförvaltaren om hjälp."
            )
        )


def may_change_own(user: User, actor: Actor) -> bool:
    """Whether the account is the actor's own."""
    return actor.user_id is not None and actor.user_id == user.pk


def require_own(user: User, actor: Actor) -> None:
    """Refuse to change how somebody else's pages look or which hat they wear."""
    if not may_change_own(user, actor):
        raise NotAllowed(_("Det här är någon annans konto. Du kan bara ändra ditt eget."))


def may_end_sessions_of(user: User, actor: Actor) -> bool:
    """Whether the actor may sign the account out: their own, or as administrator."""
    return may_change_own(user, actor) or may_keep_accounts(actor)


def require_may_end_sessions_of(user: User, actor: Actor) -> None:
    """Refuse to sign somebody else out."""
    if not may_end_sessions_of(user, actor):
        raise NotAllowed(_("Du kan bara avsluta dina egna inloggningar."))


def may_read_trail(actor: Actor) -> bool:
    """Whether the actor may read the whole log of what has been done."""
    return actor.can("audit.trail.read")


def require_may_read_trail(actor: Actor) -> None:
    """Refuse whoever neither administers nor audits."""
    if not may_read_trail(actor):
        raise NotAllowed(
            _(
                "Händelseloggen läses av systemförvaltare och revisorer. Be någon av dem om hjälp."
            )
        )
