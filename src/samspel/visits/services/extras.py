"""Visits beyond the usual number: asked for in two taps, decided by the chair on delegation.

The decision is the body's own (KL 6 kap. 37 §): numbered without gaps and reported to the
body by the meetings module. Who may decide, the guideline says.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import at_wall_clock, local_day
from samspel.meetings.services import decide_on_delegation
from samspel.messaging.services import notify
from samspel.people.models import Operation, Person
from samspel.people.queries import chair_of, public_name
from samspel.visits import kinds, policies
from samspel.visits.addresses import extra_url, visit_url
from samspel.visits.enums import OPEN_STATES, Initiator, RequestState
from samspel.visits.errors import ExtraVisitRefused
from samspel.visits.facts import (
    BookingPlan,
    Facts,
    Place,
    extra_facts,
    gather,
    place_facts,
    visit_facts,
    visitor_facts,
)
from samspel.visits.models import ExtraVisitRequest, Visit
from samspel.visits.services.ruling import require_rules

_NOON = dt.time(12)
_HOURS_OF_THIS = ("visitor.hours_this_visit", "visitor.hours_with_this_visit")


@transaction.atomic
def request_extra_visit(
    *,
    person: Person,
    operation: Operation,
    year: int,
    actor: Actor,
    at: dt.datetime,
    visit: Visit | None = None,
    why: str = "",
) -> ExtraVisitRequest:
    """Ask the chair for a visit beyond the usual number, for oneself.

    About one visit, or the next one in the operation that year. The chair is told at
    once. Refuses a second question while one waits, and a visit of another operation.
    """
    body = operation.department.body
    policies.require(policies.may_request_extra(person, body.pk, actor), policies.ONLY_ONESELF)
    if visit is not None and (visit.operation_id != operation.pk or not _is_open(visit)):
        raise ExtraVisitRefused(_("Besöket går inte längre att boka. Läs in sidan på nytt."))
    try:
        with transaction.atomic():
            request = ExtraVisitRequest.objects.create(
                body=body,
                person=person,
                operation=operation,
                year=year,
                visit=visit,
                reason=why.strip()[:500],
                requested_at=at,
                requested_by_id=actor.person_id,
            )
    except IntegrityError:
        raise ExtraVisitRefused(
            _("Ordföranden har redan fått frågan. Du får besked när det är beslutat.")
        ) from None
    audit.record(
        "visits.extra.requested",
        subject=request,
        actor=actor,
        facts={"person": person.pk, "operation": operation.pk, "year": year},
        reason=why,
        also=[each for each in (visit,) if each],
    )
    _tell_chair(request, actor=actor, at=at)
    return request


def _is_open(visit: Visit) -> bool:
    """Tell whether the visit, as it stands now, can still be booked or held."""
    return Visit.objects.filter(pk=visit.pk, state__in=OPEN_STATES).exists()


def _tell_chair(request: ExtraVisitRequest, *, actor: Actor, at: dt.datetime) -> None:
    chair = chair_of(request.body, local_day(at))
    if chair is None:
        return
    notify(
        [chair],
        kind=kinds.EXTRA,
        subject=_("Besluta om ett extra besök: %(operation)s"),
        body=_(
            "En kontaktpolitiker ber om ett besök utöver det vanliga antalet i %(operation)s "
            "under %(year)s. Du beslutar på delegation."
        ),
        params={"operation": request.operation.name, "year": str(request.year)},
        link=extra_url(request.uuid),
        actor=actor,
        about=request,
        at=at,
    )


@transaction.atomic
def withdraw_extra_request(
    request: ExtraVisitRequest, *, actor: Actor, at: dt.datetime
) -> ExtraVisitRequest:
    """Take a question back before it is decided. Refuses one that is decided."""
    request = _locked(request)
    policies.require(policies.may_withdraw_extra(request, actor), policies.ONLY_ONESELF)
    _require_undecided(request, RequestState.WITHDRAWN)
    request.state = RequestState.WITHDRAWN
    request.decided_at = at
    request.save(update_fields=["state", "decided_at"])
    audit.record("visits.extra.withdrawn", subject=request, actor=actor)
    return request


@transaction.atomic
def decide_extra_visit(
    request: ExtraVisitRequest,
    *,
    grant: bool,
    actor: Actor,
    at: dt.datetime,
    note: str = "",
    reason: str = "",
) -> ExtraVisitRequest:
    """Decide on the body's behalf: yes or no, as a numbered decision on delegation.

    Judged by the rule set of the visit's day. The person is told. Refuses whoever the
    rules do not let decide, and what is decided already.
    """
    request = _locked(request)
    policies.require(policies.may_decide_extra(request, actor), policies.ONLY_CHAIR)
    state = RequestState.GRANTED if grant else RequestState.REFUSED
    _require_undecided(request, state)
    day, facts = _facts(request, actor, at)
    require_rules(
        "visit.extra",
        facts,
        body_id=request.body_id,
        on=day,
        subject=request,
        actor=actor,
        at=at,
        reason=reason,
    )
    decision = decide_on_delegation(
        request.body,
        text=_wording(request, grant=grant, note=note.strip()),
        subject=gettext("Extra besök: %(operation)s") % {"operation": request.operation.name},
        reference=f"visits.extra:{request.uuid}",
        actor=actor,
        at=at,
    )
    request.state = state
    request.delegated_decision = decision
    request.decided_at = at
    request.decision_note = note.strip()[:500]
    request.save(update_fields=["state", "delegated_decision", "decided_at", "decision_note"])
    audit.record(
        "visits.extra.granted" if grant else "visits.extra.refused",
        subject=request,
        actor=actor,
        facts={"person": request.person_id, "decision": decision.pk, "number": decision.number},
        reason=note,
        also=[each for each in (request.visit, request.body) if each],
    )
    _tell_decided(request, grant=grant, actor=actor, at=at)
    return request


def _locked(request: ExtraVisitRequest) -> ExtraVisitRequest:
    return (
        ExtraVisitRequest.objects.select_for_update(of=("self",))
        .select_related("body", "operation__department", "person", "visit__unit")
        .get(pk=request.pk)
    )


def _require_undecided(request: ExtraVisitRequest, to: RequestState) -> None:
    if to not in RequestState(request.state).next_states:
        raise ExtraVisitRefused(_("Frågan är redan avgjord. Läs in sidan på nytt."))


def _facts(request: ExtraVisitRequest, actor: Actor, at: dt.datetime) -> tuple[dt.date, Facts]:
    """Give the day and the facts: of the visit, or of a visit in the operation that year.

    Of a visit without a time yet, the hours that it takes are not known.
    """
    start, end, is_timed = _time_meant(request, at)
    place = Place(request.operation, request.visit.unit if request.visit else None)
    ground = gather(
        body_id=request.body_id,
        place=place,
        persons=[request.person_id],
        times=[(start, end)],
        visit_id=request.visit_id,
    )
    plan = BookingPlan(
        starts_at=start,
        ends_at=end,
        visitors=frozenset({request.person_id}),
        initiator=Initiator.CHAIR,
    )
    facts = {
        **visit_facts(ground, plan),
        **visitor_facts(ground, plan, request.person_id),
        **place_facts(ground, plan),
        **extra_facts(
            actor,
            request.body_id,
            concerned=[request.person_id],
            has_reason=bool(request.reason),
        ),
    }
    return plan.day, facts if is_timed else {**facts, **dict.fromkeys(_HOURS_OF_THIS)}


def _time_meant(
    request: ExtraVisitRequest, at: dt.datetime
) -> tuple[dt.datetime, dt.datetime, bool]:
    """Give the visit's time, or its first offered that year; else a day of the year."""
    visit = request.visit
    if visit is not None and visit.starts_at is not None and visit.ends_at is not None:
        return visit.starts_at, visit.ends_at, True
    if visit is not None:
        for option in visit.options.order_by("starts_at"):
            if local_day(option.starts_at).year == request.year:
                return option.starts_at, option.ends_at, True
    day = local_day(at)
    if day.year != request.year:
        day = dt.date(request.year, 1, 1)
    start = at_wall_clock(day, _NOON)
    return start, start + dt.timedelta(hours=1), False


def _wording(request: ExtraVisitRequest, *, grant: bool, note: str) -> str:
    """Word the decision. A protected identity is not named in it."""
    params = {
        "who": public_name(request.person),
        "operation": request.operation.name,
        "year": str(request.year),
    }
    text = (
        gettext("%(who)s får göra ett extra besök i %(operation)s under %(year)s.")
        if grant
        else gettext("%(who)s får inte göra något extra besök i %(operation)s under %(year)s.")
    )
    return f"{text % params} {note}".strip()


def _tell_decided(
    request: ExtraVisitRequest, *, grant: bool, actor: Actor, at: dt.datetime
) -> None:
    link = visit_url(request.visit.uuid) if request.visit else extra_url(request.uuid)
    notify(
        [request.person],
        kind=kinds.EXTRA,
        subject=_("Beslut om extra besök: %(operation)s"),
        body=(
            _("Du får göra ett extra besök i %(operation)s under %(year)s. Nu kan det bokas.")
            if grant
            else _(
                "Ordföranden har sagt nej till ett extra besök i %(operation)s under %(year)s."
            )
        ),
        params={"operation": request.operation.name, "year": str(request.year)},
        link=link,
        actor=actor,
        about=request,
        at=at,
    )
