"""Drafts of decisions on delegation, which other modules prepare for the chair.

A module registers a provider under a name; a link to the chair's page with the
reference "name:key" then opens it with the text filled in. When the chair has decided,
``events.delegated_decision_taken`` tells the module, with the reference on the decision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.people.models import Body


@dataclass(frozen=True, slots=True)
class DelegationDraft:
    """What the chair is asked to decide: for whom or what, the words, and on which ground."""

    subject: str
    text: str
    ground: str


DraftProvider = Callable[[str, Body, Actor], "DelegationDraft | None"]

_PROVIDERS: dict[str, DraftProvider] = {}


def register_drafts(name: str, provider: DraftProvider) -> None:
    """Register a provider: called with the key, the body and the actor.

    It gives None where nothing waits under the key, or the actor may not know of it.
    """
    _PROVIDERS[name] = provider


def draft_for(reference: str, body: Body, actor: Actor) -> DelegationDraft | None:
    """Give the draft that a reference ("name:key") stands for, if there is one."""
    name, _colon, key = reference.partition(":")
    provider = _PROVIDERS.get(name)
    return provider(key, body, actor) if provider and key else None
