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
from operator import itemgetter
from statistics import median
from time import perf_counter

import typst
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.amounts import rates
from bench.paid_duties import AT, SIZES, SYSTEM, runs
from bench.results import Result
from bench.timing import median_ms, medians_ms
from samspel.access.models import User
from samspel.audit.actors import Actor
from samspel.kit import pdf
from samspel.people.enums import PositionRole
from samspel.people.models import Employment, Person
from samspel.remuneration.calculation.facts import from_json
from samspel.remuneration.enums import FileKind
from samspel.remuneration.models import (
    DutyFacts,
    FileLayout,
    Run,
)
from samspel.remuneration.queries.entries import paper_rows
from samspel.remuneration.queries.papers import STATEMENT, TOTAL, statement_data, total_data
from samspel.remuneration.services import (
    close_run,
    export_run,
    statements_zip,
    total_pdf,
)
from samspel.rules.amounts.settling import settle

FILE_MS, FILE_ROWS = 100, 4_000
_turn = iter(range(10**9))


def _moment() -> dt.datetime:
    """Give another moment each time: else the printer would remember the whole document."""
    return AT + dt.timedelta(days=next(_turn))


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
    year = SIZES[size]
    times, statements = zip(*(_closed_again(year) for _each in range(4)), strict=True)
    value, facts = median(times[1:]), _facts_of(year)
    alone = median_ms(lambda: _settled_alone(facts), runs=3, warm=1)
    return Result(
        f"close_run_{size}",
        value,
        "ms",
        size,
        statements[-1],
        value / alone,
        f"att bara räkna ut dem i minnet ({alone:.0f} ms)",
    )


def _facts_of(year: int) -> list[list[dict[str, object]]]:
    """Give the facts that were kept of a year's duties, person by person."""
    rows = DutyFacts.objects.filter(year=year, facts__isnull=False).order_by("person_id", "pk")
    kept = rows.values_list("person_id", "facts")
    return [
        [dict(facts or {}) for _key, facts in own] for _key, own in groupby(kept, itemgetter(0))
    ]


def _settled_alone(persons: list[list[dict[str, object]]]) -> int:
    rules = rates()
    given = ([from_json(each) for each in facts] for facts in persons)
    return sum(len(settle(duties, rules).lines) for duties in given)


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
            close_run(run, actor=SYSTEM, at=AT)
            took = perf_counter() - began
        transaction.set_rollback(True)
    return took * 1000, sum("SAVEPOINT" not in each["sql"] for each in captured)


def payroll_file_of(size: int) -> Result:
    """A closed run made into a PAXml file and kept, in one transaction."""
    run, layout = runs()[size], FileLayout.objects.get(kind=FileKind.PAXML)

    def made() -> object:
        return export_run(run, layout, actor=_person_who_pays(), at=AT)

    value, plain = medians_ms(
        lambda: _undone(made), lambda: _undone(lambda: _plain_file(run)), runs=7, warm=2
    )
    with transaction.atomic():
        rows = export_run(run, layout, actor=_person_who_pays(), at=AT).row_count
        transaction.set_rollback(True)
    aim = FILE_MS * rows / FILE_ROWS
    return Result(
        f"payroll_file_{size}",
        value,
        "ms",
        rows,
        _statements(made),
        value / plain,
        f"samma rader utan ramverket ({plain:.0f} ms); mål {aim:.0f} ms för {rows} rader",
    )


def _plain_file(run: Run) -> bytes:
    """Read a run's rows by one statement and write them by hand, with nothing kept of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT n.employee_number, e."on", e.rule, e.amount, e.tax_free, e.minutes '
            "FROM remuneration_entry e JOIN remuneration_payeenumber n "
            "ON n.person_id = e.person_id WHERE e.run_id = %s ORDER BY e.person_id, e.id",
            [run.pk],
        )
        return "".join(
            f'<lonetrans anstid="{who}"><datum>{on}</datum><lonart>{rule}</lonart>'
            f"<belopp>{amount - free}</belopp><fritt>{free}</fritt><tim>{minutes}</tim></lonetrans>"
            for who, on, rule, amount, free, minutes in cursor.fetchall()
        ).encode("iso-8859-1")


@cache
def _person_who_pays() -> Actor:
    person = Person.objects.order_by("-pk").first()
    return Actor(kind=SYSTEM.kind, name="Mätning", person_id=person.pk if person else None)


def total_pdf_of(size: int) -> Result:
    """Everybody's rows of a year as one PDF, from the database."""
    runs()
    year = SIZES[size]

    def made() -> object:
        return total_pdf(year=year, month=None, actor=SYSTEM, at=_moment())

    rows = paper_rows(year)
    names = dict.fromkeys((row.person_id for row in rows), "Efternamn Person")
    data = total_data(rows, names, year=year, month=None, on=AT.date())
    return _beside_typst(f"total_pdf_{size}", size, made, _alone(TOTAL, [data]), runs=5)


def statements_of(size: int) -> Result:
    """Eighty persons' statements of a year as a zip of accessible PDFs, from the database."""
    runs()
    year = SIZES[size]

    def made() -> object:
        return statements_zip(year=year, month=None, actor=SYSTEM, at=_moment())

    persons = Person.objects.in_bulk()
    each = groupby(paper_rows(year), key=lambda row: row.person_id)
    data = [
        statement_data(persons[key], list(own), year=year, month=None, on=AT.date())
        for key, own in each
    ]
    name = "statements_80" if size == 4_000 else f"statements_80_{size}"
    return _beside_typst(name, size, made, _alone(STATEMENT, data), runs=3)


def _beside_typst(
    name: str,
    size: int,
    made: Callable[[], object],
    typst_alone: Callable[[], None],
    *,
    runs: int,
) -> Result:
    """Make papers from the database, in turns with Typst alone on the same data."""
    value, alone = medians_ms(
        lambda: _undone(made), typst_alone, runs=runs, between=_nothing_remembered
    )
    share, words = value / alone, f"Typst ensamt ({alone:.0f} ms)"
    return Result(name, value, "ms", size, _statements(made), share, words)


@cache
def _printer() -> typst.Compiler:
    return typst.Compiler(input=b"")


def _nothing_remembered() -> None:
    """Let Typst forget all that it has set: ten years' payments at once are six gigabytes.

    What the product forgets by itself is waited for, so that it doesn't take from the other.
    """
    pdf.forgotten()
    pdf.forget(_printer())


def _alone(template: str, data: list[dict[str, object]]) -> Callable[[], None]:
    """Give what sets the same data by a compiler of its own, with nothing of ours round it."""
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

    return compiled


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
    value, plain = medians_ms(
        lambda: client.get(address), lambda: _plain_sums(SIZES[size]), runs=15, warm=3
    )
    return Result(
        f"overview_{size}",
        value,
        "ms",
        size,
        statements,
        value / plain,
        f"summorna ur databasen utan ramverket ({plain:.1f} ms)",
    )


def _plain_sums(year: int) -> int:
    """Ask for a year's sums per body, kind and person by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.body_id, e.pays, e.person_id, sum(e.amount) FROM remuneration_entry e "
            "JOIN remuneration_run r ON r.id = e.run_id WHERE extract(year FROM r.month) = %s "
            "GROUP BY GROUPING SETS ((e.body_id), (e.pays), (e.person_id))",
            [year],
        )
        return len(cursor.fetchall())


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
