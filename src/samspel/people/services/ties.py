"""Ties: that a person, or somebody close, works in an operation. Never who.

What a tie means for an appointment is said by the guideline, and judged above.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.people import events, policies
from samspel.people.enums import TieKind
from samspel.people.errors import OverlapRefused, PeriodRefused
from samspel.people.models import Operation, Person, Tie
from samspel.people.services.rows import require_period, require_within, sharing_days


@transaction.atomic
def declare_tie(
    person: Person,
    operation: Operation,
    kind: TieKind,
    *,
    valid_from: dt.date,
    actor: Actor,
) -> Tie:
    """Declare a tie to an operation from a day: by the person, or by whoever keeps the register.

    Refuses one that is declared already. The log says that a tie was declared, and
    neither of which kind nor to which operation. Tells the floors above.
    """
    policies.require_may_declare_tie(person, actor)
    require_within(valid_from, operation.valid_to, operation)
    same = Tie.objects.filter(
        sharing_days(valid_from, None), person=person, operation=operation, kind=kind
    )
    if same.exists():
        raise OverlapRefused(
            _("Anknytningen till %(operation)s är redan anmäld."), operation=operation.name
        )
    tie = Tie.objects.create(
        person=person, operation=operation, kind=kind, valid_from=valid_from
    )
    record("people.tie.declared", subject=person, actor=actor, facts={"from": valid_from})
    events.tie_declared.send(Tie, row=tie, actor=actor)
    return tie


@transaction.atomic
def withdraw_tie(tie: Tie, *, valid_to: dt.date, actor: Actor) -> Tie:
    """Say that a tie no longer holds from a day; by whoever may declare it.

    Refuses one that has ended already. Tells the floors above.
    """
    tie = Tie.objects.select_for_update(of=("self",)).select_related("person").get(pk=tie.pk)
    policies.require_may_declare_tie(tie.person, actor)
    require_period(tie.valid_from, valid_to)
    if tie.valid_to is not None and tie.valid_to <= valid_to:
        raise PeriodRefused(_("Anknytningen har redan upphört."))
    tie.valid_to = valid_to
    tie.save(update_fields=["valid_to"])
    record("people.tie.withdrawn", subject=tie.person, actor=actor, facts={"to": valid_to})
    events.tie_withdrawn.send(Tie, row=tie, actor=actor)
    return tie
