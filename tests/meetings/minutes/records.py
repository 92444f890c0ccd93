"""Records of meetings to write minutes from, built by hand: invented persons, no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from samspel.meetings.calculation import record as r
from samspel.meetings.enums import (
    BallotMethod,
    ItemKind,
    ItemState,
    MeetingState,
    Outcome,
    PreparationKind,
    ProposalKind,
    QuestionKind,
    SeatKind,
    VoteChoice,
)

DAY = dt.date(2026, 6, 3)
ZONE = dt.timezone(dt.timedelta(hours=2))


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def person(number: int, name: str, party: str = "", role: str = "") -> r.PersonRef:
    return r.PersonRef(number, name, party, role)


CHAIR = person(1, "Karin Sundell", "M", "Ordförande")
VICE = person(2, "Per-Olof Hägg", "S", "Andre vice ordförande")
LENA = person(3, "Lena Strand", "V", "Ledamot")
ULLA = person(4, "Ulla Granath", "M", "Ledamot")
ANNA = person(5, "Anna Ekelöf", "C", "Ersättare")
BO = person(6, "Bo Ek", "SD", "Ledamot")
SIV = person(7, "Siv Palm", "MP", "Ledamot")
SECRETARY = person(20, "Ingrid Falk", "", "Nämndsekreterare")
MEMBERS = (CHAIR, VICE, LENA, ULLA, BO, SIV)
BOARD = r.BodyRef(10, "Kommunstyrelsen", "KS", "executive_board")


def serving(*without: r.PersonRef) -> tuple[r.Serving, ...]:
    return tuple(
        r.Serving(each, presides=each is CHAIR) for each in MEMBERS if each not in without
    )


def participants() -> tuple[r.Participant, ...]:
    there = (r.Presence(at(13), at(16)),)
    members = tuple(
        r.Participant(n, each, SeatKind.MEMBER, n, each.role, there)
        for n, each in enumerate(MEMBERS, start=1)
    )
    anna = r.Participant(30, ANNA, SeatKind.SUBSTITUTE, 1, "Ersättare", there)
    official = r.Participant(40, SECRETARY, SeatKind.OFFICIAL, 1, "Nämndsekreterare", there)
    return (*members, anna, official)


def meeting(*items: r.ItemRecord, **changed: object) -> r.MeetingRecord:
    record = r.MeetingRecord(
        meeting_id=1,
        uuid="00000000-0000-0000-0000-000000000001",
        body=BOARD,
        day=DAY,
        number=6,
        year=2026,
        state=MeetingState.HELD,
        scheduled_from=at(13),
        scheduled_to=at(16),
        place="Sessionssalen, kommunhuset",
        participants=participants(),
        items=items,
        opened_at=at(13),
        closed_at=at(15, 40),
        chairs=(CHAIR,),
        secretary=SECRETARY,
        approvers=(VICE,),
    )
    return replace(record, **changed)  # type: ignore[arg-type]


def item(number: int = 1, **changed: object) -> r.ItemRecord:
    base = r.ItemRecord(
        item_id=number,
        uuid=f"00000000-0000-0000-0000-{number:012d}",
        position=number,
        title="Reviderad taxa för torghandel",
        kind=ItemKind.MATTER,
        state=ItemState.HANDLED,
        paragraph=f"§ {number}",
        serving=serving(),
        decision=decided("Taxan antas."),
    )
    return replace(base, **changed)  # type: ignore[arg-type]


def decided(*points: str, introduction: str = "", to: str = "") -> r.DecisionRecord:
    many = len(points) > 1
    return r.DecisionRecord(
        Outcome.DECIDED,
        introduction,
        tuple(
            r.DecisionPoint(number if many else 0, text)
            for number, text in enumerate(points, start=1)
        ),
        at(14),
        proposes_to=to,
    )


def proposal(
    number: int, kind: ProposalKind, mover: r.PersonRef, text: str = "", **changed: object
) -> r.ProposalRecord:
    return replace(r.ProposalRecord(number, number, kind, text, mover, at(13, 30)), **changed)  # type: ignore[arg-type]


def alternative(key: str, label: str = "") -> r.Alternative:
    return r.Alternative(key, label or key)


def question(
    kind: QuestionKind,
    keys: tuple[str, ...],
    result: str,
    *,
    found: str = "",
    number: int = 1,
    ballot: r.BallotRecord | None = None,
    **changed: object,
) -> r.QuestionRecord:
    made = r.QuestionRecord(
        number,
        number,
        kind,
        tuple(alternative(key) for key in keys),
        found or result,
        result,
        at(13, 50),
        ballot,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def roll_call(
    yes: tuple[r.PersonRef, ...],
    no: tuple[r.PersonRef, ...],
    *,
    abstained: tuple[r.PersonRef, ...] = (),
    keys: tuple[str, str] = (r.DRAFT, r.REJECT),
    **changed: object,
) -> r.BallotRecord:
    choices = [
        *((each, VoteChoice.YES) for each in yes),
        *((each, VoteChoice.NO) for each in no),
        *((each, VoteChoice.ABSTAIN) for each in abstained),
    ]
    ballot = r.BallotRecord(
        ballot_id=1,
        method=BallotMethod.ROLL_CALL,
        yes=alternative(keys[0]),
        no=alternative(keys[1]),
        yes_count=len(yes),
        no_count=len(no),
        abstained_count=len(abstained),
        absent_count=0,
        result=keys[0] if len(yes) >= len(no) else keys[1],
        rows=tuple(r.RollCallRow(who, choice) for who, choice in choices),
        requested_by=VICE,
    )
    return replace(ballot, **changed)  # type: ignore[arg-type]


def proposing() -> r.ItemRecord:
    """A board that proposes to the council, as in a decision-first extract."""
    return item(
        138,
        title="Roller och samspel mellan politik och förvaltning – överenskommelse",
        case_number="KS 2026/77",
        summary="Överenskommelsen beskriver vem som svarar för vad.",
        preparation=(
            r.PreparationStep(
                PreparationKind.PREPARING_BODY,
                "tredje punkten på första sidan ändras",
                "Kommunstyrelsens arbetsutskott",
                dt.date(2026, 5, 20),
                "§ 113",
            ),
        ),
        draft=r.DraftDecision("arbetsutskottet", ("Överenskommelsen antas.",)),
        proposals=(proposal(1, ProposalKind.APPROVAL, CHAIR, by_chair=True),),
        questions=(question(QuestionKind.SINGLE, (r.DRAFT,), r.DRAFT),),
        decision=decided("Överenskommelsen antas.", to="Kommunfullmäktige"),
        recipients=(r.Recipient("Handläggaren"),),
        basis=(
            r.BasisDocument("§ 113 KSAU Roller och samspel"),
            r.BasisDocument("Kansliets tjänsteskrivelse", dt.date(2026, 5, 12)),
        ),
    )


def contested() -> r.ItemRecord:
    """Two for rejection, three for approval, a note: as in a decision-last extract."""
    return item(
        146,
        title="Riktlinje för samspel",
        case_number="2026.499 KS",
        preparation=(
            r.PreparationStep(
                PreparationKind.ASSIGNMENT,
                "kansliet får i uppdrag att ta fram en riktlinje",
                "Kommunstyrelsen",
                dt.date(2026, 2, 7),
                "§ 17",
            ),
            r.PreparationStep(
                PreparationKind.OFFICERS_REPORT,
                "Kansliet har tagit fram ett förslag.",
                "Kansliet",
                dt.date(2026, 5, 5),
            ),
            r.PreparationStep(
                PreparationKind.PREPARING_BODY,
                "riktlinjen bör antas",
                "Kommunstyrelsens arbetsutskott",
                dt.date(2026, 5, 12),
                "§ 163",
            ),
        ),
        draft=r.DraftDecision("arbetsutskottet", ("Riktlinjen antas.",)),
        proposals=(
            proposal(1, ProposalKind.REJECTION, LENA, seconders=(SIV,)),
            proposal(2, ProposalKind.APPROVAL, BO, seconders=(VICE, ULLA)),
        ),
        questions=(question(QuestionKind.MAIN, (r.DRAFT, r.REJECT), r.DRAFT),),
        decision=decided("Riktlinjen antas."),
        notes=(r.NoteRecord(1, SIV, at(14), "Jag hade velat se ett eget ärende om detta."),),
    )
