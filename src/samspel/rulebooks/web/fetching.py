"""What every page begins with: the version that the address names, and the right to it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from samspel.access.middleware import PersonRequest
from samspel.foundation.refusal import NotAllowed
from samspel.kit.denied import or_404
from samspel.people.models import Body
from samspel.people.queries import bodies_on
from samspel.rulebooks import policies
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import version_visible_to


def version_or_404(request: PersonRequest, uuid: UUID) -> RulesetVersion:
    """Give the version, if it is there and the person may read it."""
    return or_404(version_visible_to(uuid, request.actor))


def editable_or_403(request: PersonRequest, uuid: UUID) -> RulesetVersion:
    """Give a version that the person may change, as long as it is a draft.

    Whether it still is one is for the service to refuse, so that no text is lost.
    """
    version = version_or_404(request, uuid)
    try:
        policies.require_may_propose(version.rulebook.body, request.actor)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    return version


def confirmable_or_403(request: PersonRequest, uuid: UUID) -> RulesetVersion:
    """Give a version whose proposal the person may look at to confirm it."""
    version = version_or_404(request, uuid)
    if not policies.may_reject(version, request.actor):
        raise PermissionDenied
    return version


def bodies_to_draft_for(request: PersonRequest) -> list[Body]:
    """Give the bodies for which the person may draft guidelines. One statement."""
    return policies.drafts_for(request.actor, bodies_on(today()))


def today() -> dt.date:
    """Give the day in Sweden now."""
    return timezone.localdate()
