"""When a person's identity becomes protected: the places of their visits are shielded."""

from __future__ import annotations

from django.db import transaction

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.people.models import Person
from samspel.visits.models import Visit


@transaction.atomic
def shield_visits_of(person: Person, *, actor: Actor) -> int:
    """Hide where and when the person's visits are from those who take no part; give how many."""
    visits = Visit.objects.select_for_update(of=("self",)).filter(
        visitors__person=person, has_protected=False
    )
    count = 0
    for visit in visits.order_by("id"):
        visit.has_protected = True
        visit.save(update_fields=["has_protected"])
        audit.record("visits.visit.shielded", subject=visit, actor=actor)
        count += 1
    return count
