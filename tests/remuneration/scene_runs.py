"""A scene for payroll's pages: one run that is sent, one that is closed, one that is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from samspel.people.models import Person
from samspel.remuneration.models import FileLayout, PayrollFile, PayType, Run
from samspel.remuneration.services import export_run
from tests.cast import Town
from tests.remuneration.ledger import (
    adopt_rules,
    certified,
    closed,
    closing_time,
    keep,
    numbers,
    opened,
    paxml_layout,
    pay_types,
)

FEBRUARY = dt.date(2026, 2, 1)


@dataclass(frozen=True)
class Payroll:
    """The runs of three months, the files and what they are made of."""

    sent: Run
    closed: Run
    open: Run
    file: PayrollFile
    paxml: FileLayout
    fee: PayType
    lena: Person
    year: int = 2026


def payroll_scene(town: Town) -> Payroll:
    """Make the scene: February sent, March closed with a correction, April open."""
    adopt_rules(town)
    pay_types()
    numbers(town)
    opened(town, FEBRUARY)
    lena, board = town.person("lena"), town.body("KS")
    first = certified(lena, board, dt.date(2026, 2, 4), km=Decimal(40))
    certified(town.person("sofia"), town.body("SN"), dt.date(2026, 2, 9), minutes=120)
    sent = closed(town)
    layout = paxml_layout()
    file = export_run(sent, layout, actor=town.actor("yvonne"), at=closing_time(sent.month))
    keep(first, minutes=120, km=Decimal(40))
    certified(lena, board, dt.date(2026, 3, 4))
    march = closed(town)
    sent.refresh_from_db()
    return Payroll(
        sent,
        march,
        Run.objects.get(state="open"),
        file,
        layout,
        PayType.objects.get(pays="fee"),
        lena,
    )
