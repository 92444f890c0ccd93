"""What is wrong in a rule file is told with its file, its line and what would be right."""

from __future__ import annotations

import pytest

from samspel.rules.provisions import Decision
from samspel.rules.rulebook import load_files
from tests.rules.amounts.small import INDEX, KF, VALUES, files, payment, problems, rule

ONCE = payment("{once: grund}")


def chain(text: str, **parts: str) -> str:
    return "payments:\n" + payment(text, **parts)


def section(name: str, parts: str) -> str:
    return f"payments:\n{ONCE}{name}:\n" + rule(parts)


def value(text: str) -> str:
    return (
        f"values:\n  - {{id: x, title: X, unit: kronor, clause: p1, decided: {KF}, {text}}}\n"
    )


RULES = [
    ("x: []\n", 1, "Filen har inget som heter ”x”"),
    ("payments: x\n", 1, "Här ska det vara en lista"),
    ("payments:\n  - {id: a}\n", 2, "Ersättningen saknar ”title”"),
    (chain("{once: grnd}"), 3, "Menade du ”grund”?"),
    (chain("{once: mil}"), 3, "”mil” är i kronor per mil"),
    (chain("{once: [grund]}"), 3, "ett enda värde"),
    (chain("{wonce: grund}"), 3, "Menade du ”once”?"),
    (chain("once"), 3, "Ett block ska ha ett enda namn"),
    (chain("{once: grund, hours: timme}"), 3, "Ett block ska ha ett enda namn"),
    (chain("{time: {}}"), 3, "Kedjan ger inget belopp"),
    (chain("{once: grund}, {time: {}}"), 3, "”time” står inte först"),
    (chain("{annual: {value: ar}}, {times: count}"), 3, "”annual” ska stå ensamt"),
    (chain("{annual: {value: grund}}"), 3, "”grund” är i kronor per tillfälle"),
    (chain("{time: {travel: standard}}, {once: grund}"), 3, "behöver ”standard”"),
    (chain("{time: {standard: 1 h}}, {once: grund}"), 3, "behöver ”standard”"),
    (chain("{time: {at_most: 8}}, {once: grund}"), 3, "Skriv en tid, till exempel 4 h"),
    (chain("{time: {from_km: 8 h}}, {once: grund}"), 3, "till exempel 50 km"),
    (chain("{time: {from_km: [1]}}, {once: grund}"), 3, "ett enda värde"),
    (chain("{first: {length: 1 h}}, {once: grund}"), 3, "saknar ”counts_as”"),
    (chain("{started: {value: timme, unit: 0 min}}"), 3, "Enheten är noll"),
    (chain("{started: {value: timme}}"), 3, "saknar ”unit”"),
    (chain("{hours: grund}"), 3, "kan inte användas här"),
    (chain("{steps: [{value: x}]}"), 3, "inget värde som heter ”x”"),
    (chain("{steps: [{up_to: 4 h, side: at_most, value: grund}]}"), 3, "Det sista steget"),
    (
        chain(
            "{steps: [{up_to: 4 h, side: at_most, value: grund}, "
            "{up_to: 2 h, side: at_most, value: grund}, {value: grund}]}"
        ),
        3,
        "Stegen kommer inte i ordning",
    ),
    (chain("{steps: [{up_to: 4 h, value: grund}, {value: grund}]}"), 3, "saknar ”side”"),
    (chain("{steps: []}"), 3, "Det sista steget"),
    (chain("{bands: {unit: 0 h, bands: []}}"), 3, "Enheten är noll"),
    (chain("{bands: {bands: [{value: x}]}}"), 3, "inget värde som heter ”x”"),
    (chain("{distance: {value: grund}}"), 3, "kan inte användas här"),
    (chain("{distance: {value: mil, from_km: 3 km}}"), 3, "saknar ”side”"),
    (chain("{documented: [x]}"), 3, "Skriv något av: public_transport"),
    (chain("{earnings: {basis: x}}"), 3, "Skriv något av: documented"),
    (chain("{earnings: {basis: standard}}"), 3, "behöver ”standard”"),
    (chain("{earnings: {basis: documented, unit: 0 h}}"), 3, "Enheten är noll"),
    (
        chain("{earnings: {basis: documented, month_hours: 165 h, week_hours: 40 h}}"),
        3,
        "bara delas på ett sätt",
    ),
    (chain("{allowance: {full_day: grund}}"), 3, "saknar ”half_day”"),
    (
        chain("{once: grund}").replace("chain:", "tax: allowance, chain:"),
        3,
        "bara ett traktamente",
    ),
    (chain("{once: grund}, {percent: {value: 1 %}}"), 3, "saknar ”taking”"),
    (chain("{once: grund}, {percent: {value: x, taking: add}}"), 3, "inget värde som heter"),
    (
        chain("{once: grund}, {percent: {value: 1 %, taking: add, only: [x]}}"),
        3,
        "Skriv något av: chair",
    ),
    (chain("{once: grund}, {times: 2}"), 3, "times: count"),
    (chain("{once: grund}, {at_most: x}"), 3, "inget värde som heter"),
    (chain("{once: grund}, {round: {to: krona}}"), 3, "saknar ”mode”"),
    (chain("{once: grund}", more=", rounding: {to: x, mode: up}"), 3, "Skriv något av: ore"),
    (chain("{once: grund}", more=", valid_from: 2023-01-01"), 2, "Regelns dagar"),
    (chain("{once: grund}", scope="{kinds: [x]}"), 3, "Skriv något av: council_meeting"),
    (chain("{once: grund}", scope="x"), 3, "ska bestå av namn"),
    (chain("{once: grund}", pays="x"), 2, "Skriv något av: fee"),
    (f"payments:\n{ONCE}{ONCE}", 4, "Två regler eller värden heter ”arvode”"),
    (
        section("caps", "payments: [arvod], per: day, measure: highest"),
        5,
        "Menade du ”arvode”?",
    ),
    (section("caps", "payments: [arvode], per: day"), 5, "saknar ”measure”"),
    (section("caps", "payments: [arvode], measure: highest"), 5, "saknar ”per”"),
    (section("caps", "payments: [arvode], per: day, measure: fees"), 5, "saknar ”at_most”"),
    (
        section("caps", "payments: [arvode], per: day, measure: highest, at_most: '2'"),
        5,
        "passar inte ihop",
    ),
    (
        section("caps", "payments: [arvode], per: day, measure: multiple, at_most: '2'"),
        5,
        "passar inte ihop",
    ),
    (section("exclusions", "payments: [arvode]"), 5, "saknar ”when”"),
    (section("exclusions", "when: {roles: [chair]}"), 5, "saknar ”payments”"),
    (section("exclusions", "payments: [arvode], when: {occupancy: 40 %}"), 5, "saknar ”side”"),
    (section("totals", "at: day"), 5, "saknar ”rounding”"),
    (section("deadlines", "payments: [arvode]"), 5, "saknar ”months”"),
    (section("payouts", "submit_by: '31', paid_on: '27'"), 5, "1 till 28"),
    (section("certifying", "of: [chair]"), 5, "saknar ”steps”"),
    (section("certifying", "steps: [kungen]"), 5, "Skriv något av: secretary"),
]


@pytest.mark.parametrize(("rules", "line", "words"), RULES)
def test_a_fault_in_a_rule_is_told(rules, line, words):
    found = problems(rules)

    assert any(f"regler.yaml, rad {line}:" in each and words in each for each in found), found


AMOUNTS = [
    (value("value: '1,73045'"), "Skriv ett tal"),
    (value("value: ett"), "Skriv ett tal"),
    (value("value: 1, share: {percent: 1, of: y}"), "antingen ”value” eller ”share”"),
    (value("share: {percent: 1}"), "saknar ”of”"),
    (value("share: {percent: 1, of: y}"), "inget värde som heter ”y”"),
    (value("share: {percent: 1, of: x}"), "en andel av sig självt"),
    (
        value("share: {percent: 1, of: prisbasbelopp, index_on: maj}"),
        "event, year eller en dag",
    ),
    (value("share: {percent: 1, of: prisbasbelopp}, rounding: {to: x, mode: up}"), "av: ore"),
    (value("values: {}"), "en dag och ett värde per rad"),
    (value("values: {maj: {value: 1}}"), "”maj” är ingen dag"),
    (value("values: {2024-01-01: {}}"), "antingen ”value” eller ”share”"),
    (value("values: {2023-01-01: {value: 1}}"), "Värdet gäller före beslutet"),
    (value("value: 1").replace("unit: kronor", "unit: euro"), "Skriv något av: kronor"),
    (value("value: 1").replace(f", decided: {KF}", ""), "saknar ”decided”"),
    (value("value: 1").replace(" § 9", ""), "både dag och paragraf"),
    (value("value: 1").replace("clause: p1", "clause: p2"), "inget stycke ”p2”"),
    (
        value("share: {percent: 1, of: prisbasbelopp}").replace("kronor", "timmar"),
        "kan inte vara en andel av",
    ),
    (
        value("share: {percent: 1, of: y}")
        + value("share: {percent: 1, of: z}")[8:].replace("id: x", "id: y")
        + value("share: {percent: 1, of: y}")[8:].replace("id: x", "id: z"),
        "en andel av sig självt",
    ),
]


@pytest.mark.parametrize(("text", "words"), AMOUNTS)
def test_a_fault_in_a_value_is_told(text, words):
    found = problems(belopp=text)

    assert any(each.startswith("belopp.yaml, rad") and words in each for each in found), found


def case(duties: str, expect: str = "{amount: 1}", rest: str = "cites: p1") -> str:
    return f"cases:\n  - {{it: Ett fall, {rest}, duties: {duties}, expect: {expect}}}\n"


ONE = "[{kind: visit, on: 2026-03-04}]"
CASES = [
    (case("[{on: 2026-03-04}]"), "saknar slag eller dag"),
    (case("[{kind: office, on: 2026-03-04}]"), "saknar slag eller dag"),
    (case("[{kind: visit, on: 2026-03-04, time: 2}]"), "Skriv en tid"),
    (case("[{kind: visit, on: 2026-03-04, starts: 8}]"), "klockslag"),
    (case("[{kind: visit, on: 2026-03-04, loss: {hourly: 1}}]"), "Förlusten saknar ”time”"),
    (case("[{kind: visit, on: 2026-03-04, costs: [{kind: taxi}]}]"), "saknar ”amount”"),
    (case("[{kind: visit, on: 2026-03-04, away: {left: 2026-03-04 8}}]"), "dag och klockslag"),
    (
        case(
            "[{kind: visit, on: 2026-03-04, "
            "away: {left: 2026-03-04 08.00, back: 2026-03-04 08.00}}]"
        ),
        "Hemkomsten är före avresan",
    ),
    (case(ONE, "{}"), "väntar sig ingenting"),
    (case(ONE, "{lines: [1]}"), "ett namn och ett värde"),
    (case(ONE, "{lines: {x: 1}}"), "inte"),
    (case(ONE, "{refused: Annat}"), "Skriv något av: NoRuleInForce"),
    (case(ONE, "{certified_by: [kungen]}"), "Skriv något av: secretary"),
    (case(ONE, rest="cites: p9"), "inget stycke ”p9”"),
    (case(ONE).replace(", expect: {amount: 1}", ""), "saknar ”expect”"),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_a_fault_in_a_case_is_told(text, words):
    found = problems("payments:\n" + ONCE, cases=text, check_cases=True)

    assert any("cases.yaml, rad" in each and words in each for each in found), found


def test_cases_rest_on_the_duty_that_they_have_in_common():
    text = (
        "common: {duty: {kind: committee_meeting, time: 2 h}}\ncases:\n"
        "  - {it: Ett, cites: p1, duties: [{on: 2026-03-04}], expect: {amount: 1 100}}\n"
        "  - {it: Två, cites: p1, duties: [{on: 2024-03-04}], expect: {amount: 1 000}}\n"
    )

    ruleset = load_files(files("payments:\n" + ONCE, cases=text), check_cases=False)

    assert [each.duties[0].minutes for each in ruleset.amount_cases] == [120, 120]


def test_cases_that_are_no_block_are_told_once():
    assert any("cases.yaml" in each for each in problems(cases="- x\n"))


def test_an_example_needs_neither_clause_nor_decision():
    index = INDEX.replace("adopted", "example").replace(" 2023-11-27 § 9", "")
    values = VALUES.replace(f", decided: {KF}", "").replace("clause: p1, ", "")
    plain = ONCE.replace(f", decided: {KF}", "").replace(" clause: p1,", "")
    own = values.replace("    decided: " + KF + "\n", "")

    ruleset = load_files(
        files("payments:\n" + plain, index=index, belopp=own), check_cases=False
    )

    assert ruleset.amounts.payments[0].decided == Decision("kommunfullmäktige")


WRONG = [
    ("{amount: 1}", "Väntat för summan"),
    ("{amount: 1 100, tax_free: 1}", "den skattefria delen"),
    ("{lines: {arvode: 1}}", "Väntat för arvode"),
    ("{lines: {annat: 0}}", "nämner ”annat”"),
    ("{because: [arvode]}", "regler slår till"),
    ("{refused: NoRuleInForce}", "gick att räkna"),
    ("{unpaid: ja}", "ingen regel ersätter"),
    ("{claim_by: {arvode: 2026-09-01}}", "sista dag"),
    ("{claim_by: {resa: 2026-09-01}}", "sista dag"),
    ("{paid_on: 2026-03-28}", "utbetalningsdag"),
    ("{certified_by: [chair]}", "attest"),
]
ORDER = (
    "deadlines:\n"
    + rule("payments: [arvode], months: 6", id_="sex")
    + "payouts:\n"
    + rule("submit_by: '10', paid_on: '27'", id_="lön")
    + "certifying:\n"
    + rule("steps: [secretary]", id_="attest")
)


@pytest.mark.parametrize(("expect", "words"), WRONG)
def test_a_case_that_does_not_hold_says_what_the_rules_give(expect, words):
    text = case("[{kind: committee_meeting, on: 2026-03-04}]", expect)

    found = problems("payments:\n" + ONCE + ORDER, cases=text, check_cases=True)

    assert any(words in each for each in found), found


@pytest.mark.parametrize(
    ("day", "expect", "words"),
    [
        ("2023-03-04", "{amount: 1}", "Det gick inte att räkna"),
        ("2026-03-04", "{paid_on: 2026-03-27}", "Det gick inte att räkna"),
    ],
)
def test_a_case_on_a_day_without_rules_says_so(day, expect, words):
    text = case(f"[{{kind: committee_meeting, on: {day}}}]", expect)

    assert any(
        words in each for each in problems("payments:\n" + ONCE, cases=text, check_cases=True)
    )


def test_a_duty_that_nothing_pays_is_told_in_its_case():
    found = problems("payments:\n" + ONCE, cases=case(ONE, "{amount: 0}"), check_cases=True)

    assert any("Ingen regel ger ersättning för verksamhetsbesök" in each for each in found)


def test_what_no_case_tries_is_told():
    text = chain(
        "{time: {travel: real, from_km: 5 km}}, "
        "{steps: [{up_to: 2 h, side: at_most, value: liten}, {value: grund}]}, "
        "{bands: {bands: [{up_to: 1 h, value: timme}, {value: natt}]}}, "
        "{percent: {value: 5 %, taking: add, only: [chair]}}"
    )

    found = problems(text + ORDER, check_cases=True)

    for words in (
        "Lägg till ett fall där den betalas.",
        "når steg 2",
        "över gränsen",
        "där procenttalet inte används",
        "där den slår till",
        "använder värdet från 2026-01-01",
    ):
        assert any(words in each for each in found), words
