"""Runs, files and statements: eighty members and fifteen bodies with 1 000 to 20 000 duties.

The duties are those of ``bench.amounts``, certified, one year for each size; each year's run
is closed by the real service. Files and statements are made from it as payroll makes them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from statistics import median
from time import perf_counter

import typst
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.amounts import MEMBERS, RULESET, duties_of
from bench.results import Result
from bench.timing import median_ms
from samspel.access.models import User
from samspel.audit.actors import Actor
from samspel.kit import pdf
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.models import Body, Employment, Person
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
from samspel.remuneration.queries.entries import paper_rows
from samspel.remuneration.queries.papers import STATEMENT, TOTAL, statement_data, total_data
from samspel.remuneration.services import (
    close_run,
    export_run,
    open_run,
    statements_zip,
    total_pdf,
)
from samspel.rulebooks.models import Rulebook
from samspel.rulebooks.services import adopt_shipped
from samspel.rules.amounts import duties as engine

SIZES = {1_000: 2023, 4_000: 2024, 20_000: 2025}
ADOPTED_AT = dt.datetime(2022, 12, 1, 9, tzinfo=dt.UTC)
AT = dt.datetime(2026, 11, 18, 8, 0, tzinfo=dt.UTC)
FILE_MS, FILE_ROWS = 100, 4_000
_SYSTEM = Actor.system("Mätning")
_turn = iter(range(10**9))


def _moment() -> dt.datetime:
    """Give another moment each time: else the printer would remember the whole document."""
    return AT + dt.timedelta(days=next(_turn))


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
            open_run(month, actor=_SYSTEM, at=AT)
        else:
            # An open run may be moved; a closed one never.
            Run.objects.filter(state="open").update(month=month)
        close_run(Run.objects.get(month=month), actor=_SYSTEM, at=AT)


def _write_payroll() -> None:
    council = Body.objects.get(kind=BodyKind.COUNCIL)
    clerk, other = Person.objects.order_by("-pk")[:2]
    proposer = Actor(kind=_SYSTEM.kind, name="Mätning", person_id=clerk.pk)
    confirmer = Actor(kind=_SYSTEM.kind, name="Mätning", person_id=other.pk)
    if not Rulebook.objects.filter(body=council, area="remuneration").exists():
        adopt_shipped(council, RULESET, proposer=proposer, confirmer=confirmer, at=ADOPTED_AT)
    PayType.objects.bulk_create(
        PayType(
            pays=pays,
            is_tax_free=is_free,
            code=f"5{number}{int(is_free)}",
            name=pays.label,
            account=f"5{number}00-{{body}}",
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


def _undone(call: Callable[[], object]) -> None:
    """Do something for real, and take it back."""
    with transaction.atomic():
        call()
        transaction.set_rollback(True)


def _statements(call: Callable[[], object]) -> int:
    """Count the statements of a call, but for those that open and close what it is undone in."""
    with CaptureQueriesContext(connection) as captured:
        _undone(call)
    kept = [each for each in captured if "SAVEPOINT" not in each["sql"]]
    return sum(each["sql"] not in {"BEGIN", "ROLLBACK", "COMMIT"} for each in kept)


def close_run_of(size: int) -> Result:
    """A year's duties settled and kept as the rows of a run, in one transaction."""
    runs()
    times, statements = zip(*(_closed_again(SIZES[size]) for _each in range(4)), strict=True)
    return Result(f"close_run_{size}", median(times[1:]), "ms", size, statements[-1])


def _closed_again(year: int) -> tuple[float, int]:
    """Close a year's run as if nothing else had been certified or paid, and take it back.

    Gives the milliseconds of the closing alone, and its statements.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("DELETE FROM remuneration_entry")
            cursor.execute("DELETE FROM remuneration_runversion")
            cursor.execute("DELETE FROM remuneration_dutyfacts WHERE year <> %s", [year])
            cursor.execute("SET LOCAL session_replication_role = origin")
        Run.objects.filter(state="open").update(month=dt.date(year, 2, 1))
        run = Run.objects.get(state="open")
        with CaptureQueriesContext(connection) as captured:
            began = perf_counter()
            close_run(run, actor=_SYSTEM, at=AT)
            took = perf_counter() - began
        transaction.set_rollback(True)
    return took * 1000, sum("SAVEPOINT" not in each["sql"] for each in captured)


def payroll_file_of(size: int) -> Result:
    """A closed run made into a PAXml file and kept, in one transaction."""
    run, layout = runs()[size], FileLayout.objects.get(kind=FileKind.PAXML)

    def made() -> object:
        return export_run(run, layout, actor=_person_who_pays(), at=AT)

    value = median_ms(lambda: _undone(made), runs=7, warm=2)
    with transaction.atomic():
        rows = export_run(run, layout, actor=_person_who_pays(), at=AT).row_count
        transaction.set_rollback(True)
    return Result(
        f"payroll_file_{size}",
        value,
        "ms",
        rows,
        _statements(made),
        value / (FILE_MS * rows / FILE_ROWS),
        f"{FILE_MS} ms för {FILE_ROWS} rader ({size} uppdrag ger {rows})",
    )


@cache
def _person_who_pays() -> Actor:
    person = Person.objects.order_by("-pk").first()
    return Actor(kind=_SYSTEM.kind, name="Mätning", person_id=person.pk if person else None)


def total_pdf_of(size: int) -> Result:
    """Everybody's rows of a year as one PDF, from the database."""
    runs()
    year = SIZES[size]

    def made() -> object:
        return total_pdf(year=year, month=None, actor=_SYSTEM, at=_moment())

    value = median_ms(lambda: _undone(made), runs=5, warm=1)
    rows = paper_rows(year)
    names = dict.fromkeys((row.person_id for row in rows), "Efternamn Person")
    data = total_data(rows, names, year=year, month=None, on=AT.date())
    alone = _alone_ms(TOTAL, [data])
    return Result(
        f"total_pdf_{size}",
        value,
        "ms",
        size,
        _statements(made),
        value / alone,
        f"Typst ensamt ({alone:.0f} ms)",
    )


def statements_of(size: int) -> Result:
    """Eighty persons' statements of a year as a zip of accessible PDFs, from the database."""
    runs()
    year = SIZES[size]

    def made() -> object:
        return statements_zip(year=year, month=None, actor=_SYSTEM, at=_moment())

    value = median_ms(lambda: _undone(made), runs=3, warm=1)
    persons = Person.objects.in_bulk()
    each = groupby(paper_rows(year), key=lambda row: row.person_id)
    data = [
        statement_data(persons[key], list(own), year=year, month=None, on=AT.date())
        for key, own in each
    ]
    alone = _alone_ms(STATEMENT, data)
    name = "statements_80" if size == 4_000 else f"statements_80_{size}"
    return Result(
        name,
        value,
        "ms",
        size,
        _statements(made),
        value / alone,
        f"Typst ensamt ({alone:.0f} ms)",
    )


def _alone_ms(template: str, data: list[dict[str, object]]) -> float:
    """Set the same data by a compiler of its own, with nothing of ours round it."""
    compiler = typst.Compiler(
        input=str(pdf.PACKAGE / template),
        root=str(pdf.PACKAGE),
        font_paths=[str(pdf.FONTS)],
        ignore_system_fonts=True,
    )
    texts = [json.dumps({**each, "date": "DAY"}, ensure_ascii=False) for each in data]

    def compiled() -> None:
        day = _moment()
        for text in texts:
            inputs = {"data": text.replace('"DAY"', f"[{day.year},{day.month},{day.day}]")}
            compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-3a"])

    return median_ms(compiled, runs=3, warm=1)


def overview_of(size: int) -> Result:
    """The overview page of a year, to payroll."""
    runs()
    address = reverse("remuneration:overview") + f"?ar={SIZES[size]}"
    client = _payroll_client()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"overview: {address} svarade {answer.status_code}")
    statements = len(captured)  # now: the next request empties the log
    value = median_ms(lambda: client.get(address), runs=15, warm=3)
    return Result(f"overview_{size}", value, "ms", size, statements)


@cache
def _payroll_client() -> Client:
    employment = Employment.objects.filter(function=PositionRole.PAYROLL_OFFICER).first()
    if employment is None:
        clerk = Employment.objects.exclude(department=None).first()
        person = Person.objects.order_by("-pk")[5]
        employment = Employment.objects.create(
            person=person,
            title="löneadministratör",
            function=PositionRole.PAYROLL_OFFICER,
            department=clerk.department if clerk else None,
            valid_from=dt.date(2023, 1, 1),
        )
    user, _made = User.objects.get_or_create(
        email="lon@example.com", defaults={"person_id": employment.person_id}
    )
    client = Client()
    client.force_login(user)
    return client


def total_of(run: Run) -> Decimal:
    """Give what a run pays, for whoever checks the data."""
    return sum(run.entries.values_list("amount", flat=True), Decimal(0))


ALL: dict[str, Callable[[], Result]] = {
    **{f"close_run_{size}": partial(close_run_of, size) for size in SIZES},
    **{f"payroll_file_{size}": partial(payroll_file_of, size) for size in SIZES},
    **{f"total_pdf_{size}": partial(total_pdf_of, size) for size in SIZES},
    "statements_80": partial(statements_of, 4_000),
    **{f"statements_80_{size}": partial(statements_of, size) for size in (1_000, 20_000)},
    **{f"overview_{size}": partial(overview_of, size) for size in SIZES},
}
