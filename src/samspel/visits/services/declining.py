"""Declining: a visitor says no or leaves, the unit says no; and what becomes of the visit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.messaging.events import CalendarEvent
from samspel.people.models import Person
from samspel.rules.values import Item
from samspel.visits import kinds, policies
from samspel.visits.enums import DeclinedBy, VisitorState, VisitState
from samspel.visits.errors import BookingRefused
from samspel.visits.facts import decline_facts, ground_of
from samspel.visits.models import Visit, Visitor
from samspel.visits.queries.ruling import rule_if_any
from samspel.visits.services.changes import FREE, close, tell_called_off
from samspel.visits.services.letters import (
    Letter,
    event_of,
    host_of,
    persons_in,
    tell,
    visitors_of,
    who,
)
from samspel.visits.services.locks import locked_visit, move_visitor, require_in
from samspel.visits.services.making import facts_of
from samspel.visits.services.offers import find_visitor
from samspel.visits.services.ruling import require_rules


@transaction.atomic
def decline_invitation(
    visit: Visit,
    *,
    actor: Actor,
    at: dt.datetime,
    reason_key: str = "",
    note: str = "",
    person: Person | None = None,
    reason: str = "",
) -> Visitor:
    """Decline as visitor; on a booked visit, leave it.

    The unit is told why. When nobody is left to come, an offer becomes declined and a
    booked visit is called off. Refuses what the rules stop, and a reason that the
    guideline does not name.
    """
    visit = locked_visit(visit)
    visitor = find_visitor(visit, person.pk if person else actor.person_id)
    policies.require(policies.may_answer(visitor, actor), policies.ONLY_VISITORS)
    require_in(visit, VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED)
    _require_rules_of_declining(
        visit, DeclinedBy.VISITOR, reason_key, note, actor=actor, at=at, reason=reason
    )
    had_accepted = visitor.state == VisitorState.ACCEPTED
    out = event_of(visit, at, cancelled=True) if visitor.booked_from else None
    move_visitor(
        visitor,
        VisitorState.WITHDRAWN if had_accepted else VisitorState.DECLINED,
        answered_at=at,
        decline_reason=reason_key,
        decline_note=note.strip()[:500],
        **FREE,
    )
    audit.record(
        "visits.visitor.withdrew" if had_accepted else "visits.visitor.declined",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, person=visitor.person_id, because=reason_key),
        reason=note,
        also=[visit.body],
    )
    _tell_declined(visit, visitor, note, out, actor=actor, at=at)
    _close_if_nobody_is_left(visit, actor=actor, at=at)
    return visitor


def _require_rules_of_declining(
    visit: Visit,
    by: DeclinedBy,
    reason_key: str,
    note: str,
    *,
    actor: Actor,
    at: dt.datetime,
    reason: str,
) -> None:
    ground = ground_of(visit)
    named = rule_if_any("decline.reasons", body_id=visit.body_id, on=ground.day)
    keys = _keys_of(named)
    if reason_key and keys and reason_key not in keys:
        raise BookingRefused(_("Välj ett av skälen i listan."))
    require_rules(
        "visit.decline",
        {
            **ground.shared,
            **ground.booking(at=at, person_id=actor.person_id),
            **decline_facts(by, reason_key, note),
        },
        body_id=visit.body_id,
        on=ground.day,
        subject=visit,
        actor=actor,
        at=at,
        reason=reason,
    )


def _keys_of(named: object) -> set[str]:
    """Give the keys of the reasons that the guideline names; none when it is silent."""
    if not isinstance(named, tuple):
        return set()
    return {each.key for each in named if isinstance(each, Item)}


def _tell_declined(
    visit: Visit,
    visitor: Visitor,
    note: str,
    out: CalendarEvent | None,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """Tell the unit; and take the entry out of the calendar of the one who had it."""
    tell(
        visit,
        [host_of(visit, at)],
        Letter(
            kinds.BOOKING,
            _("Tackar nej till besök: %(place)s"),
            _("%(who)s kan inte komma på besöket: %(place)s. %(note)s"),
            {"who": who(visit, actor), "note": f"”{note.strip()}”" if note.strip() else ""},
        ),
        actor=actor,
        at=at,
    )
    if out is not None:
        tell(
            visit,
            [visitor.person],
            Letter(
                kinds.BOOKING,
                _("Du har lämnat återbud: %(place)s"),
                _("Du är inte längre med på besöket: %(place)s. Enheten har fått veta det."),
            ),
            actor=actor,
            at=at,
            event=out,
        )


def _close_if_nobody_is_left(visit: Visit, *, actor: Actor, at: dt.datetime) -> None:
    visitors = visitors_of(visit)
    booked = visit.state == VisitState.BOOKED
    waiting = {VisitorState.ASKED, VisitorState.ACCEPTED}
    left = {VisitorState.ACCEPTED} if booked else waiting
    if any(each.state in left for each in visitors):
        return
    note = gettext("Ingen besökare kunde komma.")
    asked = persons_in(visitors)
    close(visit, VisitState.CANCELLED if booked else VisitState.DECLINED, note, at=at)
    audit.record(
        "visits.visit.cancelled" if booked else "visits.visit.declined",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, starts_at=visit.starts_at),
        also=[visit.body],
    )
    if booked:
        tell_called_off(visit, [*asked, host_of(visit, at)], note, actor=actor, at=at)


@transaction.atomic
def decline_proposal(
    visit: Visit,
    *,
    actor: Actor,
    at: dt.datetime,
    reason_key: str = "",
    note: str = "",
    reason: str = "",
) -> Visit:
    """Decline a proposed visit for the unit: the ordinary work goes first.

    Refuses what the rules stop, a visit that is not proposed, and a no without a reason.
    """
    visit = locked_visit(visit)
    policies.require(policies.may_decline_proposal(visit, actor), policies.ONLY_UNIT)
    require_in(visit, VisitState.PROPOSED)
    if not reason_key and not note.strip():
        raise BookingRefused(
            _("Skriv varför besöket inte passar, så att det går att försöka igen.")
        )
    _require_rules_of_declining(
        visit, DeclinedBy.UNIT, reason_key, note, actor=actor, at=at, reason=reason
    )
    expected = persons_in(visitors_of(visit))
    close(visit, VisitState.DECLINED, note.strip(), at=at, key=reason_key)
    audit.record(
        "visits.visit.declined",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, because=reason_key),
        reason=note,
        also=[visit.body],
    )
    tell_called_off(visit, list(expected), note.strip() or reason_key, actor=actor, at=at)
    return visit
