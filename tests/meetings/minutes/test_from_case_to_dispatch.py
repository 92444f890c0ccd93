"""Two real extracts played from the opening of the case to the dispatch, part by part.

What the extracts hold stands as data in tests/meetings/data, so that the proof does not
need them; persons and texts are invented.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from samspel.cases import services as cases
from samspel.cases.enums import CaseState, StepKind
from samspel.cases.models import Assignment, Case, CaseStep
from samspel.foundation.swedish import sort_key
from samspel.meetings import services
from samspel.meetings.calculation.minutes import ParagraphText, PartKey, texts_of
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums import ProposalKind
from samspel.meetings.models import AgendaItem, Dispatch
from samspel.meetings.services.dispatching import extract_text
from samspel.messaging.models import Delivery
from samspel.people.enums import PositionRole
from samspel.people.models import Party
from tests.cases.acting import PDF, upload
from tests.meetings.acting import NOW, clock, told
from tests.meetings.minutes.playing import (
    Room,
    approved,
    seat,
    seat_the_committee,
    seat_the_council,
    serve_everybody,
    start_numbers_after,
)
from tests.meetings.minutes.reading import expected, headings, in_order


def said(paragraph: ParagraphText, heading: str) -> str:
    part = next(each for each in paragraph.parts if each.heading == heading)
    return " ".join(" ".join(texts_of(part.blocks)).split())


def require_earlier(
    paragraph: ParagraphText, steps: list[dict[str, Any]], gave: dict[str, str]
) -> None:
    """Say of every earlier step who, on which day, under which § and what it gave."""
    for step in steps:
        text = said(paragraph, step["in"])
        assert step["body"] in text
        assert str(step.get("played", step["day"])) in text
        assert step.get("paragraph", "") in text
        assert gave[step["gives"]] in text


def seat_all_parties(town) -> None:
    """Elect to the board from two more parties, so that five take part in the debate."""
    for short, name in (("MP", "Miljöpartiet"), ("SD", "Sverigedemokraterna")):
        Party.objects.create(name=name, abbreviation=short, sort_key=sort_key(name))
    seat(town, "KS", ("bo", PositionRole.MEMBER, "MP"), ("larsake", PositionRole.MEMBER, "SD"))


def _opened(town, title: str, **facts: object) -> Case:
    return cases.open_case(
        town.body("KS"),
        title=title,
        responsible=town.person("johan"),
        at=NOW - dt.timedelta(days=45),
        actor=town.actor("ingrid"),
        **facts,
    )


def _put(town, case: Case, room: Room, **facts: object) -> AgendaItem:
    """Put the case on the meeting's agenda, a month before."""
    item = services.put_case(
        case, room.body, meeting=room.meeting, at=clock(10, 6), actor=town.actor("ingrid")
    )
    return room.describe(item, **facts)


def _moved_to(room: Room, item: AgendaItem, town) -> AgendaItem:
    """Place the item on the meeting, which was planned after it had come."""
    item.refresh_from_db()
    if item.meeting_id == room.meeting.pk:
        return item
    at = room.clock - dt.timedelta(days=1)
    return services.place_item(item, room.meeting, at=at, actor=town.actor("ingrid"))


def _dispatched(town, minutes, item: AgendaItem) -> list[Dispatch]:
    extract = services.make_extract(minutes, item, at=NOW, actor=town.actor("ingrid"))
    to = [Recipient(e.name, e.address, e.is_internal) for e in item.recipients.all()]
    return services.send_extract(extract, to, at=NOW, actor=town.actor("ingrid"))


def _chain(case: Case) -> list[list[str]]:
    steps = CaseStep.objects.filter(case=case).order_by("order").select_related("body")
    return [[each.kind, each.body.short_name if each.body else ""] for each in steps]


def test_138_from_the_case_by_the_working_committee_and_the_board_to_the_council(town):
    model = expected("utdrag_beslut_forst")
    serve_everybody(town)
    seat_the_committee(town)
    seat_the_council(town)

    # The case, its papers, and the referral behind it.
    case = _opened(town, "Roller och samspel – överenskommelse", deciding_body=town.body("KF"))
    for number, title in enumerate(model["basis"]):
        paper = upload(content=PDF + str(number).encode())
        cases.add_paper(case, paper, title=title, actor=town.actor("johan"), at=clock(10, 1))
    cases.move_case(
        case,
        kind=StepKind.REFERRAL,
        text="Nämnder och partier får förslaget.",
        actor=town.actor("johan"),
        at=clock(10, 2),
    )

    # The working committee changes the draft, and proposes to the board.
    start_numbers_after(town, "KSAU", 112)
    room = Room(town, "KSAU", day=3, present="karin perolof ulla")
    item = _put(
        town,
        case,
        room,
        summary="Överenskommelsen säger vem som svarar för vad.",
        draft_origin="kansliet",
        draft_points=["Överenskommelsen antas."],
    )
    room.begin()
    room.decide(item, ProposalKind.AMENDMENT, text="Överenskommelsen antas med en ändring.")
    room.close()
    approved(town, room)

    # The board has the item by itself, with its papers and where it has been.
    passed = AgendaItem.objects.get(body=town.body("KS"))
    assert passed.title == item.title
    start_numbers_after(town, "KS", 137)
    board = Room(town, "KS", day=11, present="karin perolof lena ulla")
    passed = _moved_to(board, passed, town)
    assert passed.handling.draft_origin == "arbetsutskottet"
    board.describe(
        passed,
        recipients=[
            Recipient("Handläggare", "johan@lindakra.example"),
            Recipient("Länsstyrelsen", "registrator@lan.example", is_internal=False),
        ],
    )
    services.note_assignment(
        passed,
        text="Följ upp överenskommelsen",
        owner=town.person("johan"),
        due_on=dt.date(2027, 6, 1),
        at=NOW,
        actor=town.actor("ingrid"),
    )
    board.begin()
    board.decide(passed)
    board.close()
    minutes = approved(town, board)

    # The extract, part by part.
    one = extract_text(minutes, passed.pk).paragraphs[0]
    changed = "Överenskommelsen antas med en ändring."
    assert one.heading[0] == model["paragraph"]
    assert one.heading[1].endswith(f"({case.registry_number})")
    assert in_order(model["headings"], headings(one))
    decision = said(one, "Beslut")
    assert decision.startswith(
        f"{model['decision']['by']} föreslår att {model['decision']['proposes_to']}"
    )
    assert decision.endswith(changed)
    require_earlier(one, model["earlier"], {"change": f"föreslog: {changed}"})
    remitted = said(one, model["referral"]["in"])
    assert "Ärendet har varit på remiss" in remitted
    assert all(each in remitted.casefold() for each in model["referral"]["to"])
    assert remitted.index("remiss") < remitted.index(changed), "in the order of the days"
    mover = model["movers"][0]
    assert said(one, "Yrkanden").startswith(mover["role"])
    assert f"{mover['wants']} till {mover['to']}" in said(one, "Yrkanden")
    assert model["recipients"][0] in said(one, "Expedieras till")
    basis = one.part(PartKey.BASIS).blocks[0].items
    first = model["basis_first"]
    assert basis[0].startswith(f"Protokollsutdrag {first['body']}")
    assert basis[0].endswith(first["paragraph"])
    assert list(basis[1:]) == model["basis"]
    assert len(basis) == model["basis_count"]
    assert all(any(day in each for each in basis) for day in model["basis_days"])
    assert model["last_line_says"] in one.parts[-1].blocks[0].text

    # Dispatched inside and outside, with receipt.
    sent = _dispatched(town, minutes, passed)
    assert [each.person_id for each in sent] == [town.person("johan").pk, None]
    assert told("johan", town=town, kind="meetings.extract") != []
    letter = Delivery.objects.get(address="registrator@lan.example")
    assert letter.letter["enclosures"][0]["media_type"] == "application/pdf"
    assert _dispatched(town, minutes, passed) == []
    services.acknowledge(sent[0], at=NOW, actor=town.actor("johan"))
    assert Dispatch.objects.filter(received_at__isnull=False).count() == 1

    # The council has the item by itself; the follow-up is open, with its decision.
    council = AgendaItem.objects.get(body=town.body("KF"))
    assert council.title == item.title
    assert council.handling.draft_origin == "Kommunstyrelsen"
    assert council.attachments.count() == model["basis_count"] + 1
    assignment = Assignment.objects.get()
    assert (assignment.text, assignment.owner) == (
        "Följ upp överenskommelsen",
        town.person("johan"),
    )
    assert assignment.citation == "Kommunstyrelsen 2026-11-11 § 138"

    # The council decides; when nothing is left to do the case is closed by itself.
    evening = Room(town, "KF", day=12, present="karin perolof lena ulla")
    council = _moved_to(evening, council, town)
    evening.describe(council, recipients=[Recipient("Handläggare", "johan@lindakra.example")])
    evening.begin()
    evening.decide(council)
    evening.close()
    _dispatched(town, approved(town, evening), council)
    case.refresh_from_db()
    assert case.state == CaseState.DECIDED
    cases.report_back(
        assignment,
        text="Uppföljningen är gjord.",
        is_final=True,
        actor=town.actor("johan"),
        at=NOW + dt.timedelta(days=1),
    )
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    assert _chain(case) == model["chain"]


def test_146_two_for_rejection_three_for_approval_and_a_note(town):
    model = expected("utdrag_beslut_sist")
    serve_everybody(town)
    seat_the_committee(town)
    seat_all_parties(town)
    cases.set_pattern(
        town.body("KS"), pattern="{år}.{nummer} {organ}", code="KS", actor=town.actor("ingrid")
    )

    # An earlier decision gives the assignment; the report answers it.
    case = _opened(
        town,
        "Riktlinje för samspel",
        citation="Kommunstyrelsen 2022-02-07 § 17",
        text="att ge kansliet i uppdrag att ta fram en riktlinje",
    )
    report = cases.begin_report(case, actor=town.actor("ingrid"), at=clock(10, 2))
    cases.write_report(
        report,
        title="Riktlinje för samspel",
        sections={
            "sammanfattning": "Riktlinjen beskriver rollerna.",
            "overvaganden": "Ett förslag är framtaget.",
        },
        proposal="Riktlinjen antas.",
        checked=range(len(report.checklist)),
        actor=town.actor("ingrid"),
        at=clock(10, 3),
    )
    services.change_minutes_settings(
        town.body("KS"), actor=town.actor("ingrid"), layout="beslut_sist"
    )
    cases.finish_report(report, actor=town.actor("ingrid"), at=clock(10, 5))

    # The working committee prepares it, and proposes to the board.
    start_numbers_after(town, "KSAU", 162)
    before = Room(town, "KSAU", day=3, present="karin perolof ulla")
    prepared = _put(town, case, before, draft_origin="kansliet")
    before.begin()
    before.decide(prepared)
    before.close()
    approved(town, before)

    # The board: two wants, one question, and a note.
    start_numbers_after(town, "KS", 145)
    room = Room(town, "KS", present="karin perolof lena ulla mikael bo larsake")
    item = _moved_to(room, AgendaItem.objects.get(body=town.body("KS")), town)
    room.describe(
        item,
        recipients=[Recipient("Handläggare", "johan@lindakra.example")],
    )
    room.begin()
    room.take_up(item)
    room.propose(item, ProposalKind.REJECTION, "lena", "bo")
    room.propose(item, ProposalKind.APPROVAL, "larsake", "perolof", "ulla")
    room.put(item, "draft")
    room.conclude(item)
    services.note_opinion(
        item,
        room.seat_of("bo"),
        text="Frågan borde ha fått ett eget ärende.",
        at=room.now(),
        actor=room.secretary,
    )
    room.close()
    minutes = approved(town, room)

    one = extract_text(minutes, item.pk).paragraphs[0]

    number = f"{model['paragraph']}  {case.registry_number}"
    assert case.registry_number == "2026.1 KS"
    assert one.heading == (number, "Riktlinje för samspel")
    assert in_order(model["headings"], headings(one))
    require_earlier(
        one,
        model["earlier"],
        {
            "assignment": "§ 17 att ge kansliet i uppdrag att ta fram en riktlinje.",
            "statement": "lämnat följande yttrande",
            "proposal": "föreslog: Riktlinjen antas.",
        },
    )
    assert "Ett förslag är framtaget." in said(one, "Beredning")
    wanted = re.split(r"(?<=\.) ", said(one, "Förslag till beslut på sammanträdet"))
    assert len(wanted) == len(model["movers"])
    for sentence, mover in zip(wanted, model["movers"], strict=True):
        assert re.findall(r"\((\w+)\)", sentence) == mover["parties"]
        assert len(mover["parties"]) == mover["count"]
        assert f"yrkar {mover['wants']} " in sentence
        assert sentence.endswith("arbetsutskottets förslag.")
    putting = said(one, "Beslutsgång")
    assert putting.startswith(model["putting"]["by"])
    assert f"beslutar att {model['putting']['finds']}" in putting
    assert said(one, "Beslut") == "Riktlinjen antas."
    assert re.findall(r"\((\w+)\)", said(one, "Anteckning")) == [
        each["party"] for each in model["notes"]
    ]
    assert "ett eget ärende" in said(one, "Anteckning")
    assert [each.person_id for each in _dispatched(town, minutes, item)] == [
        town.person("johan").pk
    ]
    assert _chain(case) == model["chain"]
