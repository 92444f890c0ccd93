"""The room as it stands: who is there, who serves, what has been proposed and put."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspel.meetings.calculation.procedure import Answer, Procedure
from samspel.meetings.calculation.record import (
    Alternative,
    DraftDecision,
    PersonRef,
    Presence,
    ProposalRecord,
    QuorumRecord,
    Serving,
)
from samspel.meetings.calculation.serving import Seated, SubstituteRule, is_barred
from samspel.meetings.calculation.statute import is_announced, is_laid_down, quorum_part
from samspel.meetings.calculation.voting import quorum
from samspel.meetings.enums import PresenceEnd, ProposalKind, QuestionKind, SeatKind
from samspel.meetings.models import (
    AgendaItem,
    ConflictOfInterest,
    DecidingSettings,
    ItemHandling,
    Meeting,
    Participation,
    PresenceInterval,
    Proposal,
    PutQuestion,
    Sitting,
    TurnDeparture,
)
from samspel.people.enums import BodyKind
from samspel.people.models import Body


def deciding_settings_of(body: Body) -> DecidingSettings:
    """Give what the council has set for the body, or the defaults, unsaved."""
    found = DecidingSettings.objects.filter(body=body).first() or DecidingSettings(body=body)
    found.body = body
    return found


def ref(participation: Participation) -> PersonRef:
    """Give a participant as the record prints one."""
    return PersonRef(
        participation.person_id, participation.name, participation.party, participation.role
    )


def participations_of(meeting_id: int) -> list[Participation]:
    """Give everybody on the meeting's list with their presence; two statements."""
    rows = Participation.objects.filter(meeting_id=meeting_id)
    return list(rows.prefetch_related("intervals").order_by("seat", "order", "pk"))


def presence(interval: PresenceInterval) -> Presence:
    """Give a stretch of presence as a plain value, without whom it serves for."""
    return Presence(
        interval.from_at,
        interval.to_at,
        interval.remote,
        interval.serving,
        None,
        PresenceEnd(interval.ended) if interval.ended else None,
    )


def open_interval(participation: Participation) -> PresenceInterval | None:
    """Give the stretch that is going on, if the person is there."""
    for each in participation.intervals.all():
        if each.to_at is None:
            return each
    return None


def seated(
    participations: Iterable[Participation], rule: SubstituteRule, at: dt.datetime
) -> list[Seated]:
    """Give the seats of the body as the calculation reads them, at the instant."""
    rows = [each for each in participations if each.seat_kind.is_elected_to_body]
    by_person = {each.person_id: each.pk for each in rows}
    chosen = _chosen(rows)
    return [_seat(each, rule, at, by_person, chosen.get(each.pk)) for each in rows]


def _chosen(rows: list[Participation]) -> dict[int, int]:
    """Give for whom the meeting has chosen a substitute in spite of the order."""
    meetings = {each.meeting_id for each in rows}
    made = TurnDeparture.objects.filter(meeting_id__in=meetings)
    return dict(made.values_list("substitute_id", "absent_id"))


def _seat(
    each: Participation,
    rule: SubstituteRule,
    at: dt.datetime,
    by_person: dict[int, int],
    chosen_for: int | None,
) -> Seated:
    intervals = [presence(row) for row in each.intervals.all()]
    going_on = open_interval(each)
    return Seated(
        key=each.pk,
        is_member=each.seat == SeatKind.MEMBER,
        party=each.party,
        order=each.list_place if each.list_place is not None else each.order,
        may_serve=going_on is not None and not is_barred(intervals, at, rule),
        constituency=each.constituency,
        lists=frozenset(by_person[key] for key in each.lists if key in by_person),
        serving_for=going_on.serving_for_id if going_on else None,
        has_begun=each.seat == SeatKind.SUBSTITUTE and any(one.serving for one in intervals),
        chosen_for=chosen_for,
    )


def needs_word_of_notice(meeting: Meeting) -> bool:
    """Whether it has to be said that the notice has gone out, since it did not from here.

    It is asked for where the law has meetings announced (KL 5 kap. 13–15 §§); a committee is
    called as it has decided itself.
    """
    is_council = meeting.body.kind == BodyKind.COUNCIL
    return meeting.dispatched_at is None and is_announced(meeting.day, is_council=is_council)


def serving_now(meeting_id: int) -> list[PresenceInterval]:
    """Give the stretches of those who serve just now, in the order of the roll."""
    rows = PresenceInterval.objects.filter(
        participation__meeting_id=meeting_id, to_at__isnull=True, serving=True
    )
    found = list(rows.select_related("participation", "serving_for"))
    return sorted(found, key=_roll)


def _roll(interval: PresenceInterval) -> tuple[int, int]:
    place = interval.serving_for or interval.participation
    return place.order, place.pk


def as_serving(interval: PresenceInterval, chair_id: int | None) -> Serving:
    """Give who serves as the record says it."""
    return Serving(
        person=ref(interval.participation),
        serving_for=ref(interval.serving_for) if interval.serving_for else None,
        remote=interval.remote,
        presides=interval.participation_id == chair_id,
    )


def quorum_now(
    sitting: Sitting, item: AgendaItem | None, serving: Sequence[PresenceInterval]
) -> QuorumRecord:
    """Give the quorum as it stands: of the meeting, or of the item with its conflicts."""
    out = 0
    if item is not None:
        out = ConflictOfInterest.objects.filter(
            item=item, out_at__isnull=False, in_at__isnull=True
        ).count()
    meeting = sitting.meeting
    settings = deciding_settings_of(meeting.body)
    return quorum(
        len(serving),
        sitting.seat_count,
        more_than_one_in=quorum_part(meeting.day, is_council=settings.is_council),
        out_for_conflict=out,
        excepts_conflicts=is_laid_down(
            "meeting.handle_item",
            "quorum.excepts_conflicts",
            meeting.day,
            is_council=settings.is_council,
        ),
    )


def proposal_record(
    proposal: Proposal, seconders: Iterable[Participation] = ()
) -> ProposalRecord:
    """Give a proposal as a plain value; ``mover`` must have been fetched with it."""
    return ProposalRecord(
        proposal_id=proposal.pk,
        number=proposal.number,
        kind=ProposalKind(proposal.kind),
        text=proposal.text,
        mover=ref(proposal.mover),
        made_at=proposal.made_at,
        seconders=tuple(ref(each) for each in seconders),
        by_chair=proposal.by_chair,
        supports=proposal.supports_id,
        withdrawn_at=proposal.withdrawn_at,
        refused_because=proposal.refused_because,
        becomes=tuple(proposal.becomes),
    )


def draft_of(handling: ItemHandling) -> DraftDecision | None:
    """Give what the item came with, if it came with a proposal for decision."""
    if not handling.draft_points:
        return None
    return DraftDecision(handling.draft_origin, tuple(handling.draft_points))


def alternatives_of(question: PutQuestion) -> tuple[Alternative, ...]:
    """Give the sides of a question as they were when it was put."""
    return tuple(
        Alternative(each["key"], each["label"], tuple(each["proposals"]))
        for each in question.alternatives
    )


@dataclass(frozen=True, slots=True)
class Putting:
    """An item's proposals and the answers so far, with the question that is open."""

    procedure: Procedure
    answers: tuple[Answer, ...]
    open_question: PutQuestion | None


def putting_of(handling: ItemHandling) -> Putting:
    """Give how far the chair has come with an item's questions; two statements."""
    proposals = Proposal.objects.filter(item_id=handling.item_id).select_related("mover")
    procedure = Procedure(
        draft_of(handling),
        tuple(proposal_record(each) for each in proposals),
        handling.main,
    )
    questions = list(PutQuestion.objects.filter(item_id=handling.item_id))
    answers = tuple(
        Answer(
            QuestionKind(each.kind),
            tuple(side["key"] for side in each.alternatives),
            each.result,
        )
        for each in questions
        if each.is_settled
    )
    pending = next((each for each in questions if not each.is_settled), None)
    return Putting(procedure, answers, pending)


def minority_used(handling: ItemHandling) -> bool:
    """Whether a minority has deferred the matter before (KL 5 kap. 50 §), by case number."""
    if not handling.case_number:
        return False
    return (
        PutQuestion.objects.filter(
            by_minority=True,
            item__handling__case_number=handling.case_number,
            item__body_id=handling.item.body_id,
        )
        .exclude(item_id=handling.item_id)
        .exists()
    )
