"""To raise a matter (väcka ett ärende): the right of whoever is elected.

KL 4 kap. 19–21 §§, 5 kap. 22 §. A member raises matters in a committee and motions in the
council; a substitute does while serving; an auditor in what concerns the audit.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import policies
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaItem, PresenceInterval
from samspel.meetings.services.agenda import open_item
from samspel.meetings.services.locks import lock_body
from samspel.meetings.services.room import require_lawful
from samspel.messaging.services import notify
from samspel.people.enums import MEMBER_ROLES, BodyKind, PositionRole
from samspel.people.models import Body, Mandate, Person
from samspel.people.queries import members_of, secretaries_of
from samspel.rules.catalogue.choices import RaisedBy

RAISED = "meetings.raised"


@transaction.atomic
def raise_matter(
    body: Body,
    *,
    by: Person,
    title: str,
    text: str,
    key: UUID,
    concerns_audit: bool = False,
    at: dt.datetime,
    actor: Actor,
) -> AgendaItem:
    """Raise a matter in the body: it lands on the next meeting that takes in papers.

    The person does it, or the secretary who was handed it. The secretaries are told. The
    same key again is the same matter. Refuses somebody else's, a matter that says nothing,
    and (UnlawfulAct) whoever the law gives no right to raise it.
    """
    lock_body(body)
    policies.require_may_raise(body, by, actor)
    if not title.strip() or not text.strip():
        raise ItemRefused(_("Skriv vad ärendet gäller och vad du vill att organet beslutar."))
    raised_by = capacity_of(body, by, local_day(at))
    require_lawful(
        "matter.raise",
        {
            "body.is_council": body.kind == BodyKind.COUNCIL,
            "matter.raised_by": raised_by.value,
            "matter.concerns_audit": concerns_audit,
            "matter.council_lets_raise": False,
        },
        at,
    )
    known = AgendaItem.objects.filter(key=f"meetings.raised:{key}").first()
    if known is not None:
        return known
    word = "Motion" if body.kind == BodyKind.COUNCIL else "Initiativ"
    item = open_item(
        body,
        title=f"{word}: {title.strip()}",
        text=f"Väckt av {by.name}.\n\n{text.strip()}",
        ready_at=at,
        key=f"meetings.raised:{key}",
        actor=actor,
    )
    audit.record(
        "meetings.matter.raised",
        subject=item,
        actor=actor,
        facts={"by": by.pk, "as": raised_by.value},
        also=[body],
    )
    _tell(item, by, actor=actor, at=at)
    return item


def capacity_of(body: Body, person: Person, on: dt.date) -> RaisedBy:
    """Tell in what capacity a person would raise a matter in the body on the day."""
    seat = next((e for e in members_of(body, on) if e.person_id == person.pk), None)
    if seat is not None and seat.role in MEMBER_ROLES:
        return RaisedBy.MEMBER
    serves = PresenceInterval.objects.filter(
        participation__person=person,
        participation__meeting__body=body,
        participation__meeting__sitting__closed_at__isnull=True,
        to_at__isnull=True,
        serving=True,
    )
    if serves.exists():
        return RaisedBy.MEMBER
    if Mandate.objects.on(on).filter(person=person, role=PositionRole.AUDITOR).exists():
        return RaisedBy.AUDITOR
    return RaisedBy.SUBSTITUTE if seat is not None else RaisedBy.SOMEBODY_ELSE


def _tell(item: AgendaItem, by: Person, *, actor: Actor, at: dt.datetime) -> None:
    notify(
        secretaries_of(item.body_id, local_day(at)),
        kind=RAISED,
        subject=_("Ett ärende är väckt i %(body)s"),
        body=_("%(name)s har väckt ett ärende i %(body)s. Det tas upp på mötet %(when)s.")
        if item.meeting
        else _("%(name)s har väckt ett ärende i %(body)s. Det väntar på ett möte."),
        params={
            "body": item.body.name,
            "name": by.name,
            "when": item.meeting.starts_at if item.meeting else "",
        },
        link=reverse("meetings:item", args=[item.uuid]),
        actor=actor,
        about=item,
        at=at,
    )
