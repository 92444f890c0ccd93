"""Who may do what with runs, files and what payroll keeps: only the payroll officer.

Each act with its page and a form that is right. Everybody else of the cast is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests import acts

PAYS = frozenset({"yvonne"})


@dataclass(frozen=True)
class Act(acts.Act):
    """An act of payroll."""

    args: tuple[str, ...] = ()
    allowed: frozenset[str] = PAYS


RUN_ACTS = [
    Act("remuneration.run.opened", "open-run", (), {"month": "2026-03-01"}),
    Act(
        "remuneration.run.planned",
        "plan-run",
        ("open.uuid",),
        {"closes_on": "2026-04-21", "pays_on": "2026-04-28"},
    ),
    Act("remuneration.run.closed", "close-run", ("open.uuid",)),
    Act("remuneration.run.settled_again", "settle-again", ("closed.uuid",)),
    Act("remuneration.run.paid", "pay-run", ("sent.uuid",)),
    Act("remuneration.file.made", "export-run", ("closed.uuid",), {"layout": "paxml.uuid"}),
    Act("remuneration.file.cancelled", "cancel-file", ("file.uuid",)),
    Act("remuneration.file.received", "receipt", ("file.uuid",), {"receipt": "47"}),
    Act("remuneration.file.read", "payroll-file", ("file.uuid",)),
    Act(
        "remuneration.pay_type.kept",
        "new-pay-type",
        (),
        {"pays": "fee", "rule": "besoksarvode", "code": "99", "name": "Besök"},
    ),
    Act(
        "remuneration.pay_type.kept",
        "pay-type",
        ("fee.pk",),
        {"pays": "fee", "code": "98", "name": "Arvode"},
    ),
    Act("remuneration.pay_type.removed", "remove-pay-type", ("fee.pk",)),
    Act(
        "remuneration.layout.kept",
        "new-layout",
        (),
        {
            "name": "Ny",
            "kind": "columns",
            "columns": "belopp | Kr | 12 | höger",
            "decimal_sign": ",",
            "encoding": "utf-8",
            "line_end": "lf",
        },
    ),
    Act(
        "remuneration.layout.kept",
        "layout",
        ("paxml.uuid",),
        {
            "name": "PAXml 2",
            "kind": "paxml",
            "decimal_sign": ",",
            "encoding": "utf-8",
            "line_end": "lf",
        },
    ),
    Act("remuneration.payee.shown", "show-numbers"),
    Act(
        "remuneration.payee.kept",
        "number",
        ("lena.uuid",),
        {"identity_number": "18900113-9816", "employee_number": "12"},
    ),
    Act(
        "remuneration.settings.changed",
        "settings",
        (),
        {
            "is_published": "on",
            "publish_from": "2026",
            "keep_years": "10",
            "employer_days": "30",
            "citation": "KF § 9",
        },
    ),
    Act("remuneration.statements.given", "all-statements", ("2026",), {"som": "zip"}),
]
PAGES = [
    ("runs", ()),
    ("run", ("open.uuid",)),
    ("run", ("closed.uuid",)),
    ("run-person", ("closed.uuid", "lena.uuid")),
    ("pay-types", ()),
    ("layouts", ()),
    ("numbers", ()),
]
