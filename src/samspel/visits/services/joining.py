"""Joining: further contact politicians are asked to come along, and say yes to a set time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.people.models import Person
from samspel.visits import kinds, policies
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused
from samspel.visits.facts import Place, gather
from samspel.visits.facts.ground import persons_standing
from samspel.visits.models import Visit, Visitor
from samspel.visits.services.letters import Letter, host_of, tell, who
from samspel.visits.services.locks import locked_visit, require_in
from samspel.visits.services.making import ask, facts_of
from samspel.visits.services.offers import find_visitor
from samspel.visits.services.settling import book_visitor, tell_booked


@transaction.atomic
def draw_in_others(
    visit: Visit,
    *,
    actor: Actor,
    at: dt.datetime,
    persons: Sequence[Person] | None = None,
) -> list[Visitor]:
    """Ask further contact politicians of the operation to come on the same visit.

    Without ``persons``: everybody who is appointed there and has not been asked. They
    are judged when they say yes. Refuses when there is nobody more to ask.
    """
    visit = locked_visit(visit)
    policies.require(policies.may_draw_in(visit, actor), policies.ONLY_THOSE_CONCERNED)
    require_in(visit, VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED)
    times = _times_of(visit)
    there = set(visit.visitors.values_list("person_id", flat=True))
    ground = gather(
        body_id=visit.body_id,
        place=Place(visit.operation, visit.unit),
        persons=[each.pk for each in persons or ()],
        times=times,
        visit_id=visit.pk,
    )
    named = (
        persons
        if persons is not None
        else persons_standing(ground.standing_for(local_day(times[0][0])))
    )
    more = [each for each in dict.fromkeys(named) if each.pk not in there]
    if not more:
        raise BookingRefused(_("Alla kontaktpolitiker för verksamheten är redan inbjudna."))
    added = ask(visit, more, times, ground=ground, at=at)
    visit.version += 1
    visit.save(update_fields=["version"])
    audit.record(
        "visits.visitors.drawn_in",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, persons=[each.pk for each in more]),
        also=[visit.body],
    )
    tell(
        visit,
        more,
        Letter(
            kinds.INVITATION,
            _("Följ med på besök: %(place)s"),
            _("Du är inbjuden att följa med på ett besök: %(place)s. Säg om du kan komma."),
        ),
        actor=actor,
        at=at,
    )
    return added


def _times_of(visit: Visit) -> list[tuple[dt.datetime, dt.datetime]]:
    if visit.starts_at is not None and visit.ends_at is not None:
        return [(visit.starts_at, visit.ends_at)]
    return list(visit.options.order_by("starts_at").values_list("starts_at", "ends_at"))


@transaction.atomic
def join_visit(
    visit: Visit,
    *,
    actor: Actor,
    at: dt.datetime,
    person: Person | None = None,
    reason: str = "",
) -> Visitor:
    """Say yes to a visit that has its time; also after having declined or withdrawn.

    Refuses what the rules stop for the person, and a person who is on another visit then.
    """
    visit = locked_visit(visit)
    visitor = find_visitor(visit, person.pk if person else actor.person_id)
    policies.require(policies.may_answer(visitor, actor), policies.ONLY_VISITORS)
    require_in(visit, VisitState.BOOKED)
    if visitor.state == VisitorState.ACCEPTED:
        raise BookingRefused(_("Du har redan tackat ja till besöket."))
    book_visitor(visit, visitor, actor=actor, at=at, reason=reason)
    visit.version += 1
    visit.save(update_fields=["version"])
    audit.record(
        "visits.visitor.joined",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, person=visitor.person_id),
        reason=reason,
        also=[visit.body],
    )
    tell_booked(visit, [visitor], actor=actor, at=at)
    tell(
        visit,
        [host_of(visit, at)],
        Letter(
            kinds.BOOKING,
            _("En till kommer på besöket: %(place)s"),
            _("%(who)s har tackat ja till besöket %(when)s: %(place)s."),
            {"who": who(visit, actor), "when": visit.starts_at},
        ),
        actor=actor,
        at=at,
    )
    return visitor
