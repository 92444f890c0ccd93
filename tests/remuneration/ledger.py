"""Certified duties and rule sets for the tests of runs, made straight into the tables."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import count
from pathlib import Path

from samspel.people.models import Body, Person
from samspel.remuneration.calculation.facts import as_json
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState, FileKind, Pays
from samspel.remuneration.models import (
    Duty,
    DutyFacts,
    FileLayout,
    PayeeNumber,
    PayType,
    Run,
)
from samspel.remuneration.services.closing import close_run, open_run
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.services import (
    adopt_shipped,
    confirm_version,
    draft_version,
    propose_version,
)
from samspel.rules.amounts import duties as engine
from tests.cast import Town

RULES = "lindakra/arvoden"
ADOPTED_AT = dt.datetime(2022, 12, 1, 9, tzinfo=dt.UTC)
SHIPPED = Path("src/samspel/rules/data") / RULES
MARCH = dt.date(2026, 3, 1)
_RAISED = """
      2025-01-01:
        value: 1 210
        decided: kommunfullmäktige 2024-11-25 § 117
"""
_RAISED_AGAIN = """      2026-06-01:
        value: 1 300
        decided: kommunfullmäktige 2026-05-25 § 61
"""
_CASE = """
  - it: Från den 1 juni 2026 gäller det höjda beloppet
    cites: p5
    duties:
      - {kind: board_meeting, on: 2026-06-01, time: 90 min}
    expect: {amount: 1 300}
"""
_numbers = count(1)


def adopt_rules(town: Town, at: dt.datetime = ADOPTED_AT) -> RulesetVersion:
    """Put the demo's rule set in force for the council."""
    return adopt_shipped(
        town.body("KF"),
        RULES,
        proposer=town.actor("tomas"),
        confirmer=town.actor("elisabet"),
        at=at,
    )


def adopt_raise(town: Town, at: dt.datetime) -> RulesetVersion:
    """Put in force that the basic fee is 1 300 kr from 1 June 2026, decided before it."""
    files = {path.name: path.read_text() for path in SHIPPED.glob("*.yaml")}
    meetings = files["sammantraden.yaml"]
    assert _RAISED in meetings
    files["sammantraden.yaml"] = meetings.replace(_RAISED, _RAISED + _RAISED_AGAIN, 1)
    files["cases.yaml"] += _CASE
    version = draft_version(town.body("KF"), files, actor=town.actor("tomas"), at=at)
    propose_version(version, actor=town.actor("tomas"), at=at)
    return confirm_version(version, actor=town.actor("elisabet"), at=at)


def certified(
    person: Person,
    body: Body,
    on: dt.date,
    *,
    kind: DutyKind = DutyKind.BOARD_MEETING,
    minutes: int = 180,
    **facts: object,
) -> Duty:
    """Make a certified duty with its kept facts."""
    at = dt.datetime(on.year, on.month, on.day, 20, tzinfo=dt.UTC)
    is_office = kind is DutyKind.OFFICE
    duty = Duty.objects.create(
        person=person,
        body=body,
        origin=DutyOrigin.OFFICE if is_office else DutyOrigin.CLAIM,
        kind=kind,
        subject=f"Uppdrag {next(_numbers)}",
        on=on,
        until=facts.get("until"),
        office=str(facts.get("office", "")),
        minutes=minutes,
        state=DutyState.CERTIFIED,
        arrived_at=at,
        submitted_at=at,
        certified_at=at,
        version=1,
    )
    keep(duty, kind=kind, minutes=minutes, **facts)
    return duty


def keep(duty: Duty, **facts: object) -> DutyFacts:
    """Keep a newer row of facts of a duty: what the certifier has seen last."""
    known = DutyFacts.objects.filter(duty=duty).count()
    told = engine.Duty(
        key=str(duty.pk),
        **{"on": duty.on, "kind": DutyKind(duty.kind), "minutes": duty.minutes, **facts},
    )
    return _kept(duty, known + 1, told)


def withdraw(duty: Duty) -> DutyFacts:
    """Take a certified duty back."""
    return _kept(duty, DutyFacts.objects.filter(duty=duty).count() + 1, None)


def _kept(duty: Duty, version: int, told: engine.Duty | None) -> DutyFacts:
    return DutyFacts.objects.create(
        duty=duty,
        person=duty.person,
        year=(told.on if told else duty.on).year,
        version=version,
        facts=None if told is None else as_json(told),
        kept_at=duty.arrived_at,
    )


def closing_time(month: dt.date) -> dt.datetime:
    """Give a moment late in the month, when its run is closed."""
    return dt.datetime(month.year, month.month, 20, 9, tzinfo=dt.UTC)


def opened(town: Town, month: dt.date = MARCH) -> Run:
    """Open the first run."""
    return open_run(month, actor=town.actor("yvonne"), at=closing_time(month))


def closed(town: Town, run: Run | None = None, at: dt.datetime | None = None) -> Run:
    """Close the open run, or one that is given."""
    run = run or Run.objects.get(state="open")
    return close_run(run, actor=town.actor("yvonne"), at=at or closing_time(run.month))


def amounts(run: Run) -> list[Decimal]:
    """Give the amounts of a run's rows, in their order."""
    return list(run.entries.order_by("id").values_list("amount", flat=True))


# Skatteverket's own test numbers: no living person has them.
NUMBERS = {
    "anna": "189001019802",
    "karin": "189001119818",
    "perolof": "189001129809",
    "lena": "189001139816",
    "ulla": "189001149807",
    "mikael": "189001159814",
    "gunnar": "189001169805",
    "larsake": "189001179812",
    "sofia": "189001189803",
}


def pay_types() -> None:
    """Set up a pay type for each sort of payment, with a tax-free one where there is any."""
    for number, pays in enumerate(Pays, start=1):
        PayType.objects.create(
            pays=pays,
            code=f"5{number}0",
            name=pays.label.capitalize(),
            account=f"5{number}10-{{organ}}-100",
            counts_hours=pays is Pays.FEE,
        )
    for pays, code in ((Pays.MILEAGE, "551"), (Pays.ALLOWANCE, "561"), (Pays.EXPENSE, "571")):
        PayType.objects.create(
            pays=pays,
            is_tax_free=True,
            code=code,
            name=f"{pays.label.capitalize()}, skattefri",
            account="5520-{organ}-100",
        )


def numbers(town: Town) -> None:
    """Let payroll know everybody who sits in a body."""
    PayeeNumber.objects.bulk_create(
        PayeeNumber(person=town.person(name), identity_number=number)
        for name, number in NUMBERS.items()
    )


def paxml_layout() -> FileLayout:
    """Set up the layout of a PAXml file."""
    return FileLayout.objects.create(
        name="PAXml", kind=FileKind.PAXML, separator="", encoding="iso-8859-1"
    )


def column_layout() -> FileLayout:
    """Set up a file with fixed widths."""
    return FileLayout.objects.create(
        name="Fasta kolumner",
        kind=FileKind.COLUMNS,
        columns=[
            {"field": "identity_number", "width": 12},
            {"field": "code", "width": 5, "align": "right", "pad": "0"},
            {"field": "on", "width": 8, "days": "%Y%m%d"},
            {"field": "amount", "width": 12, "align": "right", "sign": "after"},
            {"field": "name", "width": 10},
        ],
        separator="",
        encoding="cp1252",
        has_header=False,
    )


def booking_layout() -> FileLayout:
    """Set up a file to the books."""
    return FileLayout.objects.create(
        name="Bokföring",
        kind=FileKind.BOOKKEEPING,
        columns=[
            {"field": "account", "title": "Konto"},
            {"field": "amount", "title": "Belopp"},
        ],
    )
