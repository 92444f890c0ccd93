"""The requirement of preparation as rules: what the law says of a case on a day.

The provisions are data (rules/data/riket/beredning), dated and cited.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from samspel.cases.enums import StepKind
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.catalogue.choices import CouncilMatter
from samspel.rules.explanation import Verdict
from samspel.rules.facts import Facts
from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.rulebook import load_statute

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


@lru_cache(maxsize=1)
def _compiled() -> Compiled:
    return compile_ruleset(load_statute(STATUTE))


def judged(facts: Facts, on: dt.date) -> Verdict:
    """Judge whether a case may be taken up by the council. Raises NoRuleInForce."""
    return _compiled().judge(ACT, facts, on)


@lru_cache(maxsize=512)
def months_of_a_motion(on: dt.date) -> int:
    """Give within how many months the council settles what was raised on the day (KL 5:35).

    What was raised before the law is counted by it as it first stood.
    """
    statute = _compiled()
    day = max(on, statute.ruleset.effective_from)
    value = statute.settings(MOTION, {}, day).value("motion.months_at_most")
    assert isinstance(value, int)  # noqa: S101  the catalogue's kind of it is a count
    return value


def route_judged(matter: CouncilMatter, on: dt.date, *, by_council: bool) -> Verdict:
    """Judge who may decide a case (KL 5 kap. 1 and 2 §§): some only the council decides."""
    facts: Facts = {
        f"{_PREFIX}matter": matter.value,
        f"{_PREFIX}decided_by_council": by_council,
    }
    return _compiled().judge(ROUTE, facts, on)


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
