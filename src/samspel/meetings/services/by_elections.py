"""A by-election comes up by itself: whoever leaves during the term is to be replaced."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_date
from samspel.meetings.models import AgendaItem, ItemHandling
from samspel.meetings.queries.filling import BY_ELECTION, filling_asked
from samspel.meetings.services.agenda import open_item
from samspel.people.enums import BodyKind
from samspel.people.models import Body, Mandate

# What stands on the item is in the municipality's own language.
_TITLE = "Fyllnadsval: {body}"
_TEXT = (
    "En ledamots uppdrag slutar den {day}, före mandattidens slut. "
    "Då ska fyllnadsval hållas (kommunallagen {section})."
)


@transaction.atomic
def open_by_election(mandate: Mandate, *, at: dt.datetime, actor: Actor) -> AgendaItem | None:
    """Open the council's item where a member of a board leaves before the term is over.

    KL 6 kap. 20 §. Once for each mandate; nothing for a substitute, for a seat that is
    filled already, for the council's own members (the county administrative board counts
    the votes anew, of which its secretary is reminded) or where the law does not ask. The
    item names nobody: it is read by everybody, and the one who left may be protected.
    """
    end, body = mandate.valid_to, mandate.body
    if end is None or body.kind == BodyKind.COUNCIL:
        return None
    if body.valid_to is not None and body.valid_to <= end:
        return None
    council = Body.objects.on(end).filter(kind=BodyKind.COUNCIL).first()
    section = filling_asked(mandate, council, local_day(at)) if council else ""
    if council is None or not section:
        return None
    item = open_item(
        council,
        title=_TITLE.format(body=body.name),
        text=_TEXT.format(day=say_date(end - dt.timedelta(days=1), "sv"), section=section),
        ready_at=at,
        key=f"{BY_ELECTION}{mandate.pk}",
        actor=actor,
    )
    ItemHandling.objects.get_or_create(item=item, defaults={"is_election": True})
    return item
