"""Appointments, requests, reports and follow-ups, as much as the viewer may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.visits.enums import FollowUpState, ReportState, RequestState, VisitorState
from samspel.visits.models import (
    Appointment,
    AppointmentFlag,
    AppointmentMember,
    AppointmentScope,
    ExtraVisitRequest,
    FactualRemark,
    FollowUp,
    PreparationSection,
    Report,
    ReportAuthor,
    ReportSection,
    SectionAside,
    Visit,
    Visitor,
)
from samspel.visits.queries.sight import (
    bodies_overviewed,
    hosted,
    operations_hosted,
    seen_visits,
)

APPOINT = "visits.appointment.keep"
DECIDE = "meetings.delegation.decide"
FOLLOW = "visits.follow_up.keep"


def appointments_visible_to(
    actor: Actor, *, on: dt.date | None = None, body_id: int | None = None
) -> list[Appointment]:
    """Give the appointments of the bodies that the viewer reads, and the viewer's own.

    With a day only those that stand then. Members, scopes and open flags come along, in
    four statements.
    """
    found = appointments_seen(actor)
    if on is not None:
        found = found.filter(in_force(on))
    if body_id is not None:
        found = found.filter(body_id=body_id)
    return list(found.order_by("-valid_from", "-id"))


def appointment_visible_to(actor: Actor, uuid: UUID) -> Appointment | None:
    """Give the appointment at the address, if the viewer may see it."""
    return appointments_seen(actor).filter(uuid=uuid).first()


def appointments_seen(actor: Actor) -> QuerySet[Appointment]:
    """Give the appointments that the viewer may see, whole, to be narrowed further."""
    own = AppointmentMember.objects.filter(
        appointment_id=OuterRef("pk"), person_id=actor.person_id or 0
    )
    bodies = bodies_overviewed(actor) | actor.bodies_with(APPOINT)
    places = AppointmentScope.objects.filter(hosted(actor), appointment_id=OuterRef("pk"))
    seen = Q(body_id__in=bodies) | Q(Exists(own)) | Q(Exists(places))
    if actor.is_system or actor.everywhere("visits.overview.read"):
        seen = Q()
    return (
        Appointment.objects.filter(seen)
        .select_related("body", "decision__body", "end_decision__body")
        .prefetch_related(
            Prefetch(
                "members", AppointmentMember.objects.select_related("person").order_by("id")
            ),
            Prefetch(
                "scopes",
                AppointmentScope.objects.select_related("operation", "unit").order_by("id"),
            ),
            Prefetch(
                "flags",
                AppointmentFlag.objects.filter(resolved_at__isnull=True).select_related(
                    "person"
                ),
                to_attr="open_flags",
            ),
        )
    )


def flags_open_for(actor: Actor) -> list[AppointmentFlag]:
    """Give the flags that wait for the viewer, oldest first; one statement."""
    return list(
        AppointmentFlag.objects.filter(
            resolved_at__isnull=True, appointment__body_id__in=actor.bodies_with(APPOINT)
        )
        .select_related("appointment__body", "person", "operation")
        .order_by("raised_at", "id")
    )


def extra_requests_visible_to(actor: Actor) -> QuerySet[ExtraVisitRequest]:
    """Give the requests that the viewer decides on, has made, or keeps; newest first."""
    bodies = actor.bodies_with(DECIDE) | actor.bodies_with("visits.visit.keep")
    return (
        ExtraVisitRequest.objects.filter(
            Q(body_id__in=bodies) | Q(person_id=actor.person_id or 0)
        )
        .select_related(
            "body",
            "person",
            "operation__department__body",
            "visit__unit",
            "visit__operation",
            "delegated_decision",
        )
        .order_by("-requested_at", "-id")
    )


def extra_requests_awaiting(actor: Actor) -> list[ExtraVisitRequest]:
    """Give the requests that wait for the viewer's decision, oldest first."""
    return list(
        extra_requests_visible_to(actor)
        .filter(state=RequestState.ASKED, body_id__in=actor.bodies_with(DECIDE))
        .order_by("requested_at", "id")
    )


def extra_request_visible_to(actor: Actor, uuid: UUID) -> ExtraVisitRequest | None:
    """Give the request at the address, if the viewer may see it."""
    return extra_requests_visible_to(actor).filter(uuid=uuid).first()


def report_visible_to(actor: Actor, visit_uuid: UUID) -> Report | None:
    """Give the visit's report with sections, authors and remarks, if the viewer may read it.

    A draft is read by those who were there, and by the unit's manager where it is written
    together; words put aside only by whoever wrote them.
    """
    was_there = Visitor.objects.filter(
        visit_id=OuterRef("visit_id"),
        person_id=actor.person_id or 0,
        state=VisitorState.ATTENDED,
    )
    reads = Q(state=ReportState.SUBMITTED) & Q(
        visit__in=Visit.objects.filter(seen_visits(actor))
    )
    writes = Q(Exists(was_there)) | (Q(unit_manager_writes=True) & hosted(actor, "visit__"))
    return (
        Report.objects.filter(reads | writes, visit__uuid=visit_uuid)
        .select_related(
            "visit__body",
            "visit__operation__department__body",
            "visit__unit__operation__department",
            "visit__agenda_item__meeting__body",
            "submitted_by",
        )
        .prefetch_related(
            Prefetch("sections", ReportSection.objects.select_related("updated_by")),
            Prefetch(
                "sections__asides",
                SectionAside.objects.filter(author_id=actor.person_id or 0),
                to_attr="own_asides",
            ),
            Prefetch("authors", ReportAuthor.objects.select_related("person").order_by("id")),
            Prefetch("remarks", FactualRemark.objects.select_related("author")),
            Prefetch("visit__visitors", Visitor.objects.select_related("person")),
        )
        .first()
    )


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section of the unit's page: its text and version, and what was said last time."""

    key: str
    text: str
    version: int
    updated_at: dt.datetime | None
    last_time: str


def preparation_sections_of(visit: Visit) -> dict[str, WrittenSection]:
    """Give what is written on the unit's page, with the unit's words before its last visit.

    So that nothing need be written twice; one statement. The caller has checked the viewer.
    """
    same_place = (
        Q(preparation__visit__unit_id=visit.unit_id)
        if visit.unit_id
        else Q(
            preparation__visit__operation_id=visit.operation_id,
            preparation__visit__unit_id__isnull=True,
        )
    )
    rows = PreparationSection.objects.filter(same_place).order_by("preparation__started_at")
    found: dict[str, WrittenSection] = {}
    for visit_id, key, text, version, updated_at in rows.values_list(
        "preparation__visit_id", "key", "text", "version", "updated_at"
    ):
        known = found.get(key, WrittenSection(key, "", 0, None, ""))
        if visit_id == visit.pk:
            found[key] = WrittenSection(key, text, version, updated_at, known.last_time)
        else:
            found[key] = WrittenSection(
                key, known.text, known.version, known.updated_at, text or known.last_time
            )
    return found


def follow_ups_visible_to(
    actor: Actor, *, open_only: bool = False, visit: Visit | None = None
) -> list[FollowUp]:
    """Give the follow-ups that the viewer has, follows, or whose visit they see."""
    seen = Q(owner_id=actor.person_id or 0) | Q(
        visit__in=Visit.objects.filter(seen_visits(actor))
    )
    found = FollowUp.objects.filter(seen | Q(visit__body_id__in=actor.bodies_with(FOLLOW)))
    if open_only:
        found = found.exclude(state=FollowUpState.CLOSED)
    if visit is not None:
        found = found.filter(visit=visit)
    return list(_whole_follow_ups(found))


def follow_up_visible_to(actor: Actor, uuid: UUID) -> FollowUp | None:
    """Give the follow-up at the address with its notes, if the viewer may see it."""
    seen = Q(owner_id=actor.person_id or 0) | Q(
        visit__in=Visit.objects.filter(seen_visits(actor))
    )
    found = FollowUp.objects.filter(
        seen | Q(visit__body_id__in=actor.bodies_with(FOLLOW)), uuid=uuid
    )
    return _whole_follow_ups(found).prefetch_related("notes__author").first()


def _whole_follow_ups(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    return found.select_related(
        "visit__body", "visit__operation__department", "visit__unit", "owner"
    ).order_by("-noted_at", "-id")


def hosts_anything(actor: Actor) -> bool:
    """Tell whether the viewer answers for visits at any unit or operation."""
    return bool(actor.units_with("visits.visit.invite") or operations_hosted(actor))
