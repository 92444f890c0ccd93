"""What every view here begins with: who asks, and the thing they may see or keep."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from samspel.kit.denied import allowed, or_404
from samspel.meetings import policies, queries
from samspel.people.models import Body

if TYPE_CHECKING:
    from samspel.audit.actors import Actor
    from samspel.meetings.models import AgendaItem, Decision, Meeting


def actor_of(request: HttpRequest) -> Actor:
    """Give who is signed in."""
    return request.actor  # type: ignore[attr-defined,no-any-return]  # set by the middleware


def kept_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body at the address, for whoever keeps its meetings; 403 for others."""
    return _kept(get_object_or_404(Body, uuid=uuid), request)


def led_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body at the address, for whoever leads or keeps its meetings; 403 for others."""
    body = get_object_or_404(Body, uuid=uuid)
    return allowed(policies.require_may_lead, body, actor_of(request))


def deciding_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body at the address, for whoever decides on its behalf; 403 for others."""
    body = get_object_or_404(Body, uuid=uuid)
    return allowed(policies.require_may_decide_on_delegation, body, actor_of(request))


def seen_meeting(request: HttpRequest, uuid: UUID) -> Meeting:
    """Give the meeting at the address, if the person may know of it; else 404."""
    return or_404(queries.meeting_visible_to(actor_of(request), uuid))


def kept_meeting(request: HttpRequest, uuid: UUID) -> Meeting:
    """Give the meeting at the address, for whoever keeps it."""
    meeting = seen_meeting(request, uuid)
    _kept(meeting.body, request)
    return meeting


def seen_item(request: HttpRequest, uuid: UUID) -> AgendaItem:
    """Give the item at the address, if the person may see it; else 404."""
    return or_404(queries.item_visible_to(actor_of(request), uuid))


def kept_item(request: HttpRequest, uuid: UUID) -> AgendaItem:
    """Give the item at the address, for whoever keeps its body."""
    item = seen_item(request, uuid)
    _kept(item.body, request)
    return item


def seen_decision(request: HttpRequest, uuid: UUID) -> Decision:
    """Give the decision at the address, if the person reads the body; else 404."""
    return or_404(queries.decision_entered(actor_of(request), uuid))


def kept_decision(request: HttpRequest, uuid: UUID) -> Decision:
    """Give the decision at the address, for whoever keeps its body."""
    decision = seen_decision(request, uuid)
    _kept(decision.body, request)
    return decision


def _kept(body: Body, request: HttpRequest) -> Body:
    return allowed(policies.require_may_keep, body, actor_of(request))
