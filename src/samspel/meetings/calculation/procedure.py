"""The order in which the chair puts the question, and what the answers come to.

KL 5 kap. 53 § and 6 kap. 33 §: proposals are worded so that yes or no answers them. First
whether the matter is settled today at all; then the main proposal against what is left of
the others, who are set against each other until one remains; last the additions, one by
one. Which proposal is the main one, the chair says and the body approves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspel.foundation.labels import mark as _
from samspel.meetings.calculation.record import (
    DRAFT,
    NOTHING,
    REJECT,
    TODAY,
    Alternative,
    DecisionPoint,
    DraftDecision,
    ProposalRecord,
)
from samspel.meetings.enums import Outcome, ProposalKind, QuestionKind

LATER = "later"  # not today, when it is not settled yet in which way


@dataclass(frozen=True, slots=True)
class Planned:
    """A question to put next: its kind and the two sides (one, where nobody opposes)."""

    kind: QuestionKind
    alternatives: tuple[Alternative, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its sides, in order: the first is the yes of a vote."""
        return tuple(each.key for each in self.alternatives)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that has been put: its kind, its sides, and which one won."""

    kind: QuestionKind
    keys: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers come to.

    ``winner`` is the key that won the main question (or the deferral), ``additions`` the
    keys of additions that were carried.
    """

    outcome: Outcome
    winner: str
    additions: tuple[str, ...] = ()


class NotAskedYet(Exception):
    """The item can't be concluded: a question is still to be put."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """An item's proposals, arranged. ``main`` is the key that the chair made main one."""

    draft: DraftDecision | None
    proposals: tuple[ProposalRecord, ...]
    main: str = ""

    @property
    def standing(self) -> tuple[ProposalRecord, ...]:
        """The proposals that were neither withdrawn nor refused."""
        return tuple(each for each in self.proposals if each.stands)

    @property
    def formal(self) -> tuple[Alternative, ...]:
        """The ways to defer that were proposed, each kind once."""
        kinds = dict.fromkeys(each.kind for each in self.standing if each.kind.is_formal)
        return tuple(self._of_kind(kind) for kind in kinds)

    def _of_kind(self, kind: ProposalKind) -> Alternative:
        ids = tuple(each.proposal_id for each in self.standing if each.kind is kind)
        return Alternative(kind.value, kind.label, ids)

    @property
    def substantive(self) -> tuple[Alternative, ...]:
        """The ways to settle the matter itself, the main one first.

        The item's own draft is one even when nobody spoke for it; to reject is one when
        somebody asked for it; amendments and own wordings are one each.
        """
        found = [] if self.draft is None else [self._draft()]
        found += [self._own(each) for each in self.standing if _is_alternative(each)]
        rejecting = tuple(
            each.proposal_id for each in self.standing if each.kind is ProposalKind.REJECTION
        )
        if rejecting:
            found.append(Alternative(REJECT, ProposalKind.REJECTION.label, rejecting))
        return tuple(sorted(found, key=lambda each: each.key != self.main))

    def _draft(self) -> Alternative:
        ids = tuple(
            each.proposal_id
            for each in self.standing
            if each.kind is ProposalKind.APPROVAL and each.supports is None
        )
        origin = self.draft.origin if self.draft else ""
        return Alternative(DRAFT, origin or _("Förslaget till beslut"), ids)

    def _own(self, proposal: ProposalRecord) -> Alternative:
        ids = tuple(
            each.proposal_id
            for each in self.standing
            if each.kind is ProposalKind.APPROVAL and each.supports == proposal.proposal_id
        )
        return Alternative(proposal.key, proposal.mover.printed, (proposal.proposal_id, *ids))

    @property
    def additions(self) -> tuple[Alternative, ...]:
        """The additions, each to be answered by itself."""
        return tuple(
            self._own(each) for each in self.standing if each.kind is ProposalKind.ADDITION
        )

    def next_question(self, answers: Sequence[Answer]) -> Planned | None:
        """Give the question to put after the answers so far; None when all is settled."""
        when = self._when(answers)
        if when is not None or self._deferred(answers):
            return when
        main = self._main(answers)
        if main is not None:
            return main
        return None if self._winner(answers) == REJECT else self._addition(answers)

    def _when(self, answers: Sequence[Answer]) -> Planned | None:
        """Whether today; and if not today and there are two ways, which of them."""
        ways = self.formal
        asked = [each for each in answers if each.kind is QuestionKind.WHEN]
        today = Alternative(TODAY, _("Ärendet avgörs i dag"))
        if not ways or len(asked) > 1:
            return None
        if not asked:
            ids = tuple(each for way in ways for each in way.proposal_ids)
            later = ways[0] if len(ways) == 1 else Alternative(LATER, _("Inte i dag"), ids)
            return Planned(QuestionKind.WHEN, (today, later))
        if asked[0].result == LATER:
            return Planned(QuestionKind.WHEN, ways)
        return None

    def _deferred(self, answers: Iterable[Answer]) -> str:
        """Give how the item was deferred, if it was."""
        results = [each.result for each in answers if each.kind is QuestionKind.WHEN]
        return results[-1] if results and results[-1] not in {TODAY, LATER} else ""

    def _main(self, answers: Sequence[Answer]) -> Planned | None:
        """Give the next question on the matter itself."""
        sides = self.substantive
        if not sides or any(_settles(each) for each in answers):
            return None
        if len(sides) == 1:
            return Planned(QuestionKind.SINGLE, sides)
        left = self._left(sides[1:], answers)
        if len(left) > 1:
            return Planned(QuestionKind.COUNTER, left[:2])
        return Planned(QuestionKind.MAIN, (sides[0], *left))

    def _left(
        self, others: tuple[Alternative, ...], answers: Sequence[Answer]
    ) -> tuple[Alternative, ...]:
        """Give the counter-proposals that have not lost to another yet."""
        lost = {
            key
            for each in answers
            if each.kind is QuestionKind.COUNTER
            for key in each.keys
            if key != each.result
        }
        return tuple(each for each in others if each.key not in lost)

    def _winner(self, answers: Iterable[Answer]) -> str:
        results = [each.result for each in answers if _settles(each)]
        return results[-1] if results else ""

    def _addition(self, answers: Sequence[Answer]) -> Planned | None:
        asked = {each.keys[0] for each in answers if each.kind is QuestionKind.ADDITION}
        for each in self.additions:
            if each.key not in asked:
                nothing = Alternative(NOTHING, _("Utan tillägget"))
                return Planned(QuestionKind.ADDITION, (each, nothing))
        return None

    def result(self, answers: Sequence[Answer]) -> Result:
        """Give what the answers come to. Raises ``NotAskedYet`` while a question is left."""
        if self.next_question(answers) is not None:
            raise NotAskedYet
        deferred = self._deferred(answers)
        if deferred:
            return Result(_OUTCOME_OF[ProposalKind(deferred)], deferred)
        winner = self._winner(answers)
        carried = tuple(
            each.result
            for each in answers
            if each.kind is QuestionKind.ADDITION and each.result != NOTHING
        )
        return Result(Outcome.DECIDED if winner else Outcome.NOTED, winner, carried)

    def points(self, result: Result) -> tuple[DecisionPoint, ...]:
        """Give the decision in words: what won, with the additions after it.

        Nothing for a deferral, a rejection or a note: those are phrases, which belong to
        the minutes.
        """
        texts: list[str] = []
        if result.winner == DRAFT and self.draft is not None:
            texts += self.draft.points
        by_key = {each.key: each for each in self.proposals}
        keys = (result.winner, *result.additions)
        texts += ["\n".join(_decision_of(by_key[key])) for key in keys if key in by_key]
        lines = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
        if len(lines) == 1:
            return (DecisionPoint(0, lines[0]),)
        return tuple(DecisionPoint(place, line) for place, line in enumerate(lines, 1))


_OUTCOME_OF = {
    ProposalKind.REFERRAL_BACK: Outcome.REFERRED_BACK,
    ProposalKind.TABLING: Outcome.TABLED,
}


def _decision_of(proposal: ProposalRecord) -> tuple[str, ...]:
    """Give the decision that a proposal comes to: the whole of it, where it amends."""
    return proposal.becomes or (proposal.text,)


def _is_alternative(proposal: ProposalRecord) -> bool:
    return proposal.kind in {ProposalKind.AMENDMENT, ProposalKind.OWN}


def _settles(answer: Answer) -> bool:
    return answer.kind in {QuestionKind.MAIN, QuestionKind.SINGLE, QuestionKind.ELECTION}
