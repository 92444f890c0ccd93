"""What is certified is frozen as JSON, and gives back the very same duty."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.remuneration.calculation.facts import as_json, from_json
from samspel.remuneration.calculation.settled import clipped, with_duties
from samspel.remuneration.queries.facts import body_key
from samspel.rules.amounts.choices import CostKind, DutyKind, Income, Presence, Role
from samspel.rules.amounts.duties import Away, Cost, Duty, Loss
from samspel.rules.amounts.settling import settle
from tests.rules.amounts.small import duty as small_duty
from tests.rules.amounts.small import payment, rates, rule

_amounts = st.decimals(min_value=0, max_value=99_999, places=2)
_days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
_losses = st.builds(
    Loss,
    minutes=st.integers(1, 1440),
    income=st.sampled_from(Income),
    hourly=st.none() | _amounts,
    monthly=st.none() | _amounts,
    yearly=st.none() | _amounts,
    proved_until=st.none() | _days,
    has_lost_holiday_pay=st.booleans(),
)
_costs = st.builds(
    Cost, kind=st.sampled_from(CostKind), amount=_amounts, has_receipt=st.booleans()
)
_meals = st.lists(_days, max_size=2).map(tuple)
_journeys = st.builds(
    Away,
    left_on=_days,
    left_at=st.integers(0, 1439),
    back_on=_days,
    back_at=st.integers(0, 1439),
    km=st.decimals(min_value=0, max_value=900, places=1),
    breakfasts=_meals,
    lunches=_meals,
    dinners=_meals,
    own_nights=st.integers(0, 9),
)
_duties = st.builds(
    Duty,
    key=st.text("0123456789", min_size=1, max_size=9),
    on=_days,
    kind=st.sampled_from(DutyKind),
    role=st.sampled_from(Role),
    presence=st.sampled_from(Presence),
    body=st.sampled_from(["KF", "KS", ""]),
    office=st.sampled_from(["kommunalrad", ""]),
    minutes=st.integers(0, 2000),
    scheduled=st.integers(0, 2000),
    travel_minutes=st.integers(0, 600),
    km=st.decimals(min_value=0, max_value=900, places=1),
    occupancy=_amounts,
    times=st.integers(1, 9),
    limit=st.none() | st.integers(0, 900),
    is_minuted=st.booleans(),
    is_approved=st.booleans(),
    starts=st.integers(0, 1439),
    until=st.none() | _days,
    claimed_on=st.none() | _days,
    loss=st.none() | _losses,
    costs=st.lists(_costs, max_size=3).map(tuple),
    away=st.none() | _journeys,
)


@given(_duties)
def test_facts_kept_as_json_give_back_the_same_duty(duty: Duty):
    kept = json.loads(json.dumps(as_json(duty)))

    assert from_json(kept) == duty
    assert str(from_json(kept).km) == str(duty.km)


def test_every_field_is_written_out_so_that_no_default_is_left_to_change():
    duty = Duty("1", dt.date(2026, 11, 12), DutyKind.VISIT)

    kept = as_json(duty)

    assert set(kept) == set(Duty._fields)


def test_an_amount_is_kept_as_text():
    loss = Loss(60, hourly=Decimal("262.10"))
    duty = Duty("1", dt.date(2026, 11, 12), DutyKind.VISIT, loss=loss)

    assert as_json(duty)["loss"]["hourly"] == "262.10"


def test_what_is_no_duty_is_not_taken_for_one():
    with pytest.raises(KeyError):
        from_json({"key": "1", "on": "2026-11-12", "kind": "visit"})


def test_the_rounding_of_a_sum_goes_with_the_days_last_duty():
    rest = "totals:\n" + rule("at: day, rounding: {to: hundred, mode: up}", id_="jamnt")
    rules = rates(payment("{hours: timme}"), rest=rest)
    first, last = small_duty(60, key="4", starts=600), small_duty(45, key="7", starts=900)

    found = with_duties(settle([last, first], rules))

    assert [(key, line.rule.id, line.amount) for key, line, _pays in found] == [
        (4, "arvode", 200),
        (7, "arvode", 150),
        (7, "jamnt", 50),
    ]


def test_a_fixed_fee_that_begins_after_the_run_is_not_in_it():
    fee = Duty("1", dt.date(2026, 4, 1), DutyKind.OFFICE, until=dt.date(2026, 6, 1))

    assert clipped(fee, dt.date(2026, 4, 1)) is None
    assert clipped(fee, dt.date(2026, 5, 1)).until == dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("short_name", "key"),
    [("KS", "ks"), ("Ö-nämnd", "ö-nämnd"), ("KS AU", "ks-au"), ("M/B.", "m-b")],
)
def test_a_body_is_named_in_a_rule_by_its_abbreviation_in_small_letters(short_name, key):
    rules = rates(payment("{once: grund}", scope=f"{{bodies: [{key.upper()}]}}"))

    assert body_key(short_name) == key
    assert settle([small_duty(body=body_key(short_name))], rules).total > 0
    assert not settle([small_duty(body="sn")], rules).lines
