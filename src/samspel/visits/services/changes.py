"""Changing what was settled: moved, cancelled, declined, left; and a decision attached."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.models import Decision
from samspel.people.models import Person
from samspel.visits import kinds, policies
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused
from samspel.visits.models import Visit, Visitor
from samspel.visits.services.letters import (
    Letter,
    event_of,
    host_of,
    persons_in,
    tell,
    visitors_of,
)
from samspel.visits.services.locks import (
    locked_visit,
    one_visit_at_a_time,
    require_in,
    require_state,
    save,
)
from samspel.visits.services.making import facts_of, require_time
from samspel.visits.services.ruling import require_all
from samspel.visits.services.settling import judge_moved

FREE = {"booked_from": None, "booked_to": None}


@transaction.atomic
def move_visit(
    visit: Visit,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
    where: str | None = None,
    reason: str = "",
    version: int | None = None,
) -> Visit:
    """Move a booked visit to another time, or another place.

    Judged for every visitor on the new day, which may be in another year. The calendar
    entries move along. Refuses what the rules stop, a time that has passed, and a
    visitor who is on another visit then.
    """
    visit = locked_visit(visit, version)
    policies.require(policies.may_move(visit, actor), policies.ONLY_UNIT_OR_SECRETARY)
    require_in(visit, VisitState.BOOKED)
    require_time(starts_at, ends_at, at)
    place = visit.place if where is None else where.strip()
    if (starts_at, ends_at, place) == (visit.starts_at, visit.ends_at, visit.place):
        raise BookingRefused(_("Besöket har redan den tiden och platsen."))
    coming = [each for each in visitors_of(visit) if each.state == VisitorState.ACCEPTED]
    judged = judge_moved(visit, coming, starts_at, ends_at, at=at, actor=actor)
    require_all(judged, subject=visit, actor=actor, at=at, reason=reason)
    before = visit.starts_at
    save(
        visit,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        ical_sequence=visit.ical_sequence + 1,
    )
    _move_booked(coming, starts_at, ends_at)
    audit.record(
        "visits.visit.moved",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, was=before, starts_at=starts_at, ends_at=ends_at),
        reason=reason,
        also=[visit.body],
    )
    _tell_moved(visit, actor=actor, at=at)
    return visit


def _move_booked(coming: list[Visitor], starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    for visitor in coming:
        with one_visit_at_a_time(visitor.person):
            visitor.booked_from, visitor.booked_to = starts_at, ends_at
            visitor.save(update_fields=["booked_from", "booked_to"])


def _tell_moved(visit: Visit, *, actor: Actor, at: dt.datetime) -> None:
    tell(
        visit,
        [*persons_in(visitors_of(visit)), host_of(visit, at)],
        Letter(
            kinds.BOOKING,
            _("Besöket är flyttat: %(place)s"),
            _("Besöket är flyttat till %(when)s: %(place)s. Säg till om tiden inte passar."),
            {"when": visit.starts_at},
        ),
        actor=actor,
        at=at,
        event=event_of(visit, at),
    )


@transaction.atomic
def cancel_visit(
    visit: Visit,
    *,
    because: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Visit:
    """Call off a visit that is offered, proposed or booked. The reason is told.

    The calendar entries are taken out. Refuses a visit that is held or called off, and
    a cancellation without a reason.
    """
    visit = locked_visit(visit, version)
    policies.require(policies.may_cancel(visit, actor), policies.ONLY_UNIT_OR_SECRETARY)
    require_state(visit, VisitState.CANCELLED)
    if not because.strip():
        raise BookingRefused(
            _("Skriv varför besöket ställs in. De som skulle ha kommit ser det.")
        )
    expected = persons_in(visitors_of(visit))
    close(visit, VisitState.CANCELLED, because.strip(), at=at)
    audit.record(
        "visits.visit.cancelled",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, starts_at=visit.starts_at),
        reason=because,
        also=[visit.body],
    )
    tell_called_off(visit, [*expected, host_of(visit, at)], because, actor=actor, at=at)
    return visit


def close(
    visit: Visit, state: VisitState, note: str, *, at: dt.datetime, key: str = ""
) -> None:
    """End the visit before it was held, and free everybody's time."""
    visit.visitors.update(**FREE)
    save(
        visit,
        state=state.value,
        closed_note=note[:500],
        declined_reason=key,
        closed_at=at,
        ical_sequence=visit.ical_sequence + (visit.starts_at is not None),
    )


def tell_called_off(
    visit: Visit,
    recipients: list[Person | None],
    because: str,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """Tell that the visit does not take place, and why; the calendar entries are taken out."""
    tell(
        visit,
        recipients,
        Letter(
            kinds.BOOKING,
            _("Besöket blir inte av: %(place)s"),
            _("Besöket blir inte av: %(place)s. Skälet är: %(because)s"),
            {"because": because},
        ),
        actor=actor,
        at=at,
        event=event_of(visit, at, cancelled=True),
    )


@transaction.atomic
def attach_decision(
    visit: Visit, *, decision: Decision, actor: Actor, at: dt.datetime
) -> Visit:
    """Enter that the body has decided on this very visit, before its time is settled.

    Refuses a decision of another body, or one that has been corrected.
    """
    visit = locked_visit(visit)
    policies.require(
        policies.may_book_for_others(visit.body_id, actor), policies.ONLY_SECRETARY
    )
    require_in(visit, VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED)
    if decision.body_id != visit.body_id or not decision.stands:
        raise BookingRefused(
            _("Beslutet hör till ett annat organ eller har rättats. Välj ett som gäller.")
        )
    save(visit, decision=decision)
    audit.record(
        "visits.visit.decision_attached",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, decision=decision.pk, on=local_day(at)),
        also=[visit.body],
    )
    return visit
