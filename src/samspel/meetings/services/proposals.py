"""To tell the council of the citizens' proposals that a committee handles (KL 6 kap. 34 §)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.calculation.clocks import time_said
from samspel.foundation.dates import local_day
from samspel.meetings import policies
from samspel.meetings.enums import ItemKind
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaItem
from samspel.meetings.queries.proposals import (
    REPORT_KEY,
    HandedOver,
    ProposalsToReport,
    proposals_to_report,
)
from samspel.meetings.services.agenda import open_item
from samspel.meetings.services.locks import lock_body
from samspel.people.enums import BodyKind
from samspel.people.models import Body


@transaction.atomic
def report_citizens_proposals(body: Body, *, at: dt.datetime, actor: Actor) -> AgendaItem:
    """Lay before the council what the committee has done with citizens' proposals.

    The item holds what has been decided since the last time, what is still open, and which
    are over a year old. Refuses whoever does not keep the body, a body that handles none,
    and a second report the same day.
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    today = local_day(at)
    found = proposals_to_report(body, today)
    if found is None:
        raise ItemRefused(_("%(body)s handlägger inga medborgarförslag."), body=body.name)
    if found.last_on == today:
        raise ItemRefused(_("Fullmäktige har redan fått informationen i dag."))
    council = _council()
    item = open_item(
        council,
        title=f"Medborgarförslag som {body.name} handlägger",
        text=_said(body, found, today),
        kind=ItemKind.NOTICE,
        ready_at=at,
        key=f"{REPORT_KEY}:{body.pk}:{today.isoformat()}",
        actor=actor,
    )
    audit.record(
        "meetings.proposals.reported",
        subject=item,
        actor=actor,
        facts={"body": body.pk, "cases": [each.case.pk for each in found.rows]},
        also=[body, council],
    )
    return item


def _council() -> Body:
    found = Body.objects.filter(kind=BodyKind.COUNCIL).order_by("pk").first()
    if found is None:
        raise ItemRefused(_("Fullmäktige finns inte i registret."))
    return found


def _said(body: Body, found: ProposalsToReport, on: dt.date) -> str:
    """Write the item's text, in Swedish as everything on an agenda."""
    parts = [
        ("Avgjorda", [each for each in found.rows if each.is_settled]),
        (
            f"Inte avgjorda inom {time_said(on)}",
            [each for each in found.rows if each.is_over_a_year],
        ),
        (
            "Under handläggning",
            [e for e in found.rows if not e.is_settled and not e.is_over_a_year],
        ),
    ]
    lines = [f"{body.name} informerar om medborgarförslag enligt 6 kap. 34 § kommunallagen."]
    for heading, rows in parts:
        if rows:
            lines += ["", f"{heading}:", *[_line(each) for each in rows]]
    return "\n".join(lines)


def _line(row: HandedOver) -> str:
    case = row.case
    raised = case.raised_on or case.opened_on
    return f"– {case.registry_number} {case.title}, väckt {raised.isoformat()}"
