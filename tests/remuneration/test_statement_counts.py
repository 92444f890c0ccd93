"""As many statements for three hundred rows as for thirty: closing, file, papers, overview."""

from __future__ import annotations

import calendar
import datetime as dt

from samspel.remuneration import services
from samspel.remuneration.enums import RunState
from samspel.remuneration.models import Run
from samspel.remuneration.queries.overview import overview
from tests.remuneration.ledger import (
    adopt_rules,
    certified,
    closed,
    closing_time,
    numbers,
    opened,
    paxml_layout,
    pay_types,
)

NAMES = ("lena", "ulla", "karin", "anna", "gunnar")
MOST = 15
ROWS = {30: 2, 300: 5}  # and how many persons they are shared by


def _certified(town, run, count, persons):
    days = calendar.monthrange(run.month.year, run.month.month)[1]
    for number in range(count):
        body = town.body(("KS", "SN")[number % 2])
        day = run.month + dt.timedelta(days=number % days)
        certified(town.person(NAMES[number % persons]), body, day)


def _acts(town, run, layout):
    """Give what is done with a run, in turn; the rows of closing go in by one COPY beside."""
    actor, at = town.actor("yvonne"), closing_time(run.month)
    period = {"year": run.month.year, "month": run.month.month, "actor": actor, "at": at}
    return {
        "close": lambda: services.close_run(run, actor=actor, at=at),
        "file": lambda: services.export_run(run, layout, actor=actor, at=at),
        "total": lambda: services.total_pdf(**period),
        "statements": lambda: services.statements_zip(**period),
        "overview": lambda: overview(run.month.year),
    }


def test_the_number_of_statements_is_the_same_for_three_hundred_rows_as_for_thirty(
    town, statement_count
):
    adopt_rules(town)
    pay_types()
    numbers(town)
    layout = paxml_layout()
    opened(town)
    closed(town)  # the first of all also keeps the national figures
    counts = []

    for rows, persons in ROWS.items():
        run = Run.objects.get(state=RunState.OPEN)
        _certified(town, run, rows, persons)
        found = {}
        for name, act in _acts(town, run, layout).items():
            with statement_count() as counted:
                act()
            found[name] = sum("SAVEPOINT" not in each["sql"] for each in counted)
        assert run.entries.count() == rows
        counts.append(found)

    assert counts[0] == counts[1]
    assert max(counts[0].values()) < MOST, counts[0]  # closing has its COPY beside
