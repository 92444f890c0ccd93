"""To put the loaded rows of a meeting together into the plain record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    Serving,
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
    VoteChoice,
)
from samspel.meetings.models import (
    AgendaItem,
    Ballot,
    BallotVote,
    CouncilAsking,
    ItemDecision,
    ItemHandling,
    Participation,
    Proposal,
    PutQuestion,
    Seconding,
)
from samspel.meetings.queries.room import alternatives_of, draft_of, ref

_UNTOUCHED = ItemHandling()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A meeting's rows, by what they hang on."""

    items: list[AgendaItem]
    participations: Mapping[int, Participation]
    small: Mapping[tuple[str, int], list[dict[str, Any]]]
    adjournments: list[dict[str, Any]]
    proposals: Mapping[int, list[Proposal]]
    secondings: Mapping[int, list[Seconding]]
    questions: Mapping[int, list[PutQuestion]]
    votes: Mapping[int, list[BallotVote]]
    printed: dict[int, PersonRef] = field(default_factory=dict)

    def person(self, key: int) -> PersonRef:
        """Give a participant as printed: made once, and asked for at every item."""
        found = self.printed.get(key)
        if found is None:
            found = self.printed[key] = ref(self.participations[key])
        return found

    def maybe(self, key: int | None) -> PersonRef | None:
        """Give a participant as printed, where there is one."""
        return None if key is None else self.person(key)

    def rows(self, kind: str, item: AgendaItem) -> list[dict[str, Any]]:
        """Give an item's rows of a small table."""
        return self.small.get((kind, item.pk), [])


def participant(
    participation: Participation, by_id: Mapping[int, Participation]
) -> Participant:
    """Give somebody on the list with the stretches of presence."""
    return Participant(
        participation_id=participation.pk,
        person=ref(participation),
        seat=participation.seat_kind,
        order=participation.order,
        function=participation.function,
        excuse=participation.excuse,
        intervals=tuple(
            Presence(
                each.from_at,
                each.to_at,
                each.remote,
                each.serving,
                ref(by_id[each.serving_for_id]) if each.serving_for_id else None,
                PresenceEnd(each.ended) if each.ended else None,
            )
            for each in participation.intervals.all()
        ),
    )


def item_record(item: AgendaItem, loaded: Loaded) -> ItemRecord:
    """Give an item with all that happened at it, or only its place where it is hidden."""
    kind, state = ItemKind(item.kind), ItemState(item.state)
    position = item.position or 0
    if not item.is_seen:  # type: ignore[attr-defined]
        return ItemRecord(
            item_id=item.pk,
            uuid=str(item.uuid),
            position=position,
            title="",
            kind=kind,
            state=state,
            paragraph=item.paragraph,
            is_closed=True,
            is_hidden=True,
        )
    handling = getattr(item, "handling", None) or _UNTOUCHED
    decided: ItemDecision | None = getattr(item, "decided", None)
    return ItemRecord(
        item_id=item.pk,
        uuid=str(item.uuid),
        position=position,
        title=item.title,
        kind=kind,
        state=state,
        paragraph=item.paragraph,
        case_number=handling.case_number,
        is_closed=item.is_closed,
        closed_because=item.closed_because,
        is_late=bool(loaded.rows("late", item)),
        is_election=handling.is_election,
        summary=handling.summary,
        description=handling.description or item.text,
        draft=draft_of(handling),
        begun_at=handling.begun_at,
        ended_at=handling.ended_at,
        immediately_approved_at=handling.immediately_approved_at,
        version=handling.version,
        decision=_decision(decided, handling),
        serving=_serving(decided, loaded),
        quorum=QuorumRecord(**decided.quorum) if decided else None,
        proposals=tuple(_proposal(each, loaded) for each in loaded.proposals.get(item.pk, ())),
        questions=tuple(_question(each, loaded) for each in loaded.questions.get(item.pk, ())),
        **_beside(item, loaded),
    )


def _beside(item: AgendaItem, loaded: Loaded) -> dict[str, Any]:
    """Give what hangs on the item in the small tables."""
    return {
        "basis": tuple(
            BasisDocument(row["title"], None, row["url"], row["document"])
            for row in loaded.rows("attachment", item)
        ),
        "preparation": tuple(
            PreparationStep(
                PreparationKind(row["kind"]),
                row["text"],
                row["body"],
                row["on"],
                row["paragraph"],
            )
            for row in loaded.rows("preparation", item)
        ),
        "recipients": tuple(
            Recipient(row["name"], row["address"], row["internal"])
            for row in loaded.rows("recipient", item)
        ),
        "not_deciding": tuple(
            loaded.person(row["by"]) for row in loaded.rows("not_deciding", item)
        ),
        "conflicts": tuple(
            _conflict(row, item, loaded) for row in loaded.rows("conflict", item)
        ),
        "reservations": _reservations(loaded.rows("reservation", item), loaded),
        "notes": tuple(
            NoteRecord(row["id"], loaded.person(row["by"]), row["at"], row["text"])
            for row in loaded.rows("note", item)
        ),
        "council_questions": _asking(item, loaded),
    }


def _decision(decided: ItemDecision | None, handling: ItemHandling) -> DecisionRecord | None:
    if decided is None:
        return None
    return DecisionRecord(
        outcome=Outcome(decided.outcome),
        introduction=decided.introduction,
        points=tuple(DecisionPoint(each["number"], each["text"]) for each in decided.points),
        taken_at=decided.taken_at,
        decision_id=decided.decision_id,
        by_minority=decided.by_minority,
        minority_reason=decided.minority_reason,
        proposes_to=handling.proposes_to,
    )


def _serving(decided: ItemDecision | None, loaded: Loaded) -> tuple[Serving, ...]:
    return tuple(
        Serving(
            loaded.person(each["participation"]),
            loaded.maybe(each["serving_for"]),
            each["remote"],
            each["presides"],
        )
        for each in (decided.serving if decided else ())
    )


def _proposal(row: Proposal, loaded: Loaded) -> ProposalRecord:
    return ProposalRecord(
        proposal_id=row.pk,
        number=row.number,
        kind=ProposalKind(row.kind),
        text=row.text,
        mover=loaded.person(row.mover_id),
        made_at=row.made_at,
        seconders=tuple(
            loaded.person(each.participation_id) for each in loaded.secondings.get(row.pk, ())
        ),
        by_chair=row.by_chair,
        supports=row.supports_id,
        withdrawn_at=row.withdrawn_at,
        refused_because=row.refused_because,
        becomes=tuple(row.becomes),
    )


def _question(row: PutQuestion, loaded: Loaded) -> QuestionRecord:
    ballot: Ballot | None = getattr(row, "ballot", None)
    alternatives = alternatives_of(row)
    return QuestionRecord(
        question_id=row.pk,
        number=row.number,
        kind=QuestionKind(row.kind),
        alternatives=alternatives,
        found=row.found,
        result=row.result,
        put_at=row.put_at,
        ballot=_ballot(ballot, row.result, alternatives, loaded) if ballot else None,
        by_minority=row.by_minority,
        wording=row.wording,
    )


def _ballot(
    row: Ballot, result: str, alternatives: Sequence[Alternative], loaded: Loaded
) -> BallotRecord:
    by_key = {each.key: each for each in alternatives}
    votes = loaded.votes.get(row.pk, [])
    return BallotRecord(
        ballot_id=row.pk,
        method=BallotMethod(row.method),
        yes=by_key.get(row.yes_key, Alternative(row.yes_key, "")),
        no=by_key.get(row.no_key, Alternative(row.no_key, "")),
        yes_count=row.yes_count,
        no_count=row.no_count,
        abstained_count=row.abstained_count,
        absent_count=row.absent_count,
        result=result,
        rows=tuple(
            _vote(each, loaded) for each in sorted(votes, key=lambda v: _roll(v, loaded))
        ),
        requested_by=loaded.maybe(row.requested_by_id),
        casting_vote=loaded.maybe(row.casting_vote_id),
        by_lot=row.by_lot,
        candidates=tuple(
            CandidateCount(each["name"], each["votes"], each["elected"], each.get("group", ""))
            for each in row.candidates
        ),
        blank_count=row.blank_count,
        held_at=row.confirmed_at,
    )


def _vote(row: BallotVote, loaded: Loaded) -> RollCallRow:
    return RollCallRow(
        loaded.person(row.participation_id),
        VoteChoice(row.choice),
        loaded.maybe(row.serving_for_id),
    )


def _roll(row: BallotVote, loaded: Loaded) -> tuple[int, int]:
    """Give the place in the roll: a substitute answers in the place of the absent."""
    place = loaded.participations[row.serving_for_id or row.participation_id]
    return place.order, place.pk


def _conflict(row: dict[str, Any], item: AgendaItem, loaded: Loaded) -> ConflictRecord:
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
    )


def _replacement(key: int, out_at: dt.datetime, loaded: Loaded) -> PersonRef | None:
    """Give who served for the disqualified from the moment that he or she was out."""
    for each in loaded.participations.values():
        for row in each.intervals.all():
            if row.serving_for_id == key and row.from_at == out_at:
                return ref(each)
    return None


def _reservations(rows: list[dict[str, Any]], loaded: Loaded) -> tuple[ReservationRecord, ...]:
    """Give the reservations, those of the same proposal and motivation as one."""
    together: dict[tuple[int | None, str], list[dict[str, Any]]] = {}
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


def _asking(item: AgendaItem, loaded: Loaded) -> tuple[CouncilQuestion, ...]:
    asked: CouncilAsking | None = getattr(item, "asking", None)
    if asked is None:
        return ()
    answerer = (
        PersonRef(asked.answerer_id, str(asked.answerer), role=asked.answerer_role)
        if asked.answerer
        else None
    )
    return (
        CouncilQuestion(
            kind=CouncilQuestionKind(asked.kind),
            asker=loaded.person(asked.asker_id),
            answerer=answerer,
            subject=asked.subject,
            allowed=asked.allowed,
            is_answered=asked.answered_at is not None,
            speakers=tuple(loaded.person(row["by"]) for row in loaded.rows("speaker", item)),
        ),
    )
