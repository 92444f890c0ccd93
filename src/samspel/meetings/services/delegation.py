"""To decide on the body's behalf, and to report it (KL 6 kap. 37–40 §§, 7 kap. 5–8 §§)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor, Position
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line, truncate
from samspel.meetings import events, policies
from samspel.meetings.calculation.statute import is_reported_at_next
from samspel.meetings.enums import ItemKind, Route
from samspel.meetings.errors import DelegationRefused
from samspel.meetings.models import AgendaItem, DelegatedDecision
from samspel.meetings.queries import open_items_placed_for
from samspel.meetings.services.agenda import open_item
from samspel.meetings.services.landing import landing_of
from samspel.meetings.services.locks import lock_body
from samspel.meetings.services.room import require_lawful
from samspel.people.enums import MEMBER_ROLES
from samspel.people.models import Body
from samspel.people.queries import members_of
from samspel.rules.catalogue.choices import AutomationBar, DelegatedMatter

# The title stands on the agenda in the municipality's own language.
REPORT_TITLE = "Anmälan av delegationsbeslut"
_SUBJECT_LENGTH = 200


@transaction.atomic
def decide_on_delegation(
    body: Body,
    *,
    text: str,
    actor: Actor,
    at: dt.datetime,
    subject: str = "",
    ground: str = "",
    is_urgent: bool = False,
    reference: str = "",
    matter: DelegatedMatter = DelegatedMatter.ORDINARY,
) -> DelegatedDecision:
    """Decide on the body's behalf, under the next number of the year, without gaps.

    The decision is listed under the item where the body's next meeting is told of such
    decisions. An urgent one (KL 6 kap. 39 §) is reported at the very next meeting, also
    when its notice has gone out. ``reference`` names what was decided on, for the module
    that hears ``delegated_decision_taken``, and ``matter`` what kind of thing it is.
    Refuses whoever has not been given the right, a decision that says nothing, a reference
    that is decided on already, and (UnlawfulAct) what may not be delegated (6 kap. 38 §).
    """
    lock_body(body)
    policies.require_may_decide_on_delegation(body, actor)
    if not text.strip():
        raise DelegationRefused(_("Skriv vad du beslutar."))
    _require_undecided(reference)
    _require_delegable(body, matter, is_urgent=is_urgent, actor=actor, at=at)
    year = local_day(at).year
    decision = DelegatedDecision.objects.create(
        body=body,
        year=year,
        number=_next_number(body, year),
        decided_by_id=actor.person_id or 0,
        decided_as=_role_at(body, actor),
        decided_at=at,
        subject=truncate(one_line(subject or text), _SUBJECT_LENGTH),
        text=text.strip(),
        ground=ground.strip(),
        is_urgent=is_urgent,
        reference=reference,
    )
    audit.record(
        "meetings.delegation.decided",
        subject=decision,
        actor=actor,
        facts={
            "number": decision.number,
            "year": year,
            "is_urgent": is_urgent,
            "matter": matter.value,
        },
        also=[body],
    )
    decision.item = _report_under(decision, actor=actor)
    decision.save(update_fields=["item"])
    events.delegated_decision_taken.send(DelegatedDecision, decision=decision, actor=actor)
    return decision


def _require_undecided(reference: str) -> None:
    """Refuse a matter that has its decision; the database refuses it too."""
    known = reference and DelegatedDecision.objects.filter(reference=reference).first()
    if known:
        raise DelegationRefused(
            _("Det här är redan beslutat: %(citation)s."), citation=known.citation
        )


def _require_delegable(
    body: Body, matter: DelegatedMatter, *, is_urgent: bool, actor: Actor, at: dt.datetime
) -> None:
    """Ask the law: some things the committee decides itself, unless it can't be awaited."""
    members = {e.person_id for e in members_of(body, local_day(at)) if e.role in MEMBER_ROLES}
    require_lawful(
        "delegation.decide",
        {
            "delegation.matter": matter.value,
            "delegation.is_urgent": is_urgent,
            "delegation.decider_is_member": actor.person_id in members,
            "delegation.is_automated": actor.person_id is None,
            "delegation.automation_bar": AutomationBar.NONE.value,
        },
        at,
    )


def _next_number(body: Body, year: int) -> int:
    """Give the next number; the body's lock keeps everybody else waiting for it."""
    taken = DelegatedDecision.objects.filter(body=body, year=year)
    return (taken.aggregate(last=Max("number"))["last"] or 0) + 1


def _role_at(body: Body, actor: Actor) -> str:
    """Give the role in which the person decides: the one that gives the right in the body."""
    giving = (p for p in actor.positions if p.gives(policies.DECIDE, body_id=body.pk))
    position: Position | None = next(giving, actor.worn)
    return position.label if position else actor.role


def _report_under(decision: DelegatedDecision, *, actor: Actor) -> AgendaItem:
    """Find the item that gathers such decisions where this one lands, or open it."""
    on = local_day(decision.decided_at)
    at_next = is_reported_at_next(on, is_urgent=decision.is_urgent)
    route = Route.VERY_NEXT if at_next else Route.NEXT_MEETING
    asked = AgendaItem(body=decision.body, ready_at=decision.decided_at, route=route)
    meeting = landing_of(asked, decision.decided_at)
    gathering = open_items_placed_for(decision.body_id)
    wanted = meeting.pk if meeting else None
    found = next((item for item in gathering if item.meeting_id == wanted), None)
    if found is not None and at_next and found.route != route:
        # Should the meeting be cancelled, what is urgent still goes to the very next.
        found.route = route
        found.save(update_fields=["route"])
    return found or open_item(
        decision.body,
        title=REPORT_TITLE,
        kind=ItemKind.DELEGATED,
        ready_at=decision.decided_at,
        route=route,
        key=f"meetings.delegated:{decision.uuid}",
        actor=actor,
    )
