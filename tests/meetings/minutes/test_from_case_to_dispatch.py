"""Two real extracts played from the opening of the case to the dispatch, part by part.

What the extracts hold stands as data in tests/meetings/data, so that the proof does not
need them; persons and texts are invented.
"""

from __future__ import annotations

import datetime as dt

from samspel.cases import services as cases
from samspel.cases.models import Assignment, CaseStep
from samspel.meetings import services
from samspel.meetings.calculation.minutes import ParagraphText, PartKey, texts_of
from samspel.meetings.calculation.record import PreparationStep, Recipient
from samspel.meetings.enums import PreparationKind, ProposalKind
from samspel.meetings.models import AgendaItem, Dispatch
from samspel.meetings.services.dispatching import extract_text
from samspel.messaging.models import Delivery
from samspel.people.enums import PositionRole
from tests.meetings.acting import NOW, told
from tests.meetings.minutes.playing import (
    Room,
    approve,
    ready,
    seat,
    serve_everybody,
    start_numbers_after,
)
from tests.meetings.minutes.reading import expected, headings, in_order

_PAPERS = [
    ("§113 KSAU Roller och samspel", "/a/1"),
    ("Kansliets tjänsteskrivelse 2026-05-12", "/a/2"),
    ("Överenskommelse till KS 260603", "/a/3"),
    ("Instruktion för kommundirektör", "/a/4"),
    ("§ 35 Remissvar Miljö- och byggnämnd", "/a/5"),
    ("Socialnämndens beslut 2025-12-11", "/a/6"),
    ("Socialförvaltningens tjänsteskrivelse 2025-11-13", "/a/7"),
    ("Remissvar från Centerpartiet", "/a/8"),
    ("§96 bun Remiss", "/a/9"),
    ("20251104 Remissvar BUA 251111", "/a/10"),
    ("Remissvar från Moderaterna", "/a/11"),
    ("Tekniska nämndens beslut 2025-10-21 § 114", "/a/12"),
    ("Följebrev (1/2)", "/a/13"),
    ("Följebrev (2/2)", "/a/14"),
]


def said(paragraph: ParagraphText, heading: str) -> str:
    part = next(each for each in paragraph.parts if each.heading == heading)
    return " ".join(" ".join(texts_of(part.blocks)).split())


def test_138_from_the_case_by_the_working_committee_and_the_board_to_the_council(town):
    model = expected("utdrag_beslut_forst")
    serve_everybody(town)
    seat(
        town,
        "KSAU",
        ("karin", PositionRole.CHAIR, "M"),
        ("perolof", PositionRole.SECOND_VICE_CHAIR, "S"),
        ("ulla", PositionRole.MEMBER, "M"),
    )
    case = cases.open_case(
        town.body("KS"),
        title="Roller och samspel",
        responsible=town.person("johan"),
        at=NOW - dt.timedelta(days=20),
        actor=town.actor("ingrid"),
    )

    # The working committee changes the draft, and proposes to the board.
    start_numbers_after(town, "KSAU", 112)
    room = Room(town, "KSAU", day=3, present="karin perolof ulla")
    item = room.item(
        "Roller och samspel – överenskommelse",
        case_number=case.registry_number,
        summary="Överenskommelsen säger vem som svarar för vad.",
        draft_origin="kansliet",
        draft_points=["Överenskommelsen antas."],
        proposes_to="Kommunstyrelsen",
    )
    room.begin()
    room.take_up(item)
    proposal = room.propose(
        item, ProposalKind.AMENDMENT, "karin", text="Överenskommelsen antas med en ändring."
    )
    room.put(item, proposal.key)
    room.conclude(item)
    room.close()
    committee = ready(town, room, "perolof")
    services.send_out(committee, at=NOW, actor=town.actor("ingrid"))
    approve(town, committee)

    # The board has the item by itself, with where it has been.
    passed = AgendaItem.objects.get(body=town.body("KS"))
    assert passed.title == item.title
    start_numbers_after(town, "KS", 137)
    board = Room(town, "KS", day=11, present="karin perolof lena ulla")
    passed.refresh_from_db()
    if passed.meeting_id != board.meeting.pk:
        passed = _move_into(board, passed, town)
    board.describe(
        passed,
        proposes_to="Kommunfullmäktige",
        draft_origin="arbetsutskottet",
        recipients=[
            Recipient("Handläggare", "johan@lindakra.example"),
            Recipient("Länsstyrelsen", "registrator@lan.example", is_internal=False),
        ],
    )
    for title, url in _PAPERS:
        services.attach(passed, title=title, url=url, actor=town.actor("ingrid"))
    services.note_assignment(
        passed,
        text="Följ upp överenskommelsen",
        owner=town.person("johan"),
        due_on=dt.date(2027, 6, 1),
        at=NOW,
        actor=town.actor("ingrid"),
    )
    board.begin()
    board.take_up(passed)
    board.propose(passed, ProposalKind.APPROVAL, "karin")
    board.put(passed, "draft")
    board.conclude(passed)
    board.close()
    minutes = ready(town, board, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    approve(town, minutes)

    # The extract, part by part.
    one = extract_text(minutes, passed.pk).paragraphs[0]
    assert one.heading[0] == model["paragraph"]
    assert one.heading[1].endswith(f"({case.registry_number})")
    assert in_order(model["headings"], headings(one))
    decision = said(one, "Beslut")
    assert decision.startswith(
        f"{model['decision']['by']} föreslår att {model['decision']['proposes_to']}"
    )
    assert model["earlier"][0]["body"] in said(one, "Sammanfattning")
    assert "§113" in said(one, "Sammanfattning")
    mover = model["movers"][0]
    assert said(one, "Yrkanden").startswith(mover["role"])
    assert f"{mover['wants']} till {mover['to']}" in said(one, "Yrkanden")
    assert model["recipients"][0] in said(one, "Expedieras till")
    basis = one.part(PartKey.BASIS).blocks[0].items
    papers = [each for each in basis if not each.startswith("Protokollsutdrag")]
    assert len(papers) == model["basis_count"]
    assert all(any(day in each for each in papers) for day in model["basis_days"])
    assert model["last_line_says"] in one.parts[-1].blocks[0].text

    # The council has the item, the assignment is open, the case knows where it is.
    council = AgendaItem.objects.get(body=town.body("KF"))
    assert council.title == item.title
    assert council.handling.draft_origin == "Kommunstyrelsen"
    assignment = Assignment.objects.get()
    assert (assignment.text, assignment.owner) == (
        "Följ upp överenskommelsen",
        town.person("johan"),
    )
    assert assignment.citation == "Kommunstyrelsen 2026-11-11 § 138"
    kinds = list(
        CaseStep.objects.filter(case=case).order_by("order").values_list("kind", flat=True)
    )
    assert kinds[-2:] == ["board", "council"]

    # Dispatched inside and outside, with receipt.
    extract = services.make_extract(minutes, passed, at=NOW, actor=town.actor("ingrid"))
    to = [Recipient(e.name, e.address, e.is_internal) for e in passed.recipients.all()]
    sent = services.send_extract(extract, to, at=NOW, actor=town.actor("ingrid"))
    assert [each.person_id for each in sent] == [town.person("johan").pk, None]
    assert told("johan", town=town, kind="meetings.extract") != []
    letter = Delivery.objects.get(address="registrator@lan.example")
    assert letter.letter["enclosures"][0]["media_type"] == "application/pdf"
    assert services.send_extract(extract, to, at=NOW, actor=town.actor("ingrid")) == []
    services.acknowledge(sent[0], at=NOW, actor=town.actor("johan"))
    assert Dispatch.objects.filter(received_at__isnull=False).count() == 1


def _move_into(room: Room, item: AgendaItem, town) -> AgendaItem:
    """Place the item on the board's meeting, which was planned after it had come."""
    return services.place_item(
        item, room.meeting, at=room.clock - dt.timedelta(days=1), actor=town.actor("ingrid")
    )


def test_146_two_for_rejection_three_for_approval_and_a_note(town):
    model = expected("utdrag_beslut_sist")
    services.change_minutes_settings(
        town.body("KS"), actor=town.actor("ingrid"), layout="beslut_sist"
    )
    start_numbers_after(town, "KS", 145)
    room = Room(town, "KS", present="karin perolof lena ulla mikael")
    item = room.item(
        "Riktlinje för samspel",
        case_number="2026.499 KS",
        draft_origin="arbetsutskottet",
        draft_points=["Riktlinjen antas."],
        preparation=[
            PreparationStep(
                PreparationKind.ASSIGNMENT,
                "kansliet får i uppdrag att ta fram en riktlinje",
                "Kommunstyrelsen",
                dt.date(2022, 2, 7),
                "§ 17",
            ),
            PreparationStep(
                PreparationKind.OFFICERS_REPORT,
                "Ett förslag är framtaget.",
                "Kommunledningskontoret",
                dt.date(2022, 10, 5),
            ),
            PreparationStep(
                PreparationKind.PREPARING_BODY,
                "riktlinjen bör antas",
                "Kommunstyrelsens arbetsutskott",
                dt.date(2022, 10, 12),
                "§ 163",
            ),
        ],
    )
    room.begin()
    room.take_up(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    room.propose(item, ProposalKind.APPROVAL, "perolof", "ulla")
    room.put(item, "draft")
    room.conclude(item)
    services.note_opinion(
        item,
        room.seat_of("lena"),
        text="Frågan borde ha fått ett eget ärende.",
        at=room.now(),
        actor=room.secretary,
    )
    room.close()
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    approve(town, minutes)

    one = extract_text(minutes, item.pk).paragraphs[0]

    assert one.heading == (f"{model['paragraph']}  2026.499 KS", "Riktlinje för samspel")
    assert in_order(model["headings"], headings(one))
    for step in model["earlier"]:
        text = said(one, step["in"])
        assert step["body"] in text
        assert f"den {step['day']}" in text
        assert step.get("paragraph", "") in text
    wanted = said(one, "Förslag till beslut på sammanträdet")
    assert "Lena Strand (V) yrkar avslag på arbetsutskottets förslag." in wanted
    assert "Per-Olof Hägg (S) och Ulla Granath (M) yrkar bifall" in wanted
    putting = said(one, "Beslutsgång")
    assert putting.startswith(model["putting"]["by"])
    assert f"beslutar att {model['putting']['finds']}" in putting
    assert said(one, "Beslut") == "Riktlinjen antas."
    assert "Lena Strand (V)" in said(one, "Anteckning")
    assert "ett eget ärende" in said(one, "Anteckning")
