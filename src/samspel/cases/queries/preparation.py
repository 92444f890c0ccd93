"""Whether a case may stand on the council's agenda (KL 5 kap. 26–34 §§).

Judged by the rules engine from the stations that the case has passed. Nothing is kept:
who puts the case on the agenda keeps the verdict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from samspel.cases.calculation.chain import Station, before_the_council
from samspel.cases.calculation.preparation import (
    Maker,
    Passed,
    is_newly_elected,
    judged,
    preparation_facts,
)
from samspel.cases.enums import CaseKind, StepKind
from samspel.cases.models import Case, CaseStep
from samspel.cases.queries.chain import Bodies, steps_of
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.explanation import State, Verdict
from samspel.rules.facts import Facts

_MAKERS = {
    BodyKind.EXECUTIVE_BOARD: Maker.BOARD,
    BodyKind.COMMITTEE: Maker.COMMITTEE,
    BodyKind.DRAFTING_COMMITTEE: Maker.DRAFTING,
}
_COMES_BACK = {StepKind.TABLED, StepKind.REFERRED_BACK}


def facts_of(
    case: Case, steps: Sequence[CaseStep], *, on: dt.date, citation: str = ""
) -> dict[str, bool | str | None]:
    """Give the facts of a case that the council is to decide on the day.

    The decision of a station's body stands as the citation of the station that it led
    to; ``citation`` is the one that sends the case on from where it is now. What the
    case does not tell (whether all agree, what the auditors remark) is unknown.
    """
    return {
        **preparation_facts(_passed(steps, citation)),
        "council_case.is_for_decision": True,
        "council_case.exemption": case.exemption,
        "council_case.is_citizens_proposal": case.kind == CaseKind.CITIZENS_PROPOSAL,
        "council_case.has_audit_remark": None,
        "council_case.explanation_is_obtained": None,
        "council_case.council_is_newly_elected": is_newly_elected(on),
        "council_case.all_present_agree": None,
    }


def _passed(steps: Sequence[CaseStep], citation: str = "") -> list[Passed]:
    """Give the stations as the requirement sees them."""
    return [
        Passed(
            kind=step.station,
            maker=_MAKERS.get(BodyKind(step.body.kind), Maker.OTHER)
            if step.body
            else Maker.OTHER,
            has_decided=_sends_on(then, citation),
        )
        for step, then in zip(steps, [*steps[1:], None], strict=True)
    ]


def _sends_on(then: CaseStep | None, citation: str) -> bool:
    """Whether the body at a station has decided, by what led to the one after it.

    To table a case, or to refer it back, is no decision in it.
    """
    if then is None:
        return bool(citation)
    return bool(then.citation) and then.station not in _COMES_BACK


def preparation_check(
    case: Case,
    *,
    on: dt.date,
    facts: Facts | None = None,
    citation: str = "",
    steps: Sequence[CaseStep] | None = None,
) -> Verdict:
    """Judge whether the case may be taken up by the council on the day.

    One statement, unless the caller gives the ``steps``. ``facts`` are what it knows
    besides, such as that all present agree. Raises NoRuleInForce for a day before the law.
    """
    passed = steps_of(case) if steps is None else steps
    found = facts_of(case, passed, on=on, citation=citation)
    return judged({**found, **(facts or {})}, on)


def bodies_before_the_council(
    case: Case, steps: Sequence[CaseStep], bodies: Bodies, on: dt.date
) -> list[Body]:
    """Give the bodies that are left before the council, where they make the case ready.

    None where the way that is left would not be enough either. Asks nothing.
    """
    stations = [Station(each.station, each.body_id) for each in steps]
    left = before_the_council(bodies.way_of(case), stations[-1], stations[:-1])
    ahead = [(each, body) for each in left if (body := bodies.get(each.body)) is not None]
    done = [
        Passed(each.kind, _MAKERS.get(BodyKind(body.kind), Maker.OTHER), has_decided=True)
        for each, body in ahead
    ]
    then = {**facts_of(case, steps, on=on), **preparation_facts([*_passed(steps), *done])}
    return [] if not ahead or judged(then, on).is_stopped else [body for _at, body in ahead]


def shown(verdict: Verdict) -> Mapping[str, Any]:
    """Give the verdict as a page draws it, each finding with the law's own words."""
    return {
        "outcome": verdict.outcome.value,
        "findings": [
            {
                "strength": each.strength.value if each.strength else "",
                "state": "unmet"
                if each.state in {State.NOT_MET, State.UNKNOWN}
                else each.state.value,
                "title": f"{each.title}.",
                "say": each.say,
                "instead": each.instead,
                "who_can": "",
                "clause_heading": f"kommunallagen, {each.clause.heading}",
                "clause_text": each.clause.text,
                "citation": "",
                "url": "",
            }
            for each in verdict.findings
            if each.state is not State.NOT_APPLICABLE
        ],
    }
