"""A guideline is not accepted while a case fails or something in it has no case."""

from __future__ import annotations

import pytest

from samspel.rules.cases import run_cases
from samspel.rules.errors import RulesetInvalid
from samspel.rules.judging import compile_ruleset
from samspel.rules.rulebook import load_files
from samspel.rules.suggestions import suggest_cases
from samspel.rules.writing import dump_tree
from tests.rules import small
from tests.rules.small import CASES, REQUIREMENT, SETTING, files, guideline, requirement


def refused(**changes: str) -> list[str]:
    """Give the problems of the small guideline, cases and all."""
    with pytest.raises(RulesetInvalid) as invalid:
        load_files(files(**changes))
    return [str(each) for each in invalid.value.problems]


def test_a_case_that_does_not_hold_blocks_and_says_what_the_rules_say():
    wrong = CASES.replace("visitor.visits_this_year: 1", "visitor.visits_this_year: 3")

    assert refused(cases=wrong) == [
        (
            "cases.yaml, rad 2: Fallet ”Det andra besöket ryms” håller inte. "
            "Väntat: allowed. Reglerna säger: stopped."
        ),
        (
            "cases.yaml, rad 2: Fallet ”Det andra besöket ryms” håller inte. "
            "Väntat som ”går inte att avgöra”: –. Reglerna säger: inom-antalet."
        ),
    ]


def test_a_case_that_names_the_wrong_reason_blocks():
    wrong = CASES.replace("[inom-antalet]", "[antal]")

    assert refused(cases=wrong) == [
        (
            "cases.yaml, rad 12: Fallet ”Det tredje ryms inte” håller inte. "
            "Väntat som ”inte uppfyllt”: antal. Reglerna säger: inom-antalet."
        ),
    ]


def test_a_case_that_names_a_provision_that_is_not_there_blocks():
    wrong = CASES.replace("[inom-antalet]", "[inom-antalet, borta]")

    assert refused(cases=wrong)[1] == (
        "cases.yaml, rad 12: Fallet nämner ”borta”, som inte finns. "
        "Skriv id för en bestämmelse i riktlinjerna."
    )


@pytest.mark.parametrize(("expected", "found"), [("3", "2"), ("inget", "2")])
def test_a_case_that_expects_another_setting_blocks(expected, found):
    wrong = CASES.replace("at_most: 2", f"at_most: {expected}")

    assert refused(cases=wrong)[0].endswith(
        f"”Högst så många besök per år” är {found}, inte som väntat."
    )


def test_a_case_that_expects_a_setting_where_there_is_none_blocks():
    wrong = CASES.replace("at_most: 2", "at_most: 2\n        booking.notice_at_least: 7")

    assert refused(cases=wrong)[0].endswith("är –, inte som väntat.")


def test_a_case_before_the_guideline_blocks_unless_it_expects_the_refusal():
    early = CASES.replace("2026-03-04", "2020-03-04", 1)
    expecting = CASES + (
        "  - {it: Före, cites: besok, act: visit.book, on: 2020-01-01, "
        "expect: {refused: NoRuleInForce}}\n"
    )

    assert "Det gick inte att pröva: Det finns inga riktlinjer" in refused(cases=early)[1]
    assert load_files(files(cases=expecting))


def test_a_refusal_that_does_not_come_blocks():
    wrong = CASES.replace("outcome: allowed", "refused: NoRuleInForce")

    assert "väntade sig ett nej, men gick att pröva" in refused(cases=wrong)[0]


def test_a_missing_fact_for_a_setting_can_be_expected():
    when = SETTING + "  when: {is: visitor.is_appointed}\n"
    cases = """\
cases:
  - {it: Okänt, cites: besok, act: visit.book, on: 2026-03-04,
     expect: {refused: FactMissing, settings: {visits.per_year_at_most: 2}}}
  - {it: Utsedd, cites: besok, act: visit.book, on: 2026-03-04,
     given: {visitor.is_appointed: ja}, expect: {settings: {visits.per_year_at_most: 2}}}
  - {it: Inte utsedd, cites: besok, act: visit.book, on: 2026-03-04,
     given: {visitor.is_appointed: nej}, expect: {settings: {visits.per_year_at_most: inget}}}
"""

    results = run_cases(compile_ruleset(load_files(files(besok=when, cases=cases))))

    assert all(result.holds for result in results)


def test_a_requirement_without_a_case_where_it_is_not_met_blocks():
    only_met = "\n".join(CASES.splitlines()[:11]) + "\n"

    assert refused(cases=only_met) == [
        (
            "besok.yaml, rad 9: Inget fall prövar bestämmelsen ”inom-antalet”. "
            "Lägg till ett fall där kravet inte är uppfyllt."
        )
    ]


def test_a_value_without_a_case_blocks_day_by_day():
    dated = SETTING.replace(
        "value: 2",
        "values:\n"
        "    2024-02-01: {value: 2, decided: kommunstyrelsen 2024-01-09 § 4}\n"
        "    2026-04-01: {value: 3, decided: kommunstyrelsen 2026-03-03 § 40}",
    )

    assert refused(besok=dated + REQUIREMENT) == [
        (
            "besok.yaml, rad 1: Inget fall prövar bestämmelsen ”antal”. "
            "Lägg till ett fall som väntar sig värdet från 2026-04-01."
        )
    ]


def test_a_setting_that_no_case_expects_blocks():
    silent = CASES.replace("      settings:\n        visits.per_year_at_most: 2\n", "")

    assert "väntar sig värdet från 2024-02-01" in refused(cases=silent)[0]


def test_the_facts_in_common_are_the_ground_that_a_case_changes():
    common = (
        "common:\n  visit.book: {visitor.visits_this_year: 2, booking.chair_has_decided: nej}\n"
    ) + CASES

    results = run_cases(guideline(cases=common))

    assert [dict(result.case.given)["visitor.visits_this_year"] for result in results] == [1, 2]
    assert all(result.holds for result in results)


SUGGESTED = """\
- id: lista
  title: Ämnen
  act: visit.prepare
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  set: preparation.topics
  value: [{key: a, label: A}]
- id: bekraftas
  title: Bekräftas
  act: visit.prepare
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  set: conduct.confirm
  value: ja
- id: framforhallning
  title: Framförhållning
  act: visit.book
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  when: {all: [{fact: visit.kind, in: [contact, group]}, {fact: visit.date, gte: 2026-01-01}]}
  set: booking.notice_at_least
  unit: dagar
  values:
    2024-02-01: {value: 7, decided: kommunstyrelsen 2024-01-09 § 4}
    2026-01-01: {value: 14, decided: kommunstyrelsen 2025-12-02 § 150}
- id: i-tid
  title: I tid
  act: visit.book
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  strength: bör
  when: {not: {fact: visit.sides, has_none: [majority, opposition]}}
  require:
    any:
      - {fact: booking.start_time, gte: 17.00}
      - {fact: operation.key, in: [fritid]}
      - {fact: visitor.hours_this_year, lte: 1.5}
  say: För tidigt.
  instead: Senare.
- id: tillsammans
  title: Tillsammans
  act: report.submit
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  strength: ska
  require: {fact: report.sections_filled, has_any: [a, b]}
  say: Tomt.
  instead: Skriv.
"""


def test_suggested_cases_prove_all_that_no_case_proves():
    compiled = guideline(besok=SETTING + REQUIREMENT + SUGGESTED, cases=small.NO_CASES)

    cases = dump_tree({"cases": list(suggest_cases(compiled))})
    ruleset = load_files(files(besok=SETTING + REQUIREMENT + SUGGESTED, cases=cases))

    assert len(ruleset.cases) == 8
    assert suggest_cases(compile_ruleset(ruleset)) == []


def test_a_suggested_case_names_only_what_it_is_about_when_the_rest_can_be_met():
    other = requirement("{is: visitor.is_appointed}")
    compiled = guideline(besok=SETTING + REQUIREMENT + other, cases=CASES)

    assert suggest_cases(compiled) == [
        {
            "it": "Förslag: Kravet, den 2024-02-01",
            "cites": "besok",
            "act": "visit.book",
            "on": "2024-02-01",
            "given": {
                "visitor.is_appointed": "nej",
                "visitor.visits_this_year": "1",
                "booking.chair_has_decided": "nej",
            },
            "expect": {"outcome": "stopped", "not_met": ["kravet"]},
        }
    ]


def test_a_fact_that_can_not_be_settled_is_left_out_of_a_suggested_case():
    never = requirement("{all: [{is: booking.is_announced}, {is_not: booking.is_announced}]}")
    compiled = guideline(
        besok=SETTING + REQUIREMENT + never.replace("id: kravet", "id: aldrig"), cases=CASES
    )

    (case,) = suggest_cases(compiled)

    assert case["expect"] == {"outcome": "stopped", "not_met": ["aldrig"]}


def test_nothing_is_suggested_for_a_setting_that_never_applies():
    never = SETTING + (
        "  when: {all: [{is: booking.is_announced}, {is_not: booking.is_announced}]}\n"
    )

    assert suggest_cases(guideline(besok=never, cases=small.NO_CASES)) == []


def test_nothing_is_suggested_for_what_can_never_fail_to_be_met():
    always = requirement("{any: [{is: visitor.is_appointed}, {is_not: visitor.is_appointed}]}")

    assert suggest_cases(guideline(besok=always, cases=small.NO_CASES)) == []
