"""A small guideline to bend and break: one text, one requirement, one setting, their cases."""

from __future__ import annotations

import datetime as dt

from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.rulebook import load_files

DAY = dt.date(2026, 3, 4)

INDEX = """\
title: Liten riktlinje
area: contact_politicians
owner: kommunstyrelsen
decision: kommunstyrelsen 2024-01-09 § 4
effective_from: 2024-02-01
status: adopted
source:
  name: Lindåkra kommun
checked_on: 2026-01-02
"""

TEXT = """\
- id: besok
  heading: Besök
  text: Du gör högst två besök om året.
- id: fler
  heading: Fler besök
  text: Ordföranden beslutar om fler.
"""

SETTING = """\
- id: antal
  title: Antal besök
  act: visit.book
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  set: visits.per_year_at_most
  unit: besök per kalenderår
  value: 2
"""

REQUIREMENT = """\
- id: inom-antalet
  title: Inom antalet
  act: visit.book
  clause: fler
  decided: kommunstyrelsen 2024-01-09 § 4
  strength: ska
  require:
    any:
      - fact: visitor.visits_this_year
        lt: {setting: visits.per_year_at_most}
      - is: booking.chair_has_decided
  say: Du har %(visitor.visits_this_year)s besök, och gränsen är %(visits.per_year_at_most)s.
  instead: Be ordföranden om ett beslut.
  who_can:
    role: chair
    text: Ordföranden kan besluta om fler.
"""

CASES = """\
cases:
  - it: Det andra besöket ryms
    cites: besok
    act: visit.book
    on: 2026-03-04
    given:
      visitor.visits_this_year: 1
    expect:
      outcome: allowed
      settings:
        visits.per_year_at_most: 2
  - it: Det tredje ryms inte
    cites: fler
    act: visit.book
    on: 2026-03-04
    given:
      visitor.visits_this_year: 2
      booking.chair_has_decided: nej
    expect:
      outcome: stopped
      not_met: [inom-antalet]
"""

NO_CASES = "cases: []\n"


def files(**changes: str) -> dict[str, str]:
    """Give the small guideline's files, with some of them replaced (index, text, …)."""
    parts = {
        "index": INDEX,
        "text": TEXT,
        "besok": SETTING + REQUIREMENT,
        "cases": CASES,
        **changes,
    }
    return {f"{name}.yaml": text for name, text in parts.items()}


def guideline(**changes: str) -> Compiled:
    """Give the small guideline compiled, without asking that its cases hold."""
    return compile_ruleset(load_files(files(**changes), check_cases=False))


def requirement(condition: str, *, strength: str = "ska", act: str = "visit.book") -> str:
    """Give a provision that requires the condition, written as YAML in flow style."""
    return (
        f"- id: kravet\n  title: Kravet\n  act: {act}\n  clause: besok\n"
        f"  decided: kommunstyrelsen 2024-01-09 § 4\n  strength: {strength}\n"
        f"  require: {condition}\n  say: Kravet är inte uppfyllt.\n  instead: Gör så här.\n"
    )
