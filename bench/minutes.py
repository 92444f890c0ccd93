"""Minutes of 200 items with 20 roll calls: written, set as a PDF, and shown as a page.

The meeting is written in bulk beside the large municipality, once: every item is
decided, every tenth by a roll call of the board's thirteen.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from uuid import uuid4

import typst
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.crowd import with_crowd
from bench.results import Result
from bench.timing import medians_ms
from samspel.audit.actors import Actor
from samspel.kit import pdf
from samspel.meetings.calculation.minutes import document
from samspel.meetings.enums import (
    BallotMethod,
    ItemState,
    MeetingState,
    Outcome,
    ProposalKind,
    QuestionKind,
    SeatKind,
    VoteChoice,
)
from samspel.meetings.enums.minutes import ApproverRole
from samspel.meetings.models import (
    AgendaItem,
    Approver,
    Ballot,
    BallotVote,
    ItemDecision,
    ItemHandling,
    Meeting,
    Minutes,
    Participation,
    PresenceInterval,
    Proposal,
    PutQuestion,
    Sitting,
)
from samspel.meetings.queries.minutes import record_for, written_text
from samspel.meetings.services.minutes_files import printed
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.models import Body, Employment, Person

ITEMS, SEATS, EVERY = 200, 13, 10
NUMBER = 903
AT = dt.datetime(2026, 11, 18, 8, 0, tzinfo=dt.UTC)
_SYSTEM = Actor.system("Mätning")


def bench_minutes() -> Minutes:
    """Give the minutes, written the first time they are asked for."""
    body = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
    meeting = Meeting.objects.filter(body=body, number=NUMBER).first() or _write(body)
    return Minutes.objects.select_related("meeting__body").get(meeting=meeting)


def minutes_pdf_200() -> Result:
    """From the record in the database to a PDF with the record inside it."""
    minutes = bench_minutes()
    with CaptureQueriesContext(connection) as captured:
        _made(minutes)
    value, alone = medians_ms(
        lambda: _made(minutes), _typst_alone(minutes), runs=7, between=pdf.forgotten
    )
    said = f"bara Typst på samma innehåll ({alone:.0f} ms)"
    return Result("minutes_pdf_200", value, "ms", ITEMS, len(captured), value / alone, said)


_turn = iter(range(10**9))


def _made(minutes: Minutes) -> bytes:
    record = record_for(minutes, _SYSTEM)
    text = written_text(minutes, record)
    # Another moment each time: else the compiler would remember the whole document.
    at = AT + dt.timedelta(seconds=next(_turn))
    return printed(text, day=at.date() + dt.timedelta(days=next(_turn)), at=at, machine=record)


def _typst_alone(minutes: Minutes) -> Callable[[], None]:
    """Give what sets the same blocks by a compiler of its own, with nothing of ours round it."""
    record = record_for(minutes, _SYSTEM)
    data = document(written_text(minutes, record), day=AT.date(), author="Mätning")
    compiler = typst.Compiler(
        input=str(pdf.PACKAGE / pdf.DOCUMENT),
        root=str(pdf.PACKAGE),
        font_paths=[str(pdf.FONTS)],
        ignore_system_fonts=True,
    )

    def compiled() -> None:
        day = AT.date() + dt.timedelta(days=next(_turn))
        inputs = {"data": json.dumps({**data, "date": [day.year, day.month, day.day]})}
        compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-3a"])

    return compiled


def minutes_page_200() -> Result:
    """The same minutes as a page, to their secretary."""
    from bench.measures import _client, _page  # noqa: PLC0415  measures lists this one

    minutes = bench_minutes()
    address = reverse("meetings:minutes", args=[minutes.uuid])
    result = _page("minutes_page_200", address, secretary=True, rows=ITEMS)
    return with_crowd(result, _client(secretary=True), address)


@transaction.atomic
def _write(body: Body) -> Meeting:
    clerk = Employment.objects.get(function=PositionRole.SECRETARY)
    clerk.serves.add(body)
    meeting = Meeting.objects.create(
        body=body,
        year=2026,
        number=NUMBER,
        starts_at=AT,
        ends_at=AT + dt.timedelta(hours=8),
        place="Sessionssalen",
        state=MeetingState.HELD,
        held_at=AT + dt.timedelta(hours=8),
        dispatch_deadline_at=AT - dt.timedelta(days=10),
        notice_on=dt.date(2026, 11, 6),
        approval_on=dt.date(2026, 11, 27),
        dispatched_at=AT - dt.timedelta(days=10),
    )
    people = _people(meeting)
    Sitting.objects.create(
        meeting=meeting,
        opened_at=AT,
        closed_at=AT + dt.timedelta(hours=8),
        seat_count=SEATS,
        chair=people[0],
        secretary=clerk.person,
    )
    items = _items(meeting)
    _decide(items, people)
    _begin(meeting, people, clerk.person)
    return meeting


def _people(meeting: Meeting) -> list[Participation]:
    persons = Person.objects.order_by("pk")[:SEATS]
    rows = Participation.objects.bulk_create(
        Participation(
            meeting=meeting,
            person=person,
            seat=SeatKind.MEMBER,
            name=person.name,
            party="S",
            role=PositionRole.CHAIR if place == 0 else PositionRole.MEMBER,
            order=place,
        )
        for place, person in enumerate(persons)
    )
    PresenceInterval.objects.bulk_create(
        PresenceInterval(
            participation=row,
            from_at=AT,
            to_at=AT + dt.timedelta(hours=8),
            serving=True,
            ended="closed",
        )
        for row in rows
    )
    return rows


def _items(meeting: Meeting) -> list[AgendaItem]:
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            body=meeting.body,
            meeting=meeting,
            position=number,
            title=f"Ärende {number} om något som styrelsen beslutar",
            state=ItemState.HANDLED,
            handled_at=AT + dt.timedelta(minutes=number),
            paragraph=f"§ {number}",
            ready_at=AT - dt.timedelta(days=20),
            key=f"bench.minutes:{NUMBER}:{number}",
        )
        for number in range(1, ITEMS + 1)
    )
    ItemHandling.objects.bulk_create(
        ItemHandling(
            item=item,
            case_number=f"KS 2026/{item.position}",
            summary="Förvaltningen har berett ärendet och föreslår att det antas.",
            draft_origin="arbetsutskottet",
            draft_points=["Förslaget antas."],
            begun_at=AT + dt.timedelta(minutes=item.position or 0),
            ended_at=AT + dt.timedelta(minutes=(item.position or 0) + 1),
        )
        for item in items
    )
    return items


def _decide(items: list[AgendaItem], people: list[Participation]) -> None:
    serving = [
        {"participation": p.pk, "serving_for": None, "remote": False, "presides": n == 0}
        for n, p in enumerate(people)
    ]
    ItemDecision.objects.bulk_create(
        ItemDecision(
            item=item,
            outcome=Outcome.DECIDED,
            points=[{"number": 0, "text": "Förslaget antas."}],
            winner="draft",
            quorum={"present": SEATS, "needed": SEATS // 2 + 1, "seats": SEATS},
            serving=serving,
            taken_at=item.handled_at or AT,
        )
        for item in items
    )
    voted = [item for item in items if (item.position or 0) % EVERY == 0]
    Proposal.objects.bulk_create(
        Proposal(
            item=item,
            number=number,
            kind=kind,
            mover=people[number],
            made_at=item.handled_at or AT,
        )
        for item in voted
        for number, kind in ((1, ProposalKind.APPROVAL), (2, ProposalKind.REJECTION))
    )
    for item in voted:
        _vote(item, people)


def _vote(item: AgendaItem, people: list[Participation]) -> None:
    question = PutQuestion.objects.create(
        item=item,
        number=1,
        kind=QuestionKind.MAIN,
        alternatives=[
            {"key": "draft", "label": "Arbetsutskottet", "proposals": []},
            {"key": "reject", "label": "Avslag", "proposals": []},
        ],
        found="draft",
        put_at=item.handled_at or AT,
    )
    ballot = Ballot.objects.create(
        question=question,
        method=BallotMethod.ROLL_CALL,
        yes_key="draft",
        no_key="reject",
        yes_count=SEATS - 4,
        no_count=4,
        opened_at=item.handled_at or AT,
        key=uuid4(),
        requested_by=people[1],
    )
    BallotVote.objects.bulk_create(
        BallotVote(
            ballot=ballot,
            participation=person,
            choice=VoteChoice.NO if place < 4 else VoteChoice.YES,
            cast_at=item.handled_at or AT,
            key=uuid4(),
        )
        for place, person in enumerate(people)
    )
    ballot.confirmed_at = item.handled_at or AT
    ballot.save(update_fields=["confirmed_at"])
    question.result = "draft"
    question.save(update_fields=["result"])


def _begin(meeting: Meeting, people: list[Participation], clerk: Person) -> None:
    minutes = Minutes.objects.create(meeting=meeting, created_at=AT)
    roles = (
        (ApproverRole.SECRETARY, clerk.pk, clerk.name),
        (ApproverRole.CHAIR, people[0].person_id, people[0].printed),
        (ApproverRole.APPROVER, people[1].person_id, people[1].printed),
    )
    Approver.objects.bulk_create(
        Approver(minutes=minutes, person_id=key, role=role, printed=printed_as, order=order)
        for order, (role, key, printed_as) in enumerate(roles, 1)
        if key != clerk.pk or role == ApproverRole.SECRETARY
    )
