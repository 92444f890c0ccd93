"""What every view here begins with: who asks, and the thing they may see or change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from samspel.foundation.refusal import NotAllowed
from samspel.kit.denied import Denied, or_404
from samspel.people.models import Body
from samspel.remuneration import payroll_policies, policies
from samspel.remuneration.models import Duty, IncomeCertificate, StandIn
from samspel.remuneration.queries.certifiers import Takers
from samspel.remuneration.queries.duties import certificate_asked, duty_with_parts, own_duty
from samspel.remuneration.queries.employers import hash_of

if TYPE_CHECKING:
    from samspel.audit.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Give who is signed in."""
    return request.actor  # type: ignore[attr-defined,no-any-return]  # set by the middleware


def my_duty(request: HttpRequest, uuid: UUID) -> Duty:
    """Give one's own duty; 404 for anybody else's."""
    return or_404(own_duty(uuid, actor_of(request)))


def seen_duty(request: HttpRequest, uuid: UUID) -> tuple[Duty, Takers]:
    """Give a duty for those who certify in the body; 404 for others, and for one's own."""
    actor, found = actor_of(request), duty_with_parts(uuid)
    if found is None or policies.is_own(found, actor):
        raise Http404
    takers = Takers.on_today([found.body_id])
    if not policies.may_see(found, actor, takers):
        raise Http404
    return found, takers


def my_certificate(request: HttpRequest, uuid: UUID) -> IncomeCertificate:
    """Give a certificate for the person and those who pay; 404 for others."""
    found = get_object_or_404(IncomeCertificate.objects.select_related("person"), uuid=uuid)
    if not policies.may_see_certificate(found, actor_of(request)):
        raise Http404
    return found


def asked_certificate(secret: str) -> IncomeCertificate:
    """Give the certificate that a secret address is about; 404 for an address of nothing."""
    return or_404(certificate_asked(hash_of(secret)))


def certified_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give a body for whoever enters its stand-ins; 404 for others."""
    body = get_object_or_404(Body, uuid=uuid)
    if not policies.may_name_stand_in(body, actor_of(request)):
        raise Http404
    return body


def named_stand_in(request: HttpRequest, uuid: UUID) -> StandIn:
    """Give a stand-in for whoever enters those of the body; 404 for others."""
    row = get_object_or_404(StandIn.objects.select_related("body", "person"), uuid=uuid)
    if not policies.may_name_stand_in(row.body, actor_of(request)):
        raise Http404
    return row


def require_payroll(request: HttpRequest) -> None:
    """Let only those who pay on; 403 with the words for others."""
    try:
        payroll_policies.require_may_pay(actor_of(request))
    except NotAllowed as refusal:
        raise Denied(refusal) from refusal
