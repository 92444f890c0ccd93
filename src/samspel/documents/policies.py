"""Who may read and change a document, as the module that owns it has said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.documents.permission import may_read_document, policy_for, register_policy
from samspel.foundation.refusal import NotAllowed

__all__ = [
    "may_change_document",
    "may_read_document",
    "register_policy",
    "require_may_change_document",
    "require_may_read_document",
]


def may_change_document(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may mark or remove the document."""
    if actor is None or not may_read_document(document, actor):
        return False
    policy = policy_for(document)
    if policy is None or policy.may_change is None:
        return actor.person_id is not None and actor.person_id == document.uploaded_by_id
    return policy.may_change(document, actor)


def require_may_read_document(document: Document, actor: Actor | None) -> None:
    """Refuse with NotAllowed whoever may not read the document, without naming it."""
    if not may_read_document(document, actor):
        raise NotAllowed(_("Du kan inte öppna den här handlingen."))


def require_may_change_document(document: Document, actor: Actor | None) -> None:
    """Refuse with NotAllowed whoever may not change the document."""
    if not may_change_document(document, actor):
        raise NotAllowed(_("Du kan inte ändra den här handlingen. Be den som laddade upp den."))
