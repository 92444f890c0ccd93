"""A meeting in its room, for tests: opened with whoever is there, and short ways to act."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from samspel.audit.actors import Actor
from samspel.foundation.swedish import sort_key
from samspel.meetings import services
from samspel.meetings.enums import BallotMethod, ProposalKind, VoteChoice
from samspel.meetings.models import AgendaItem, Meeting, Participation, PresenceInterval
from samspel.people.enums import PositionRole
from samspel.people.models import Body, Mandate, Party, Person
from tests.cast import BEGAN, ENDS, Town
from tests.meetings.acting import clock

DAY = dt.date(2026, 11, 12)


def at(hour: int, minute: int = 0) -> dt.datetime:
    """An instant of the evening."""
    return clock(DAY.month, DAY.day, hour, minute)


class Room:
    """A meeting of a body on the cast's day, with the list of who may come."""

    def __init__(self, town: Town, body: str, *, items: int = 1, actor: Actor | None = None):
        self.town, self.body = town, town.body(body)
        self.actor = actor or town.actor("ingrid")
        self.meeting: Meeting = services.plan_meeting(
            self.body,
            starts_at=at(18),
            ends_at=at(22),
            place="Sessionssalen",
            at=clock(9, 1),
            actor=self.actor,
        )
        self.items = [self.item(number) for number in range(1, items + 1)]
        services.prepare_attendance(self.meeting, at=at(17), actor=self.actor)
        self.people = {
            each.person_id: each for each in Participation.objects.filter(meeting=self.meeting)
        }

    def item(self, number: int, **facts: Any) -> AgendaItem:
        """An item on the agenda, with a draft of the working committee."""
        item = services.open_item(
            self.body,
            title=f"Ärende {number}",
            ready_at=clock(9, 2),
            key=f"test.{self.body.short_name}:{number}",
            actor=self.actor,
            **facts,
        )
        services.describe_item(
            item,
            draft_origin="Arbetsutskottets förslag",
            draft_points=[f"Förslag {number} antas."],
            case_number=f"KS 2026/{number}",
            at=clock(9, 3),
            actor=self.actor,
        )
        return item

    def who(self, name: str) -> Participation:
        """Give somebody of the cast as a participant."""
        return self.people[self.town.person(name).pk]

    def come(self, *names: str, when: dt.datetime | None = None, **more: Any) -> None:
        """Note that they are there."""
        services.note_arrivals(
            [self.who(name) for name in names], at=when or at(18), actor=self.actor, **more
        )

    def leave(self, name: str, when: dt.datetime) -> None:
        """Note that somebody left."""
        services.note_departure(self.who(name), at=when, actor=self.actor)

    def open(self, *names: str) -> Room:
        """Open the meeting with those who are there."""
        if names:
            self.come(*names)
        services.open_meeting(
            self.meeting, called_elsewhere=True, at=at(18, 1), actor=self.actor
        )
        return self

    def do(self, act: str, *args: Any, when: dt.datetime | None = None, **more: Any) -> Any:
        """Do an act of the services as the secretary."""
        return getattr(services, act)(*args, at=when or at(18, 30), actor=self.actor, **more)

    def begin(self, item: AgendaItem, when: dt.datetime | None = None) -> None:
        """Go to an item."""
        self.do("begin_item", item, when=when or at(18, 10))

    def propose(self, item: AgendaItem, kind: ProposalKind, mover: str, **more: Any) -> Any:
        """Enter a proposal."""
        return self.do(
            "propose", item, kind=kind, mover=self.who(mover), when=at(18, 20), **more
        )

    def vote(self, item: AgendaItem, found: str, **choices: VoteChoice) -> Any:
        """Put the next question and settle it by a roll call; give the ballot."""
        question = self.do("put_question", item, found=found, confirmed=False)
        ballot = self.do("open_ballot", question, method=BallotMethod.ROLL_CALL, key=uuid4())
        for name, choice in choices.items():
            self.do("cast_vote", ballot, self.who(name), choice=choice, key=uuid4())
        return ballot

    def serving(self) -> dict[str, str]:
        """Give who serves just now, and for whom, by given name."""
        rows = PresenceInterval.objects.filter(
            participation__meeting=self.meeting, to_at__isnull=True, serving=True
        ).select_related("participation", "serving_for")
        return {
            each.participation.name.split()[0]: (
                each.serving_for.name.split()[0] if each.serving_for else ""
            )
            for each in rows
        }


def council(town: Town, size: int, *, substitutes: int = 2) -> Body:
    """Fill the council with members of two parties, three to two, and substitutes."""
    body = town.body("KF")
    parties = [Party.objects.get(abbreviation=each) for each in ("M", "M", "M", "S", "S")]
    secretary = town.person("ingrid")
    secretary.employments.get().serves.add(body)
    for number in range(size):
        _seat(body, parties[number % 5], number, _role(number))
    for number in range(substitutes):
        for party in (parties[0], parties[4]):
            _seat(body, party, 500 + number, PositionRole.SUBSTITUTE, order=number + 1)
    return body


def _role(number: int) -> PositionRole:
    named = {0: PositionRole.CHAIR, 3: PositionRole.SECOND_VICE_CHAIR}
    return named.get(number, PositionRole.MEMBER)


def _seat(
    body: Body, party: Party, number: int, role: PositionRole, order: int | None = None
) -> None:
    given, family = f"Person{number}", f"Provsson{party.abbreviation}"
    person = Person.objects.create(
        given_name=given,
        family_name=family,
        sort_key=sort_key(f"{family} {given}"),
    )
    Mandate.objects.create(
        person=person,
        body=body,
        role=role,
        party=party,
        substitute_order=order,
        valid_from=BEGAN,
        valid_to=ENDS,
    )


def assembly(town: Town, size: int, *, items: int = 1) -> SimpleNamespace:
    """A council in session, everybody there: the room, its members and substitutes."""
    council(town, size)
    room = Room(town, "KF", items=items, actor=town.actor("ingrid"))
    everyone = sorted(room.people.values(), key=lambda each: (each.seat, each.pk))
    members = [each for each in everyone if each.seat == "member"]
    services.note_arrivals(members, at=at(18), actor=room.actor)
    room.open()
    return SimpleNamespace(
        room=room,
        members=members,
        substitutes=[each for each in everyone if each.seat == "substitute"],
        item=room.items[0],
    )
