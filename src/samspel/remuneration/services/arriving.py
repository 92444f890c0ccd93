"""Duties that arrive by themselves: attendance, visits, approval of minutes.

What the municipality itself knows of is never keyed by anybody and never forgotten
(KL 4 kap. 16 §: what is paid rests on what was done). Telling it twice gives one duty;
telling it anew with other times gives the duty a new version, to be certified again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local, local_day, minutes_between
from samspel.foundation.hashing import digest_of
from samspel.foundation.labels import mark
from samspel.foundation.text import one_line
from samspel.kit.models import in_force
from samspel.meetings.enums import SeatKind
from samspel.meetings.enums.minutes import ApproverRole
from samspel.meetings.models import Meeting, Participation
from samspel.meetings.models.minutes import Approver, Minutes
from samspel.people.enums import BodyKind
from samspel.people.models import Mandate
from samspel.remuneration import policies
from samspel.remuneration.enums import (
    DutyKind,
    DutyOrigin,
    DutyState,
    Presence,
    Role,
)
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.paid_hours import paid_minutes_left
from samspel.remuneration.queries.roles import role_of
from samspel.remuneration.services.keeping import (
    as_new_version,
    fall_away,
    locked,
    submitted,
)
from samspel.remuneration.services.lapsing import REPORTED
from samspel.remuneration.services.preparing import prepare_anew
from samspel.visits.enums import VisitorState
from samspel.visits.models import Visit, Visitor

_KINDS = {
    BodyKind.COUNCIL: DutyKind.COUNCIL_MEETING,
    BodyKind.EXECUTIVE_BOARD: DutyKind.BOARD_MEETING,
    BodyKind.COMMITTEE: DutyKind.COMMITTEE_MEETING,
    BodyKind.AUDIT: DutyKind.COMMITTEE_MEETING,
    BodyKind.WORKING_COMMITTEE: DutyKind.SUBCOMMITTEE_MEETING,
    BodyKind.DRAFTING_COMMITTEE: DutyKind.SUBCOMMITTEE_MEETING,
}
NOT_THERE = mark("Närvaron är rättad: du var inte med.")
_NOTE = 500


@transaction.atomic
def arrive_from_meeting(meeting: Meeting, *, actor: Actor, at: dt.datetime) -> list[Duty]:
    """Let everybody's attendance at a meeting that is closed become a duty of theirs.

    Each gets their own times: what lies between coming and leaving, with what they were
    out for taken away. Whoever was never there gets nothing, and officials never do; what has
    arrived of somebody who turns out not to have been there is taken back.
    """
    meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    rows = (
        Participation.objects.filter(meeting=meeting)
        .exclude(seat=SeatKind.OFFICIAL)
        .prefetch_related("intervals")
        .order_by("pk")
    )
    elected = _elected({each.person_id for each in rows}, meeting.day)
    known = {
        each.participation_id: each
        for each in Duty.objects.filter(participation__meeting=meeting)
    }
    changed = []
    for row in rows:
        facts = _attended(row, meeting)
        is_paid = row.seat_kind.is_elected_to_body or row.person_id in elected
        if facts is not None and is_paid:
            found = arrive(known.get(row.pk), facts, actor=actor, at=at)
        else:
            found = depart(known.get(row.pk), NOT_THERE, actor=actor, at=at)
        changed += [found] if found is not None else []
    sat = Duty.objects.filter(participation__meeting=meeting)
    return [*changed, *prepare_anew(sat, actor=actor, at=at)]


def _elected(person_ids: Iterable[int], on: dt.date) -> frozenset[int]:
    """Give those of the persons who have a mandate somewhere: only they are paid as elected."""
    rows = Mandate.objects.filter(in_force(on), person_id__in=person_ids)
    return frozenset(rows.values_list("person_id", flat=True))


def _attended(row: Participation, meeting: Meeting) -> dict[str, Any] | None:
    stretches = [
        (each.from_at, each.to_at, each.serving)
        for each in row.intervals.all()
        if each.to_at is not None
    ]
    if not stretches:
        return None
    first = local(min(begun for begun, _ended, _served in stretches))
    served = any(serving for _begun, _ended, serving in stretches)
    seated = row.seat_kind.is_elected_to_body
    presence = Presence.SERVING if served else Presence.PRESENT
    return {
        "participation_id": row.pk,
        "person_id": row.person_id,
        "body_id": meeting.body_id,
        "mandate_id": row.mandate_id,
        "origin": DutyOrigin.ATTENDANCE,
        "kind": _KINDS[BodyKind(meeting.body.kind)],
        "role": Role.SUBSTITUTE
        if row.seat_kind is SeatKind.SUBSTITUTE
        else role_of(row.role if seated else ""),
        "presence": presence if seated else Presence.INVITED,
        "subject": meeting.body.name,
        "on": first.date(),
        "starts": first.hour * 60 + first.minute,
        "minutes": sum(minutes_between(begun, ended) for begun, ended, _served in stretches),
        "scheduled": minutes_between(meeting.starts_at, meeting.ends_at),
    }


@transaction.atomic
def arrive_from_visit(visit: Visit, *, actor: Actor, at: dt.datetime) -> list[Duty]:
    """Let a visit that was held become a duty of each visitor who was there.

    What the body has decided of paid hours for the year is the limit, less what earlier
    visits have taken of it. It never makes the time longer than the visit.
    """
    visit = Visit.objects.select_related("body", "unit", "operation").get(pk=visit.pk)
    if visit.held_from is None or visit.held_to is None:
        return []
    began = local(visit.held_from)
    visitors = Visitor.objects.filter(visit=visit).order_by("pk")
    known = {each.visitor_id: each for each in Duty.objects.filter(visitor__in=visitors)}
    seats = _seats(visit.body_id, {each.person_id for each in visitors}, began.date())
    changed = []
    for row in visitors:
        if row.state != VisitorState.ATTENDED:
            gone = depart(known.get(row.pk), NOT_THERE, actor=actor, at=at)
            changed += [gone] if gone is not None else []
            continue
        seat = seats.get(row.person_id)
        facts = {
            "visitor_id": row.pk,
            "person_id": row.person_id,
            "body_id": visit.body_id,
            "mandate_id": None if seat is None else seat.pk,
            "origin": DutyOrigin.VISIT,
            "kind": DutyKind.VISIT,
            "role": role_of("" if seat is None else seat.role),
            "presence": Presence.SERVING,
            "subject": _visit_name(visit),
            "on": began.date(),
            "starts": began.hour * 60 + began.minute,
            "minutes": minutes_between(visit.held_from, visit.held_to),
            "limit": paid_minutes_left(row.person_id, visit, began.date()),
        }
        found = arrive(known.get(row.pk), facts, actor=actor, at=at)
        changed += [found] if found is not None else []
    return changed


def _visit_name(visit: Visit) -> str:
    """Give what the visit is called: of a shielded one never where it was."""
    return "Besök" if visit.has_protected else f"Besök: {visit.where}"[:200]


@transaction.atomic
def arrive_from_approval(minutes: Minutes, *, actor: Actor, at: dt.datetime) -> list[Duty]:
    """Let the approval of minutes become a duty of each elected who signed them.

    The secretary signs too, as an employee, and is not paid for it here.
    """
    minutes = Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)
    meeting, on = minutes.meeting, local_day(minutes.approved_at or at)
    approvers = Approver.objects.filter(minutes=minutes).order_by("pk")
    approvers = approvers.exclude(role=ApproverRole.SECRETARY)
    known = {each.approver_id: each for each in Duty.objects.filter(approver__in=approvers)}
    seats = _seats(meeting.body_id, {each.person_id for each in approvers}, meeting.day)
    changed = []
    for row in approvers:
        seat = seats.get(row.person_id)
        facts = {
            "approver_id": row.pk,
            "person_id": row.person_id,
            "body_id": meeting.body_id,
            "mandate_id": None if seat is None else seat.pk,
            "origin": DutyOrigin.APPROVAL,
            "kind": DutyKind.APPROVAL,
            "role": role_of("" if seat is None else seat.role),
            "presence": Presence.SERVING,
            "subject": f"{meeting.body.name}, justering av protokoll {meeting.day}"[:200],
            "on": on,
        }
        found = arrive(known.get(row.pk), facts, actor=actor, at=at)
        changed += [found] if found is not None else []
    return changed


def _seats(body_id: int, person_ids: Iterable[int], on: dt.date) -> dict[int, Mandate]:
    rows = Mandate.objects.filter(in_force(on), body_id=body_id, person_id__in=person_ids)
    return {each.person_id: each for each in rows}


def arrive(
    known: Duty | None, facts: Mapping[str, Any], *, actor: Actor, at: dt.datetime
) -> Duty | None:
    """Write the duty, or what has changed in the one that stands; give it if anything did.

    What somebody has put right on the duty itself stands until the source says something
    new. What has lapsed comes again; what was taken back does not.
    """
    told = digest_of(dict(facts))
    if known is not None:
        return _changed(known, facts, told, actor=actor, at=at)
    duty = Duty(**facts, told=told, arrived_at=at)
    submitted(duty, at)
    audit.record(
        "remuneration.duty.arrived",
        subject=duty,
        actor=actor,
        facts={"person": duty.person_id, "kind": str(duty.kind), "minutes": duty.minutes},
        also=[duty.body],
    )
    return duty


def depart(known: Duty | None, why: str, *, actor: Actor, at: dt.datetime) -> Duty | None:
    """Take back what had arrived of somebody who was not there; give it if anything did."""
    told = digest_of(None)
    if known is None or known.told == told or known.state == DutyState.WITHDRAWN:
        return None
    return fall_away(known, why, actor=actor, at=at, told=told)


def _changed(
    known: Duty, facts: Mapping[str, Any], told: str, *, actor: Actor, at: dt.datetime
) -> Duty | None:
    if known.told == told or (known.state == DutyState.WITHDRAWN and not known.is_lapsed):
        return None
    before = {name: getattr(known, name) for name in facts}
    altered = {name for name, value in facts.items() if before[name] != value}
    # What came before this was kept has been told nothing: the same as before is no news.
    is_back = known.is_lapsed and bool(known.told)
    if not altered and not is_back:
        Duty.objects.filter(pk=known.pk).update(told=told)
        return None
    duty = locked(known)
    _rewrite(duty, {**facts, "told": told}, at)
    audit.record(
        "remuneration.duty.corrected",
        subject=duty,
        actor=actor,
        facts={"changed": sorted(altered), "was_minutes": before.get("minutes")},
        also=[duty.body],
    )
    return duty


def _rewrite(duty: Duty, facts: Mapping[str, Any], at: dt.datetime) -> None:
    as_new_version(duty)
    for name, value in facts.items():
        setattr(duty, name, value)
    if duty.state == DutyState.OPEN:
        # The person is adding to it, and hands it in when they are ready.
        duty.save()
    else:
        submitted(duty, at)


@transaction.atomic
def correct_duty(
    duty: Duty,
    *,
    starts: int,
    minutes: int,
    presence: Presence,
    reason: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Duty:
    """Correct the times of a duty that the system reported, after the meeting is closed.

    The duty gets a new version and is certified again; a run that has paid it gets a row of
    difference. The reason stands on the duty, with who and when and what it was: the person
    and those who certify read it. What had lapsed stands again. Refuses whoever does not check
    in the body, one's own, a fixed fee, a time that is no time, and a correction without a
    reason.
    """
    duty = locked(duty, version)
    policies.require(policies.may_correct(duty, actor), policies.ONLY_CERTIFIERS)
    if duty.origin not in REPORTED:
        raise DutyRefused(_("Bara tider från ett möte eller ett besök rättas här."))
    is_gone = duty.state == DutyState.WITHDRAWN and not duty.is_lapsed
    if is_gone or not 0 < minutes <= 24 * 60 or starts >= 24 * 60:
        raise DutyRefused(_("Ange när personen kom och gick, på samma dygn."))
    if not reason.strip():
        raise DutyRefused(_("Skriv varför tiderna rättas, och vad rättelsen grundas på."))
    was = {"starts": duty.starts, "minutes": duty.minutes, "presence": str(duty.presence)}
    duty.note = _noted(duty, reason, actor, at)
    _rewrite(duty, {"starts": starts, "minutes": minutes, "presence": presence}, at)
    audit.record(
        "remuneration.duty.corrected",
        subject=duty,
        actor=actor,
        facts={"was": was, "minutes": minutes, "starts": starts},
        reason=reason.strip(),
        also=[duty.body],
    )
    prepare_anew(Duty.objects.filter(pk=duty.pk), actor=actor, at=at)
    return duty


def _noted(duty: Duty, reason: str, actor: Actor, at: dt.datetime) -> str:
    """Give the duty's note with a correction first: when, by whom, why, and what it was."""
    first, last = duty.starts, duty.starts + duty.minutes
    was = "–".join(f"{each // 60 % 24:02}.{each % 60:02}" for each in (first, last))
    words = f"{local_day(at)} rättade {actor.name} tiderna (var {was}). {one_line(reason)}"
    return f"{words} {duty.note}".strip()[:_NOTE]
