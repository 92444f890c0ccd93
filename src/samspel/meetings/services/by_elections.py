"""A by-election comes up by itself: whoever leaves during the term is to be replaced."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_date
from samspel.meetings.models import AgendaItem, ItemHandling
from samspel.meetings.queries.duties import BY_ELECTION, by_election_asked
from samspel.meetings.services.agenda import open_item
from samspel.people.enums import MEMBER_ROLES, BodyKind, EndReason
from samspel.people.models import Body, Mandate

# What stands on the item is in the municipality's own language.
_TITLE = "Fyllnadsval: {body}"
_TEXT = (
    "En ledamots uppdrag slutar den {day}, före mandattidens slut. "
    "Då ska fyllnadsval hållas (kommunallagen {section})."
)
# Reasons that leave a seat to fill: not a new election of the seat, nor that all is over.
_LEAVES = {EndReason.RESIGNED, EndReason.INELIGIBLE, EndReason.DIED, EndReason.RECALLED}
_ELECTED_BY_COUNCIL = {BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE}


@transaction.atomic
def open_by_election(mandate: Mandate, *, at: dt.datetime, actor: Actor) -> AgendaItem | None:
    """Open the council's item where a member of a board leaves before the term is over.

    KL 6 kap. 20 §. Once for each mandate; nothing for a substitute, for the council's own
    members (they are replaced by a count of the votes) or where the law does not ask. The
    item names nobody: it is read by everybody, and the one who left may be protected.
    """
    end, body = mandate.valid_to, mandate.body
    if end is None or not _leaves_a_seat(mandate, end):
        return None
    section = by_election_asked(local_day(at))
    council = Body.objects.on(end).filter(kind=BodyKind.COUNCIL).first()
    if not section or council is None or (body.valid_to is not None and body.valid_to <= end):
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


def _leaves_a_seat(mandate: Mandate, end: dt.date) -> bool:
    term_ends = mandate.term.valid_to if mandate.term is not None else None
    return (
        mandate.ended_because in _LEAVES
        and mandate.role in MEMBER_ROLES
        and mandate.body.kind in _ELECTED_BY_COUNCIL
        and mandate.valid_from < end
        and term_ends is not None
        and end < term_ends
    )
