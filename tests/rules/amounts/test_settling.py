"""Settling: several versions, what is not known, what is late, and figures that are not sound."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.rules.amounts import spans
from samspel.rules.amounts.choices import Certifier, DutyKind, LineState, Role
from samspel.rules.amounts.claiming import certifiers, claim_by, payday
from samspel.rules.amounts.describing import Words
from samspel.rules.amounts.figures import load_figures, shipped_figures
from samspel.rules.amounts.proving import run_amount_cases
from samspel.rules.amounts.rates import Timeline, compile_amounts
from samspel.rules.amounts.settling import settle
from samspel.rules.errors import NoRuleInForce, RulesetInvalid
from samspel.rules.rulebook import load_shipped, load_statute
from tests.rules.amounts.small import (
    DAY,
    INDEX,
    KF,
    VALUES,
    duty,
    payment,
    problems,
    rates,
    rule,
    ruleset,
)

FROM_2026 = INDEX.replace("effective_from: 2024-01-01", "effective_from: 2026-03-01")
LATER = VALUES.replace("2024-01-01: {value: 1 000", "2026-03-01: {value: 1 500").replace(
    "      2026-01-01: {value: 1 100, decided: kommunfullmäktige 2025-11-24 § 7}\n", ""
)
ONCE = payment("{once: grund}")


@pytest.fixture
def timeline():
    return Timeline([rates(ONCE, index=FROM_2026, belopp=LATER), rates(ONCE)])


def test_each_duty_is_settled_by_the_version_of_its_own_day(timeline):
    before, after = duty(on=dt.date(2026, 2, 28)), duty(on=dt.date(2026, 3, 1), key="2")

    assert [line.amount for line in settle([after, before], timeline).lines] == [1100, 1500]
    assert [each.ruleset.effective_from.year for each in timeline] == [2024, 2026]
    assert dt.date(2026, 3, 1) in timeline.changes(dt.date(2025, 1, 1), dt.date(2027, 1, 1))


def test_before_the_first_version_nothing_is_settled(timeline):
    found = settle([duty(on=dt.date(2023, 12, 31))], timeline)

    with pytest.raises(NoRuleInForce, match="31 december 2023"):
        _ = found.total


def test_a_version_ends_where_it_says_so_and_a_fixed_fee_is_split_there():
    index = INDEX.replace("status:", "effective_to: 2026-04-16\nstatus:")
    chain = payment("{annual: {value: ar}}", pays="annual_fee", scope="{}")
    fixed = duty(kind=DutyKind.OFFICE, on=dt.date(2026, 4, 1), until=dt.date(2026, 5, 1))

    found = settle([fixed], rates(chain, index=index))

    assert found.lines == ()
    assert found.refused[0][1].day == dt.date(2026, 4, 16)


def test_a_fixed_fee_without_an_end_is_a_fault_of_ours():
    fixed = duty(kind=DutyKind.OFFICE)

    with pytest.raises(ValueError, match="ends"):
        settle([fixed], rates(payment("{annual: {value: ar}}", pays="annual_fee", scope="{}")))


UNKNOWN = VALUES + (
    f"  - {{id: okänd, title: Okänd, unit: procent, clause: p1, value: okänt, decided: {KF}}}\n"
    f"  - {{id: okänt-tak, title: Okänt tak, unit: kronor, clause: p1, value: okänt, decided: {KF}}}\n"
)
UNKNOWN_RULES = [
    "exclusions:\n" + rule("payments: [arvode], when: {occupancy: okänd, side: at_least}"),
    "caps:\n" + rule("payments: [arvode], per: day, measure: amount, at_most: okänt-tak"),
]


@pytest.mark.parametrize("rest", UNKNOWN_RULES)
def test_a_cap_or_an_exclusion_that_is_not_known_refuses_what_it_speaks_of(rest):
    other = payment("{once: liten}", id_="annat", scope="{kinds: [visit]}")
    rules = rates(ONCE, other, rest=rest, belopp=UNKNOWN)

    found = settle([duty(), duty(key="2", kind=DutyKind.VISIT)], rules)

    assert [line.amount for line in found.lines] == [450]
    assert "Okän" in str(found.refused[0][1])


def test_a_cap_of_another_payment_and_a_cap_that_is_over_do_not_act():
    rest = "caps:\n" + rule(
        "payments: [arvode], per: day, measure: highest, valid_to: 2025-01-01"
    )

    assert settle([duty(), duty(key="2")], rates(ONCE, rest=rest)).total == 2200


def test_two_caps_act_in_turn_and_the_second_counts_what_the_first_left():
    rest = "caps:\n" + rule(
        "payments: [arvode], per: day, measure: fees, at_most: '2'", id_="a"
    )
    rest += rule("payments: [arvode], per: day, measure: amount, at_most: liten", id_="b")
    meetings = [duty(key=key, starts=int(key) * 60) for key in "123"]

    found = settle(meetings, rates(ONCE, rest=rest))

    assert [line.state for line in found.lines] == [
        LineState.LOWERED,
        LineState.CAPPED,
        LineState.CAPPED,
    ]
    assert found.total == 450


@pytest.mark.parametrize("measure", ["measure: fees, at_most: '1'", "measure: highest"])
@pytest.mark.parametrize("lengths", [(0, 120), (120, 0)])
def test_what_comes_to_nothing_takes_no_room_under_a_cap(measure, lengths):
    rest = "caps:\n" + rule(f"payments: [arvode], per: day, {measure}")
    duties = [duty(length, key=str(place)) for place, length in enumerate(lengths)]

    found = settle(duties, rates(payment("{hours: timme}"), rest=rest))

    assert found.total == 400
    assert {line.state for line in found.lines} == {LineState.PAID}


def test_an_exclusion_may_be_of_a_role_an_office_or_everybody():
    def total(when: str, **facts: object) -> Decimal:
        rest = "exclusions:\n" + rule(f"payments: [arvode], when: {when}")
        return settle([duty(**facts)], rates(ONCE, rest=rest)).total

    assert total("{roles: [chair]}") == 1100
    assert total("{roles: [chair]}", role=Role.CHAIR) == 0
    assert total("{offices: [råd]}") == 1100
    assert total("{offices: [råd]}", office="råd") == 0


def test_what_is_kept_of_what_has_been_reckoned_has_an_end(monkeypatch):
    monkeypatch.setattr(spans, "_MOST_KEPT", 2)
    rules = rates(payment("{hours: timme}"))
    meetings = [duty(minutes, key=str(minutes)) for minutes in (60, 120, 180, 60)]

    assert settle(meetings, rules).total == 1400


def test_a_rule_set_without_a_calendar_or_persons_says_neither():
    rules = rates(ONCE)

    assert claim_by(duty(), rules) == {}
    for asked in (lambda: payday(DAY, rules), lambda: certifiers(Role.MEMBER, DAY, rules)):
        with pytest.raises(NoRuleInForce):
            asked()


def test_who_is_not_named_has_the_rule_for_all():
    rest = "certifying:\n" + rule("of: [chair], steps: [vice_chair]", id_="a")
    rest += rule("steps: [officer]", id_="b")

    assert certifiers(Role.AUDITOR, DAY, rates(ONCE, rest=rest))[0] == (Certifier.OFFICER,)


def test_a_deadline_for_other_incomes_is_none_for_this_one():
    rest = "deadlines:\n" + rule("payments: [arvode], months: 1, incomes: [self_employed]")
    late = duty(claimed_on=dt.date(2027, 1, 1))

    assert settle([late], rates(ONCE, rest=rest)).total == 1100


BROKEN = [
    ("- id: a\n", "saknar ”title”"),
    (
        "- {id: a, title: A, unit: kronor, checked_on: 2026-01-01, values: {2026-01-01: {value: 1}}}\n",
        "”source”",
    ),
    (
        "- {id: a, title: A, unit: kronor, checked_on: 2026-01-01, source: {address: x}, values: {}}\n",
        "”name”",
    ),
    ("- *a\n", "& eller *"),
]


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_a_national_figure_that_is_not_sound_is_told(text, words):
    with pytest.raises(RulesetInvalid) as told:
        load_figures({"a.yaml": text})

    assert words in str(told.value)


def test_every_national_figure_has_its_source_and_the_day_it_was_checked():
    figures = shipped_figures()

    assert all(each.source and each.checked_on for each in figures.values)
    assert [each.id for each in figures.values if not each.is_verified] == [
        "maltid-frukost",
        "maltid-lunch-middag",
    ]
    assert figures is shipped_figures()


def test_values_that_are_no_block_are_told():
    assert any(
        "en dag och ett värde per rad" in each
        for each in problems(
            belopp=(
                "values:\n  - {id: x, title: X, unit: kronor, clause: p1, "
                f"decided: {KF}, values: [1]}}\n"
            )
        )
    )


def test_a_value_that_nobody_knows_is_said_to_be_unknown():
    rules = ruleset(ONCE, belopp=UNKNOWN)
    value = rules.amounts.value_by_id["okänd"]

    laid = next(iter(value.versions)).value

    assert str(Words.of(rules).value(laid, value.unit)) == "okänt"


def test_a_share_is_said_with_what_it_is_a_share_of_and_how_it_is_rounded():
    rules = load_shipped("lindakra/arvoden")
    value = rules.amounts.value_by_id["basarvode"]

    share = [each.value for each in value.versions][-1]

    assert str(Words.of(rules).value(share, value.unit)) == (
        "118 % av Prisbasbelopp, avrundat uppåt till närmaste hundratal kronor"
    )


def test_the_words_of_a_payment_are_its_head_and_how_it_is_rounded():
    plain, rounded = (
        ruleset(ONCE),
        ruleset(payment("{once: grund}", more=", rounding: {to: ten, mode: up}")),
    )
    words = Words.of(plain)

    assert str(words.payment_head(plain.amounts.payments[0])) == (
        "arvode, skattepliktig. Gäller nämndens sammanträde."
    )
    assert words.payment_end(plain.amounts.payments[0]) is None
    asked = ruleset(payment("{once: grund}", scope="{needs: [minuted]}")).amounts.payments[0]
    assert "Gäller alla uppdrag, om protokoll är fört." in str(words.payment_head(asked))
    assert str(words.payment_end(rounded.amounts.payments[0])) == (
        "avrundat uppåt till närmaste tiotal kronor"
    )


def test_a_case_holds_or_says_how_it_differs():
    found = run_amount_cases(compile_amounts(load_shipped("lindakra/arvoden")))

    assert [each.case.it for each in found if not each.holds] == []


def test_a_step_reads_as_its_sentence():
    line = settle([duty()], rates(ONCE)).lines[0]

    assert str(line.working[0]).startswith("Grundarvode: 1")


def test_a_statute_that_is_not_there_is_refused():
    assert load_statute("riket/beredning").title
    with pytest.raises(FileNotFoundError):
        load_statute("lindakra/arvoden")
