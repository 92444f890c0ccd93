"""The requirement of preparation as rules: what the law says of a case on a day.

The provisions are data (rules/data/riket/beredning), dated and cited.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from samspel.cases.enums import StepKind
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.catalogue.choices import CouncilMatter
from samspel.rules.elections import is_election_year, new_council_from
from samspel.rules.explanation import Verdict
from samspel.rules.facts import Facts
from samspel.rules.law import (
    count_laid_down,
    known_from,
    laid_down,
    remembered,
    value_laid_down,
)
from samspel.rules.law import judged as judged_by
from samspel.rules.provisions import Clause

STATUTE = "riket/beredning"
ACT = "case.to_council"
ROUTE = "case.route"
MOTION = "motion.settle"
_PREFIX = "council_case."


class Maker(LabelledEnum):
    """What kind of body a station was at, as far as the requirement sees it."""

    COMMITTEE = "committee", _("Nämnd")
    BOARD = "board", _("Styrelsen")
    DRAFTING = "drafting", _("Fullmäktigeberedning")
    OTHER = "other", _("Annat")


@dataclass(frozen=True, slots=True)
class Passed:
    """A station that the case has passed, or stands at: by whom, and whether it is done.

    ``has_decided`` says that the body there has decided to send the case on.
    """

    kind: StepKind
    maker: Maker
    has_decided: bool


def judged(facts: Facts, on: dt.date) -> Verdict:
    """Judge whether a case may be taken up by the council. Raises NoRuleInForce."""
    return judged_by(ACT, facts, on, law=STATUTE)


def months_of_a_motion(on: dt.date) -> int:
    """Give within how many months the council settles what was raised on the day (KL 5:35).

    What was raised before the law is counted by it as it first stood.
    """
    day = known_from(on, law=STATUTE)
    return count_laid_down(MOTION, "motion.months_at_most", day, law=STATUTE)


@remembered
def needs_no_preparation(on: dt.date) -> frozenset[str]:
    """Give the kinds of cases that the council may decide without preparation (5:29–34)."""
    day = known_from(on, law=STATUTE)
    said = value_laid_down(ACT, f"{_PREFIX}needs_no_preparation", {}, day, law=STATUTE)
    return said if isinstance(said, frozenset) else frozenset()


def clause_of_a_motion(on: dt.date) -> Clause:
    """Give what the law says of the time for what is raised on the day, to be quoted."""
    said = laid_down(MOTION, {}, known_from(on, law=STATUTE), law=STATUTE)
    return said["motion.months_at_most"].finding.clause


def is_newly_elected(on: dt.date) -> bool:
    """Whether the council took over this year, after an election in the whole country.

    KL 5 kap. 9 and 30 §§: from the day of the election year on which it begins.
    """
    return is_election_year(on.year) and on >= new_council_from(on.year)


def route_judged(
    matter: CouncilMatter, on: dt.date, *, by_council: bool, raised_in_council: bool = False
) -> Verdict:
    """Judge who may decide a case (KL 5 kap. 1 and 2 §§): some only the council decides.

    What was raised in the council is decided there too (23 §), unless it has let a
    committee decide: that is warned of and not stopped.
    """
    facts: Facts = {
        f"{_PREFIX}matter": matter.value,
        f"{_PREFIX}decided_by_council": by_council,
        f"{_PREFIX}is_raised_in_council": raised_in_council,
    }
    return judged_by(ROUTE, facts, known_from(on, law=STATUTE), law=STATUTE)


def preparation_facts(passed: Sequence[Passed]) -> dict[str, bool]:
    """Tell what the stations say about how the case was prepared.

    A committee has prepared what it has decided on. Whoever has the case on referral, or
    has prepared it, has been given its say.
    """
    prepared = [each for each in passed if _prepares(each) and each.has_decided]
    heard = [each for each in passed if each.kind is StepKind.REFERRAL or _prepares(each)]
    committees = {Maker.COMMITTEE, Maker.BOARD}
    return {
        f"{_PREFIX}prepared_by_committee": any(p.maker in committees for p in prepared),
        f"{_PREFIX}prepared_by_drafting_committee": any(
            each.maker is Maker.DRAFTING for each in prepared
        ),
        f"{_PREFIX}committee_could_comment": any(each.maker in committees for each in heard),
        f"{_PREFIX}board_could_comment": any(each.maker is Maker.BOARD for each in heard),
        f"{_PREFIX}has_proposal": any(
            each.maker in committees | {Maker.DRAFTING} for each in prepared
        ),
    }


def _prepares(passed: Passed) -> bool:
    return passed.kind is StepKind.BOARD or (
        passed.kind is StepKind.PREPARING_BODY and passed.maker is Maker.DRAFTING
    )
