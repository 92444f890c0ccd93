"""A made-up year is settled by two rule sets, to see what a draft would cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.rules.amounts.choices import DutyKind, Role
from samspel.rules.amounts.figures import shipped_figures
from samspel.rules.amounts.moving import begun
from samspel.rules.amounts.rates import Rates, compile_amounts
from samspel.rules.amounts.sampling import SampleYear, costed, offices_in, sample_duties
from samspel.rules.amounts.settling import settle
from samspel.rules.dated import Period
from samspel.rules.rulebook import load_shipped
from tests.rules.amounts.small import duty, payment, rates, rule, ruleset

YEAR = SampleYear(2026)


def test_the_same_sample_gives_the_same_duties_and_stays_within_its_year():
    persons = sample_duties(YEAR, ["vice-ordforande"])

    assert persons == sample_duties(YEAR, ["vice-ordforande"])
    assert len(persons) == YEAR.members + YEAR.substitutes + 1
    assert {each.on.year for duties in persons for each in duties} == {2026}
    assert [duties[0].role for duties in persons[:3]] == [
        Role.CHAIR,
        Role.VICE_CHAIR,
        Role.MEMBER,
    ]


def test_a_fixed_fee_has_a_person_of_its_own_in_the_sample():
    amounts = load_shipped("lindakra/arvoden").amounts

    offices = offices_in(amounts)
    persons = sample_duties(SampleYear(2026, members=0, substitutes=0), offices)

    assert offices == {
        "kommunalrad",
        "oppositionsrad",
        "namndordforande",
        "vice-ordforande",
        "gruppledare",
    }
    assert [each[0].kind for each in persons] == [DutyKind.OFFICE] * 5


def test_a_year_is_costed_payment_by_payment_under_both():
    old, new = rates(payment("{once: grund}")), rates(payment("{once: liten}"))

    found = costed(old, new, [[duty()], [duty(key="2")]])

    row = found.rows[0]
    assert (row.title, row.before, row.after, row.difference) == (
        "Ersättning arvode",
        2200,
        900,
        -1300,
    )
    assert (found.before, found.after, found.refused) == (2200, 900, ())


def test_what_can_not_be_reckoned_is_told_once_and_left_out_of_the_sums():
    rules = rates(payment("{once: grund}"))
    early = duty(on=dt.date(2020, 1, 1))

    found = costed(rules, rules, [[early], [early]])

    assert found.rows == ()
    assert len(found.refused) == 1
    assert "1 januari 2020" in found.refused[0]


members = st.integers(0, 6)


@given(members, members, st.integers(1, 12), st.integers(15, 600))
@settings(max_examples=15)
def test_a_year_costs_the_sum_of_what_its_persons_are_paid(
    member_count, substitutes, meetings, minutes
):
    rules = compile_amounts(load_shipped("lindakra/arvoden"))
    persons = sample_duties(SampleYear(2026, member_count, substitutes, meetings, minutes))

    found = costed(rules, rules, persons)

    assert found.after == sum(settle(duties, rules).total for duties in persons)
    assert found.before == found.after


def test_what_begins_with_a_rule_set_is_moved_with_it_and_the_rest_keeps_its_day():
    rest = "totals:\n" + rule("at: day, rounding: {to: krona, mode: up}", id_="a")
    rest += rule("at: sum, valid_from: 2025-05-01, rounding: {to: ten, mode: up}", id_="b")
    whole = ruleset(payment("{once: grund}"), rest=rest)
    earlier = dt.date(2020, 1, 1)

    moved = begun(whole.amounts, whole.period, earlier)
    values = {
        each.id: [version.takes_effect for version in each.versions] for each in moved.values
    }

    assert [each.period.first for each in moved.articles()] == [
        earlier,
        earlier,
        dt.date(2025, 5, 1),
    ]
    assert values["grund"] == [earlier, dt.date(2026, 1, 1)]
    backdated = replace(whole, period=Period(earlier), amounts=moved)
    early = duty(on=dt.date(2020, 3, 4))
    assert settle([early], Rates(backdated, shipped_figures())).total == Decimal(1000)


def test_a_value_that_begins_later_than_its_rule_set_is_not_moved():
    whole = ruleset(payment("{once: grund}"))

    moved = begun(whole.amounts, Period(dt.date(2023, 1, 1)), dt.date(2020, 1, 1))

    assert moved == whole.amounts
