"""Statements and the total as files: accessible PDFs, one, all in a zip, or one of everything.

Made when somebody asks, from rows that are frozen, so that the same statement says the same
at any time; nothing is kept. Reading somebody else's is for those who pay.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.kit import pdf
from samspel.kit.web import safe_name
from samspel.people.models import Person
from samspel.remuneration import payroll_policies as policies
from samspel.remuneration.errors_runs import RunRefused
from samspel.remuneration.queries.entries import PaperRow, paper_rows
from samspel.remuneration.queries.papers import (
    STATEMENT,
    TOTAL,
    payer_name,
    statement_data,
    total_data,
)
from samspel.remuneration.queries.payroll import remuneration_settings


def statement_pdf(person: Person, *, year: int, month: int | None, at: dt.datetime) -> bytes:
    """Give one person's statement of a year or a month. The caller has let the reader in."""
    rows = paper_rows(year, month, person.pk)
    data = statement_data(person, rows, year=year, month=month, on=local_day(at))
    return pdf.written(data, made_at=at, template=STATEMENT)


def statements_zip(*, year: int, month: int | None, actor: Actor, at: dt.datetime) -> bytes:
    """Give every person's statement in one zip, and keep in the trail that it was given.

    Refuses whoever does not pay, and a period in which nothing has been paid.
    """
    policies.require_may_pay(actor)
    rows = _rows(year, month)
    persons = Person.objects.in_bulk({row.person_id for row in rows})
    out = BytesIO()
    # The PDFs are packed already: to pack them again takes time and wins nothing.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for person, content in _each(rows, persons, year, month, at):
            packed.writestr(_name(person), content)
    _keep(year, month, len(persons), actor)
    return out.getvalue()


def _each(
    rows: list[PaperRow],
    persons: dict[int, Person],
    year: int,
    month: int | None,
    at: dt.datetime,
) -> Iterator[tuple[Person, bytes]]:
    on, payer = local_day(at), payer_name()
    own = [(key, list(each)) for key, each in groupby(rows, key=lambda row: row.person_id)]
    told = (
        statement_data(persons[key], each, year=year, month=month, on=on, payer=payer)
        for key, each in own
    )
    made = pdf.written_each(told, made_at=at, template=STATEMENT)
    yield from zip((persons[key] for key, _rows in own), made, strict=True)


def _name(person: Person) -> str:
    """Name the file so that two of the same name don't lie over each other."""
    return safe_name(f"{person.family_name} {person.given_name} {str(person.uuid)[:8]}.pdf")


def total_pdf(*, year: int, month: int | None, actor: Actor, at: dt.datetime) -> bytes:
    """Give everybody's rows in one PDF, and keep in the trail that it was given."""
    policies.require_may_pay(actor)
    rows = _rows(year, month)
    found = Person.objects.filter(pk__in={row.person_id for row in rows})
    names = {person.pk: person.name for person in found.order_by("sort_key", "pk")}
    data = total_data(rows, names, year=year, month=month, on=local_day(at))
    content = pdf.written(data, made_at=at, template=TOTAL)
    _keep(year, month, len(names), actor)
    return content


def _rows(year: int, month: int | None) -> list[PaperRow]:
    rows = paper_rows(year, month)
    if not rows:
        raise RunRefused(_("Ingen ersättning har betalats ut då."))
    return rows


def _keep(year: int, month: int | None, persons: int, actor: Actor) -> None:
    audit.record(
        "remuneration.statements.given",
        subject=remuneration_settings().municipality,
        actor=actor,
        facts={"year": year, "month": month, "persons": persons},
    )
