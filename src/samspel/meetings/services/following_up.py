"""What follows by itself when minutes are approved: assignments open, matters go on.

A decision that asks somebody to do something becomes an assignment in the case, with an
owner and a day. A decision that proposes to another body (working committee to board to
council) opens the item there, with the draft and where it has been. Done by the product
in the transaction that approves, so that nothing is forgotten between two meetings.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.errors import AssignmentRefused, CaseRefused
from samspel.cases.models import Case
from samspel.cases.services import open_assignment
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.enums import ItemState
from samspel.meetings.enums.minutes import MinutesKind
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import AgendaItem, DecisionAssignment, Minutes
from samspel.meetings.services.case_chain import (
    case_of,
    citation_of,
    end_when_done,
    note_concluded,
)
from samspel.meetings.services.locks import locked_item
from samspel.meetings.services.passing import pass_on
from samspel.people.models import Person

_SYSTEM = "Justerat protokoll"


@transaction.atomic
def note_assignment(
    item: AgendaItem,
    *,
    text: str,
    owner: Person,
    due_on: dt.date,
    at: dt.datetime,
    actor: Actor,
) -> DecisionAssignment:
    """Note what a decision asks somebody to do; it opens when the minutes are approved.

    Refuses whoever does not keep the body, an assignment that says nothing, a day that
    has passed, and minutes that are approved already.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    if not text.strip():
        raise MinutesRefused(_("Skriv vad som ska göras."))
    if due_on <= local_day(at):
        raise MinutesRefused(_("Dagen har redan varit. Ange en dag som kommer."))
    if item.assignments.filter(opened_at__isnull=False).exists():
        raise MinutesRefused(_("Protokollet är justerat, och uppdragen är öppnade."))
    row = DecisionAssignment.objects.create(
        item=item, text=text.strip(), owner=owner, due_on=due_on
    )
    audit.record(
        "meetings.assignment.noted",
        subject=item,
        actor=actor,
        facts={"owner": owner.pk, "due_on": due_on},
        reason=text,
    )
    return row


def follow_up(minutes: Minutes, *, at: dt.datetime) -> None:
    """Let everything follow that the minutes' decisions lead to, once per item."""
    if minutes.kind == MinutesKind.CORRECTION:
        return
    actor = Actor.system(_SYSTEM)
    for item in _items(minutes):
        citation, case = citation_of(item), case_of(item)
        decided = getattr(item, "decided", None)
        if decided is not None:
            note_concluded(item, decided, at=at, actor=actor)
        _open_assignments(item, case, citation, at=at, actor=actor)
        pass_on(item, case, citation, at=at, actor=actor)
        end_when_done(item, at=at, actor=actor)


def _items(minutes: Minutes) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=minutes.meeting, state=ItemState.HANDLED)
    if minutes.item_id is not None:
        rows = rows.filter(pk=minutes.item_id)
    related = ("body", "meeting", "handling", "decided", "case")
    return list(rows.select_related(*related).order_by("position"))


def _open_assignments(
    item: AgendaItem, case: Case | None, citation: str, *, at: dt.datetime, actor: Actor
) -> None:
    for row in item.assignments.filter(opened_at__isnull=True).select_related("owner"):
        opened = case is not None and _opened(row, case, citation, at=at, actor=actor)
        row.opened_at = at
        row.save(update_fields=["opened_at"])
        audit.record(
            "meetings.assignment.opened",
            subject=item,
            actor=actor,
            facts={"assignment": row.pk, "case": case.pk if case and opened else None},
        )


def _opened(
    row: DecisionAssignment, case: Case, citation: str, *, at: dt.datetime, actor: Actor
) -> bool:
    """Open the assignment in the case; a closed case leaves it here, with the minutes."""
    try:
        with transaction.atomic():
            open_assignment(
                case=case,
                text=row.text,
                owner=row.owner,
                due_on=max(row.due_on, local_day(at)),
                citation=citation,
                actor=actor,
                at=at,
                body=row.item.body,
                key=f"meetings.assignment:{row.pk}",
            )
    except (CaseRefused, AssignmentRefused):
        return False
    return True
