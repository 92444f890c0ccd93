"""Judging standing appointments again: flagged when the rules no longer hold, never ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.text import truncate
from samspel.kit.models import in_force
from samspel.messaging.services import notify
from samspel.people.queries import secretaries_of
from samspel.rules.errors import NoRuleInForce
from samspel.rules.explanation import Finding
from samspel.visits import kinds, policies
from samspel.visits.addresses import appointment_url
from samspel.visits.enums import FlagResolution, Role
from samspel.visits.errors import AppointmentRefused
from samspel.visits.facts import AppointmentPlan, Place, appointing_facts
from samspel.visits.models import Appointment, AppointmentFlag
from samspel.visits.queries.ruling import judged_each

_TEXT_LENGTH = 500
# Which facts an appointment is judged by again: what the person is, not how it was decided.
_ABOUT_THE_PERSON = "appointee."


@transaction.atomic
def judge_standing_again(
    *,
    on: dt.date,
    actor: Actor,
    at: dt.datetime,
    person_ids: Iterable[int] | None = None,
    body_ids: Iterable[int] | None = None,
) -> list[AppointmentFlag]:
    """Judge the appointments that stand on the day again, and flag what no longer agrees.

    For when a mandate or an employment has ended, or a tie is declared. Only what is
    said about the person is judged. A flag is raised once; a flag whose cause is gone
    is settled as corrected. Nothing is ended. Bodies without a rule set are left alone.
    Gives the flags raised now.
    """
    raised: list[AppointmentFlag] = []
    for appointment in _standing(on, person_ids, body_ids):
        try:
            found = _findings(appointment, on, person_ids)
        except NoRuleInForce:
            continue
        raised += _raise_new(appointment, found, actor=actor, at=at)
        _settle_gone(appointment, found, person_ids, actor=actor, at=at)
    return raised


_Key = tuple[int, int, str]


def _standing(
    on: dt.date, person_ids: Iterable[int] | None, body_ids: Iterable[int] | None
) -> list[Appointment]:
    found = Appointment.objects.filter(in_force(on))
    if person_ids is not None:
        found = found.filter(
            Q(members__left_on__isnull=True) | Q(members__left_on__gt=on),
            members__person_id__in=list(person_ids),
        ).distinct()
    if body_ids is not None:
        found = found.filter(body_id__in=list(body_ids))
    return list(
        found.select_related("body", "decision")
        .prefetch_related("members__person", "scopes__operation__department", "scopes__unit")
        .order_by("id")
    )


def _findings(
    appointment: Appointment, on: dt.date, person_ids: Iterable[int] | None
) -> dict[_Key, Finding]:
    """Give what is wanting, per person, operation and provision."""
    wanted = None if person_ids is None else set(person_ids)
    plan = AppointmentPlan(
        body=appointment.body,
        persons=tuple(
            each.person
            for each in appointment.members.all()
            if (each.left_on is None or each.left_on > on)
            and (wanted is None or each.person_id in wanted)
        ),
        places=tuple(Place(each.operation, each.unit) for each in appointment.scopes.all()),
        valid_from=appointment.valid_from,
        valid_to=appointment.valid_to,
        decision=appointment.decision,
        decided_by=Role(appointment.decided_by),
        is_group=appointment.is_group,
        besides=appointment.pk,
    )
    facts = appointing_facts(plan, on=on)
    judgements = judged_each(
        "contact_politician.appoint",
        {key: (on, each) for key, each in facts.items()},
        body_id=appointment.body_id,
    )
    return {
        (person_id, place.operation.pk, finding.id): finding
        for (person_id, place), judgement in judgements.items()
        for finding in (*judgement.verdict.stopping, *judgement.verdict.warning)
        if _is_about_the_person(finding)
    }


def _is_about_the_person(finding: Finding) -> bool:
    return any(each.name.startswith(_ABOUT_THE_PERSON) for each in finding.seen)


def _raise_new(
    appointment: Appointment,
    found: dict[_Key, Finding],
    *,
    actor: Actor,
    at: dt.datetime,
) -> list[AppointmentFlag]:
    """Raise what is not flagged already, nor was settled by letting it stand."""
    known = {
        (flag.person_id, flag.operation_id, flag.provision_id)
        for flag in appointment.flags.filter(
            Q(resolved_at__isnull=True) | Q(resolution=FlagResolution.KEPT)
        )
    }
    raised = [
        AppointmentFlag.objects.create(
            appointment=appointment,
            person_id=person_id,
            operation_id=operation_id,
            provision_id=provision,
            is_shall=finding.stops,
            text=truncate(finding.say, _TEXT_LENGTH),
            raised_at=at,
        )
        for (person_id, operation_id, provision), finding in found.items()
        if (person_id, operation_id, provision) not in known
    ]
    for flag in raised:
        audit.record(
            "visits.appointment.flagged",
            subject=appointment,
            actor=actor,
            # Which rule it is would tell of a tie, and of that the trail is silent.
            facts={"person": flag.person_id},
            also=[appointment.body],
        )
    if raised:
        _tell_secretaries(appointment, actor=actor, at=at)
    return raised


def _settle_gone(
    appointment: Appointment,
    found: dict[_Key, Finding],
    person_ids: Iterable[int] | None,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """Settle the open flags whose cause is no longer there."""
    flags = appointment.flags.select_for_update().filter(resolved_at__isnull=True)
    if person_ids is not None:
        flags = flags.filter(person_id__in=list(person_ids))
    for flag in flags:
        if (flag.person_id, flag.operation_id, flag.provision_id) not in found:
            _resolve(flag, FlagResolution.CORRECTED, "", actor=actor, at=at)


def _tell_secretaries(appointment: Appointment, *, actor: Actor, at: dt.datetime) -> None:
    notify(
        secretaries_of(appointment.body, local_day(at)),
        kind=kinds.APPOINTMENT,
        subject=_("Ett uppdrag som kontaktpolitiker behöver ses över"),
        body=_(
            "Något har ändrats i registret, och ett uppdrag som kontaktpolitiker i %(body)s "
            "stämmer inte längre med riktlinjerna. Uppdraget gäller tills ni avslutar det."
        ),
        params={"body": appointment.body.name},
        link=appointment_url(appointment.uuid),
        actor=actor,
        about=appointment,
        at=at,
    )


@transaction.atomic
def resolve_flag(
    flag: AppointmentFlag,
    *,
    resolution: FlagResolution,
    actor: Actor,
    at: dt.datetime,
    note: str = "",
) -> AppointmentFlag:
    """Settle a flag: the appointment may stand, has ended, or the register is put right.

    To let something stand asks for a note on why. Refuses a flag that is settled, and
    "ended" while the person still has the appointment.
    """
    flag = (
        AppointmentFlag.objects.select_for_update(of=("self",))
        .select_related("appointment")
        .get(pk=flag.pk)
    )
    policies.require(
        policies.may_resolve_flag(flag.appointment, actor), policies.ONLY_SECRETARY
    )
    if flag.resolved_at is not None:
        raise AppointmentRefused(_("Det är redan avgjort. Läs in sidan på nytt."))
    if resolution is FlagResolution.KEPT and not note.strip():
        raise AppointmentRefused(_("Skriv varför uppdraget får stå kvar."))
    if resolution is FlagResolution.ENDED and _still_stands(flag):
        raise AppointmentRefused(
            _("Uppdraget är inte avslutat. Avsluta det först, eller välj något annat.")
        )
    return _resolve(flag, resolution, note.strip(), actor=actor, at=at)


def _still_stands(flag: AppointmentFlag) -> bool:
    member = flag.appointment.members.get(person_id=flag.person_id)
    return not flag.appointment.end_reason and member.left_on is None


def _resolve(
    flag: AppointmentFlag,
    resolution: FlagResolution,
    note: str,
    *,
    actor: Actor,
    at: dt.datetime,
) -> AppointmentFlag:
    flag.resolved_at = at
    flag.resolution = resolution
    flag.resolution_note = note
    flag.save(update_fields=["resolved_at", "resolution", "resolution_note"])
    audit.record(
        "visits.flag.resolved",
        subject=flag.appointment,
        actor=actor,
        facts={"person": flag.person_id, "resolution": resolution.value},
        reason=note,
    )
    return flag
