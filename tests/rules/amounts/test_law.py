"""What the law says of a rule set, what a version changes, and how it is put in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.rules.amounts.choices import Role
from samspel.rules.amounts.correcting import Correction, try_amounts
from samspel.rules.amounts.describing import Words
from samspel.rules.amounts.lint import is_council, lint
from samspel.rules.amounts.rates import compile_amounts
from samspel.rules.amounts.remarks import Severity
from samspel.rules.changing import ChangeKind, Part
from samspel.rules.compare import compare
from samspel.rules.decisions import Decision
from samspel.rules.rulebook import load_files, load_shipped, shipped_folders
from tests.rules.amounts.small import (
    INDEX,
    KF,
    VALUES,
    duty,
    files,
    payment,
    rates,
    rule,
    ruleset,
)

ONCE = payment("{once: grund}")
EARNINGS = payment(
    "{earnings: {basis: documented}}", id_="inkomst", pays="lost_earnings", scope="{}"
)
BUT_COUNCILLORS = ", ".join(each for each in Role if each is not Role.COUNCILLOR)
EVERY_ROLE = f"{{roles: [{BUT_COUNCILLORS}]}}"
CARE = payment("{documented: [child_care]}", id_="tillsyn", pays="expense", scope="{}")
HELP = payment("{documented: [disability]}", id_="hjälp", pays="expense", scope="{}")
LOST = EARNINGS + CARE + HELP
PAID = [name for name in shipped_folders() if "arvoden" in name]


def laws(found):
    return [(each.severity, each.law) for each in found]


def test_the_demos_rule_set_is_lawful_and_so_are_the_examples_that_say_enough():
    assert [name for name in PAID if lint(load_shipped(name))] == []


def test_a_guideline_without_amounts_has_nothing_for_the_law_to_say():
    assert lint(load_shipped("exempel/fem-moment")) == []


@pytest.mark.parametrize(
    ("when", "is_stopped"),
    [
        ("{occupancy: 40 %, side: at_least}", False),
        ("{occupancy: 39 %, side: at_least}", True),
        ("{occupancy: andel, side: at_least}", False),
        ("{occupancy: liten-andel, side: at_least}", True),
        ("{occupancy: okänd-andel, side: at_least}", False),
        ("{occupancy: maltid-frukost, side: at_least}", True),
        ("{roles: [chair]}", True),
    ],
)
def test_hfd_2017_ref_28_lost_earnings_can_not_be_switched_off_below_a_substantial_part(
    when, is_stopped
):
    belopp = VALUES + (
        f"  - {{id: liten-andel, title: L, unit: procent, clause: p1, value: 25, decided: {KF}}}\n"
        f"  - {{id: okänd-andel, title: O, unit: procent, clause: p1, value: okänt, decided: {KF}}}\n"
    )
    rest = "exclusions:\n" + rule(f"payments: [inkomst, arvode], when: {when}")

    found = lint(ruleset(ONCE, LOST, rest=rest, belopp=belopp))

    assert laws(found) == ([(Severity.STOPS, "HFD 2017 ref. 28")] if is_stopped else [])


@pytest.mark.parametrize(
    ("scope", "is_stopped"),
    [
        ("{roles: [member, substitute]}", True),
        ("{incomes: [employed]}", True),
        ("{incomes: [employed, self_employed]}", False),
        (EVERY_ROLE, False),
    ],
)
def test_kl_4_12_nobody_is_left_out_of_lost_earnings_by_what_it_is_paid_for(scope, is_stopped):
    earnings = EARNINGS.replace("for: {}", f"for: {scope}")

    found = lint(ruleset(ONCE, earnings, CARE, HELP))

    stopped = [(Severity.STOPS, "4 kap. 12 § kommunallagen")]
    assert laws(found) == (stopped if is_stopped else [])


@pytest.mark.parametrize(
    ("chain", "pays", "tax", "section"),
    [
        ("{distance: {value: mil}}", "mileage", "free", "12 kap. 5 §"),
        ("{distance: {value: mil}}", "mileage", "mileage", ""),
        ("{distance: {value: milersattning-skattefri}}", "mileage", "free", ""),
        ("AWAY", "allowance", "free", "12 kap. 11 §"),
        ("AWAY", "allowance", "allowance", ""),
        ("AWAY", "allowance", "taxable", ""),
    ],
)
def test_only_the_laws_own_figures_are_tax_free_whatever_is_paid(chain, pays, tax, section):
    told = payment(
        chain.replace("AWAY", AWAY), id_="resa", pays=pays, scope="{}", more=f", tax: {tax}"
    )

    found = lint(ruleset(ONCE, LOST, told))

    warned = [(Severity.WARNS, f"{section} inkomstskattelagen")]
    assert laws(found) == (warned if section else [])


@pytest.mark.parametrize(
    ("lacking", "section"),
    [(EARNINGS, "4 kap. 12 §"), (HELP, "4 kap. 13 §"), (CARE, "4 kap. 14 §")],
)
def test_kl_4_12_to_14_a_rule_set_gives_what_is_a_right(lacking, section):
    found = lint(ruleset(ONCE, LOST.replace(lacking, "")))

    assert laws(found) == [(Severity.STOPS, f"{section} kommunallagen")]
    assert "regler.yaml, rad 1:" in str(found[0])


def test_a_rule_set_that_pays_nothing_lacks_every_right():
    rules = "payouts:\n" + rule("submit_by: '10', paid_on: '27'")
    nothing = load_files(files(rules), check_cases=False)

    assert [each.file for each in lint(nothing)] == ["", "", ""]


@pytest.mark.parametrize(("share", "is_stopped"), [("40 %", False), ("39 %", True)])
def test_kl_4_14_child_care_can_not_be_switched_off_below_a_substantial_part(share, is_stopped):
    rest = "exclusions:\n" + rule(
        f"payments: [tillsyn], when: {{occupancy: {share}, side: at_least}}"
    )

    found = lint(ruleset(ONCE, LOST, rest=rest))

    assert laws(found) == (
        [(Severity.STOPS, "4 kap. 14 § kommunallagen")] if is_stopped else []
    )


def test_kl_4_15_and_4_16_only_the_council_decides():
    board = "kommunstyrelsen 2023-11-27 § 9"
    belopp = VALUES.replace(f"value: 200, decided: {KF}", f"value: 200, decided: {board}")

    found = lint(ruleset(ONCE.replace(KF, board), LOST.replace(KF, board), belopp=belopp))

    assert {(each.rule, each.law[:12]) for each in found} == {
        ("arvode", "4 kap. 16 § "),
        ("inkomst", "4 kap. 15 § "),
        ("tillsyn", "4 kap. 15 § "),
        ("hjälp", "4 kap. 15 § "),
        ("timme", "4 kap. 16 § "),
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [("KF", True), ("regionfullmäktige", True), ("Kommunfullmäktige", True), ("KS", False)],
)
def test_a_council_is_known_by_its_name(body, expected):
    assert is_council(Decision(body)) is expected


@pytest.mark.parametrize(
    ("scope", "is_warned"),
    [
        ("{kinds: [committee_meeting], bodies: [ks]}", True),
        ("{kinds: [visit], bodies: [ks]}", False),
        ("{kinds: [committee_meeting], roles: [chair]}", False),
    ],
)
def test_kl_4_16_different_amounts_for_the_same_duty_are_warned_about(scope, is_warned):
    other = payment("{once: liten}", id_="annat", scope=scope)

    found = lint(ruleset(ONCE, LOST, other))

    assert [each.rule for each in found] == (["annat"] if is_warned else [])
    assert all(each.severity is Severity.WARNS for each in found)


BACK = INDEX.replace("status:", "may_precede_decision: ja\nstatus:")


def lowered(first: str, amount: str, later: str) -> str:
    return VALUES.replace(
        "2026-01-01: {value: 1 100, decided: kommunfullmäktige 2025-11-24 § 7}",
        f"{first}: {{value: {amount}, decided: kommunfullmäktige {later} § 7}}",
    )


@pytest.mark.parametrize(
    ("belopp", "is_warned"),
    [
        (lowered("2026-01-01", "900", "2026-02-01"), True),
        (lowered("2026-01-01", "1 000", "2026-02-01"), False),
        (lowered("2026-01-01", "okänt", "2026-02-01"), False),
        (lowered("2026-03-01", "900", "2026-02-01"), False),
    ],
)
def test_kl_2_4_nothing_gets_worse_from_before_its_decision(belopp, is_warned):
    found = lint(ruleset(ONCE, LOST, index=BACK, belopp=belopp))

    assert [each.law for each in found] == (["2 kap. 4 § kommunallagen"] if is_warned else [])


@pytest.mark.parametrize(("hours", "is_warned"), [("5", True), ("3", True), ("4", False)])
def test_kl_2_4_a_threshold_is_not_moved_from_before_its_decision(hours, is_warned):
    moved = VALUES.replace(
        f"value: 4, decided: {KF}}}",
        f"values: {{2024-01-01: {{value: 4, decided: {KF}}}, 2026-01-01: {{value: {hours}, "
        "decided: kommunfullmäktige 2026-02-01 § 7}}}",
    )

    found = lint(ruleset(ONCE, LOST, index=BACK, belopp=moved))

    assert [(each.rule, each.severity) for each in found] == (
        [("gräns", Severity.WARNS)] if is_warned else []
    )


def test_kl_2_4_counts_against_the_version_that_is_replaced():
    def with_deadline(months, decided, **parts):
        end = rule(f"payments: [arvode], months: {months}").replace(KF, decided)
        return ruleset(ONCE, LOST, rest="deadlines:\n" + end, index=BACK, **parts)

    late = "kommunfullmäktige 2024-02-01 § 1"
    lower = VALUES.replace(
        "1 000, decided: kommunfullmäktige 2023-11-27",
        "800, decided: kommunfullmäktige 2024-02-01",
    )
    before, after = with_deadline(6, KF), with_deadline(4, late, belopp=lower)

    assert {each.rule for each in lint(after, before)} == {"grund", "regel"}
    assert lint(with_deadline(6, late), before) == []
    assert lint(with_deadline(4, KF), before) == []
    assert lint(after) == []
    assert {each.rule for each in lint(with_deadline(4, late), ruleset(ONCE, LOST))} == {
        "regel"
    }


LATE = "kommunfullmäktige 2024-02-01 § 1"
CAP = "caps:\n" + rule("payments: [arvode], per: day, measure: highest")
NONE = "exclusions:\n" + rule("payments: [arvode], when: {offices: [råd]}")


@pytest.mark.parametrize("rest", [CAP, NONE])
def test_kl_2_4_what_takes_something_away_does_not_begin_before_its_decision(rest):
    def with_rule(decided):
        return ruleset(ONCE, LOST, rest=rest.replace(KF, decided), index=BACK)

    assert [each.rule for each in lint(with_rule(LATE))] == ["regel"]
    assert lint(with_rule(KF)) == []
    assert lint(with_rule(LATE), with_rule(KF)) == []


def test_kl_2_4_another_way_to_reckon_does_not_begin_before_its_decision():
    old, new = ruleset(ONCE, LOST), payment("{once: liten}").replace(KF, LATE)

    found = lint(ruleset(new, LOST, index=BACK), old)

    assert [(each.rule, each.severity) for each in found] == [("arvode", Severity.WARNS)]
    assert lint(ruleset(new, LOST, index=BACK)) == []
    assert lint(ruleset(new.replace(LATE, KF), LOST, index=BACK), old) == []


def test_kl_2_4_a_payment_is_not_taken_away_before_its_decision():
    more = payment("{once: liten}", id_="annat", scope="{kinds: [visit]}")
    old, late = ruleset(ONCE, LOST, more), BACK.replace(f"decision: {KF}", f"decision: {LATE}")

    assert [each.rule for each in lint(ruleset(ONCE, LOST, index=late), old)] == ["annat"]
    assert lint(ruleset(ONCE, LOST, index=BACK), old) == []


# --- What a version changes ------------------------------------------------------------------


def said(old, new):
    return [str(each) for each in compare(old, new)]


def test_a_changed_amount_is_told_with_both_and_their_decisions():
    new = VALUES.replace("value: 1 100", "value: 1 200").replace(
        "title: Timme", "title: Timpeng"
    )

    found = said(ruleset(ONCE), ruleset(ONCE, belopp=new))

    assert (
        "”Grundarvode” från den 1 januari 2026: 1\N{NO-BREAK SPACE}100 kronor per tillfälle "
        "(kommunfullmäktige 2025-11-24 § 7) blir 1\N{NO-BREAK SPACE}200 kronor per tillfälle "
        "(kommunfullmäktige 2025-11-24 § 7)."
    ) in found
    assert "”Timpeng” ändras från Timme till Timpeng." in found


def test_rules_values_and_cases_that_come_and_go_are_told():
    extra = (
        VALUES
        + f"  - {{id: ny, title: Ny, unit: kronor, clause: p1, value: 1, decided: {KF}}}\n"
    )
    case = "cases:\n  - {it: Fallet, cites: p1, duties: [{kind: visit, on: 2026-03-04}], expect: {amount: 1}}\n"
    old, new = ruleset(ONCE), ruleset(ONCE, LOST, belopp=extra, cases=case)
    other = ruleset(ONCE, LOST, belopp=extra, cases=case.replace("amount: 1", "amount: 2"))

    came, gone = compare(old, new), compare(new, old)

    assert {(each.kind, each.part) for each in came} == {
        (ChangeKind.ADDED, Part.AMOUNT),
        (ChangeKind.ADDED, Part.CASE),
    }
    assert {each.kind for each in gone} == {ChangeKind.REMOVED}
    assert said(new, other) == ["Fallet ändras: Fallet."]


def test_a_changed_rule_is_told_before_and_now():
    old = ruleset(ONCE)
    chained = said(old, ruleset(payment("{hours: timme}")))
    renamed = said(old, ruleset(ONCE.replace("title: Ersättning arvode", "title: Arvodet")))
    detailed = said(old, ruleset(payment("{once: grund}", more=", pay_type: '120'")))

    assert any("Förut:" in each and "Timme för tiden" in each for each in chained)
    assert renamed == ["”Arvodet” ändras från Ersättning arvode till Arvodet."]
    assert detailed == ["Regeln ”Ersättning arvode” ändras i sina detaljer."]


@pytest.mark.parametrize("name", PAID)
def test_a_version_changes_nothing_in_itself_and_every_rule_has_its_words(name):
    rules = load_shipped(name)
    words = Words.of(rules)

    assert compare(rules, rules) == []
    for each in rules.amounts.articles():
        text = str(words.rule(each))
        assert text.endswith(".")
        assert "%" not in text.replace(" %", "")


AWAY = "{allowance: {full_day: grund, half_day: liten, breakfast: 20 %, meal: andel}}"
CHAINS = [
    (
        "{time: {travel: standard, standard: 1 h, from_km: 5 km, at_most: 8 h}}, {hours: timme}",
        "restiden räknas som 1 tim",
    ),
    (
        "{first: {length: 1 h, counts_as: 2 h}}, {hours: timme}",
        "de första 1 tim räknas som 2 tim",
    ),
    ("{started: {value: timme, unit: 30 min}}", "varje påbörjad enhet om 30 min"),
    (
        "{bands: {bands: [{up_to: 4 h, value: timme}, {value: natt}]}}",
        "skala: till och med 4 tim",
    ),
    (AWAY, "vid övernattning: Grundarvode för en hel dag"),
    (f"{AWAY[:-2]}, night: liten, from_km: 50 km, side: more_than}}}}", "mer än 50 kilometer"),
    ("{distance: {value: mil}}", "Mil för sträckan"),
    ("{distance: {value: mil, from_km: 5 km, side: at_least, beyond: ja}}", "bortom"),
    ("{earnings: {basis: documented}}", "styrkt inkomst"),
    ("{once: grund}, {percent: {value: 5 %, taking: add}}", "5 procent läggs till"),
    (
        "{once: grund}, {percent: {value: 5 %, taking: add, only: [holiday_pay]}}",
        "när semesterlön går förlorad",
    ),
    ("{once: grund}, {at_most: liten}, {at_least: liten}", "minst Liten"),
    (
        "{once: grund}, {round: {to: ten, mode: up}}",
        "avrundat uppåt till närmaste tiotal kronor",
    ),
    ("{once: grund}, {times: count}", "så många gånger"),
]


@pytest.mark.parametrize(("chain", "words"), CHAINS)
def test_every_block_has_its_words(chain, words):
    rules = ruleset(payment(chain))

    assert words in str(Words.of(rules).rule(rules.amounts.payments[0]))


def test_rules_with_nothing_special_say_all():
    rest = "totals:\n" + rule("at: day, rounding: {to: krona, mode: up}", id_="a")
    rest += "exclusions:\n" + rule("payments: [arvode], when: {offices: []}", id_="b")
    rules = ruleset(payment("{once: grund}", scope="{}"), rest=rest)

    told = [str(Words.of(rules).rule(each)) for each in rules.amounts.articles()]

    assert "Gäller alla uppdrag." in told[0]
    assert told[1] == "alla får inte Ersättning arvode."
    assert told[2] == "dagens summa, avrundat uppåt till närmaste hel krona."
    words = Words({})
    assert (words.title("x"), words.quantity(None, rules.amounts.values[0].unit)) == ("x", "–")
    unknown = ruleset(
        ONCE,
        belopp=VALUES
        + f"  - {{id: o, title: O, unit: kronor, clause: p1, value: okänt, decided: {KF}}}\n",
    )
    last = unknown.amounts.values[-1]
    assert str(words.value(last.versions.on(dt.date(2026, 1, 1)).value, last.unit)) == "okänt"


# --- Afterwards ------------------------------------------------------------------------------


def test_a_draft_is_tried_on_what_has_been_paid():
    old, new = rates(ONCE), rates(payment("{once: liten}"))

    found = try_amounts(old, new, [duty()])

    assert (found.tried, found.amount) == (1, -650)
    row = found.differences[0]
    assert (row.was, row.now, row.amount, row.tax_free) == (1100, 450, -650, 0)
    assert row.reversed() == Correction("1", "arvode", row.on, Decimal(450), Decimal(1100))
    assert compile_amounts(old.ruleset) is old
