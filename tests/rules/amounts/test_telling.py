"""A case is told in plain words: what is given, and what is expected."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.rules.amounts.casebook import AmountCase, AmountExpectation
from samspel.rules.amounts.choices import (
    Certifier,
    CostKind,
    DutyKind,
    Income,
    Presence,
    Role,
)
from samspel.rules.amounts.duties import Away, Cost, Duty, Loss
from samspel.rules.amounts.telling import said_duty, said_expected
from tests.rules.amounts.small import DAY, duty, payment, ruleset

MEETING = "nämndens sammanträde den 4 mars 2026"
LATER = dt.date(2026, 3, 5)
DUTIES = [
    ({"minutes": 0}, []),
    ({"minutes": 150}, ["2 tim 30 min"]),
    ({"minutes": 0, "starts": 785}, ["från klockan 13.05"]),
    ({"minutes": 0, "role": Role.CHAIR}, ["ordförande"]),
    ({"minutes": 0, "presence": Presence.INVITED}, ["kallad"]),
    ({"minutes": 0, "body": "ks"}, ["organ ks"]),
    ({"minutes": 0, "scheduled": 60}, ["schemalagt 1 tim"]),
    ({"minutes": 0, "office": "råd", "times": 2}, ["råd", "antal 2"]),
    ({"minutes": 0, "occupancy": Decimal(40)}, ["40 procent av heltid"]),
    (
        {"minutes": 0, "km": Decimal("2.5"), "travel_minutes": 20},
        ["2,5 kilometer", "restid 20 min"],
    ),
    ({"minutes": 0, "limit": 60}, ["organet har beslutat 1 tim"]),
    (
        {"minutes": 0, "is_minuted": False, "is_approved": False},
        ["utan protokoll", "inte beslutat i förväg"],
    ),
    ({"minutes": 0, "claimed_on": LATER}, ["krav lämnat den 5 mars 2026"]),
    (
        {"minutes": 0, "loss": Loss(60, hourly=Decimal(200))},
        ["förlorad tid 1 tim som anställd", "inkomst 200\N{NO-BREAK SPACE}kr i timmen"],
    ),
    (
        {
            "minutes": 0,
            "loss": Loss(
                60, Income.SELF_EMPLOYED, proved_until=LATER, has_lost_holiday_pay=True
            ),
        },
        [
            "förlorad tid 1 tim som egen företagare",
            "intyg till och med den 5 mars 2026",
            "semesterlönen går förlorad",
        ],
    ),
    (
        {
            "minutes": 0,
            "costs": (
                Cost(CostKind.TAXI, Decimal(90)),
                Cost(CostKind.PARKING, Decimal(5), has_receipt=False),
            ),
        },
        ["taxi 90\N{NO-BREAK SPACE}kr", "parkering 5\N{NO-BREAK SPACE}kr utan kvitto"],
    ),
    (
        {
            "minutes": 0,
            "away": Away(DAY, 485, LATER, 1230, Decimal(60), (DAY,), (), (DAY, LATER), 1),
        },
        [
            "borta från den 4 mars 2026 klockan 08.05 till den 5 mars 2026 klockan 20.30",
            "orten ligger 60 kilometer bort",
            "frukost från andra: 1",
            "middag från andra: 2",
            "egna nätter: 1",
        ],
    ),
    (
        {"minutes": 0, "away": Away(DAY, 0, LATER, 0)},
        [
            "borta från den 4 mars 2026 klockan 00.00 till den 5 mars 2026 klockan 00.00",
            "orten ligger 0 kilometer bort",
        ],
    ),
]


@pytest.mark.parametrize(("facts", "words"), DUTIES)
def test_a_duty_is_told_with_what_its_case_has_said_and_nothing_more(facts, words):
    assert [str(each) for each in said_duty(duty(**facts))] == [MEETING, *words]


def test_a_fixed_fee_is_told_with_its_last_day():
    fixed = Duty("1", DAY, DutyKind.OFFICE, until=LATER)

    assert [str(each) for each in said_duty(fixed)] == [
        "uppdrag med fast arvode den 4 mars 2026",
        "till den 5 mars 2026",
    ]


EXPECTED = [
    (AmountExpectation(amount=Decimal(5)), ["Summan är 5\N{NO-BREAK SPACE}kr."]),
    (AmountExpectation(tax_free=Decimal(5)), ["Skattefritt är 5\N{NO-BREAK SPACE}kr."]),
    (
        AmountExpectation(lines={"arvode": Decimal(1)}),
        ["Ersättning arvode: 1\N{NO-BREAK SPACE}kr."],
    ),
    (AmountExpectation(unpaid=True), ["Ingen regel ersätter uppdraget."]),
    (
        AmountExpectation(refused="NoRuleInForce"),
        ["Det går inte att räkna, eftersom inget gäller den dagen."],
    ),
    (
        AmountExpectation(because=frozenset({"arvode"})),
        ["Det här slår till: ”Ersättning arvode”."],
    ),
    (
        AmountExpectation(because=frozenset()),
        ["Inget tak, undantag eller tidsgräns slår till."],
    ),
    (
        AmountExpectation(claim_by={"arvode": DAY}),
        ["Sista dag för Ersättning arvode är den 4 mars 2026."],
    ),
    (AmountExpectation(paid_on=DAY), ["Det betalas den 4 mars 2026."]),
    (
        AmountExpectation(certified_by=(Certifier.SECRETARY, Certifier.CHAIR)),
        ["Det attesteras av sekreteraren och ordföranden."],
    ),
]


@pytest.mark.parametrize(("expect", "words"), EXPECTED)
def test_what_is_expected_is_told_by_titles_and_not_by_ids(expect, words):
    case = AmountCase("Fallet", "p1", (duty(),), expect)

    found = said_expected(case, ruleset(payment("{once: grund}")))

    assert [str(each) for each in found] == words
