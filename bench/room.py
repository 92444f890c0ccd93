"""A council's meeting of 200 items, each with a case, and 61 members in the room.

Written in bulk beside the large municipality, once: one item is being handled, with
proposals and a roll call that sixty have answered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from hashlib import sha256
from itertools import count
from uuid import uuid4

import typst
from django.test import Client
from django.urls import reverse

from bench.crowd import with_crowd
from bench.results import Result
from bench.timing import median_ms, medians_ms
from samspel.access.models import User
from samspel.cases.enums import StepKind
from samspel.cases.models import Case, CaseStep
from samspel.documents import storage
from samspel.documents.models import Document
from samspel.foundation.swedish import search_key, sort_key
from samspel.meetings.enums import ItemState, MeetingState, SeatKind
from samspel.meetings.models import (
    AgendaAttachment,
    AgendaItem,
    AgendaPlacement,
    Ballot,
    BallotVote,
    ItemHandling,
    Meeting,
    Participation,
    PresenceInterval,
    Proposal,
    PutQuestion,
    Seconding,
    Sitting,
)
from samspel.meetings.pack import compose
from samspel.meetings.pack.shape import Pack
from samspel.meetings.queries.packing import gathered
from samspel.people.enums import PositionRole
from samspel.people.models import Body, Employment, Mandate, Party, Person

ITEMS, SEATS = 200, 61
NUMBER = 901
AT = dt.datetime(2026, 11, 16, 17, 0, tzinfo=dt.UTC)


def council_meeting() -> Meeting:
    """Give the meeting, written the first time it is asked for."""
    council = Body.objects.get(short_name="KF")
    found = Meeting.objects.filter(body=council, number=NUMBER).first()
    return found or _write(council)


def _write(council: Body) -> Meeting:
    clerk = Employment.objects.get(function=PositionRole.SECRETARY)
    clerk.serves.add(council)
    meeting = Meeting.objects.create(
        body=council,
        year=2026,
        number=NUMBER,
        starts_at=AT,
        ends_at=AT + dt.timedelta(hours=5),
        place="Sessionssalen",
        state=MeetingState.CALLED,
        dispatch_deadline_at=AT - dt.timedelta(days=10),
        notice_on=dt.date(2026, 11, 6),
        approval_on=dt.date(2026, 11, 27),
        dispatched_at=AT - dt.timedelta(days=10),
    )
    items = _items(meeting)
    _papers(items)
    people = _people(meeting)
    _sitting(meeting, people)
    _handled(items[100], people)
    return meeting


def _cases(meeting: Meeting) -> list[Case]:
    """Register a case for each item, which the council decides and has in hand."""
    board = Body.objects.get(short_name="KS")
    cases = Case.objects.bulk_create(
        Case(
            body=board,
            series=2026,
            number=number,
            registry_number=f"KS 2026/{number}",
            title=f"Ärende {number} om något som fullmäktige beslutar",
            search_key=search_key(f"KS 2026/{number}"),
            deciding_body=meeting.body,
            opened_on=dt.date(2026, 3, 2),
            opened_at=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC),
        )
        for number in range(1, ITEMS + 1)
    )
    CaseStep.objects.bulk_create(
        CaseStep(
            case=case,
            order=1,
            kind=StepKind.COUNCIL,
            body=meeting.body,
            begun_at=case.opened_at,
        )
        for case in cases
    )
    return cases


def _items(meeting: Meeting) -> list[AgendaItem]:
    done, cases = 100, _cases(meeting)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            body=meeting.body,
            meeting=meeting,
            position=number,
            title=f"Ärende {number} om något som fullmäktige beslutar",
            text="Ärendet är berett av kommunstyrelsen.",
            state=ItemState.HANDLED if number <= done else ItemState.PLACED,
            handled_at=AT + dt.timedelta(minutes=number) if number <= done else None,
            paragraph=f"§ {number}" if number <= done else "",
            ready_at=AT - dt.timedelta(days=20),
            key=f"bench.room:{number}",
            case=cases[number - 1],
        )
        for number in range(1, ITEMS + 1)
    )
    AgendaPlacement.objects.bulk_create(
        AgendaPlacement(item=item, meeting=meeting, placed_at=item.ready_at) for item in items
    )
    ItemHandling.objects.bulk_create(
        ItemHandling(
            item=item,
            case_number=f"KS 2026/{number}",
            draft_origin="Kommunstyrelsen",
            draft_points=["Förslaget antas.", "Kostnaden tas ur budgeten."],
            begun_at=AT + dt.timedelta(minutes=number) if number <= done + 1 else None,
            ended_at=AT + dt.timedelta(minutes=number + 1) if number <= done else None,
        )
        for number, item in enumerate(items, 1)
    )
    return items


def _papers(items: list[AgendaItem]) -> None:
    """Give every item a paper of two pages; each says which it is."""
    for item in items:
        source = f"= Tjänsteskrivelse {item.position}\n#lorem(300)\n#pagebreak()\n#lorem(200)"
        content = typst.compile(source.encode())
        assert isinstance(content, bytes)
        stored = storage.put([content])
        document = Document.objects.create(
            owner_type="meetings.agendaitem",
            owner_id=item.pk,
            name=f"Tjänsteskrivelse {item.position}.pdf",
            file_type="pdf",
            size=stored.size,
            sha256=sha256(content).hexdigest(),
            uploaded_by_name="bench",
            uploaded_at=AT,
        )
        AgendaAttachment.objects.create(item=item, document=document, title="Tjänsteskrivelse")


def _people(meeting: Meeting) -> list[Participation]:
    parties = list(Party.objects.order_by("pk"))
    persons = Person.objects.bulk_create(
        Person(
            given_name=f"Ledamot{number}",
            family_name="Ek",
            sort_key=sort_key(f"Ek Ledamot{number}"),
            search_key=search_key(f"Ledamot{number} Ek"),
        )
        for number in range(SEATS)
    )
    roles = [PositionRole.CHAIR, *[PositionRole.MEMBER] * (SEATS - 1)]
    mandates = Mandate.objects.bulk_create(
        Mandate(
            person=person,
            body=meeting.body,
            role=role,
            party=parties[number % len(parties)],
            valid_from=dt.date(2023, 1, 1),
            valid_to=dt.date(2027, 1, 1),
        )
        for number, (person, role) in enumerate(zip(persons, roles, strict=True))
    )
    return Participation.objects.bulk_create(
        Participation(
            meeting=meeting,
            person=mandate.person,
            mandate=mandate,
            seat=SeatKind.MEMBER,
            name=mandate.person.name,
            party=mandate.party.abbreviation if mandate.party else "",
            role=mandate.role,
            order=number,
        )
        for number, mandate in enumerate(mandates)
    )


def _sitting(meeting: Meeting, people: list[Participation]) -> None:
    Sitting.objects.create(
        meeting=meeting, opened_at=AT, is_public=True, seat_count=SEATS, chair=people[0]
    )
    PresenceInterval.objects.bulk_create(
        PresenceInterval(participation=each, from_at=AT, serving=True) for each in people
    )


def _handled(item: AgendaItem, people: list[Participation]) -> None:
    """Let the item be in the middle of a roll call, with proposals that many have joined."""
    kinds = ("approval", "amendment", "amendment", "addition")
    proposals = Proposal.objects.bulk_create(
        Proposal(
            item=item,
            number=number,
            kind=kind,
            text="" if kind == "approval" else f"Så ska det i stället lyda ({number}).",
            mover=people[number],
            made_at=AT,
        )
        for number, kind in enumerate(kinds, 1)
    )
    Seconding.objects.bulk_create(
        Seconding(proposal=proposal, participation=person)
        for proposal in proposals
        for person in people[10:18]
    )
    sides = [("draft", "Kommunstyrelsen"), (f"p{proposals[1].pk}", people[2].printed)]
    question = PutQuestion.objects.create(
        item=item,
        number=1,
        kind="main",
        alternatives=[{"key": key, "label": label, "proposals": []} for key, label in sides],
        found="draft",
        put_at=AT,
    )
    ballot = Ballot.objects.create(
        question=question,
        method="roll_call",
        yes_key="draft",
        no_key=sides[1][0],
        opened_at=AT,
        key=uuid4(),
    )
    BallotVote.objects.bulk_create(
        BallotVote(
            ballot=ballot,
            participation=each,
            choice="yes" if number % 2 else "no",
            cast_at=AT,
            key=uuid4(),
        )
        for number, each in enumerate(people[1:])
    )


def meeting_page_200() -> Result:
    """The workbench of the secretary: 200 items with cases, 61 present, a roll call going on."""
    from bench.measures import _empty_ms, _statements  # noqa: PLC0415  measures lists this

    meeting = council_meeting()
    secretary = User.objects.get(person__employments__function=PositionRole.SECRETARY)
    client = Client()
    client.force_login(secretary)
    address = reverse("meetings:room", args=[meeting.uuid])
    if client.get(address).status_code != 200:
        raise SystemExit(f"meeting_page_200: {address} svarade inte")
    statements = _statements(client, address)
    value = median_ms(lambda: client.get(address))
    share = value / _empty_ms()
    result = Result("meeting_page_200", value, "ms", ITEMS, statements, share, "en tom vy")
    return with_crowd(result, client, address)


def notice_pack_200() -> Result:
    """The notice as one file: 200 items with a paper of two pages each, 600 pages and more."""
    meeting = council_meeting()
    storage.root().mkdir(parents=True, exist_ok=True)
    pack, turn = gathered(meeting).pack, count(1)

    def another(pack: Pack) -> Pack:
        # Another foot each time: else the compiler would remember the whole drawing.
        return replace(pack, foot=f"{pack.foot} ({next(turn)})")

    value, alone = medians_ms(
        lambda: compose.made(another(gathered(meeting).pack)),
        lambda: compose.drawn_only(another(pack)),
        runs=3,
    )
    return Result(
        "notice_pack_200",
        value,
        "ms",
        ITEMS,
        share=value / alone,
        reference=f"bara Typst på samma innehåll ({alone:.0f} ms)",
    )
