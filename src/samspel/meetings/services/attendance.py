"""Acts of attendance: the list, who came and went, who presides, who takes part remotely.

KL 5 kap. 16–21 §§ and 6 kap. 16, 17, 22, 24 and 26 §§. Who serves follows by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import events, policies
from samspel.meetings.calculation.doors import doors_are_open
from samspel.meetings.enums import PresenceEnd, RemoteExtent, SeatKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    BallotVote,
    ItemDecision,
    Meeting,
    Participation,
    PresenceInterval,
    Proposal,
    PutQuestion,
    Sitting,
)
from samspel.meetings.queries.placing import NOWHERE, Placed, placed_seats
from samspel.meetings.queries.room import deciding_settings_of
from samspel.meetings.services.conflicts import out_now
from samspel.meetings.services.locks import locked_meeting
from samspel.meetings.services.room import in_council, lock_room, require_lawful
from samspel.meetings.services.seating import end, reseat
from samspel.people.enums import PRESIDIUM_ROLES
from samspel.people.models import Person
from samspel.people.queries.bodies import MemberRow, members_of


@transaction.atomic
def prepare_attendance(meeting: Meeting, *, at: dt.datetime, actor: Actor) -> Sitting:
    """Make the list of who may come: members, substitutes, and those called to an item.

    Doing it again adds whoever has been elected or called since, and changes nobody.
    Refuses a meeting that is held or cancelled.
    """
    meeting = locked_meeting(meeting)
    policies.require_may_lead(meeting.body, actor)
    if not meeting.is_ahead:
        raise RecordRefused(_("Mötet är redan hållet eller inställt."))
    members = members_of(meeting.body_id, meeting.day)
    settings = deciding_settings_of(meeting.body)
    seats = settings.seat_count or sum(not each.is_substitute for each in members)
    sitting, _is_new = Sitting.objects.get_or_create(
        meeting=meeting,
        defaults={
            "seat_count": max(seats, 1),
            "is_public": doors_are_open(
                meeting.day, is_council=settings.is_council, lets_public_in=settings.is_public
            ),
            "secretary_id": actor.person_id
            if policies.may_keep(meeting.body_id, actor)
            else None,
        },
    )
    known = set(meeting.participations.values_list("person_id", flat=True))
    placed = placed_seats(each.mandate_id for each in members)
    added = [
        *_seats(meeting, members, known, placed),
        *_called(meeting, known | {each.person_id for each in members}),
    ]
    Participation.objects.bulk_create(added)
    audit.record(
        "meetings.attendance.prepared",
        subject=sitting,
        actor=actor,
        facts={"added": len(added), "seats": sitting.seat_count},
        also=[meeting],
    )
    return sitting


def _seats(
    meeting: Meeting, members: list[MemberRow], known: set[int], placed: dict[int, Placed]
) -> list[Participation]:
    """Make the rows of those elected, with constituency and lists where they are known."""
    return [
        Participation(
            meeting=meeting,
            person_id=each.person_id,
            mandate_id=each.mandate_id,
            seat=SeatKind.SUBSTITUTE if each.is_substitute else SeatKind.MEMBER,
            name=each.name,
            party=each.party or "",
            role=each.role,
            order=each.order if each.order is not None else place,
            constituency=(stands := placed.get(each.mandate_id, NOWHERE)).constituency,
            list_place=stands.place,
            lists=list(stands.lists),
        )
        for place, each in enumerate(members, 1)
        if each.person_id not in known
    ]


def _called(meeting: Meeting, known: set[int]) -> list[Participation]:
    """Whoever is invited to an item may attend that item (KL 6 kap. 26 §)."""
    asked = Person.objects.filter(
        agenda_invitations__item__meeting=meeting,
        agenda_invitations__cancelled_at__isnull=True,
    )
    return [
        Participation(meeting=meeting, person=each, seat=SeatKind.CALLED, name=str(each))
        for each in asked.exclude(pk__in=known).distinct().order_by("pk")
    ]


@transaction.atomic
def add_participant(
    meeting: Meeting,
    person: Person,
    *,
    seat: SeatKind,
    function: str = "",
    party: str = "",
    is_full_time: bool = False,
    at: dt.datetime,
    actor: Actor,
) -> Participation:
    """Put somebody on the list who has no seat in the body: an official, a right to attend.

    Refuses a seat in the body, which only an election gives, and who is on the list.
    """
    lock_room(meeting, actor)
    if seat.is_elected_to_body:
        raise RecordRefused(
            _("Ledamöter och ersättare kommer från registret. Lägg in uppdraget där.")
        )
    if meeting.participations.filter(person=person).exists():
        raise RecordRefused(_("%(name)s står redan på listan."), name=str(person))
    added = Participation.objects.create(
        meeting=meeting,
        person=person,
        seat=seat,
        name=str(person),
        party=party,
        function=function,
        is_full_time=is_full_time,
    )
    audit.record(
        "meetings.attendance.added",
        subject=added,
        actor=actor,
        facts={"seat": str(seat)},
        also=[meeting],
    )
    return added


@transaction.atomic
def note_arrivals(
    participations: Iterable[Participation],
    *,
    at: dt.datetime,
    actor: Actor,
    remote: bool = False,
    version: int | None = None,
) -> Sitting:
    """Note who is there from a moment on, and seat the room anew.

    Refuses somebody who is there already, an arrival before they last left, whoever is out
    of the item that is handled for a conflict of interest, and remote participation that
    the law or the council's decision does not allow.
    """
    arriving = list(participations)
    sitting = lock_room(arriving[0].meeting, actor, version)
    out = {each.participation_id for each in out_now(sitting.meeting_id)}
    for each in arriving:
        _require_may_come(each, sitting, at)
        if each.pk in out:
            raise RecordRefused(
                _(
                    "%(name)s är jävig i ärendet som behandlas och kommer in igen när det är "
                    "avgjort."
                ),
                name=each.name,
            )
        if remote:
            _require_remote_allowed(each, sitting, at)
    PresenceInterval.objects.bulk_create(
        PresenceInterval(participation=each, from_at=at, remote=remote) for each in arriving
    )
    _after(sitting, "meetings.attendance.arrived", arriving, at, actor, remote=remote)
    return sitting


def _require_may_come(each: Participation, sitting: Sitting, at: dt.datetime) -> None:
    if each.meeting_id != sitting.meeting_id:
        raise RecordRefused(_("%(name)s står på ett annat mötes lista."), name=each.name)
    if sitting.closed_at is not None:
        raise RecordRefused(_("Mötet är avslutat, så ingen kan komma till det."))
    if each.intervals.filter(to_at__isnull=True).exists():
        raise RecordRefused(_("%(name)s är redan på plats."), name=each.name)
    if each.intervals.filter(to_at__gt=at).exists():
        raise RecordRefused(_("%(name)s var på plats då. Ange en senare tid."), name=each.name)


def _require_remote_allowed(each: Participation, sitting: Sitting, at: dt.datetime) -> None:
    settings = deciding_settings_of(sitting.meeting.body)
    require_lawful(
        "meeting.attend_remotely",
        {
            "body.is_council": settings.is_council,
            "remote.is_allowed": settings.remote != RemoteExtent.NONE,
            "remote.is_presidium": each.role in PRESIDIUM_ROLES,
            "remote.is_checked": sitting.remote_checked_at is not None,
            "remote.sees_and_hears_all": sitting.remote_checked_at is not None,
        },
        at,
    )


@transaction.atomic
def note_departure(
    participation: Participation,
    *,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Sitting:
    """Note that somebody left, and seat the room anew: the right substitute takes over.

    Refuses somebody who is not there.
    """
    sitting = lock_room(participation.meeting, actor, version)
    end(_there(participation, at), at, PresenceEnd.LEFT)
    _after(sitting, "meetings.attendance.left", [participation], at, actor)
    return sitting


@transaction.atomic
def take_back_departure(
    participation: Participation, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Sitting:
    """Take back that somebody left, where it was noted by mistake: they never were away.

    Without this a slip of the hand would bar a member for the day (KL 5 kap. 20 §). Refuses
    somebody who has not left, and once anything has happened that rests on it: a vote, a
    decision, a proposal, or somebody else who has come or gone.
    """
    sitting = lock_room(participation.meeting, actor, version)
    row = participation.intervals.order_by("-from_at").first()
    if row is None or row.ended != PresenceEnd.LEFT or row.to_at is None:
        raise RecordRefused(_("%(name)s har inte gått."), name=participation.name)
    if sitting.closed_at is not None or _rests_on(sitting.meeting, row.to_at):
        raise RecordRefused(
            _(
                "Mötet har gått vidare sedan %(name)s gick, så det går inte att ta tillbaka. "
                "Anteckna i stället att personen kom."
            ),
            name=participation.name,
        )
    since, row.to_at, row.ended = row.to_at, None, ""
    row.save(update_fields=["to_at", "ended"])
    # From the moment itself: nobody served in the meantime.
    _after(sitting, "meetings.attendance.departure_taken_back", [participation], since, actor)
    return sitting


def _rests_on(meeting: Meeting, since: dt.datetime) -> bool:
    """Whether something has happened since a moment that may rest on who was there."""
    of_meeting = {"item__meeting": meeting}
    moved = PresenceInterval.objects.filter(
        Q(from_at__gt=since) | Q(to_at__gt=since), participation__meeting=meeting
    )
    return (
        moved.exists()
        or ItemDecision.objects.filter(taken_at__gte=since, **of_meeting).exists()
        or Proposal.objects.filter(made_at__gte=since, **of_meeting).exists()
        or PutQuestion.objects.filter(put_at__gte=since, **of_meeting).exists()
        or BallotVote.objects.filter(
            cast_at__gte=since, ballot__question__item__meeting=meeting
        ).exists()
    )


def _there(participation: Participation, at: dt.datetime) -> PresenceInterval:
    row = participation.intervals.filter(to_at__isnull=True).first()
    if row is None:
        raise RecordRefused(_("%(name)s är inte på plats."), name=participation.name)
    if row.from_at > at:
        raise RecordRefused(
            _("%(name)s kom senare än så. Ange en senare tid."), name=participation.name
        )
    return row


def _after(
    sitting: Sitting,
    act: str,
    participations: list[Participation],
    at: dt.datetime,
    actor: Actor,
    *,
    remote: bool = False,
) -> None:
    """Seat the room, leave a trace of who it concerned, and tell the floors above."""
    changes = reseat(sitting, at)
    audit.record(
        act,
        subject=sitting,
        actor=actor,
        facts={
            "at": at.isoformat(),
            "participations": [each.pk for each in participations],
            "remote": remote,
            "reseated": [
                [each.participation.pk, each.serving, each.serving_for_id] for each in changes
            ],
        },
        also=[sitting.meeting],
    )
    events.attendance_recorded.send(
        Sitting, meeting=sitting.meeting, participations=participations, actor=actor
    )


@transaction.atomic
def note_excuse(
    participation: Participation, *, text: str, at: dt.datetime, actor: Actor
) -> Participation:
    """Note that somebody has told that they can't come, and why if they said so."""
    lock_room(participation.meeting, actor)
    participation.excuse = text.strip()[:200]
    participation.save(update_fields=["excuse"])
    audit.record(
        "meetings.attendance.excused",
        subject=participation,
        actor=actor,
        also=[participation.meeting],
    )
    return participation


@transaction.atomic
def check_remote(meeting: Meeting, *, at: dt.datetime, actor: Actor) -> Sitting:
    """Note that whoever presides has made sure who takes part remotely, and that they can.

    Asked for from 1 July 2026 on. Refuses an actor that is no person.
    """
    sitting = lock_room(meeting, actor)
    if actor.person_id is None:
        raise RecordRefused(_("Den som leder mötet kontrollerar deltagandet, inte systemet."))
    sitting.remote_checked_by_id = actor.person_id
    sitting.remote_checked_at = at
    sitting.version += 1
    sitting.save(update_fields=["remote_checked_by", "remote_checked_at", "version"])
    audit.record(
        "meetings.attendance.remote_checked", subject=sitting, actor=actor, also=[meeting]
    )
    return sitting


@transaction.atomic
def preside(participation: Participation, *, at: dt.datetime, actor: Actor) -> Sitting:
    """Let somebody who serves preside while nobody of the presidium can (KL 6 kap. 22 §).

    Refuses (UnlawfulAct) somebody who does not serve, and any other while the presidium does.
    """
    sitting = lock_room(participation.meeting, actor)
    serving = PresenceInterval.objects.filter(
        participation__meeting=participation.meeting, to_at__isnull=True, serving=True
    )
    require_lawful(
        "meeting.preside",
        {
            "body.is_council": in_council(sitting),
            "presider.serves": serving.filter(participation=participation).exists(),
            "meeting.presidium_serves": serving.filter(
                participation__role__in=PRESIDIUM_ROLES
            ).exists(),
        },
        at,
    )
    sitting.chair = participation
    sitting.version += 1
    sitting.save(update_fields=["chair", "version"])
    audit.record(
        "meetings.attendance.presides",
        subject=sitting,
        actor=actor,
        facts={"participation": participation.pk, "day": local_day(at)},
        also=[participation.meeting],
    )
    return sitting
