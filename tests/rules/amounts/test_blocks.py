"""Each block on both sides of what it decides."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.rules.amounts.blocks import Block
from samspel.rules.amounts.choices import (
    CostKind,
    DutyKind,
    Income,
    LineState,
    Presence,
    Role,
)
from samspel.rules.amounts.duties import Cost, Loss
from samspel.rules.amounts.refusals import NoValueInForce
from samspel.rules.amounts.rounding import Mode, Rounding, To
from samspel.rules.amounts.settling import settle
from samspel.rules.amounts.units import Unit, convertible
from samspel.rules.amounts.working import Kr, Length, Plain
from tests.rules.amounts.small import amount, duty, payment, rates, settled

FAR = {"km": Decimal(50), "travel_minutes": 30}
PROVED = dt.date(2026, 12, 31)
CHAINS = [
    # Time: what counts, the road, at most.
    ("time: {}}, {hours: timme", {}, "400"),
    ("time: {counts: scheduled}}, {hours: timme", {"scheduled": 90}, "300"),
    ("time: {counts: longest}}, {hours: timme", {"scheduled": 90}, "400"),
    ("time: {counts: longest}}, {hours: timme", {"scheduled": 180}, "600"),
    ("time: {counts: lost}}, {hours: timme", {}, "0"),
    ("time: {counts: lost}}, {hours: timme", {"loss": Loss(60)}, "200"),
    ("time: {travel: real}}, {hours: timme", FAR, "500"),
    ("time: {travel: real, from_km: 50 km}}, {hours: timme", FAR, "500"),
    ("time: {travel: real, from_km: 51 km}}, {hours: timme", FAR, "400"),
    ("time: {travel: real, from_km: 50 km, side: more_than}}, {hours: timme", FAR, "400"),
    ("time: {travel: standard, standard: 1 h}}, {hours: timme", FAR, "600"),
    ("time: {travel: standard, standard: 1 h}}, {hours: timme", {"km": Decimal(9)}, "600"),
    ("time: {travel: standard, standard: 1 h}}, {hours: timme", {}, "400"),
    ("time: {travel: real}}, {hours: timme", {"km": Decimal(9)}, "400"),
    ("time: {at_most: 90 min}}, {hours: timme", {}, "300"),
    ("time: {at_most: gräns}}, {hours: timme", {}, "400"),
    # The first hour whole, or double.
    ("first: {length: 1 h, counts_as: 1 h}}, {hours: timme", {"minutes": 20}, "200"),
    ("first: {length: 1 h, counts_as: 2 h}}, {hours: timme", {"minutes": 90}, "500"),
    ("first: {length: 1 h, counts_as: 2 h}}, {hours: timme", {"minutes": 0}, "0"),
    # Started units, per hour, per half hour and per unit.
    ("started: {value: timme, unit: 30 min}", {"minutes": 61}, "300"),
    ("started: {value: halvtimme, unit: 30 min}", {"minutes": 60}, "260"),
    ("started: {value: liten, unit: 1 h, after: 1 h}", {"minutes": 60}, "0"),
    ("started: {value: liten, unit: 1 h, after: 1 h}", {"minutes": 61}, "450"),
    # Steps, where exactly the length lies.
    ("steps: [{up_to: 2 h, side: at_most, value: liten}, {value: grund}]", {}, "450"),
    ("steps: [{up_to: 2 h, side: less_than, value: liten}, {value: grund}]", {}, "1100"),
    # A scale, exactly and per started hour.
    ("bands: {bands: [{up_to: 1 h, value: timme}, {value: natt}]}", {"minutes": 45}, "150"),
    ("bands: {bands: [{up_to: 1 h, value: timme}, {value: natt}]}", {"minutes": 90}, "350"),
    (
        "bands: {unit: 1 h, bands: [{up_to: 1 h, value: timme}, {value: natt}]}",
        {"minutes": 61},
        "500",
    ),
    # Percentages, for all and for some.
    ("once: grund}, {percent: {value: 12 %, taking: add}", {}, "1232"),
    ("once: grund}, {percent: {value: andel, taking: of, only: [present]}", {}, "1100"),
    (
        "once: grund}, {percent: {value: andel, taking: of, only: [present]}",
        {"presence": Presence.PRESENT},
        "550",
    ),
    (
        "once: grund}, {percent: {value: 10 %, taking: add, only: [chair]}",
        {"role": Role.CHAIR},
        "1210",
    ),
    # The most and the least, in kronor and per hour.
    ("once: grund}, {at_most: liten", {}, "450"),
    ("hours: timme}, {at_most: liten", {}, "400"),
    ("once: grund}, {at_most: timme", {}, "400"),
    ("hours: timme}, {at_least: liten", {}, "450"),
    ("once: grund}, {at_least: liten", {}, "1100"),
    ("once: liten}, {times: count", {"times": 3}, "1350"),
    ("hours: timme}, {round: {to: hundred, mode: up}", {"minutes": 31}, "200"),
    # A share of an index, read on the day that the rule set names.
    ("once: index", {}, "980"),
]


@pytest.mark.parametrize(("chain", "facts", "expected"), CHAINS)
def test_a_chain_gives_its_amount(chain, facts, expected):
    assert amount(f"{{{chain}}}", duty(**facts)) == Decimal(expected)


@pytest.mark.parametrize(
    ("km", "chain", "expected"),
    [
        ("10", "distance: {value: mil}", "30"),
        ("3", "distance: {value: mil, from_km: 3 km, side: at_least}", "9"),
        ("2.9", "distance: {value: mil, from_km: 3 km, side: at_least}", "0"),
        ("50", "distance: {value: mil, from_km: 50 km, side: more_than}", "0"),
        ("51", "distance: {value: mil, from_km: 50 km, side: more_than, beyond: ja}", "3"),
    ],
)
def test_a_way_is_paid_from_its_threshold(km, chain, expected):
    found = settled(f"{{{chain}}}", duty(km=Decimal(km)), pays="mileage", more=", tax: mileage")

    assert found.total == Decimal(expected)
    assert found.tax_free == min(found.total, Decimal(km) * Decimal("2.5"))
    assert found.lines[0].taxable == found.total - found.tax_free


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (Loss(60, hourly=Decimal(150), proved_until=PROVED), "200"),
        (Loss(61, hourly=Decimal(250), proved_until=PROVED), "375"),
        (Loss(60, monthly=Decimal(33_000), proved_until=PROVED), "200"),
        (Loss(60, yearly=Decimal(528_000), proved_until=PROVED), "266.67"),
        (Loss(60, hourly=Decimal(400), proved_until=PROVED), "300"),
        (Loss(60, hourly=Decimal(400), proved_until=dt.date(2026, 3, 3)), "200"),
        (Loss(60, proved_until=PROVED), "200"),
    ],
)
def test_lost_earnings_are_topped_up_on_proof(loss, expected):
    chain = (
        "{time: {counts: lost}}, {earnings: {basis: top_up, standard: timme, unit: 30 min, "
        "month_hours: 165 h, most_an_hour: natt}}"
    )

    assert amount(chain, duty(loss=loss), pays="lost_earnings") == Decimal(expected)


def test_lost_earnings_that_are_not_proved_give_nothing_and_say_so():
    found = settled(
        "{earnings: {basis: documented}}",
        duty(loss=Loss(60, monthly=Decimal(30_000), proved_until=PROVED)),
        pays="lost_earnings",
    )

    assert (found.total, found.lines[0].state) == (0, LineState.NOT_PROVED)
    assert "inget giltigt intyg" in found.lines[0].explain()


def test_a_standard_needs_no_proof():
    chain = "{earnings: {basis: standard, standard: timme}}"
    loss = Loss(90, Income.SELF_EMPLOYED)

    assert amount(chain, duty(loss=loss), pays="lost_earnings") == 300


def test_a_cost_is_paid_by_its_receipt_and_never_without():
    costs = (
        Cost(CostKind.PARKING, Decimal("42.50")),
        Cost(CostKind.TAXI, Decimal(300), has_receipt=False),
        Cost(CostKind.OTHER, Decimal(99)),
    )
    chain = "{documented: [parking, taxi]}"
    only_taxi = duty(costs=costs[1:2])

    found = settled(chain, duty(costs=costs), pays="expense", more=", tax: free")

    assert (found.total, found.tax_free) == (Decimal("42.50"), Decimal("42.50"))
    assert "saknar kvitto" in found.lines[0].explain()
    assert settled(chain, only_taxi, pays="expense").lines[0].state is LineState.NOT_PROVED
    assert settled(chain, duty(costs=costs[2:]), pays="expense").lines == ()


def test_the_bodys_own_hours_lower_the_time_and_never_raise_it():
    chain = "{hours: timme}"

    assert amount(chain, duty(180, limit=120)) == 400
    assert amount(chain, duty(180, limit=300)) == 600
    assert "vad organet har beslutat" in settled(chain, duty(180, limit=1)).lines[0].explain()


def test_the_working_names_every_value_with_its_clause_and_its_decision():
    line = settled("{once: grund}", duty()).lines[0]

    assert line.explain() == (
        "Grundarvode: 1\N{NO-BREAK SPACE}100 kronor per tillfälle "
        "(1 §, kommunfullmäktige 2025-11-24 § 7) · 1\N{NO-BREAK SPACE}100\N{NO-BREAK SPACE}kr"
    )
    assert "kronor a time" in line.explain(lambda text: text.replace("per tillfälle", "a time"))
    assert line.working[0].said.params["title"] == "Grundarvode"


def test_a_rounding_is_told_when_it_changes_something():
    rounding = ", rounding: {to: hundred, mode: half_up}"

    told = [
        settled("{hours: timme}", duty(minutes), more=rounding).lines[0].explain()
        for minutes in (15, 30)
    ]

    assert ["avrundat till närmaste hundratal" in each for each in told] == [True, False]


@pytest.mark.parametrize(
    ("rounding", "given", "expected"),
    [
        (Rounding(To.KRONA, Mode.HALF_UP), "2.5", "3"),
        (Rounding(To.KRONA, Mode.HALF_UP), "-2.5", "-3"),
        (Rounding(To.KRONA, Mode.UP), "2.01", "3"),
        (Rounding(To.TEN, Mode.HALF_UP), "286.5", "290"),
        (Rounding(To.HUNDRED, Mode.UP), "101", "200"),
        (Rounding(To.HUNDRED, Mode.DOWN), "199", "100"),
        (Rounding(), "1.005", "1.01"),
    ],
)
def test_an_amount_is_rounded_as_is_said_and_never_to_the_nearest_even(
    rounding, given, expected
):
    assert rounding.of(Decimal(given)) == Decimal(expected)


def test_a_value_that_is_not_known_on_the_day_is_refused_and_never_nothing():
    rules = rates(
        payment("{once: andel-av-index}"),
        belopp=(
            "values:\n  - {id: andel-av-index, title: Andelen, unit: kronor, clause: p1, "
            "decided: kommunfullmäktige 2023-11-27 § 9, share: {percent: 1, of: prisbasbelopp}}\n"
        ),
    )

    known, unknown = duty(), duty(on=dt.date(2027, 1, 1), key="2")
    found = settle([known, unknown], rules)

    assert [line.amount for line in found.lines] == [592]
    assert found.refused[0][0] == unknown
    with pytest.raises(NoValueInForce, match=r"Prisbasbelopp.*1 januari 2027"):
        _ = found.total


def test_units_that_are_not_the_same_sort_of_thing_are_not_mixed():
    assert not convertible(Unit.SEK_HALF_HOUR, Unit.SEK)
    with pytest.raises(KeyError):
        Unit.SEK_HALF_HOUR.into(Unit.SEK)
    assert Unit.SEK_MIL.into(Unit.SEK_KM) == Decimal("0.1")
    assert (Unit.SEK_DAY.is_money, Unit.KM.is_money) == (True, False)


def test_a_block_of_no_kind_is_no_block():
    with pytest.raises(NotImplementedError):
        Block().ready(None)  # type: ignore[arg-type]
    assert Block().branches() == ()


def test_lengths_and_numbers_are_shown_as_people_write_them():
    shown = [str(Length(0)), str(Length(60)), str(Length(95)), str(Plain(Decimal("1.50")))]

    assert shown == ["0 min", "1 tim", "1 tim 35 min", "1,5"]
    assert str(Plain(Decimal(1000))) == "1\N{NO-BREAK SPACE}000"
    assert str(Kr(Decimal("2.5"))) == "2,50\N{NO-BREAK SPACE}kr"


def test_a_payment_for_all_kinds_is_asked_of_every_duty_but_a_fixed_fee():
    rules = rates(
        payment("{once: grund}", scope="{}"),
        payment("{once: liten}", id_="extra"),
    )
    office = duty(kind=DutyKind.OFFICE, until=dt.date(2026, 4, 1), key="2")

    found = settle([duty(), office], rules)

    assert found.by_rule() == {"arvode": 1100, "extra": 450}
    assert [each[0] for each in found.unpaid] == [office]
