"""Group leaders: who calls a party's group in a body, entered by the body's secretary."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.people.models import Mandate
from samspel.remuneration import policies
from samspel.remuneration.errors import GatheringRefused
from samspel.remuneration.models import GroupLeader


@transaction.atomic
def name_group_leader(
    mandate: Mandate,
    *,
    valid_from: dt.date,
    valid_to: dt.date | None,
    actor: Actor,
    at: dt.datetime,
) -> GroupLeader:
    """Enter who calls the group of the mandate's party in its body; it may be several.

    Refuses whoever does not check in the body, a mandate without a party, days that are no
    period, and who calls the group already.
    """
    seats = Mandate.objects.select_for_update(of=("self",)).select_related("body")
    mandate = seats.get(pk=mandate.pk)
    body = mandate.body
    policies.require(policies.may_name_stand_in(body, actor), policies.ONLY_CERTIFIERS)
    if mandate.party_id is None:
        raise GatheringRefused(_("Uppdraget hör inte till något parti. Välj någon annan."))
    if valid_to is not None and valid_to <= valid_from:
        raise GatheringRefused(_("Sista dagen är före den första. Rätta dagarna."))
    if GroupLeader.objects.not_ended(valid_from).filter(mandate=mandate).exists():
        raise GatheringRefused(_("Personen är redan inskriven. Avsluta den raden först."))
    row = GroupLeader.objects.create(mandate=mandate, valid_from=valid_from, valid_to=valid_to)
    audit.record(
        "remuneration.group_leader.named",
        subject=row,
        actor=actor,
        facts={"person": mandate.person_id, "from": valid_from, "to": valid_to},
        also=[body],
    )
    return row


@transaction.atomic
def end_group_leader(
    row: GroupLeader, *, on: dt.date, actor: Actor, at: dt.datetime
) -> GroupLeader:
    """End a group leader's time: ``on`` is the first day on which they no longer call.

    Refuses whoever does not check in the body. One that never began ends the day after.
    """
    rows = GroupLeader.objects.select_for_update(of=("self",)).select_related("mandate__body")
    row = rows.get(pk=row.pk)
    body = row.mandate.body
    policies.require(policies.may_name_stand_in(body, actor), policies.ONLY_CERTIFIERS)
    row.valid_to = max(on, row.valid_from + dt.timedelta(days=1))
    row.save(update_fields=["valid_to"])
    audit.record(
        "remuneration.group_leader.ended",
        subject=row,
        actor=actor,
        facts={"on": row.valid_to},
        also=[body],
    )
    return row
