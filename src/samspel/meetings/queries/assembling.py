"""To put the loaded rows of a meeting together into the plain record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from samspel.meetings.calculation.record import (
    Alternative,
    BallotRecord,
    BasisDocument,
    CandidateCount,
    ConflictRecord,
    CouncilQuestion,
    DecisionPoint,
    DecisionRecord,
    DraftDecision,
    ItemRecord,
    NoteRecord,
    Participant,
    PersonRef,
    PreparationStep,
    Presence,
    ProposalRecord,
    QuestionRecord,
    QuorumRecord,
    Recipient,
    ReservationRecord,
    RollCallRow,
)
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    ConflictState,
    CouncilQuestionKind,
    ItemKind,
    ItemState,
    Outcome,
    PreparationKind,
    PresenceEnd,
    ProposalKind,
    QuestionKind,
    SeatKind,
    VoteChoice,
)
from samspel.meetings.queries.loaded import DecidedRow, HandlingRow, Loaded, Row, SeenItem


def participants(loaded: Loaded) -> tuple[Participant, ...]:
    """Give everybody on the list with the stretches of presence."""
    return tuple(
        Participant(
            participation_id=key,
            person=loaded.person(key),
            seat=SeatKind(row["seat"]),
            order=row["order"],
            function=row["function"],
            excuse=row["excuse"],
            intervals=tuple(_presence(each, loaded) for each in _stretches(key, loaded)),
        )
        for key, row in loaded.participations.items()
    )


def _stretches(key: int, loaded: Loaded) -> list[Row]:
    return sorted(loaded.rows("interval", key), key=lambda row: row["from_at"])


def _presence(row: Row, loaded: Loaded) -> Presence:
    return Presence(
        row["from_at"],
        row["to_at"],
        row["remote"],
        row["serving"],
        loaded.maybe(row["serving_for"]),
        PresenceEnd(row["ended"]) if row["ended"] else None,
    )


def item_record(item: SeenItem, loaded: Loaded) -> ItemRecord:
    """Give an item with all that happened at it, or only its place where it is hidden."""
    row, handling, decided, is_seen = item
    kind, state, position = ItemKind(row.kind), ItemState(row.state), row.position or 0
    if not is_seen:
        return ItemRecord(
            item_id=row.pk,
            uuid=str(row.uuid),
            position=position,
            title="",
            kind=kind,
            state=state,
            paragraph=row.paragraph,
            is_closed=True,
            is_hidden=True,
        )
    return ItemRecord(
        item_id=row.pk,
        uuid=str(row.uuid),
        position=position,
        title=row.title,
        kind=kind,
        state=state,
        paragraph=row.paragraph,
        case_number=handling.case_number,
        is_closed=row.is_closed,
        closed_because=row.closed_because,
        is_late=bool(loaded.rows("late", row.pk)),
        is_election=handling.is_election,
        summary=handling.summary,
        description=handling.description or row.text,
        draft=_draft(handling, loaded),
        begun_at=handling.begun_at,
        ended_at=handling.ended_at,
        immediately_approved_at=handling.immediately_approved_at,
        version=handling.version,
        decision=_decision(decided, handling, loaded) if decided else None,
        serving=loaded.serving(decided.serving) if decided else (),
        quorum=QuorumRecord(**loaded.json_of(decided.quorum)) if decided else None,
        **({} if row.pk in loaded.bare else _beside(row.pk, loaded)),
    )


def _beside(key: int, loaded: Loaded) -> dict[str, Any]:
    """Give what hangs on the item."""
    return {
        "basis": tuple(
            BasisDocument(row["title"], None, row["url"], row["document"])
            for row in loaded.rows("attachment", key)
        ),
        "preparation": tuple(_step(row) for row in loaded.rows("preparation", key)),
        "recipients": tuple(
            Recipient(row["name"], row["address"], row["internal"])
            for row in loaded.rows("recipient", key)
        ),
        "not_deciding": loaded.people("not_deciding", key),
        "conflicts": tuple(_conflict(row, loaded) for row in loaded.rows("conflict", key)),
        "reservations": _reservations(loaded.rows("reservation", key), loaded),
        "notes": tuple(
            NoteRecord(row["id"], loaded.person(row["by"]), row["at"], row["text"])
            for row in loaded.rows("note", key)
        ),
        "council_questions": tuple(
            _asking(row, key, loaded) for row in loaded.rows("asking", key)
        ),
        "proposals": tuple(_proposal(row, loaded) for row in loaded.rows("proposal", key)),
        "questions": tuple(_question(row, loaded) for row in loaded.rows("question", key)),
    }


def _step(row: Row) -> PreparationStep:
    on = dt.date.fromisoformat(row["on"]) if row["on"] else None
    return PreparationStep(
        PreparationKind(row["kind"]), row["text"], row["body"], on, row["paragraph"]
    )


def _draft(handling: HandlingRow, loaded: Loaded) -> DraftDecision | None:
    points = tuple(loaded.json_of(handling.draft_points))
    return DraftDecision(handling.draft_origin, points) if points else None


def _decision(decided: DecidedRow, handling: HandlingRow, loaded: Loaded) -> DecisionRecord:
    return DecisionRecord(
        outcome=Outcome(decided.outcome),
        introduction=decided.introduction,
        points=tuple(
            DecisionPoint(each["number"], each["text"])
            for each in loaded.json_of(decided.points)
        ),
        taken_at=decided.taken_at,
        decision_id=decided.decision_id,
        by_minority=decided.by_minority,
        minority_reason=decided.minority_reason,
        proposes_to=handling.proposes_to,
    )


def _proposal(row: Row, loaded: Loaded) -> ProposalRecord:
    return ProposalRecord(
        proposal_id=row["id"],
        number=row["number"],
        kind=ProposalKind(row["kind"]),
        text=row["text"],
        mover=loaded.person(row["mover"]),
        made_at=row["made_at"],
        seconders=loaded.people("seconding", row["id"]),
        by_chair=row["by_chair"],
        supports=row["supports"],
        withdrawn_at=row["withdrawn_at"],
        refused_because=row["refused"],
        becomes=tuple(row["becomes"]),
    )


def _question(row: Row, loaded: Loaded) -> QuestionRecord:
    alternatives = tuple(
        Alternative(each["key"], each["label"], tuple(each["proposals"]))
        for each in row["sides"]
    )
    ballots = loaded.rows("ballot", row["id"])
    return QuestionRecord(
        question_id=row["id"],
        number=row["number"],
        kind=QuestionKind(row["kind"]),
        alternatives=alternatives,
        found=row["found"],
        result=row["result"],
        put_at=row["put_at"],
        ballot=_ballot(ballots[0], row["result"], alternatives, loaded) if ballots else None,
        by_minority=row["by_minority"],
        wording=row["wording"],
    )


def _ballot(
    row: Row, result: str, alternatives: Sequence[Alternative], loaded: Loaded
) -> BallotRecord:
    by_key = {each.key: each for each in alternatives}
    yes, no = row["yes_key"], row["no_key"]
    votes = sorted(loaded.rows("vote", row["id"]), key=lambda vote: _roll(vote, loaded))
    return BallotRecord(
        ballot_id=row["id"],
        method=BallotMethod(row["method"]),
        yes=by_key.get(yes, Alternative(yes, "")),
        no=by_key.get(no, Alternative(no, "")),
        yes_count=row["yes"],
        no_count=row["no"],
        abstained_count=row["abstained"],
        absent_count=row["absent"],
        result=result,
        rows=tuple(_vote(each, loaded) for each in votes),
        requested_by=loaded.maybe(row["requested_by"]),
        casting_vote=loaded.maybe(row["casting"]),
        by_lot=row["by_lot"],
        candidates=tuple(
            CandidateCount(each["name"], each["votes"], each["elected"], each.get("group", ""))
            for each in row["candidates"]
        ),
        blank_count=row["blank"],
        held_at=row["held_at"],
    )


def _vote(row: Row, loaded: Loaded) -> RollCallRow:
    return RollCallRow(
        loaded.person(row["by"]), VoteChoice(row["choice"]), loaded.maybe(row["serving_for"])
    )


def _roll(row: Row, loaded: Loaded) -> tuple[int, int]:
    """Give the place in the roll: a substitute answers in the place of the absent."""
    place = loaded.participations[row["serving_for"] or row["by"]]
    return place["order"], place["id"]


def _conflict(row: Row, loaded: Loaded) -> ConflictRecord:
    out_at: dt.datetime | None = row["out_at"]
    return ConflictRecord(
        conflict_id=row["id"],
        person=loaded.person(row["by"]),
        ground=ConflictGround(row["ground"]),
        state=ConflictState(row["state"]),
        raised_by=loaded.maybe(row["raised_by"]),
        out_at=out_at,
        in_at=row["in_at"],
        replaced_by=_replacement(row["by"], out_at, loaded) if out_at else None,
        concerned_took_part=row["took_part"],
    )


def _replacement(key: int, out_at: dt.datetime, loaded: Loaded) -> PersonRef | None:
    """Give who served for the disqualified from the moment that he or she was out."""
    for each in loaded.participations:
        for row in loaded.rows("interval", each):
            if row["serving_for"] == key and row["from_at"] == out_at:
                return loaded.person(each)
    return None


def _reservations(rows: list[Row], loaded: Loaded) -> tuple[ReservationRecord, ...]:
    """Give the reservations, those of the same proposal and motivation as one."""
    together: dict[tuple[int | None, str], list[Row]] = {}
    for row in rows:
        together.setdefault((row["proposal"], row["motivation"]), []).append(row)
    return tuple(
        ReservationRecord(
            reservation_id=each[0]["id"],
            persons=tuple(loaded.person(row["by"]) for row in each),
            announced_at=each[0]["at"],
            proposal_id=proposal,
            motivation=motivation,
        )
        for (proposal, motivation), each in together.items()
    )


def _asking(row: Row, item: int, loaded: Loaded) -> CouncilQuestion:
    answerer = (
        PersonRef(row["answerer"], row["name"], role=row["role"]) if row["answerer"] else None
    )
    return CouncilQuestion(
        kind=CouncilQuestionKind(row["kind"]),
        asker=loaded.person(row["asker"]),
        answerer=answerer,
        subject=row["subject"],
        allowed=row["allowed"],
        is_answered=row["answered"],
        speakers=loaded.people("speaker", item),
    )
