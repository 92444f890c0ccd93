"""Every figure explains itself: each block says what it did, the value, its clause, its decision."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.rules.amounts.choices import Presence
from samspel.rules.amounts.duties import Loss
from tests.rules.amounts.small import KF, duty, settled

FAR = {"km": Decimal(50), "travel_minutes": 30}
HOUR = f"Timme: 200 kronor per timme (1 §, {KF})"
SMALL = f"Liten: 450 kronor (1 §, {KF})"
BASE = "Grundarvode: 1 100 kronor per tillfälle (1 §, kommunfullmäktige 2025-11-24 § 7)"
TOLD = [
    ("time: {}}, {hours: timme", {}, ["närvarotid: 2 tim", HOUR]),
    (
        "time: {counts: scheduled}}, {hours: timme",
        {"scheduled": 90},
        ["schemalagd tid: 1 tim 30 min", HOUR],
    ),
    (
        "time: {travel: real}}, {hours: timme",
        FAR,
        ["närvarotid: 2 tim", "restid: 30 min", HOUR],
    ),
    (
        "time: {at_most: 90 min}}, {hours: timme",
        {},
        ["närvarotid: 2 tim", "tiden räknas till högst 1 tim 30 min", HOUR],
    ),
    (
        "first: {length: 1 h, counts_as: 2 h}}, {hours: timme",
        {"minutes": 90},
        ["de första 1 tim räknas som 2 tim", HOUR],
    ),
    (
        "first: {length: 1 h, counts_as: 1 h}}, {hours: timme",
        {"minutes": 1},
        ["de första 1 tim räknas som 1 tim", HOUR],
    ),
    (
        "started: {value: liten, unit: 1 h, after: 1 h}",
        {"minutes": 61},
        [SMALL, "påbörjade 1 tim: 1 à 450 kr"],
    ),
    (
        "steps: [{up_to: 2 h, side: at_most, value: liten}, {value: grund}]",
        {},
        ["tiden är högst 2 tim", SMALL],
    ),
    (
        "bands: {bands: [{up_to: 1 h, value: timme}, {value: natt}]}",
        {"minutes": 90},
        [
            HOUR,
            "1 tim till det priset",
            f"Natt: 300 kronor per timme (1 §, {KF})",
            "30 min till det priset",
        ],
    ),
    ("once: grund}, {percent: {value: 12 %, taking: add}", {}, [BASE, "tillägg med 12 %"]),
    (
        "once: grund}, {percent: {value: andel, taking: of, only: [present]}",
        {"presence": Presence.PRESENT},
        [BASE, f"Andel: 50 procent (1 §, {KF})", "50 % av beloppet"],
    ),
    ("once: grund}, {at_most: liten", {}, [BASE, SMALL, "högst 450 kr"]),
    ("hours: timme}, {at_least: liten", {}, [HOUR, SMALL, "minst 450 kr"]),
    ("once: liten}, {times: count", {"times": 3}, [SMALL, "antal: 3"]),
    (
        "hours: timme}, {round: {to: hundred, mode: up}",
        {"minutes": 31},
        [HOUR, "avrundat uppåt till närmaste hundratal kronor: 200 kr"],
    ),
]


def test_lost_earnings_say_the_income_that_was_proved_and_what_it_was_divided_by():
    chain = (
        "{time: {counts: lost}}, "
        "{earnings: {basis: top_up, standard: timme, unit: 30 min, month_hours: 165 h}}"
    )
    loss = Loss(60, monthly=Decimal(49_500), proved_until=dt.date(2026, 12, 31))

    (line,) = settled(chain, duty(loss=loss), pays="lost_earnings").lines

    said = line.explain().replace("\N{NO-BREAK SPACE}", " ")
    assert "månadsinkomst 49 500 kr delad med 165 timmar" in said
    assert "styrkt inkomst: 300 kr i timmen" in said


@pytest.mark.parametrize(("chain", "facts", "steps"), TOLD)
def test_a_chain_says_each_step_with_the_value_its_clause_and_its_decision(chain, facts, steps):
    found = settled(f"{{{chain}}}", duty(**facts))

    said = found.lines[0].explain().replace("\N{NO-BREAK SPACE}", " ")
    assert said.split(" · ")[:-1] == steps
