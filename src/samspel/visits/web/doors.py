"""What every view here begins with: who asks, and the thing they may see or keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from samspel.kit.denied import or_404
from samspel.people.models import Body, Operation, Unit
from samspel.visits import policies, queries

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from samspel.access.models import User
    from samspel.audit.actors import Actor
    from samspel.visits.models import Appointment, ExtraVisitRequest, Visit

PAGE = ["GET", "HEAD", "POST"]
Row = TypeVar("Row", bound=models.Model)


def actor_of(request: HttpRequest) -> Actor:
    """Give who is signed in."""
    return request.actor  # type: ignore[attr-defined,no-any-return]  # set by the middleware


def account_of(request: HttpRequest) -> User:
    """Give the account that is signed in."""
    return request.user  # type: ignore[return-value]  # the view asks for somebody signed in


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, also when it is empty; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def reason_of(request: HttpRequest) -> str:
    """Give the reason that was written because the guideline warned."""
    return request.POST.get("reason", "").strip()


def require(allowed: bool, message: object = "") -> None:
    """Answer 403, in the words of the refusal, unless it is allowed."""
    if not allowed:
        raise PermissionDenied(str(message))


def seen_visit(request: HttpRequest, uuid: UUID) -> Visit:
    """Give the visit at the address, if the person may see it; else 404."""
    return or_404(queries.visit_visible_to(actor_of(request), uuid))


def seen_in_short(request: HttpRequest, uuid: UUID) -> Visit:
    """Give the visit without the times that were offered, if the person may see it; else 404."""
    return or_404(queries.visit_in_short(actor_of(request), uuid))


def seen_appointment(request: HttpRequest, uuid: UUID) -> Appointment:
    """Give the appointment at the address, if the person may see it; else 404."""
    return or_404(queries.appointment_visible_to(actor_of(request), uuid))


def kept_appointment(request: HttpRequest, uuid: UUID) -> Appointment:
    """Give the appointment at the address, for whoever keeps it; 403 for others."""
    appointment = seen_appointment(request, uuid)
    allowed = policies.may_end_appointment(appointment, actor_of(request))
    require(allowed, policies.ONLY_SECRETARY)
    return appointment


def seen_request(request: HttpRequest, uuid: UUID) -> ExtraVisitRequest:
    """Give the request for an extra visit at the address, if the person may see it."""
    return or_404(queries.extra_request_visible_to(actor_of(request), uuid))


def appointing_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body at the address, for whoever enters its contact politicians."""
    body = found(Body, uuid)
    require(policies.may_appoint(body.pk, actor_of(request)), policies.ONLY_SECRETARY)
    return body


def kept_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body at the address, for whoever keeps its visits."""
    body = found(Body, uuid)
    allowed = policies.may_book_for_others(body.pk, actor_of(request))
    require(allowed, policies.ONLY_SECRETARY)
    return body


def found(model: type[Row], uuid: UUID, *related: str) -> Row:
    """Give the row with the public identifier, with what the page needs; else 404."""
    return get_object_or_404(model._default_manager.select_related(*related), uuid=uuid)


def place_asked_for(request: HttpRequest) -> Unit | Operation | None:
    """Give the unit or the operation that the address names (?enhet= or ?verksamhet=)."""
    unit, operation = request.GET.get("enhet"), request.GET.get("verksamhet")
    if unit:
        return found(Unit, _uuid(unit), "operation__department__body")
    if operation:
        return found(Operation, _uuid(operation), "department__body")
    return None


def place_query(place: Unit | Operation) -> str:
    """Give how an address names the place."""
    name = "enhet" if isinstance(place, Unit) else "verksamhet"
    return f"?{name}={place.uuid}"


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as broken:
        raise Http404 from broken
