"""What a member does while following: own notes, what was read, a wish to the secretary.

A private note is its writer's alone. That it was begun or thrown away is in the trail;
neither its words nor the item is. A wish to reserve is no reservation until the
secretary has taken it into the record (KL 4 kap. 27 §).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import policies, sealing
from samspel.meetings.enums.calling import WishKind, WishState
from samspel.meetings.errors import ItemRefused, MeetingsNotAllowed
from samspel.meetings.models import AgendaItem, Meeting
from samspel.meetings.models.following import PrivateNote, Reading, Wish
from samspel.meetings.queries import meetings_visible_to
from samspel.messaging.services import notify
from samspel.people.models import Person
from samspel.people.queries import members_of, secretaries_of

WISH = "meetings.wish"
_MOST = 20_000
_ASKED = {
    WishKind.RESERVATION: _("%(name)s vill reservera sig på det pågående mötet i %(body)s."),
    WishKind.NOTE: _(
        "%(name)s vill ha en anteckning till protokollet från det pågående mötet i %(body)s."
    ),
}


@transaction.atomic
def keep_note(
    item: AgendaItem, *, text: str, at: dt.datetime, actor: Actor
) -> PrivateNote | None:
    """Keep a person's own note about an item; an empty text throws it away.

    Refuses whoever may not see the item, and a text that is longer than a note.
    """
    person = _own_person(actor)
    if not policies.may_see_item(item, actor):
        raise MeetingsNotAllowed(_("Du kan inte anteckna om det här ärendet."))
    if len(text) > _MOST:
        raise ItemRefused(_("Anteckningen är för lång. Korta den, eller spara den i en fil."))
    found = PrivateNote.objects.filter(item=item, person=person).first()
    if not text.strip():
        if found is not None:
            audit.record("meetings.private_note.removed", subject=found, actor=actor)
            found.delete()
        return None
    sealed = sealing.seal(text, person.uuid)
    if found is None:
        found = PrivateNote.objects.create(item=item, person=person, sealed=sealed, saved_at=at)
        audit.record("meetings.private_note.begun", subject=found, actor=actor)
        return found
    found.sealed, found.saved_at = sealed, at
    found.save(update_fields=["sealed", "saved_at"])
    return found


@transaction.atomic
def mark_read(meeting: Meeting, *, at: dt.datetime, actor: Actor) -> Reading:
    """Note that the person has read the meeting's papers as they are now.

    What comes after is shown as new. Refuses whoever may not know of the meeting.
    """
    person = _own_person(actor)
    if not meetings_visible_to(actor).filter(pk=meeting.pk).exists():
        raise MeetingsNotAllowed(
            _(
                "Du får inte läsa handlingarna till det här mötet, för inget av dina uppdrag "
                "ger rätt till det. Hör av dig till sekreteraren om det är fel."
            )
        )
    row, is_new = Reading.objects.update_or_create(
        meeting=meeting, person=person, defaults={"read_at": at}
    )
    if is_new:
        audit.record("meetings.papers.read", subject=meeting, actor=actor)
    return row


@transaction.atomic
def ask_to_note(
    item: AgendaItem, *, kind: WishKind, text: str, at: dt.datetime, actor: Actor
) -> Wish:
    """Ask the secretary to take up a reservation or a note under an item.

    Refuses whoever is not in the body on the day, a meeting that has not begun or is
    over, a wish that waits already, and a note without words.
    """
    person = _own_person(actor)
    item = AgendaItem.objects.select_related("body", "meeting__body").get(pk=item.pk)
    meeting = _require_going_on(item, at)
    _require_seat(meeting, person)
    if kind is WishKind.NOTE and not text.strip():
        raise ItemRefused(_("Skriv vad du vill ha antecknat."))
    waiting = Wish.objects.filter(item=item, person=person, kind=kind, state=WishState.WAITING)
    if waiting.exists():
        raise ItemRefused(_("Du har redan anmält det. Sekreteraren har fått din anmälan."))
    row = Wish.objects.create(
        item=item, person=person, kind=kind, text=text.strip(), asked_at=at
    )
    audit.record(
        "meetings.wish.made", subject=item, actor=actor, facts={"kind": kind.value}, also=[row]
    )
    notify(
        secretaries_of(item.body_id, meeting.day),
        kind=WISH,
        subject=_("Anmälan från %(name)s: %(kind)s"),
        body=_ASKED[kind],
        params={"name": person.name, "kind": kind, "body": item.body.name},
        link=reverse("meetings:room", args=[meeting.uuid]) + f"?arende={item.uuid}",
        actor=actor,
        about=item,
        at=at,
    )
    return row


@transaction.atomic
def withdraw_wish(wish: Wish, *, at: dt.datetime, actor: Actor) -> Wish:
    """Take one's own wish back. Refuses somebody else's, and one that is settled."""
    if wish.person_id != actor.person_id:
        raise MeetingsNotAllowed(_("Du kan bara ta tillbaka det du själv har anmält."))
    return _settle_wish(wish, WishState.WITHDRAWN, "", at=at, actor=actor)


@transaction.atomic
def settle_wish(
    wish: Wish, *, taken: bool, at: dt.datetime, actor: Actor, answer: str = ""
) -> Wish:
    """Note as the secretary that a wish was taken into the record, or why it was not.

    Refuses whoever does not keep the body, a refusal without a reason, and a wish that
    is settled already.
    """
    policies.require_may_keep(wish.item.body, actor)
    if not taken and not answer.strip():
        raise ItemRefused(_("Skriv varför det inte förs in."))
    state = WishState.TAKEN if taken else WishState.DECLINED
    return _settle_wish(wish, state, answer, at=at, actor=actor)


def _settle_wish(
    wish: Wish, state: WishState, answer: str, *, at: dt.datetime, actor: Actor
) -> Wish:
    wish = Wish.objects.select_for_update(of=("self",)).select_related("item").get(pk=wish.pk)
    if wish.state != WishState.WAITING:
        raise ItemRefused(_("Anmälan är redan avgjord. Läs in sidan på nytt."))
    wish.state, wish.answer, wish.settled_at = state, answer.strip(), at
    wish.save(update_fields=["state", "answer", "settled_at"])
    audit.record(
        "meetings.wish.settled",
        subject=wish.item,
        actor=actor,
        facts={"wish": wish.pk, "state": state.value},
    )
    return wish


def _own_person(actor: Actor) -> Person:
    if actor.person_id is None:
        raise MeetingsNotAllowed(_("Det här gör en person för egen del."))
    return Person.objects.get(pk=actor.person_id)


def _require_going_on(item: AgendaItem, at: dt.datetime) -> Meeting:
    meeting = item.meeting
    if meeting is None or at < meeting.starts_at or not meeting.is_ahead:
        raise ItemRefused(
            _("Reservation och anteckning anmäls under mötet, innan det är avslutat.")
        )
    return meeting


def _require_seat(meeting: Meeting, person: Person) -> None:
    members = members_of(meeting.body_id, meeting.day)
    if all(each.person_id != person.pk for each in members):
        raise MeetingsNotAllowed(
            _("Bara den som har ett uppdrag i %(body)s kan anmäla det här."),
            body=meeting.body.name,
        )
