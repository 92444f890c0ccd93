"""A meeting played on the real services, from the opening to the dispatch."""

from __future__ import annotations

import datetime as dt

from samspel.access.models import User
from samspel.meetings import services
from samspel.meetings.enums import ProposalKind
from samspel.meetings.models import AgendaItem, Meeting, Minutes, Participation
from samspel.people.enums import PositionRole
from samspel.people.models import Mandate, Party, Term
from tests.cast import BEGAN, ENDS, Town
from tests.meetings.acting import NOW, clock

AVAILABLE = "Kommunkansliet, Storgatan 1"
SIGNERS = ("ingrid", "karin", "perolof", "lena", "ulla", "gunnar", "larsake")


def seat(
    town: Town,
    short: str,
    *seats: tuple[str, PositionRole, str],
    valid_from: dt.date = BEGAN,
) -> None:
    """Elect persons to a body that the cast leaves empty, or from a later day to another."""
    for name, role, party in seats:
        Mandate.objects.create(
            person=town.person(name),
            body=town.body(short),
            term=Term.objects.get(name="2023–2026"),
            role=role,
            party=Party.objects.get(abbreviation=party),
            valid_from=valid_from,
            valid_to=ENDS,
            elected_by="Kommunfullmäktige",
            elected_on=dt.date(2022, 11, 28),
            elected_paragraph="§ 102",
        )


def seat_the_committee(town: Town) -> None:
    """Elect the executive board's working committee: three, from both sides."""
    seat(
        town,
        "KSAU",
        ("karin", PositionRole.CHAIR, "M"),
        ("perolof", PositionRole.SECOND_VICE_CHAIR, "S"),
        ("ulla", PositionRole.MEMBER, "M"),
    )


def seat_the_council(town: Town) -> None:
    """Elect a small council: four members."""
    seat(
        town,
        "KF",
        ("karin", PositionRole.CHAIR, "M"),
        ("perolof", PositionRole.FIRST_VICE_CHAIR, "S"),
        ("lena", PositionRole.MEMBER, "V"),
        ("ulla", PositionRole.MEMBER, "M"),
    )


def serve_everybody(town: Town) -> None:
    """Let the cast's secretary serve the working committee and the council too."""
    employment = User.objects.get(email="ingrid@lindakra.example").person.employments.get()
    employment.serves.add(town.body("KSAU"), town.body("KF"))


class Room:
    """A body's meeting on a morning before now; every act comes a minute after the last."""

    def __init__(
        self, town: Town, short: str = "KS", *, day: int = 11, present: str = ""
    ) -> None:
        self.town, self.body = town, town.body(short)
        self.clock = clock(11, day, 8)
        self.meeting: Meeting = services.plan_meeting(
            self.body,
            starts_at=self.clock,
            ends_at=clock(11, day, 10),
            place="Sessionssalen",
            at=clock(10, 1),
            actor=self.secretary,
        )
        self.present = present.split()

    @property
    def secretary(self):
        return self.town.actor("ingrid")

    def now(self) -> dt.datetime:
        self.clock += dt.timedelta(minutes=1)
        return self.clock

    def item(self, title: str, key: str = "", **facts: object) -> AgendaItem:
        item = services.open_item(
            self.body,
            title=title,
            ready_at=clock(10, 1),
            key=key or f"test:{title}",
            actor=self.secretary,
            is_closed=bool(facts.pop("is_closed", False)),
            attachments=facts.pop("attachments", ()),
        )
        return self.describe(item, **facts)

    def describe(self, item: AgendaItem, **facts: object) -> AgendaItem:
        if facts:
            services.describe_item(item, at=self.now(), actor=self.secretary, **facts)
        return item

    def begin(self) -> None:
        services.prepare_attendance(self.meeting, at=self.now(), actor=self.secretary)
        wanted = [self.seat_of(name) for name in self.present]
        services.note_arrivals(wanted, at=self.now(), actor=self.secretary)
        services.open_meeting(
            self.meeting, called_elsewhere=True, at=self.now(), actor=self.secretary
        )

    def seat_of(self, name: str) -> Participation:
        return Participation.objects.get(meeting=self.meeting, person=self.town.person(name))

    def propose(self, item: AgendaItem, kind: ProposalKind, mover: str, *others: str, text=""):
        return services.propose(
            item,
            kind=kind,
            mover=self.seat_of(mover),
            seconders=[self.seat_of(each) for each in others],
            text=text,
            at=self.now(),
            actor=self.secretary,
        )

    def put(self, item: AgendaItem, found: str) -> None:
        services.put_question(item, found=found, at=self.now(), actor=self.secretary)

    def take_up(self, item: AgendaItem) -> None:
        services.begin_item(item, at=self.now(), actor=self.secretary)

    def conclude(self, item: AgendaItem):
        return services.conclude_item(item, at=self.now(), actor=self.secretary)

    def decide(
        self, item: AgendaItem, kind: ProposalKind = ProposalKind.APPROVAL, *, mover="", text=""
    ):
        """Handle an item by one proposal, of whoever comes first on the list."""
        self.take_up(item)
        proposal = self.propose(item, kind, mover or self.present[0], text=text)
        self.put(item, "draft" if kind == ProposalKind.APPROVAL else proposal.key)
        return self.conclude(item)

    def close(self) -> None:
        services.close_meeting(self.meeting, at=self.now(), actor=self.secretary)


def start_numbers_after(town: Town, short: str, last: int) -> None:
    """Enter an earlier decision, so that the meeting's first § is the next number."""
    services.record_decision(
        town.body(short),
        decided_on=dt.date(2026, 10, 1),
        paragraph=str(last),
        title="Ett tidigare beslut",
        text="Detta beslutades tidigare.",
        at=NOW,
        actor=town.actor("ingrid"),
    )


def ready(town: Town, room: Room, *approvers: str) -> Minutes:
    """Minutes begun, with approvers named and a place where they are available."""
    services.change_minutes_settings(
        room.body, actor=town.actor("ingrid"), available_at=AVAILABLE
    )
    return services.begin_minutes(
        room.meeting,
        approvers=[town.person(each) for each in approvers],
        at=NOW,
        actor=town.actor("ingrid"),
    )


def sign(town: Town, minutes: Minutes, name: str, at: dt.datetime = NOW):
    minutes.refresh_from_db()
    return services.sign_minutes(
        minutes,
        text_sha256=minutes.text_sha256,
        second_step_at=at,
        at=at,
        actor=town.actor(name),
    )


def approve(town: Town, minutes: Minutes, at: dt.datetime = NOW) -> Minutes:
    """Everybody signs, in order."""
    names = {town.person(name).pk: name for name in SIGNERS}
    for each in minutes.approvers.all():
        sign(town, minutes, names[each.person_id], at)
    minutes.refresh_from_db()
    return minutes


def approved(town: Town, room: Room, approver: str = "perolof") -> Minutes:
    """The meeting's minutes written, sent out and signed by everybody."""
    minutes = ready(town, room, approver)
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    return approve(town, minutes)


def small_meeting(town: Town) -> tuple[Room, AgendaItem]:
    """The executive board, one contested item that is decided."""
    room = Room(town, present="karin perolof lena ulla")
    item = room.item(
        "Riktlinje för torget",
        case_number="KS 2026/9",
        summary="Torget behöver regler.",
        draft_origin="arbetsutskottet",
        draft_points=["Riktlinjen antas."],
    )
    room.begin()
    room.take_up(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    room.propose(item, ProposalKind.APPROVAL, "ulla", "perolof")
    room.put(item, "draft")
    room.conclude(item)
    room.close()
    item.refresh_from_db()
    return room, item
