"""Asking somebody to an item: who gives the account, who answers (KL 6 kap. 26 §)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import policies
from samspel.meetings.enums import Purpose
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaInvitee, AgendaItem
from samspel.meetings.services.locks import locked_item
from samspel.meetings.services.telling import tell_invitee, tell_uninvited
from samspel.people.models import Person


@transaction.atomic
def invite(
    item: AgendaItem, person: Person, *, purpose: Purpose, at: dt.datetime, actor: Actor
) -> AgendaInvitee:
    """Invite a person to an item, as the secretary does; see ``invite_to_item``.

    Refuses whoever does not keep the body.
    """
    policies.require_may_keep(item.body, actor)
    return invite_to_item(item, person, purpose=purpose, at=at, actor=actor)


@transaction.atomic
def invite_to_item(
    item: AgendaItem, person: Person, *, purpose: Purpose, at: dt.datetime, actor: Actor
) -> AgendaInvitee:
    """Invite a person in consequence of another act, which has judged who may do it.

    The person sees that item and nothing else of the agenda, and is told, with a
    calendar entry once the item stands on a meeting. Refuses an item that is closed
    off, and somebody who is invited already.
    """
    item = locked_item(item)
    require_open(item)
    if item.invitees.filter(person=person, cancelled_at__isnull=True).exists():
        raise ItemRefused(_("%(name)s är redan inbjuden till ärendet."), name=person.name)
    return write_invitation(item, person, purpose, at=at, actor=actor)


def write_invitation(
    item: AgendaItem, person: Person, purpose: Purpose, *, at: dt.datetime, actor: Actor
) -> AgendaInvitee:
    """Write and send an invitation that has been judged; an old one is taken up again."""
    invitee, _new = AgendaInvitee.objects.update_or_create(
        item=item,
        person=person,
        defaults={"purpose": purpose, "invited_at": at, "cancelled_at": None},
    )
    audit.record(
        "meetings.item.invited",
        subject=item,
        actor=actor,
        facts={"person": person.pk, "purpose": Purpose(purpose).value},
        also=[person],
    )
    if item.meeting is not None:
        tell_invitee(invitee, item, actor=actor, at=at)
    return invitee


@transaction.atomic
def uninvite(invitee: AgendaInvitee, *, at: dt.datetime, actor: Actor) -> AgendaInvitee:
    """Take an invitation back: the person is told and no longer sees the item.

    Refuses whoever does not keep the body, an item that is closed off, and an
    invitation that is taken back already.
    """
    item = locked_item(invitee.item)
    invitee = item.invitees.select_related("person").get(pk=invitee.pk)
    policies.require_may_keep(item.body, actor)
    require_open(item)
    if invitee.cancelled_at is not None:
        raise ItemRefused(_("Inbjudan är redan återtagen. Läs in sidan på nytt."))
    invitee.cancelled_at = at
    invitee.save(update_fields=["cancelled_at"])
    audit.record(
        "meetings.item.uninvited",
        subject=item,
        actor=actor,
        facts={"person": invitee.person_id},
        also=[invitee.person],
    )
    tell_uninvited(invitee, item, actor=actor, at=at)
    return invitee


def require_open(item: AgendaItem) -> None:
    """Refuse an item that has been handled or withdrawn."""
    if not item.status.is_open:
        raise ItemRefused(
            _("Ärendet är redan avslutat (%(state)s). Läs in sidan på nytt."),
            state=_(item.status.label),
        )
