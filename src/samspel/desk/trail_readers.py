"""Who reads which trail, besides those who audit: whoever may see the object itself."""

from __future__ import annotations

from django.db.models import Q

from samspel.audit.actors import Actor
from samspel.desk.trail import register_reader
from samspel.meetings.models import AgendaItem, Decision, Meeting
from samspel.meetings.queries.sight import body_seen, seen_decisions, seen_items
from samspel.people.policies import may_keep
from samspel.visits.models import Visit
from samspel.visits.queries.lists import inside
from samspel.visits.queries.sight import seen_visits

_REGISTER = ("body", "mandate", "employment", "department", "operation", "unit", "party")


def register_all() -> None:
    """Register the rules; called once when the product starts."""
    register_reader(["access.user"], _own_account)
    register_reader(["people.person"], _own_or_kept)
    register_reader([f"people.{name}" for name in _REGISTER], _kept)
    register_reader(["rulebooks.rulesetversion", "rulebooks.rulebook"], _reads_rules)
    register_reader(["meetings.meeting"], _sees_meeting)
    register_reader(["meetings.agendaitem"], _sees_item)
    register_reader(["meetings.decision"], _sees_decision)
    register_reader(["visits.visit"], _sees_visit)


def _own_account(pk: int, actor: Actor) -> bool:
    return pk == actor.user_id


def _own_or_kept(pk: int, actor: Actor) -> bool:
    return pk == actor.person_id or may_keep(actor)


def _kept(_pk: int, actor: Actor) -> bool:
    return may_keep(actor)


def _reads_rules(_pk: int, actor: Actor) -> bool:
    return actor.can("rulebooks.ruleset.read")


def _sees_meeting(pk: int, actor: Actor) -> bool:
    return Meeting.objects.filter(body_seen(actor), pk=pk).exists()


def _sees_item(pk: int, actor: Actor) -> bool:
    return AgendaItem.objects.filter(seen_items(actor), pk=pk).exists()


def _sees_decision(pk: int, actor: Actor) -> bool:
    return Decision.objects.filter(seen_decisions(actor), pk=pk).exists()


def _sees_visit(pk: int, actor: Actor) -> bool:
    """Whoever sees the visit; with a protected visitor only those who take part.

    The trail prints who acted: beside a place, a protected name would give it away.
    """
    whole = Q(has_protected=False) | inside(actor)
    return Visit.objects.filter(seen_visits(actor), whole, pk=pk).exists()
