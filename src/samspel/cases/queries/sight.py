"""What a viewer may see of cases.

Whoever reads a body's cases sees those that are open to them. A case with a ground of
secrecy is seen only by those who read the body's secret cases from inside it, and by
whoever is responsible for it or has it in hand: each committee is its own authority
(OSL 8 kap. 1 §), so a reach over the whole municipality is not enough.
"""

from __future__ import annotations

from django.db.models import Q

from samspel.audit.actors import Actor
from samspel.cases.enums import AssignmentState
from samspel.cases.models import Assignment, Case, CaseStep

READ = "cases.case.read"
KEEP = "cases.case.keep"
PREPARE = "cases.case.prepare"
CONFIDENTIAL = "cases.secret.read"


def _at(actor: Actor, capability: str, field: str) -> Q:
    """Give the condition that the body in the field is one where the viewer may."""
    if actor.everywhere(capability):
        # An empty Q would vanish beside an "or", and with it the right.
        return Q(**{f"{field}__isnull": False})
    return Q(**{f"{field}__in": actor.bodies_with(capability)})


def reads_secret(actor: Actor, body_id: int) -> bool:
    """Whether the viewer reads the body's secret cases, from inside it."""
    return actor.is_system or body_id in actor.bodies_with(CONFIDENTIAL)


def involved(actor: Actor, prefix: str = "") -> Q:
    """Give the condition that the viewer has the case: responsible, or it is with them."""
    if actor.person_id is None:
        return Q(**{f"{prefix}pk__in": []})
    # Asked once and looked up for each case, which is quicker in a long list than EXISTS.
    steps = CaseStep.objects.filter(person_id=actor.person_id, ended_at__isnull=True)
    tasks = Assignment.objects.filter(owner_id=actor.person_id, state=AssignmentState.OPEN)
    mine = Q(**{f"{prefix}responsible_id": actor.person_id})
    at_hand = Q(**{f"{prefix}pk__in": steps.order_by().values("case_id")})
    to_do = Q(**{f"{prefix}pk__in": tasks.order_by().values("case_id")})
    return mine | at_hand | to_do


def seen_cases(actor: Actor | None, prefix: str = "") -> Q:
    """Give the condition that the viewer may see a case, reached by the prefix."""
    if actor is None:
        return Q(**{f"{prefix}pk__in": []})
    if actor.is_system:
        return Q(**{f"{prefix}pk__isnull": False})
    body, other = f"{prefix}body_id", f"{prefix}deciding_body_id"
    readers = _at(actor, READ, body) | _at(actor, KEEP, body) | _at(actor, READ, other)
    inside = Q(**{f"{body}__in": actor.bodies_with(CONFIDENTIAL)}) | Q(
        **{f"{other}__in": actor.bodies_with(CONFIDENTIAL)}
    )
    is_open = Q(**{f"{prefix}secrecy_ground": ""})
    return (is_open & readers) | inside | involved(actor, prefix)


def sees_case(actor: Actor | None, case: Case) -> bool:
    """Whether the viewer may see the case; one statement."""
    if actor is None:
        return False
    return Case.objects.filter(seen_cases(actor), pk=case.pk).exists()
