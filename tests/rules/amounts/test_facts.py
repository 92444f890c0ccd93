"""Facts: the same facts are reckoned once, and what is kept is what would be reckoned anew."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from samspel.rules.amounts.choices import CostKind, DutyKind, Income, Presence, Role
from samspel.rules.amounts.duties import Cost, Loss
from samspel.rules.amounts.rates import Rates
from samspel.rules.amounts.settling import settle
from tests.rules.amounts.small import DAY, duty, payment, rates, rule
from tests.rules.amounts.test_properties import duties, rules

LOSS = Loss(90, Income.EMPLOYED, hourly=Decimal(200), proved_until=DAY)
# Each chain with two duties that differ in what it looks at, and one in what it does not.
LOOKED_AT = [
    ("{time: {counts: attended}}, {hours: timme}", {"minutes": 60}, {"km": Decimal(9)}),
    ("{time: {counts: scheduled}}, {hours: timme}", {"scheduled": 90}, {"minutes": 60}),
    ("{time: {counts: longest}}, {hours: timme}", {"scheduled": 190}, {"times": 2}),
    ("{time: {counts: lost}}, {hours: timme}", {"loss": LOSS}, {"minutes": 60}),
    (
        "{time: {counts: attended, travel: real}}, {hours: timme}",
        {"travel_minutes": 30},
        {"scheduled": 30},
    ),
    ("{once: grund}, {times: count}", {"times": 2}, {"office": "råd"}),
    (
        "{once: grund}, {percent: {value: 50 %, taking: of, only: [chair]}}",
        {"role": Role.CHAIR},
        {"presence": Presence.PRESENT},
    ),
    (
        "{once: grund}, {percent: {value: 50 %, taking: of, only: [present]}}",
        {"presence": Presence.PRESENT},
        {"role": Role.CHAIR},
    ),
    (
        "{once: grund}, {percent: {value: 50 %, taking: add, only: [holiday_pay]}}",
        {"loss": LOSS._replace(has_lost_holiday_pay=True)},
        {"role": Role.CHAIR},
    ),
]


def _is_as_anew(rules: Rates, made) -> bool:
    """Tell whether every payment keeps what it would reckon anew."""
    chains = rules.span(made.on).chains.values()
    kept = [chain.given(made) for chain in chains]
    return kept == [chain.reckon(made) if chain.pays_for(made) else None for chain in chains]


@given(duties)
@settings(max_examples=40)
def test_what_is_kept_is_what_would_be_reckoned_anew(given_duties):
    assert all(_is_as_anew(rules(), each) for each in given_duties)


@pytest.mark.parametrize(("chain", "seen", "unseen"), LOOKED_AT)
def test_what_decides_a_payment_is_looked_at_each_time(chain, seen, unseen):
    compiled = rates(payment(chain))
    made = duty()

    one, other = (settle([each], compiled).total for each in (made, made._replace(**seen)))

    assert one != other
    for each in (made, made._replace(**seen), made._replace(**unseen)):
        assert _is_as_anew(compiled, each)


def test_a_journey_is_kept_for_its_kilometres_alone():
    compiled = rates(payment("{distance: {value: mil}}", pays="mileage", scope="{}"))
    made = duty(km=Decimal(30))
    others = [{"minutes": 60}, {"role": Role.CHAIR}, {"kind": DutyKind.VISIT}, {"limit": 15}]

    lines = [settle([made._replace(**each)], compiled).lines[0] for each in others]

    chain = compiled.span(DAY).chains["arvode"]
    assert [line.minutes for line in lines] == [0] * len(others)
    assert len({id(line.working) for line in lines}) == 1
    assert chain.given(made._replace(km=Decimal(31))).amount == Decimal(93)


def test_what_is_taxed_as_mileage_looks_at_the_kilometres_whatever_it_is_paid_as():
    compiled = rates(payment("{once: grund}", more=", tax: mileage"))

    free = [settle([duty(km=Decimal(km))], compiled).tax_free for km in (10, 20, 10)]

    assert free == [Decimal(25), Decimal(50), Decimal(25)]


def test_an_hourly_limit_of_a_cost_looks_at_the_time():
    compiled = rates(
        payment("{documented: [care]}, {at_most: timme}", pays="expense", scope="{}")
    )
    made = duty(60, costs=(Cost(CostKind.CARE, Decimal(500)),))

    assert [settle([made._replace(minutes=m)], compiled).total for m in (60, 120)] == [200, 400]


def test_a_cost_of_no_sort_is_never_paid():
    compiled = rates(payment("{once: grund}", pays="expense", scope="{}"))

    made = duty(costs=(Cost(CostKind.CARE, Decimal(500)),))

    assert settle([made], compiled).lines == ()


def test_who_is_left_out_of_a_payment_is_left_out_of_it_only():
    other = payment("{once: grund}", id_="annat", scope="{kinds: [visit]}")
    rest = "exclusions:\n" + rule("payments: [arvode, annat], when: {roles: [chair]}")
    compiled = rates(payment("{once: grund}"), other, rest=rest)

    lines = settle([duty(role=Role.CHAIR)], compiled).lines

    assert [(line.rule.id, line.amount) for line in lines] == [("arvode", Decimal(0))]
    assert compiled.span(DAY).chains["annat"].given(duty(role=Role.CHAIR)) is None


def test_another_income_is_not_paid_by_a_rule_for_one():
    compiled = rates(
        payment(
            "{time: {counts: lost}}, {hours: timme}",
            pays="fee",
            scope="{incomes: [self_employed]}",
        )
    )

    made = [duty(loss=LOSS), duty(loss=LOSS._replace(income=Income.SELF_EMPLOYED)), duty()]

    assert [settle([each], compiled).total for each in made] == [0, 300, 0]
