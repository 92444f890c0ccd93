"""The duties that payroll's measures count: eighty members' years, certified and closed.

One year for each size; each year's run is closed by the real service.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.db import connection, transaction

from bench.amounts import MEMBERS, RULESET, duties_of
from samspel.audit.actors import Actor
from samspel.people.enums import BodyKind
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
from samspel.remuneration.services import close_run, open_run
from samspel.rulebooks.models import Rulebook
from samspel.rulebooks.services import adopt_shipped
from samspel.rules.amounts import duties as engine

SIZES = {1_000: 2023, 4_000: 2024, 20_000: 2025}
ADOPTED_AT = dt.datetime(2022, 12, 1, 9, tzinfo=dt.UTC)
AT = dt.datetime(2026, 11, 18, 8, 0, tzinfo=dt.UTC)
SYSTEM = Actor.system("Mätning")


@cache
def runs() -> dict[int, Run]:
    """Give a closed run for each size, written the first time they are asked for."""
    if not PayType.objects.exists():
        with transaction.atomic():
            _write()
    months = {size: dt.date(year, 1, 1) for size, year in SIZES.items()}
    found = {run.month: run for run in Run.objects.filter(month__in=months.values())}
    return {size: found[month] for size, month in months.items()}


def _write() -> None:
    _write_payroll()
    for place, (size, year) in enumerate(SIZES.items()):
        _write_duties(size, year)
        month = dt.date(year, 1, 1)
        if place == 0:
            open_run(month, actor=SYSTEM, at=AT)
        else:
            # An open run may be moved; a closed one never.
            Run.objects.filter(state="open").update(month=month)
        close_run(Run.objects.get(month=month), actor=SYSTEM, at=AT)


def _write_payroll() -> None:
    council = Body.objects.get(kind=BodyKind.COUNCIL)
    clerk, other = Person.objects.order_by("-pk")[:2]
    proposer = Actor(kind=SYSTEM.kind, name="Mätning", person_id=clerk.pk)
    confirmer = Actor(kind=SYSTEM.kind, name="Mätning", person_id=other.pk)
    if not Rulebook.objects.filter(body=council, area="remuneration").exists():
        adopt_shipped(council, RULESET, proposer=proposer, confirmer=confirmer, at=ADOPTED_AT)
    PayType.objects.bulk_create(
        PayType(
            pays=pays,
            is_tax_free=is_free,
            code=f"5{number}{int(is_free)}",
            name=pays.label,
            account=f"5{number}00-{{organ}}",
            counts_hours=pays is Pays.FEE,
        )
        for number, pays in enumerate(Pays)
        for is_free in (False, True)
    )
    FileLayout.objects.create(name="PAXml", kind=FileKind.PAXML, encoding="iso-8859-1")
    PayeeNumber.objects.bulk_create(
        PayeeNumber(person=person, employee_number=str(person.pk)) for person in _members()
    )


def _members() -> list[Person]:
    return list(Person.objects.order_by("pk")[:MEMBERS])


def _write_duties(size: int, year: int) -> None:
    bodies = list(Body.objects.exclude(kind=BodyKind.COUNCIL).order_by("pk")[:15])
    made: list[tuple[Duty, engine.Duty]] = []
    for number, person in enumerate(_members()):
        for told in duties_of(number, size // MEMBERS):
            duty = told._replace(on=told.on.replace(year=year))
            if duty.until is not None:
                duty = duty._replace(until=dt.date(year, 2, 1))
            if duty.loss is not None:
                proved = duty.loss._replace(proved_until=dt.date(year, 12, 31))
                duty = duty._replace(loss=proved)
            body = bodies[int(duty.body.rpartition("-")[2] or 0)]
            made.append((_duty(person, body, duty), duty))
    Duty.objects.bulk_create([row for row, _told in made], batch_size=2_000)
    DutyFacts.objects.bulk_create(
        (
            DutyFacts(
                duty=row,
                person_id=row.person_id,
                year=year,
                version=1,
                facts=as_json(told._replace(key=str(row.pk))),
                kept_at=AT,
            )
            for row, told in made
        ),
        batch_size=2_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _duty(person: Person, body: Body, told: engine.Duty) -> Duty:
    is_office = told.kind is DutyKind.OFFICE
    return Duty(
        person=person,
        body=body,
        origin=DutyOrigin.OFFICE if is_office else DutyOrigin.CLAIM,
        kind=told.kind,
        subject=f"{told.kind.label.capitalize()}",
        on=told.on,
        until=told.until,
        office=told.office,
        starts=told.starts,
        minutes=told.minutes,
        state=DutyState.CERTIFIED,
        arrived_at=AT,
        submitted_at=AT,
        certified_at=AT,
        version=1,
    )
