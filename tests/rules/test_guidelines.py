"""Every guideline that comes with the product proves itself by its own cases."""

from __future__ import annotations

import pytest

from samspel.rules.cases import CaseResult, run_cases
from samspel.rules.explanation import State
from samspel.rules.judging import compile_ruleset
from samspel.rules.provisions import Ruleset, Status
from samspel.rules.rulebook import load_shipped, shipped_folders

GUIDELINES = {name: load_shipped(name) for name in shipped_folders()}
ADOPTED = [each for each in GUIDELINES.values() if each.status is Status.ADOPTED]
CONTACT = [each for each in ADOPTED if each.area == "contact_politicians"]
RESULTS = [
    pytest.param(result, id=f"{name.split('/')[-1]}: {result.case.it}")
    for name, ruleset in GUIDELINES.items()
    for result in run_cases(compile_ruleset(ruleset))
]


@pytest.mark.parametrize("result", RESULTS)
def test_the_case_holds(result: CaseResult):
    assert [str(each) for each in result.differences] == []


@pytest.mark.parametrize("name", GUIDELINES)
def test_every_requirement_is_seen_on_both_sides(name):
    ruleset = GUIDELINES[name]
    proved = {each for result in run_cases(compile_ruleset(ruleset)) for each in result.proved}

    one_sided = [
        (each.id, state.value)
        for each in ruleset.provisions
        if each.require is not None
        for state in (State.MET, State.NOT_MET)
        if (each.id, state) not in proved
    ]

    assert one_sided == []


@pytest.mark.parametrize("name", GUIDELINES)
def test_a_guideline_ends_where_no_rule_speaks(name):
    ruleset = GUIDELINES[name]

    assert not ruleset.in_force(ruleset.effective_from.replace(year=2000))
    assert ruleset.in_force(ruleset.effective_from)


def test_what_is_adopted_and_that_the_rest_are_examples_with_a_source():
    examples = [each for each in GUIDELINES.values() if each.is_example]
    areas = [each.area for each in examples]

    assert [(each.owner, each.area) for each in ADOPTED] == [
        ("kommunfullmäktige", "remuneration"),
        ("kommunstyrelsen", "contact_politicians"),
        ("socialnämnden", "contact_politicians"),
    ]
    assert (areas.count("contact_politicians"), areas.count("remuneration")) == (5, 9)
    assert all(each.source.address.startswith("http") for each in examples)


@pytest.mark.parametrize("ruleset", ADOPTED, ids=lambda each: each.owner)
def test_an_adopted_guideline_names_its_decision_and_takes_effect_after_it(ruleset: Ruleset):
    decided = ruleset.decision.day

    assert ruleset.decision.is_complete
    assert decided is not None
    assert decided <= ruleset.effective_from


@pytest.mark.parametrize("ruleset", CONTACT, ids=lambda each: each.owner)
def test_the_decision_that_names_who_is_whose_differs_between_the_two(ruleset: Ruleset):
    opener = {"kommunstyrelsen": "report_submitted", "socialnämnden": "visit_held"}
    demand = {"kommunstyrelsen": "required", "socialnämnden": "optional"}
    compiled = compile_ruleset(ruleset)
    day = ruleset.effective_from

    assert (
        compiled.settings("visit.held", {}, day).value("item.opened_by")
        == opener[ruleset.owner]
    )
    assert (
        compiled.settings("report.submit", {}, day).value("report.demand")
        == demand[ruleset.owner]
    )


def test_a_shipped_guideline_that_is_not_there_is_refused():
    with pytest.raises(FileNotFoundError):
        load_shipped("../../etc")


@pytest.mark.parametrize(
    ("owner", "clause"),
    [("kommunstyrelsen", "avgransningar-1"), ("socialnämnden", "uppdrag-1")],
)
def test_whoever_is_rightly_appointed_reads_the_clause_on_who_appoints(owner, clause):
    """A page quotes the first clause that an allowed act rests on, not the introduction."""
    (ruleset,) = [each for each in CONTACT if each.owner == owner]
    compiled = compile_ruleset(ruleset)
    verdicts = [
        compiled.judge(case.act, case.given, case.on)
        for case in ruleset.cases
        if case.act == "contact_politician.appoint" and not case.expect.refused
    ]
    appointed = [each for each in verdicts if each.is_allowed]

    assert appointed
    assert {verdict.findings[0].clause.id for verdict in appointed} == {clause}
