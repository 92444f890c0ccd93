"""A small remuneration rule set to bend and break, and duties to lay before it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from samspel.rules.amounts.choices import DutyKind
from samspel.rules.amounts.duties import Duty
from samspel.rules.amounts.rates import Rates, compile_amounts
from samspel.rules.amounts.settling import Settlement, settle
from samspel.rules.errors import RulesetInvalid
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import load_files

DAY = dt.date(2026, 3, 4)
KF = "kommunfullmäktige 2023-11-27 § 9"
NO_CASES = "cases: []\n"

INDEX = """\
title: Litet reglemente
area: remuneration
owner: kommunfullmäktige
decision: kommunfullmäktige 2023-11-27 § 9
effective_from: 2024-01-01
status: adopted
source:
  name: Lindåkra kommun
checked_on: 2026-01-02
"""

TEXT = """\
- id: p1
  heading: 1 §
  text: Sammanträden ersätts.
"""

VALUES = """\
values:
  - id: grund
    title: Grundarvode
    unit: kronor per tillfälle
    clause: p1
    values:
      2024-01-01: {value: 1 000, decided: kommunfullmäktige 2023-11-27 § 9}
      2026-01-01: {value: 1 100, decided: kommunfullmäktige 2025-11-24 § 7}
  - {id: timme, title: Timme, unit: kronor per timme, clause: p1, value: 200, decided: DECIDED}
  - {id: halvtimme, title: Halvtimme, unit: kronor per halvtimme, clause: p1, value: 130, decided: DECIDED}
  - {id: natt, title: Natt, unit: kronor per timme, clause: p1, value: 300, decided: DECIDED}
  - {id: ar, title: Årsarvode, unit: kronor per år, clause: p1, value: 100 000, decided: DECIDED}
  - {id: mil, title: Mil, unit: kronor per mil, clause: p1, value: 30, decided: DECIDED}
  - {id: gräns, title: Gräns, unit: timmar, clause: p1, value: 4, decided: DECIDED}
  - {id: liten, title: Liten, unit: kronor, clause: p1, value: 450, decided: DECIDED}
  - {id: andel, title: Andel, unit: procent, clause: p1, value: 50, decided: DECIDED}
  - {id: två, title: Två, unit: gånger, clause: p1, value: 2, decided: DECIDED}
  - id: index
    title: Indexarvode
    unit: kronor per tillfälle
    clause: p1
    decided: DECIDED
    share: {percent: "1,7", of: prisbasbelopp, index_on: 2024-06-01}
    rounding: {to: ten, mode: up}
""".replace("DECIDED", KF)


def payment(
    chain: str,
    *,
    id_: str = "arvode",
    pays: str = "fee",
    more: str = "",
    scope: str = "{kinds: [committee_meeting]}",
) -> str:
    """Give one payment in flow style, to stand under ``payments``."""
    return (
        f"  - {{id: {id_}, title: Ersättning {id_}, pays: {pays}, clause: p1, decided: {KF},\n"
        f"     for: {scope}, chain: [{chain}]{more}}}\n"
    )


def rule(parts: str, *, id_: str = "regel") -> str:
    """Give another rule in flow style."""
    return f"  - {{id: {id_}, title: Regel {id_}, clause: p1, decided: {KF}, {parts}}}\n"


def files(rules: str = "", **changes: str) -> dict[str, str]:
    """Give the files of a small rule set, with some of them replaced."""
    parts = {"index": INDEX, "text": TEXT, "belopp": VALUES, "cases": NO_CASES, **changes}
    if rules:
        parts["regler"] = rules
    return {f"{name}.yaml": text for name, text in parts.items()}


def ruleset(*payments: str, rest: str = "", **changes: str) -> Ruleset:
    """Give a small rule set with these payments and other sections, without asking its cases."""
    rules = "payments:\n" + "".join(payments) + rest
    return load_files(files(rules, **changes), check_cases=False)


def rates(*payments: str, rest: str = "", **changes: str) -> Rates:
    """Give the small rule set compiled."""
    return compile_amounts(ruleset(*payments, rest=rest, **changes))


def problems(rules: str = "", *, check_cases: bool = False, **changes: str) -> list[str]:
    """Give what the loader says is wrong."""
    try:
        load_files(files(rules, **changes), check_cases=check_cases)
    except RulesetInvalid as invalid:
        return [str(each) for each in invalid.problems]
    return []


def duty(minutes: int = 120, **facts: object) -> Duty:
    """Give a duty: a committee's meeting of two hours, unless told otherwise."""
    given = {"key": "1", "on": DAY, "kind": DutyKind.COMMITTEE_MEETING, **facts}
    return Duty(minutes=minutes, **given)  # type: ignore[arg-type]


def settled(chain: str, *duties: Duty, **payment_parts: str) -> Settlement:
    """Settle duties by a single payment with the chain."""
    return settle(duties, rates(payment(chain, **payment_parts)))


def amount(chain: str, *duties: Duty, **payment_parts: str) -> Decimal:
    """Give what duties come to by a single payment with the chain."""
    return settled(chain, *duties, **payment_parts).total
