"""Appointments: to appoint by the body's decision, to end, to judge again, to settle flags.

KL 6 kap. leaves the body to decide how it follows its operations; who can be appointed
is the guideline's, and every appointment keeps the hash of the version that judged it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings.models import Decision
from samspel.messaging.services import notify
from samspel.people.models import Body, Operation, Person, Unit
from samspel.visits import kinds, policies
from samspel.visits.addresses import appointment_url
from samspel.visits.enums import EndReason, Role
from samspel.visits.errors import AppointmentRefused
from samspel.visits.facts import AppointmentPlan, Place, appointing_facts, ending_facts
from samspel.visits.models import Appointment, AppointmentMember, AppointmentScope
from samspel.visits.queries.ruling import judged_each
from samspel.visits.services.ruling import hash_of, require_all, require_rules


@transaction.atomic
def appoint(
    body: Body,
    *,
    persons: Sequence[Person],
    places: Sequence[Unit | Operation],
    valid_from: dt.date,
    actor: Actor,
    at: dt.datetime,
    valid_to: dt.date | None = None,
    decision: Decision | None = None,
    decided_by: Role = Role.BODY,
    group_name: str = "",
    reason: str = "",
) -> Appointment:
    """Appoint one person, or a named group, contact politician of the places.

    Judged person by person and place by place under the rule set of the first day. The
    appointed are told. Refuses what the rules stop, a group without a name, an end
    before the beginning, and a decision of another body.
    """
    policies.require(policies.may_appoint(body.pk, actor), policies.ONLY_SECRETARY)
    _require_whole(body, persons, places, valid_from, valid_to, decision, group_name)
    chosen = tuple(dict.fromkeys(Place.of(each) for each in places))
    plan = AppointmentPlan(
        body=body,
        persons=tuple(dict.fromkeys(persons)),
        places=chosen,
        valid_from=valid_from,
        valid_to=valid_to,
        decision=decision,
        decided_by=decided_by,
        is_group=bool(group_name.strip()),
    )
    facts = appointing_facts(plan, on=valid_from)
    judgements = judged_each(
        "contact_politician.appoint",
        {key: (valid_from, each) for key, each in facts.items()},
        body_id=body.pk,
    )
    appointment = _write(plan, group_name.strip(), hash_of(judgements), at)
    require_all(judgements.values(), subject=appointment, actor=actor, at=at, reason=reason)
    audit.record(
        "visits.appointment.made",
        subject=appointment,
        actor=actor,
        facts={
            "body": body.pk,
            "persons": [each.pk for each in plan.persons],
            "operations": [each.operation.pk for each in chosen],
            "valid_from": valid_from,
            "valid_to": valid_to,
            "decision": decision.pk if decision else None,
        },
        reason=reason,
        also=[body],
    )
    _tell_appointed(appointment, plan, actor=actor, at=at)
    return appointment


def _require_whole(
    body: Body,
    persons: Sequence[Person],
    places: Sequence[Unit | Operation],
    valid_from: dt.date,
    valid_to: dt.date | None,
    decision: Decision | None,
    group_name: str,
) -> None:
    if not persons or not places:
        raise AppointmentRefused(
            _("Välj minst en person och minst en verksamhet eller enhet för uppdraget.")
        )
    if len(set(persons)) > 1 and not group_name.strip():
        raise AppointmentRefused(
            _("Ge gruppen ett namn, till exempel presidiet, när flera utses tillsammans.")
        )
    if valid_to is not None and valid_to <= valid_from:
        raise AppointmentRefused(
            _("Uppdraget slutar innan det börjar. Rätta första eller sista dagen.")
        )
    if decision is not None and (decision.body_id != body.pk or not decision.stands):
        raise AppointmentRefused(
            _(
                "Beslutet hör till ett annat organ eller har rättats. "
                "Välj ett beslut av %(body)s som gäller."
            ),
            body=body.name,
        )


def _write(plan: AppointmentPlan, group_name: str, sha256: str, at: dt.datetime) -> Appointment:
    appointment = Appointment.objects.create(
        body=plan.body,
        decision=plan.decision,
        decided_by=plan.decided_by,
        is_group=plan.is_group,
        group_name=group_name,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        ruleset_sha256=sha256,
        appointed_at=at,
    )
    AppointmentMember.objects.bulk_create(
        AppointmentMember(appointment=appointment, person=person) for person in plan.persons
    )
    AppointmentScope.objects.bulk_create(
        AppointmentScope(appointment=appointment, operation=place.operation, unit=place.unit)
        for place in plan.places
    )
    return appointment


def _tell_appointed(
    appointment: Appointment, plan: AppointmentPlan, *, actor: Actor, at: dt.datetime
) -> None:
    notify(
        [each for each in plan.persons if each.pk != actor.person_id],
        kind=kinds.APPOINTMENT,
        subject=_("Du är kontaktpolitiker: %(places)s"),
        body=_(
            "%(body)s har utsett dig till kontaktpolitiker för %(places)s från och med "
            "%(first)s. På sidan ser du vad uppdraget innebär."
        ),
        params={
            "body": plan.body.name,
            "places": ", ".join(str(each) for each in plan.places),
            "first": plan.valid_from,
        },
        link=appointment_url(appointment.uuid),
        actor=actor,
        about=appointment,
        at=at,
    )


@transaction.atomic
def end_appointment(
    appointment: Appointment,
    *,
    on: dt.date,
    because: EndReason,
    actor: Actor,
    at: dt.datetime,
    person: Person | None = None,
    decision: Decision | None = None,
    reason: str = "",
) -> Appointment:
    """End an appointment, or let one person leave the group, from the day on.

    ``on`` is the first day on which it no longer holds. Where the place is left with
    fewer than the rules ask for, they warn or stop. Those concerned are told. Refuses a
    day before it began, an appointment that has ended, and a person who is not in it.
    """
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=appointment.pk)
    )
    policies.require(policies.may_end_appointment(appointment, actor), policies.ONLY_SECRETARY)
    leaving = _leaving(appointment, person, on)
    for scope in appointment.scopes.select_related("operation__department", "unit"):
        place = Place(scope.operation, scope.unit)
        facts = ending_facts(
            place=place,
            body_id=appointment.body_id,
            leaving={each.person_id for each in leaving},
            appointment_id=appointment.pk,
            because=because,
            has_decision=decision is not None,
            on=on,
        )
        require_rules(
            "contact_politician.end",
            facts,
            body_id=appointment.body_id,
            on=on,
            subject=appointment,
            actor=actor,
            at=at,
            reason=reason,
        )
    whole = _is_whole(appointment, leaving, on)
    _write_end(appointment, leaving, on, because, decision, whole=whole)
    audit.record(
        "visits.appointment.ended" if whole else "visits.appointment.member_left",
        subject=appointment,
        actor=actor,
        facts={
            "persons": [each.person_id for each in leaving],
            "on": on,
            "because": because.value,
            "decision": decision.pk if decision else None,
        },
        reason=reason,
        also=[appointment.body],
    )
    _tell_ended(appointment, leaving, on, actor=actor, at=at)
    return appointment


def _leaving(
    appointment: Appointment, person: Person | None, on: dt.date
) -> list[AppointmentMember]:
    """Give the members who leave. Refuses where nobody would."""
    if on <= appointment.valid_from:
        raise AppointmentRefused(
            _("Uppdraget kan inte sluta innan det har börjat. Välj en senare dag.")
        )
    if appointment.valid_to is not None and appointment.valid_to <= on:
        raise AppointmentRefused(_("Uppdraget slutar redan tidigare än så."))
    members = [
        each
        for each in appointment.members.select_related("person").order_by("id")
        if each.left_on is None or each.left_on > on
    ]
    if person is not None:
        members = [each for each in members if each.person_id == person.pk]
    if not members:
        raise AppointmentRefused(_("Personen har inte det här uppdraget den dagen."))
    return members


def _is_whole(
    appointment: Appointment, leaving: Iterable[AppointmentMember], on: dt.date
) -> bool:
    """Tell whether nobody is left, so that the whole appointment ends."""
    gone = {each.pk for each in leaving}
    return not any(
        each.pk not in gone and (each.left_on is None or each.left_on > on)
        for each in appointment.members.all()
    )


def _write_end(
    appointment: Appointment,
    leaving: Iterable[AppointmentMember],
    on: dt.date,
    because: EndReason,
    decision: Decision | None,
    *,
    whole: bool,
) -> None:
    if not whole:
        for member in leaving:
            member.left_on = on
            member.save(update_fields=["left_on"])
        return
    appointment.valid_to = on
    appointment.end_reason = because
    appointment.end_decision = decision
    appointment.save(update_fields=["valid_to", "end_reason", "end_decision"])


def _tell_ended(
    appointment: Appointment,
    leaving: Iterable[AppointmentMember],
    on: dt.date,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    notify(
        [each.person for each in leaving if each.person_id != actor.person_id],
        kind=kinds.APPOINTMENT,
        subject=_("Ditt uppdrag som kontaktpolitiker avslutas"),
        body=_("Ditt uppdrag som kontaktpolitiker i %(body)s gäller till och med %(last)s."),
        params={"body": appointment.body.name, "last": on - dt.timedelta(days=1)},
        link=appointment_url(appointment.uuid),
        actor=actor,
        about=appointment,
        at=at,
    )
