"""To describe an item before and during the meeting: what the minutes say besides the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.queries import case_numbered, sees_case
from samspel.cases.services import require_prepared
from samspel.meetings import policies
from samspel.meetings.calculation.record import PreparationStep, Recipient
from samspel.meetings.enums import ItemState
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import AgendaItem, ItemHandling, ItemRecipient, PreparationNote
from samspel.meetings.services import case_chain
from samspel.meetings.services.closing_items import close_items_of
from samspel.meetings.services.locks import locked_item, require_version
from samspel.people.enums import BodyKind

_FIELDS = (
    "case_number",
    "summary",
    "description",
    "draft_origin",
    "draft_points",
    "is_election",
    "is_authority",
    "proposes_to",
)


@transaction.atomic
def describe_item(
    item: AgendaItem,
    *,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
    preparation: Sequence[PreparationStep] | None = None,
    recipients: Iterable[Recipient] | None = None,
    **values: Any,
) -> ItemHandling:
    """Enter what the item comes with: case number, summary, the draft, the preparation.

    Takes any of case_number, summary, description, draft_origin, draft_points,
    is_election, is_authority and proposes_to; what is not given stays as it is. Refuses an item that is
    decided (only its recipients may change then), an old version (Stale), and on the
    council's agenda the number of a case that is not prepared (NotPrepared).
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    handling, _is_new = ItemHandling.objects.get_or_create(item=item)
    require_version(handling.version, version)
    changed = [name for name in _FIELDS if name in values]
    if (changed or preparation is not None) and item.state == ItemState.HANDLED:
        raise RecordRefused(_("Ärendet är redan avgjort. Beskrivningen kan inte ändras."))
    for name in changed:
        setattr(handling, name, values[name])
    if preparation is not None:
        _write_preparation(item, preparation)
    if recipients is not None:
        _write_recipients(item, recipients)
    if values.get("case_number") and item.case_id is None:
        _link_case(item, values["case_number"], at=at, actor=actor)
    handling.version += 1
    handling.save(update_fields=[*changed, "version"])
    audit.record(
        "meetings.item.described",
        subject=item,
        actor=actor,
        facts={
            "fields": changed,
            "preparation": preparation is not None,
            "recipients": recipients is not None,
        },
    )
    return handling


def _link_case(item: AgendaItem, number: str, *, at: dt.datetime, actor: Actor) -> None:
    """Let the item be about the case that its number means, where there is one to find.

    A case that the person may not see, that is closed, or that stands with the body
    already stays a number only. On the council's agenda the case has to be prepared
    (KL 5 kap. 26 §): one that is not is refused with NotPrepared. An item about a secret
    case becomes closed.
    """
    case = case_numbered(number)
    if case is None or case.closed_on is not None or not sees_case(actor, case):
        return
    if item.state == ItemState.HANDLED or case_chain.standing(case, item.body) is not None:
        return
    if item.body.kind == BodyKind.COUNCIL and not actor.is_system:
        require_prepared(case, at=at, reason=number)
    item.case = case
    item.save(update_fields=["case"])
    if case.is_secret:
        close_items_of(case, at=at, actor=actor)
    case_chain.note_there(item, at=at, actor=actor)


def _write_preparation(item: AgendaItem, steps: Sequence[PreparationStep]) -> None:
    item.preparation.all().delete()
    PreparationNote.objects.bulk_create(
        PreparationNote(
            item=item,
            order=order,
            kind=each.kind,
            body_name=each.body_name,
            on=each.on,
            paragraph=each.paragraph,
            text=each.text,
        )
        for order, each in enumerate(steps, 1)
    )


def _write_recipients(item: AgendaItem, recipients: Iterable[Recipient]) -> None:
    item.recipients.all().delete()
    ItemRecipient.objects.bulk_create(
        ItemRecipient(
            item=item, name=each.name, address=each.address, is_internal=each.is_internal
        )
        for each in recipients
    )
