"""What a list of visits can be narrowed to, for the viewer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.people.models import Body, Operation
from samspel.visits.queries.sight import (
    INVITE,
    OVERVIEW,
    bodies_overviewed,
    operations_hosted,
)


@dataclass(frozen=True, slots=True)
class Choices:
    """The bodies and operations whose visits the viewer may see some of."""

    bodies: list[Body]
    operations: list[Operation]


def choices_for(actor: Actor, on: dt.date) -> Choices:
    """Give what the viewer's list can be narrowed to; two statements.

    A body that has never had a guideline about visits has none to list.
    """
    with_rules = Body.objects.filter(in_force(on), rulebooks__isnull=False).distinct()
    if not actor.everywhere(OVERVIEW):
        with_rules = with_rules.filter(pk__in=bodies_overviewed(actor))
    bodies = list(with_rules)
    keys = [each.pk for each in bodies]
    hosted = Q(pk__in=operations_hosted(actor)) | Q(units__in=actor.units_with(INVITE))
    operations = Operation.objects.filter(
        in_force(on), Q(department__body_id__in=keys) | hosted
    ).distinct()
    return Choices(bodies, list(operations))
