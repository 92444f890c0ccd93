"""Statements and the total as data for the printer: what was paid, to whom, for what.

Only text and numbers, in the reader's language; the printer's templates are fixed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.foundation.dates import month_name, say_date
from samspel.foundation.money import kronor, number
from samspel.foundation.text import hold_sections
from samspel.kit.fitting import lines_of
from samspel.people.models import Person
from samspel.people.queries import municipality
from samspel.remuneration.calculation.sheets import begun_anew
from samspel.remuneration.enums import Pays
from samspel.remuneration.queries.entries import PaperRow

NOTHING = Decimal(0)
STATEMENT = "remuneration/printing/statement.typ"
TOTAL = "remuneration/printing/total.typ"
_COLUMN = 116 / 25.4 * 72 / 9.5
"""The width of what a row says, in em: see ``remuneration/printing/look.typ``."""


def statement_data(
    person: Person,
    rows: Sequence[PaperRow],
    *,
    year: int,
    month: int | None,
    on: dt.date,
    payer: str = "",
) -> dict[str, Any]:
    """Give a person's statement of a year, or of one month, as its template reads it.

    ``payer`` is the municipality's name, for whoever makes many; asked for where it is empty.
    """
    lang = _lang()
    title = _("Besked om ersättning %(period)s") % {"period": period_words(year, month)}
    whole = _whole(rows)
    free = sum((row.tax_free for row in rows), NOTHING)
    return {
        **_document(title, person.name, on, payer or payer_name()),
        "facts": [
            [_("Förtroendevald"), person.name],
            [_("Tillsammans"), kronor(whole, lang)],
            [_("Skattepliktigt"), kronor(whole - free, lang)],
            [_("Skattefritt"), kronor(free, lang)],
        ],
        "kinds-heading": _("Per slag"),
        "kinds-heads": [_("Slag"), _("Kronor")],
        "kinds": _sorts(rows, lang),
        "heads": _heads(),
        "months": [
            _month(first, list(each), lang)
            for first, each in groupby(rows, key=lambda row: row.month)
        ],
        "empty": _("Ingen ersättning har betalats ut."),
        "note": _("Beloppen är före skatt."),
    }


def _heads() -> list[str]:
    return [_("Dag"), _("Ersättning"), _("Kronor")]


def period_words(year: int, month: int | None) -> str:
    """Give the year, or the month and year, in words."""
    return str(year) if month is None else f"{month_name(month, _lang())} {year}"


def payer_name() -> str:
    """Give the municipality's name; one statement."""
    found = municipality()
    return found.name if found else ""


def _document(title: str, right: str, on: dt.date, name: str) -> dict[str, Any]:
    return {
        "title": title,
        "author": name,
        "lang": _lang()[:2],
        "date": [on.year, on.month, on.day],
        "header": [f"{name} · {title}", right],
        "page-words": _("Sida %(page)s av %(pages)s") % {"page": "%s", "pages": "%s"},
    }


def _sorts(rows: Sequence[PaperRow], lang: str) -> list[list[str]]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.pays] = sums.get(row.pays, NOTHING) + row.amount
    return [
        [_(pays.label).capitalize(), number(sums[pays.value], lang, decimals=2)]
        for pays in Pays
        if pays.value in sums
    ]


def _month(first: dt.date, rows: list[PaperRow], lang: str) -> dict[str, Any]:
    return {
        "name": f"{month_name(first.month, lang).capitalize()} {first.year}",
        "said": _("Utbetalningsdag: %(day)s. Tillsammans %(sum)s.")
        % {"day": say_date(rows[0].pays_on, lang), "sum": kronor(_whole(rows), lang)},
        **_table(
            [
                row.on.isoformat(),
                f"{_payment(row, lang)}: {_what(row)}",
                number(row.amount, lang, decimals=2),
            ]
            for row in rows
        ),
    }


def _table(rows: Iterable[list[str]]) -> dict[str, Any]:
    """Give rows of day, what and kronor, and how many lines each takes on the paper.

    Sections are held to their numbers, as they are when the paper is set. The rows whose
    lines aren't known for sure are named: they find their height by themselves.
    """
    told = list(rows)
    lines = [_lines(what) for _day, what, _sum in told]
    return {
        "rows": told,
        "lines": lines,
        "loose": [place for place, taken in enumerate(lines) if not taken],
    }


@lru_cache(maxsize=4_096)
def _lines(what: str) -> int:
    return lines_of(hold_sections(what), _COLUMN)


def _what(row: PaperRow) -> str:
    return row.subject if row.body in row.subject else f"{row.subject}, {row.body}"


def _payment(row: PaperRow, lang: str) -> str:
    if row.was_amount is None:
        return row.title
    return _("%(title)s (rättelse, var %(was)s)") % {
        "title": row.title,
        "was": kronor(row.was_amount, lang),
    }


def total_data(
    rows: Sequence[PaperRow],
    names: dict[int, str],
    *,
    year: int,
    month: int | None,
    on: dt.date,
) -> dict[str, Any]:
    """Give everybody's duties of a year or a month, as the total's template reads them.

    A row per duty and run, with what was paid for it together; the statements have each
    payment by itself.
    ``names`` are in the order in which the persons come.
    """
    lang = _lang()
    title = _("Ersättning till förtroendevalda %(period)s") % {
        "period": period_words(year, month)
    }
    by_person: dict[int, list[PaperRow]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    persons = [
        {
            "name": name,
            "sum": number(_whole(by_person[key]), lang, decimals=2),
            **_table(_of_duty(list(own), lang) for own in _by_duty(by_person[key])),
        }
        for key, name in names.items()
        if key in by_person
    ]
    anew = begun_anew(person["lines"] for person in persons)
    return {
        **_document(title, "", on, payer_name()),
        "total-words": _("Tillsammans"),
        "heads": _heads(),
        "total": number(_whole(rows), lang, decimals=2),
        "persons": [
            {**person, "anew": is_anew} for person, is_anew in zip(persons, anew, strict=True)
        ],
        "note": _("* Rättelse av det som har betalats tidigare. Beloppen är före skatt."),
    }


def _by_duty(rows: Iterable[PaperRow]) -> Iterable[Iterable[PaperRow]]:
    """Give the rows of each duty in a run together."""
    same = groupby(rows, key=attrgetter("month", "on", "body", "subject"))
    return (own for _key, own in same)


def _of_duty(rows: list[PaperRow], lang: str) -> list[str]:
    titles = dict.fromkeys(
        [row.title if row.was_amount is None else f"{row.title} *" for row in rows]
    )
    what = f"{', '.join(titles)}: {rows[0].body}"
    return [rows[0].on.isoformat(), what, number(_whole(rows), lang, decimals=2)]


def _whole(rows: Iterable[PaperRow]) -> Decimal:
    return sum([row.amount for row in rows], NOTHING)


def _lang() -> str:
    return get_language() or "sv"
