"""Who may propose, and who may confirm, that a guideline shall apply."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed
from samspel.people.models import Body
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import CONFIRM, PROPOSE


def may_propose(body: Body, actor: Actor) -> bool:
    """Whether the actor may draft and propose guidelines for the body."""
    return actor.everywhere(PROPOSE) or actor.can(PROPOSE, body_id=body.pk)


def require_may_propose(body: Body, actor: Actor) -> None:
    """Raise NotAllowed unless the actor may draft and propose for the body."""
    if not may_propose(body, actor):
        raise NotAllowed(
            _(
                "Du kan inte ändra riktlinjer för %(body)s. "
                "Det gör organets sekreterare eller den som förvaltar systemet."
            ),
            body=body.name,
        )


def may_confirm(version: RulesetVersion, actor: Actor) -> bool:
    """Whether the actor may confirm the version: the right, and not one's own proposal."""
    return has_right_to_confirm(version, actor) and version.proposed_by_id != actor.person_id


def has_right_to_confirm(version: RulesetVersion, actor: Actor) -> bool:
    """Whether the actor's positions give the right to confirm for the version's body."""
    return _confirms(version.rulebook.body_id, actor)


def _confirms(body_id: int, actor: Actor) -> bool:
    return actor.everywhere(CONFIRM) or actor.can(CONFIRM, body_id=body_id)


def require_may_confirm(version: RulesetVersion, actor: Actor) -> None:
    """Raise NotAllowed unless the actor's positions give the right to confirm."""
    if not has_right_to_confirm(version, actor):
        raise NotAllowed(
            _(
                "Du kan inte bekräfta riktlinjer för %(body)s. "
                "Det gör någon som har fått den rätten, och som inte själv föreslog versionen."
            ),
            body=version.rulebook.body.name,
        )


def may_reject(version: RulesetVersion, actor: Actor) -> bool:
    """Whether the actor may reject the proposal: whoever may confirm, and its proposer."""
    is_proposer = actor.person_id is not None and version.proposed_by_id == actor.person_id
    return is_proposer or has_right_to_confirm(version, actor)


def require_may_reject(version: RulesetVersion, actor: Actor) -> None:
    """Raise NotAllowed unless the actor may reject the proposal, or take it back."""
    if not may_reject(version, actor):
        require_may_confirm(version, actor)


def drafts_for(actor: Actor, bodies: Iterable[Body]) -> list[Body]:
    """Give those of the bodies for which the actor may draft and propose guidelines."""
    return [body for body in bodies if may_propose(body, actor)]


def confirms_for(actor: Actor, bodies: Iterable[Body]) -> list[Body]:
    """Give those of the bodies whose guidelines the actor may confirm."""
    return [body for body in bodies if _confirms(body.pk, actor)]
