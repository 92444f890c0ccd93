"""Every axis along which remuneration rules differ has a block, and a case on each side."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.rules.amounts.choices import (
    Certifier,
    CostKind,
    DutyKind,
    Income,
    LineState,
    Presence,
    Role,
)
from samspel.rules.amounts.claiming import certifiers, claim_by, payday
from samspel.rules.amounts.duties import Away, Cost, Duty, Loss
from samspel.rules.amounts.settling import settle
from tests.rules.amounts.small import DAY, KF, VALUES, amount, duty, payment, rates, rule

PROVED = dt.date(2026, 12, 31)


def fixed(first: dt.date, until: dt.date, **facts: object) -> Duty:
    return Duty("1", first, DutyKind.OFFICE, until=until, **facts)  # type: ignore[arg-type]


# --- The basis: which index, and on which day it is read -------------------------------------

INDEXES = [
    ("prisbasbelopp", "event", dt.date(2025, 12, 31), "588"),
    ("prisbasbelopp", "event", dt.date(2026, 1, 1), "592"),
    ("prisbasbelopp", "2024-06-01", dt.date(2026, 1, 1), "573"),
    ("prisbasbelopp", "year", dt.date(2025, 12, 31), "588"),
    ("inkomstbasbelopp", "event", dt.date(2025, 3, 4), "806"),
    ("riksdagsarvode", "event", dt.date(2024, 3, 4), "755"),
    ("ar", "event", dt.date(2025, 3, 4), "1000"),
]


@pytest.mark.parametrize(("index", "read_on", "day", "expected"), INDEXES)
def test_a_fee_is_a_share_of_an_index_read_on_the_day_that_the_rules_name(
    index, read_on, day, expected
):
    share = (
        f"{VALUES}  - {{id: del, title: Del, unit: kronor, clause: p1, decided: {KF}, "
        f"share: {{percent: 1, of: {index}, index_on: {read_on}}}}}\n"
    )
    rules = rates(payment("{once: del}"), belopp=share)

    assert settle([duty(on=day)], rules).total == Decimal(expected)


def test_an_index_in_the_middle_of_the_year_counts_from_its_day_or_from_new_year():
    def paid(read_on: str, day: dt.date) -> Decimal:
        belopp = f"{VALUES}{MIDYEAR}{share(read_on)}"
        return settle([duty(on=day)], rates(payment("{once: del}"), belopp=belopp)).total

    summer = dt.date(2026, 7, 1)

    assert [paid("event", summer), paid("year", summer)] == [200, 100]
    assert paid("event", summer - dt.timedelta(days=1)) == 100
    assert paid("year", dt.date(2027, 1, 1)) == 200


MIDYEAR = (
    "  - {id: råd, title: Kommunalrådsarvode, unit: kronor per månad, clause: p1, values: {"
    f"2024-01-01: {{value: 10 000, decided: {KF}}}, "
    f"2026-07-01: {{value: 20 000, decided: {KF}}}}}}}\n"
)


def share(read_on: str) -> str:
    return (
        f"  - {{id: del, title: Del, unit: kronor, clause: p1, decided: {KF}, "
        f"share: {{percent: 1, of: råd, index_on: {read_on}}}}}\n"
    )


# --- Fixed fees by the year and the month ----------------------------------------------------

PRORATIONS = [
    ("days", "year", dt.date(2026, 4, 1), dt.date(2026, 5, 1), "8333.33"),
    ("days", "year", dt.date(2026, 1, 1), dt.date(2027, 1, 1), "100000"),
    ("days", "month", dt.date(2026, 1, 1), dt.date(2027, 1, 1), "99999.96"),
    ("days", "year", dt.date(2026, 4, 1), dt.date(2026, 4, 16), "4166.67"),
    ("first_day", "year", dt.date(2026, 4, 1), dt.date(2026, 4, 2), "8333.33"),
    ("first_day", "year", dt.date(2026, 4, 2), dt.date(2026, 5, 1), "0"),
]


@pytest.mark.parametrize(("proration", "sums_to", "first", "until", "expected"), PRORATIONS)
def test_a_fixed_fee_is_paid_for_part_of_a_month(proration, sums_to, first, until, expected):
    chain = f"{{annual: {{value: ar, proration: {proration}, sums_to: {sums_to}}}}}"
    rules = rates(payment(chain, pays="annual_fee", scope="{}"))

    assert settle([fixed(first, until)], rules).total == Decimal(expected)


# --- What is paid for: bodies, kinds, presence, minutes, approval ------------------------------

SCOPES = [
    ("{kinds: [council_meeting]}", {"kind": DutyKind.COUNCIL_MEETING}, True),
    ("{kinds: [council_meeting]}", {}, False),
    ("{bodies: [ks]}", {"body": "ks"}, True),
    ("{bodies: [ks]}", {"body": "sn"}, False),
    ("{kinds: [errand]}", {"kind": DutyKind.ERRAND}, True),
    ("{kinds: [approval]}", {"kind": DutyKind.APPROVAL}, True),
    ("{kinds: [preparation]}", {"kind": DutyKind.PREPARATION}, True),
    ("{kinds: [group_meeting]}", {"kind": DutyKind.GROUP_MEETING}, True),
    ("{kinds: [study_visit], needs: [approved]}", {"kind": DutyKind.STUDY_VISIT}, True),
    (
        "{kinds: [study_visit], needs: [approved]}",
        {"kind": DutyKind.STUDY_VISIT, "is_approved": False},
        False,
    ),
    ("{needs: [minuted]}", {"is_minuted": False}, False),
    ("{presence: [serving]}", {"presence": Presence.PRESENT}, False),
    ("{presence: [serving, present]}", {"presence": Presence.PRESENT}, True),
    ("{roles: [chair]}", {"role": Role.CHAIR}, True),
    ("{roles: [chair]}", {}, False),
]


@pytest.mark.parametrize(("scope", "facts", "is_paid"), SCOPES)
def test_a_payment_is_for_some_duties_and_no_others(scope, facts, is_paid):
    found = settle([duty(**facts)], rates(payment("{once: grund}", scope=scope)))

    assert (found.total, len(found.unpaid)) == ((1100, 0) if is_paid else (0, 1))


# --- Caps: hours, fees, multiples, money, the highest; per occasion, day, month and year -------

CAPS = [
    ("per: day, measure: hours, at_most: 3 h", 3, "600"),
    ("per: day, measure: hours, at_most: 4 h", 4, "800"),
    ("per: day, measure: fees, at_most: '1'", 1, "400"),
    ("per: day, measure: multiple, at_most: '2', of: timme", 2, "400"),
    ("per: month, measure: multiple, at_most: två, of: liten", 2, "800"),
    ("per: day, measure: amount, at_most: liten", 1, "450"),
    ("per: day, measure: highest", 1, "400"),
    ("per: occasion, measure: amount, at_most: liten", 0, "800"),
    ("per: year, measure: fees, at_most: '1'", 1, "400"),
]


@pytest.mark.parametrize(("cap", "_limit", "expected"), CAPS)
def test_a_cap_holds_over_two_meetings_of_two_hours(cap, _limit, expected):
    rules = rates(
        payment("{hours: timme}"), rest="caps:\n" + rule(f"payments: [arvode], {cap}")
    )
    two = [duty(key=key, starts=int(key) * 200) for key in "12"]

    assert settle(two, rules).total == Decimal(expected)


@pytest.mark.parametrize(
    ("way", "expected"), [("last", [200, 200]), ("first", [0, 400]), ("lowest", [0, 400])]
)
def test_it_is_told_which_of_two_gives_way(way, expected):
    cap = f"payments: [arvode], per: day, measure: hours, at_most: 2 h, gives_way: {way}"
    rules = rates(payment("{hours: timme}"), rest="caps:\n" + rule(cap))

    found = settle([duty(60, key="1"), duty(120, key="2", starts=600)], rules)

    assert [line.amount for line in found.lines] == expected


# --- Lost earnings: what an hour is ------------------------------------------------------------

DIVISORS = [
    ("month_hours: 165 h", {"monthly": Decimal(33_000)}, "200"),
    ("month_hours: 165 h", {"yearly": Decimal(396_000)}, "200"),
    ("week_hours: 40 h", {"yearly": Decimal(416_000)}, "200"),
    ("week_hours: 40 h", {"monthly": Decimal(34_667)}, "200.00"),
    ("year_hours: 1984 h", {"yearly": Decimal(396_800)}, "200"),
    ("year_hours: 1984 h", {"monthly": Decimal(33_000)}, "199.60"),
    ("month_hours: 165 h", {"hourly": Decimal(210)}, "210"),
    ("month_hours: 165 h", {}, "0"),
]


@pytest.mark.parametrize(("divisor", "income", "expected"), DIVISORS)
def test_an_income_becomes_an_hours_by_the_rules_own_divisor(divisor, income, expected):
    chain = f"{{earnings: {{basis: documented, {divisor}}}}}"
    lost = duty(loss=Loss(60, proved_until=PROVED, **income))

    assert amount(chain, lost, pays="lost_earnings") == Decimal(expected)


def test_lost_earnings_have_a_cap_in_hours_of_a_meeting_fee_per_day():
    cap = "payments: [arvode], per: day, measure: multiple, at_most: '12', of: timme"
    chain = "{earnings: {basis: documented}}"
    rules = rates(payment(chain, pays="lost_earnings"), rest="caps:\n" + rule(cap))

    def paid(hourly: int) -> Decimal:
        lost = Loss(480, hourly=Decimal(hourly), proved_until=PROVED)
        return settle([duty(loss=lost)], rules).total

    assert [paid(299), paid(301)] == [2392, 2400]


def test_holiday_pay_and_pension_are_laid_on_lost_earnings():
    chain = "{earnings: {basis: documented}}, {percent: {value: 12 %, taking: add, only: [holiday_pay]}}"
    pension = "{earnings: {basis: documented}}, {percent: {value: '4,5 %', taking: of}}"

    def lost(*, holiday: bool) -> Duty:
        return duty(
            loss=Loss(
                60, hourly=Decimal(200), proved_until=PROVED, has_lost_holiday_pay=holiday
            )
        )

    assert amount(chain, lost(holiday=True), pays="lost_earnings") == 224
    assert amount(chain, lost(holiday=False), pays="lost_earnings") == 200
    assert amount(pension, lost(holiday=True), pays="benefit") == 9


# --- Costs, and a night away -------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(CostKind))
def test_a_cost_of_every_kind_is_paid_by_its_receipt_and_not_without(kind):
    chain = f"{{documented: [{kind}]}}"
    paid = duty(costs=(Cost(kind, Decimal(80)),))
    lost = duty(costs=(Cost(kind, Decimal(80), has_receipt=False),))

    assert (amount(chain, paid, pays="expense"), amount(chain, lost, pays="expense")) == (80, 0)


ALLOWANCE = (
    "{allowance: {full_day: traktamente-heldag, half_day: traktamente-halvdag, "
    "breakfast: maltid-frukost, meal: maltid-lunch-middag}}"
)
MAY_6, MAY_7 = dt.date(2026, 5, 6), dt.date(2026, 5, 7)
JOURNEYS = [
    (Away(MAY_6, 719, MAY_7, 1141), "600"),
    (Away(MAY_6, 720, MAY_7, 1141), "450"),
    (Away(MAY_6, 719, MAY_7, 1140), "450"),
    (Away(MAY_6, 480, MAY_6, 1300), "0"),
    (Away(MAY_6, 480, MAY_7, 1300, breakfasts=(MAY_7,)), "540"),
    (Away(MAY_6, 480, MAY_7, 1300, lunches=(MAY_7,)), "495"),
    (Away(MAY_6, 480, MAY_7, 1300, lunches=(MAY_7,), dinners=(MAY_7,)), "390"),
    (Away(MAY_6, 480, MAY_7, 1300, (Decimal(0)), (MAY_7,), (MAY_7,), (MAY_7,)), "330"),
]


@pytest.mark.parametrize(("away", "expected"), JOURNEYS)
def test_a_night_away_gives_whole_and_half_days_less_the_meals(away, expected):
    found = amount(ALLOWANCE, duty(away=away), pays="allowance", more=", tax: free")

    assert found == Decimal(expected)


def test_after_three_months_at_a_place_other_rules_count_and_the_working_says_so():
    last, day_after = (Away(MAY_6, 0, dt.date(2026, 8, day), 1439) for day in (5, 6))

    kept = settle([duty(away=last)], rates(payment(ALLOWANCE, pays="allowance")))
    longer = settle([duty(away=day_after)], rates(payment(ALLOWANCE, pays="allowance")))

    assert (kept.total, longer.total) == (92 * 300, 92 * 300)
    assert "efter tre månader" not in kept.lines[0].explain()
    assert "efter tre månader" in longer.lines[0].explain()


@pytest.mark.parametrize(("side", "expected"), [("more_than", "0"), ("at_least", "600")])
def test_how_far_away_counts_from_or_beyond_its_threshold(side, expected):
    chain = ALLOWANCE.replace("}}", f", from_km: 50 km, side: {side}}}}}")
    away = Away(MAY_6, 480, MAY_7, 1300, km=Decimal(50))

    assert amount(chain, duty(away=away), pays="allowance") == Decimal(expected)


def test_a_night_that_the_person_arranges_is_paid_by_itself_and_no_meals_are_taken_off_it():
    chain = ALLOWANCE.replace("}}", ", night: traktamente-natt}}")
    without, own = (Away(MAY_6, 480, MAY_7, 1300, own_nights=nights) for nights in (0, 1))

    assert amount(chain, duty(away=without), pays="allowance") == 600
    assert amount(chain, duty(away=own), pays="allowance") == 750
    assert settle([duty()], rates(payment(chain, pays="allowance"))).lines == ()


OWN_DAYS = (
    f"  - {{id: hel, title: Hel, unit: kronor, clause: p1, value: 400, decided: {KF}}}\n"
    f"  - {{id: halv, title: Halv, unit: kronor, clause: p1, value: 140, decided: {KF}}}\n"
)
OWN = "{allowance: {full_day: hel, half_day: halv, breakfast: 20 %, meal: 35 %, night: hel}}"
FAR = Decimal(51)


# 2026: 300 kr a day, 150 kr half a day and a night. Paid: 400, 140 and 400.
@pytest.mark.parametrize(
    ("away", "paid", "tax_free"),
    [
        (Away(MAY_6, 719, MAY_7, 1141, FAR), "800", "600"),
        (Away(MAY_6, 720, MAY_7, 1141, FAR), "540", "440"),
        (Away(MAY_6, 720, MAY_7, 1141, FAR, own_nights=1), "940", "590"),
        (Away(MAY_6, 719, MAY_7, 1141, FAR, (MAY_7,), (MAY_7,), (MAY_7,)), "440", "330"),
        (Away(MAY_6, 719, MAY_7, 1141, Decimal(50)), "800", "0"),
    ],
)
def test_an_allowance_is_tax_free_up_to_the_laws_figure_day_by_day(away, paid, tax_free):
    chain = payment(OWN, pays="allowance", more=", tax: allowance")

    found = settle([duty(away=away)], rates(chain, belopp=VALUES + OWN_DAYS))

    assert (found.total, found.tax_free) == (Decimal(paid), Decimal(tax_free))


def test_a_figure_that_nobody_has_checked_says_so_in_the_working():
    away = Away(MAY_6, 480, MAY_7, 1300, breakfasts=(MAY_7,))
    found = settle([duty(away=away)], rates(payment(ALLOWANCE, pays="allowance")))

    assert "SKV A 2025:5, enligt Publitech, inte kontrollerat mot källan" in (
        found.lines[0].explain()
    )


# --- Deadlines, paydays, who certifies, who is left out ------------------------------------------


@pytest.mark.parametrize(
    ("months", "last"),
    [(4, dt.date(2026, 7, 4)), (6, dt.date(2026, 9, 4)), (12, dt.date(2027, 3, 4))],
)
def test_a_claim_is_in_time_on_its_last_day_and_late_the_day_after(months, last):
    rules = rates(
        payment("{once: grund}"),
        rest="deadlines:\n" + rule(f"payments: [arvode], months: {months}"),
    )

    in_time = settle([duty(claimed_on=last)], rules)
    late = settle([duty(claimed_on=last + dt.timedelta(days=1))], rules)

    assert claim_by(duty(), rules)["arvode"][0] == last
    assert (in_time.total, late.total) == (1100, 0)
    assert late.lines[0].state is LineState.LATE


@pytest.mark.parametrize(
    ("handed_in", "paid"),
    [
        (dt.date(2026, 3, 10), dt.date(2026, 3, 27)),
        (dt.date(2026, 3, 11), dt.date(2026, 4, 27)),
        (dt.date(2026, 6, 10), dt.date(2026, 6, 26)),
    ],
)
def test_what_is_handed_in_by_a_day_is_paid_on_another_and_never_on_a_free_day(handed_in, paid):
    rest = "payouts:\n" + rule("submit_by: '10', paid_on: '27'")

    assert payday(handed_in, rates(payment("{once: grund}"), rest=rest))[0] == paid


def test_the_chair_is_certified_by_the_vice_chair():
    rest = "certifying:\n" + rule("steps: [secretary, chair]", id_="alla")
    rest += rule("of: [chair], steps: [secretary, vice_chair]", id_="egna")
    rules = rates(payment("{once: grund}"), rest=rest)

    assert certifiers(Role.MEMBER, DAY, rules)[0][-1] is Certifier.CHAIR
    assert certifiers(Role.CHAIR, DAY, rules)[0][-1] is Certifier.VICE_CHAIR


@pytest.mark.parametrize(
    ("when", "kind", "occupancy", "expected"),
    [
        ("{occupancy: 40 %, side: at_least}", DutyKind.VISIT, 39, 1100),
        ("{occupancy: 40 %, side: at_least}", DutyKind.VISIT, 40, 0),
        ("{occupancy: 40 %, side: more_than}", DutyKind.VISIT, 40, 1100),
        ("{occupancy: 25 %, side: at_least}", DutyKind.COURSE, 25, 1100),
    ],
)
def test_who_has_a_fixed_fee_is_left_out_from_a_share_but_not_for_what_it_yields_to(
    when, kind, occupancy, expected
):
    rest = "exclusions:\n" + rule(f"payments: [arvode], when: {when}, yields_to: [course]")
    rules = rates(payment("{once: grund}", scope="{}"), rest=rest)

    found = settle([duty(kind=kind, occupancy=Decimal(occupancy))], rules)

    assert found.total == expected


@pytest.mark.parametrize(
    ("income", "expected"), [(Income.EMPLOYED, "0"), (Income.SELF_EMPLOYED, "200")]
)
def test_the_self_employed_may_have_a_rule_of_their_own(income, expected):
    chain = "{earnings: {basis: standard, standard: timme}}"
    scope = "{incomes: [self_employed]}"
    lost = duty(loss=Loss(60, income))

    assert amount(chain, lost, pays="lost_earnings", scope=scope) == Decimal(expected)


# --- Rounding at every step --------------------------------------------------------------------

ROUNDINGS = [
    ("{to: krona, mode: half_up}", "", "147"),
    ("{to: krona, mode: up}", "", "147"),
    ("{to: krona, mode: down}", "", "146"),
    ("{to: ten, mode: up}", "", "150"),
    ("{to: hundred, mode: up}", "", "200"),
    ("{to: ore, mode: half_up}", "totals", "147"),
]


@pytest.mark.parametrize(("rounding", "at", "expected"), ROUNDINGS)
def test_a_line_and_a_sum_are_rounded_as_is_said(rounding, at, expected):
    rest = "totals:\n" + rule("at: day, rounding: {to: krona, mode: half_up}") if at else ""
    rules = rates(payment("{hours: timme}", more=f", rounding: {rounding}"), rest=rest)

    assert settle([duty(44)], rules).total == Decimal(expected)


def test_a_cap_lowers_the_tax_free_part_with_the_amount():
    cap = "caps:\n" + rule("payments: [resa], per: day, measure: amount, at_most: liten")
    paid = payment(
        "{distance: {value: mil}}", id_="resa", pays="mileage", more=", tax: mileage"
    )

    found = settle([duty(km=Decimal(200))], rates(paid, rest=cap))

    # 20 mil are 600 kr, of which 500 kr are tax-free; the cap leaves 450 kr.
    assert (found.total, found.tax_free) == (450, 450)
