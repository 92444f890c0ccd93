"""The registry of who may read whose documents, filled by the modules that own them.

Each module registers a policy for its own objects. A document whose owner has no
policy is read by nobody, and a secret one never by the public. Below the queries, so
that a list holds nothing that its reader may not know of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.documents.models import Document

Predicate = Callable[[Document, "Actor | None"], bool]
Page = Callable[[Document], str]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may read, and who may change, the documents of one kind of owner.

    ``page`` gives the page that says why a file that was public can't be read any more.
    """

    may_read: Predicate
    may_change: Predicate | None
    page: Page | None = None


_POLICIES: dict[str, Policy] = {}


def register_policy(
    model_label: str,
    may_read: Predicate,
    may_change: Predicate | None = None,
    page: Page | None = None,
) -> None:
    """Register who may read (and mark, or remove) the documents of a model's objects.

    ``model_label`` is Django's ("visits.report", any case). ``may_read`` is called with
    the document and the actor, who is None for the public; it sees ``is_secret`` and
    ``owner_id``. Without ``may_change`` only the uploader may change a document. ``page``
    gives the public page that answers for a file that has been withdrawn, or nothing.
    """
    _POLICIES[model_label.lower()] = Policy(may_read, may_change, page)


def may_read_document(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may read the document, or know of it."""
    policy = _POLICIES.get(document.owner_type)
    if policy is None or (document.is_secret and actor is None):
        return False
    return policy.may_read(document, actor)


def policy_for(document: Document) -> Policy | None:
    """Give the policy of the document's owner, if its module has registered one."""
    return _POLICIES.get(document.owner_type)


def page_instead_of(document: Document) -> str:
    """Give the public page that says why the document is read no more; nothing for most."""
    policy = _POLICIES.get(document.owner_type)
    return policy.page(document) if policy is not None and policy.page is not None else ""
