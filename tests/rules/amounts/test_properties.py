"""What always holds of money, whatever the duties and in whatever order they come."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.rules.amounts.choices import CostKind, DutyKind, Income, Presence, Role
from samspel.rules.amounts.correcting import corrections, try_amounts
from samspel.rules.amounts.duties import Away, Cost, Duty, Loss
from samspel.rules.amounts.rates import Rates, compile_amounts
from samspel.rules.amounts.settling import settle
from samspel.rules.rulebook import load_shipped

FIRST = dt.date(2025, 1, 1)
OFFICES = ("kommunalrad", "oppositionsrad", "namndordforande", "vice-ordforande", "gruppledare")
KINDS = [kind for kind in DutyKind if kind not in (DutyKind.OFFICE, DutyKind.STUDY_VISIT)]


@cache
def rules() -> Rates:
    return compile_amounts(load_shipped("lindakra/arvoden"))


days = st.dates(FIRST, dt.date(2026, 12, 31))
losses = st.builds(
    Loss,
    minutes=st.integers(0, 600),
    income=st.sampled_from(Income),
    hourly=st.none() | st.integers(100, 900).map(Decimal),
    monthly=st.none() | st.integers(20_000, 90_000).map(Decimal),
    yearly=st.none(),
    proved_until=st.none() | days,
    has_lost_holiday_pay=st.booleans(),
)
journeys = st.builds(
    Away,
    left_on=st.dates(dt.date(2026, 3, 1), dt.date(2026, 3, 5)),
    left_at=st.integers(0, 1439),
    back_on=st.dates(dt.date(2026, 3, 3), dt.date(2026, 3, 9)),
    back_at=st.integers(0, 1439),
    km=st.sampled_from([Decimal(50), Decimal(51)]),
    breakfasts=st.sampled_from([(), (dt.date(2026, 3, 4),)]),
    lunches=st.sampled_from([(), (dt.date(2026, 3, 4),)]),
    dinners=st.just(()),
    own_nights=st.integers(0, 2),
)
duties = st.lists(
    st.builds(
        Duty,
        key=st.uuids().map(str),
        on=days | st.just(dt.date(2026, 3, 4)),
        kind=st.sampled_from(KINDS),
        role=st.sampled_from(Role),
        presence=st.sampled_from(Presence),
        minutes=st.integers(0, 700),
        starts=st.integers(0, 1439),
        travel_minutes=st.integers(0, 200),
        km=st.integers(0, 1200).map(lambda tenths: Decimal(tenths) / 10),
        body=st.just(""),
        office=st.just(""),
        scheduled=st.just(0),
        times=st.integers(1, 3),
        is_minuted=st.booleans(),
        is_approved=st.booleans(),
        until=st.none(),
        away=st.none() | journeys,
        costs=st.sampled_from([(), (Cost(CostKind.CHILD_CARE, Decimal(400)),)]),
        occupancy=st.sampled_from([Decimal(0), Decimal(39), Decimal(40)]),
        limit=st.none() | st.integers(0, 500),
        loss=st.none() | losses,
        claimed_on=st.none() | days,
    ),
    max_size=8,
    unique_by=lambda each: each.key,
)


@given(duties)
@settings(max_examples=25)
def test_a_total_is_the_sum_of_its_rounded_lines(given_duties):
    found = settle(given_duties, rules())

    assert found.total == sum(line.amount for line in found.lines)
    assert all(line.amount == round(line.amount, 2) >= 0 for line in found.lines)
    assert all(0 <= line.tax_free <= line.amount for line in found.lines)
    assert sum(found.by_rule().values()) == found.total


@given(duties, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_no_order_of_events_changes_a_sum(given_duties, chance):
    shuffled = list(given_duties)
    chance.shuffle(shuffled)

    one, other = settle(given_duties, rules()), settle(shuffled, rules())

    assert one.lines == other.lines


periods = st.lists(days, min_size=2, max_size=6, unique=True).map(sorted)


@given(periods, st.sampled_from(OFFICES), st.integers(1, 9))
@settings(max_examples=30)
def test_splitting_a_period_changes_nothing(borders, office, times):
    def fixed(first, end):
        return Duty(
            key=str(first),
            on=first,
            until=end,
            kind=DutyKind.OFFICE,
            office=office,
            times=times,
        )

    whole = settle([fixed(borders[0], borders[-1])], rules())
    split = settle([fixed(*pair) for pair in pairwise(borders)], rules())

    assert split.total == whole.total


@given(duties, duties)
@settings(max_examples=25)
def test_a_correction_and_its_reversal_net_to_zero(before, after):
    old, new = settle(before, rules()), settle(after, rules())

    rows = corrections(old.lines, new.lines)
    back = corrections(new.lines, old.lines)

    assert sum(row.amount for row in rows) == new.total - old.total
    assert sum(row.tax_free for row in rows) == new.tax_free - old.tax_free
    assert [row.reversed() for row in rows] == list(back)
    assert all(row.amount + row.reversed().amount == 0 for row in rows)
    assert corrections(old.lines, old.lines) == ()


@given(duties)
@settings(max_examples=20)
def test_the_same_duties_under_the_same_rules_differ_in_nothing(given_duties):
    found = try_amounts(rules(), rules(), given_duties)

    assert (found.tried, found.differences, found.amount) == (len(given_duties), (), 0)


@given(st.integers(0, 700), st.integers(0, 700))
@settings(max_examples=25)
def test_longer_is_never_paid_less_and_the_bodys_limit_never_pays_more(minutes, limit):
    def paid(length, most=None):
        visit = Duty(
            key="1", on=dt.date(2026, 3, 4), kind=DutyKind.VISIT, minutes=length, limit=most
        )
        return settle([visit], rules()).total

    assert paid(minutes) <= paid(minutes + 30)
    assert paid(minutes, limit) <= paid(minutes)
