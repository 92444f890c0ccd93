"""Acts of dissent: not to take part in deciding, to reserve, to have an opinion noted.

KL 4 kap. 25, 27 and 28 §§, 6 kap. 17 §. Only whoever took part in deciding may reserve,
and before the meeting is closed; the written motivation may come later.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings.calculation.rights import Place
from samspel.meetings.enums import ItemState
from samspel.meetings.enums.minutes import MinutesKind, MinutesState
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    ItemDecision,
    Minutes,
    NotDeciding,
    Participation,
    Proposal,
    ProtocolNote,
    Reservation,
    Sitting,
)
from samspel.meetings.queries.room import deciding_settings_of
from samspel.meetings.services.proposing import place_now, rights_now
from samspel.meetings.services.room import (
    grown,
    lock_item,
    require_going_on,
    require_lawful,
)


@transaction.atomic
def abstain_from_deciding(
    item: AgendaItem,
    participation: Participation,
    *,
    is_authority: bool = False,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> NotDeciding:
    """Enter that somebody who serves does not take part in deciding (KL 4 kap. 25 §).

    ``is_authority`` is a matter of the exercise of authority against somebody, where a
    member of a committee who handled it must take part (4 kap. 26 §). Refuses that, and
    whoever does not serve.
    """
    sitting, handling = lock_item(item, actor, version)
    require_going_on(sitting, handling, at)
    require_lawful(
        "meeting.abstain",
        {
            "body.is_council": deciding_settings_of(sitting.meeting.body).is_council,
            "item.is_authority": is_authority or handling.is_authority,
            "abstainer.serves": rights_now(sitting, participation, at).decide,
        },
        at,
    )
    declared, _is_new = NotDeciding.objects.get_or_create(
        item=item, participation=participation, defaults={"declared_at": at}
    )
    grown(handling)
    _record("meetings.item.abstained", declared, item, actor)
    return declared


@transaction.atomic
def reserve(
    item: AgendaItem,
    participation: Participation,
    *,
    proposal: Proposal | None = None,
    motivation: str = "",
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Reservation:
    """Enter a reservation against the decision (KL 4 kap. 27 §).

    Refuses whoever took no part in deciding or abstained from it, an item that is not
    decided, a meeting that is closed, and a second reservation by the same person.
    """
    sitting, handling = lock_item(item, actor, version)
    require_lawful("meeting.reserve", _reserve_facts(sitting, item, participation, at), at)
    if Reservation.objects.filter(item=item, participation=participation).exists():
        raise RecordRefused(
            _("%(name)s har redan reserverat sig i ärendet."), name=participation.name
        )
    if proposal is not None and proposal.item_id != item.pk:
        raise RecordRefused(_("Yrkandet hör till ett annat ärende."))
    written = motivation.strip()
    made = Reservation.objects.create(
        item=item,
        participation=participation,
        proposal=proposal,
        announced_at=at,
        motivation=written,
        motivation_at=at if written else None,
    )
    grown(handling)
    _record("meetings.reservation.announced", made, item, actor)
    return made


def _reserve_facts(
    sitting: Sitting, item: AgendaItem, participation: Participation, at: dt.datetime
) -> dict[str, bool]:
    decided = ItemDecision.objects.filter(item=item).first()
    took_part = decided is not None and participation.pk in {
        each["participation"] for each in decided.serving
    }
    return {
        "item.is_decided": decided is not None,
        "reserver.took_part": took_part,
        "reserver.abstained": NotDeciding.objects.filter(
            item=item, participation=participation
        ).exists(),
        "meeting.is_closed": sitting.closed_at is not None and at >= sitting.closed_at,
    }


@transaction.atomic
def motivate_reservation(
    reservation: Reservation,
    *,
    motivation: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Reservation:
    """Enter the written motivation, which may come after the meeting is closed.

    Refuses an empty one, and minutes that have been sent out to be approved.
    """
    _sitting, handling = lock_item(reservation.item, actor, version)
    _require_unsent(reservation.item)
    if not motivation.strip():
        raise RecordRefused(_("Skriv reservationens motivering."))
    reservation = Reservation.objects.get(pk=reservation.pk)
    reservation.motivation, reservation.motivation_at = motivation.strip(), at
    reservation.save(update_fields=["motivation", "motivation_at"])
    grown(handling)
    _record("meetings.reservation.motivated", reservation, reservation.item, actor)
    return reservation


@transaction.atomic
def note_opinion(
    item: AgendaItem,
    participation: Participation,
    *,
    text: str = "",
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> ProtocolNote:
    """Enter that somebody has an opinion noted in the minutes; the text may come later.

    Whoever serves may; others by what the council has decided for the body (KL 4 kap.
    28 §, 6 kap. 17 §). Refuses others, and a meeting that is closed.
    """
    sitting, handling = lock_item(item, actor, version)
    require_lawful(
        "meeting.note",
        {
            **_place_of(sitting, participation).facts("meeting.note"),
            "meeting.is_closed": sitting.closed_at is not None and at >= sitting.closed_at,
        },
        at,
    )
    if handling.begun_at is None:
        raise RecordRefused(_("Ärendet är inte påbörjat än. Gå till ärendet först."))
    written = text.strip()
    note = ProtocolNote.objects.create(
        item=item,
        participation=participation,
        announced_at=at,
        text=written,
        text_at=at if written else None,
    )
    grown(handling)
    _record("meetings.note.announced", note, item, actor)
    return note


def _place_of(sitting: Sitting, participation: Participation) -> Place:
    fresh = Participation.objects.prefetch_related("intervals").get(pk=participation.pk)
    return place_now(sitting, fresh)


@transaction.atomic
def write_note(
    note: ProtocolNote,
    *,
    text: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> ProtocolNote:
    """Enter the text of a note that was announced.

    Refuses an empty one, and minutes that have been sent out to be approved.
    """
    _sitting, handling = lock_item(note.item, actor, version)
    _require_unsent(note.item)
    if not text.strip():
        raise RecordRefused(_("Skriv det som ska antecknas till protokollet."))
    note = ProtocolNote.objects.get(pk=note.pk)
    note.text, note.text_at = text.strip(), at
    note.save(update_fields=["text", "text_at"])
    grown(handling)
    _record("meetings.note.written", note, note.item, actor)
    return note


def _require_unsent(item: AgendaItem) -> None:
    """Refuse a text that would come too late for the minutes it belongs to."""
    sent = Minutes.objects.filter(
        Q(kind=MinutesKind.WHOLE) | Q(kind=MinutesKind.IMMEDIATE, item=item),
        meeting_id=item.meeting_id or 0,
        state__in=[MinutesState.OUT, MinutesState.APPROVED],
    )
    if sent.exists():
        raise RecordRefused(
            _(
                "Protokollet har redan gått ut för justering, så texten kommer inte med. Ta "
                "tillbaka protokollet, eller rätta det när det är justerat."
            )
        )


@transaction.atomic
def approve_at_once(
    item: AgendaItem, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> AgendaItem:
    """Enter that the body declares the paragraph approved at once (omedelbar justering).

    Refuses an item that is not decided, and a meeting that is closed.
    """
    sitting, handling = lock_item(item, actor, version)
    if handling.item.state != ItemState.HANDLED:
        raise RecordRefused(_("Ärendet är inte avgjort än."))
    if sitting.closed_at is not None:
        raise RecordRefused(_("Mötet är avslutat, så paragrafen justeras med resten."))
    handling.immediately_approved_at = at
    grown(handling, "immediately_approved_at")
    audit.record(
        "meetings.item.approved_at_once", subject=item, actor=actor, also=[sitting.meeting]
    )
    return item


def _record(
    act: str,
    subject: NotDeciding | Reservation | ProtocolNote,
    item: AgendaItem,
    actor: Actor,
) -> None:
    audit.record(
        act,
        subject=subject,
        actor=actor,
        facts={"participation": subject.participation_id},
        also=[item],
    )
