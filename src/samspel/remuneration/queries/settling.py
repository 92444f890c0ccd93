"""What a run is settled by: the facts kept, the rules known, and what earlier runs have paid.

The same reads serve the run that is being closed and an old one that is settled again: only
what they may know differs.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from samspel.kit.prepared import Ask, Prepared
from samspel.remuneration.calculation.differences import Difference, Key, Paid, differences
from samspel.remuneration.calculation.settled import Certified, Settled, settled
from samspel.remuneration.enums import Pays
from samspel.remuneration.models import Run, RunVersion
from samspel.remuneration.queries.rates import KnownRules, rules_of
from samspel.remuneration.queries.sql import asked
from samspel.rules.amounts.figures import load_figures, shipped_figures

_CHANGED = """
SELECT duty_id, array_agg(DISTINCT year), max(id) FROM remuneration_dutyfacts
 WHERE id <= %(up_to)s GROUP BY duty_id HAVING max(id) > %(since)s
"""
# The last facts of every duty; a fixed fee from another year may still run in these.
_FACTS = """
SELECT f.duty_id, f.person_id, f.facts, d.body_id
  FROM (SELECT DISTINCT ON (duty_id) duty_id, person_id, year, facts
          FROM remuneration_dutyfacts WHERE id <= %(up_to)s
         ORDER BY duty_id, id DESC) f
  JOIN remuneration_duty d ON d.id = f.duty_id
 WHERE f.facts IS NOT NULL AND (f.year = ANY(%(years)s) OR f.facts->>'kind' = 'office')
"""
_PAID = """
SELECT e.duty_id, e.rule, e."on", min(e.person_id), min(e.body_id), sum(e.amount),
       sum(e.tax_free), sum(e.minutes), min(e.id),
       (array_agg(e.version_id ORDER BY e.id DESC))[1], (array_agg(e.title ORDER BY e.id))[1],
       min(e.pays), (array_agg(e.clause ORDER BY e.id))[1]
  FROM remuneration_entry e JOIN remuneration_run r ON r.id = e.run_id
 WHERE r.month < %(month)s AND extract(year FROM e."on") = ANY(%(years)s)
 GROUP BY e.duty_id, e.rule, e."on"
"""
_EVERYTHING = 2**62
_ASK_BEFORE = Prepared(
    "remuneration_before",
    """
SELECT r.facts_up_to, v.version_id, v.rates_sha256, f.sha256, f.id
  FROM (SELECT id, facts_up_to FROM remuneration_run
         WHERE month < %(month)s AND state <> 'open' ORDER BY month DESC LIMIT 1) r
  JOIN remuneration_runversion v ON v.run_id = r.id
  JOIN remuneration_keptfigures f ON f.id = v.figures_id
""",
    gives="bigint bigint text text bigint",
    month="date",
)


@dataclass(frozen=True)
class Before:
    """What the latest closed run before a month knew."""

    facts_up_to: int
    hashes: Mapping[int, str]
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Reckoning:
    """The rows of a run, whose they are, and what could not be reckoned."""

    rows: list[Difference]
    whose: Mapping[int, tuple[int, int]]
    settled: Settled
    facts_up_to: int

    @property
    def total(self) -> Decimal:
        """What the run pays."""
        return sum((row.worth.amount for row in self.rows), Decimal(0))


def before(month: dt.date) -> Before:
    """Give what the latest run before the month knew; nothing for the first. One statement."""
    ask, given = ask_before(month)
    up_to, hashes, figures = 0, dict[int, str](), dict[str, int]()
    for known_to, version, sha, figure_sha, figure in ask.rows(given):
        up_to = known_to or 0
        hashes[version] = sha
        figures[figure_sha] = figure
    return Before(up_to, hashes, figures)


def ask_before(month: dt.date) -> Ask:
    """Give what ``before`` asks, to be asked together with more."""
    return _ASK_BEFORE, {"month": month}


def reckoned(
    month: dt.date, rules: KnownRules, earlier: Before, *, up_to: int = _EVERYTHING
) -> Reckoning:
    """Reckon the month's run by the rules and the facts up to a row. Three statements.

    Only years that something new concerns are settled: the run's own, those of duties whose
    facts have changed, and those of a rule set or a figure that has.
    """
    changed = asked(_CHANGED, up_to=up_to, since=earlier.facts_up_to)
    altered = _altered(rules, earlier)
    years = {month.year, *(year for row in changed for year in row[1])}
    if altered:
        first = min(rules.versions[key].ruleset.effective_from.year for key in altered)
        years |= set(range(first, month.year + 1))
    facts = asked(_FACTS, up_to=up_to, years=sorted(years))
    found = settled(
        (Certified(duty, person, json.loads(kept)) for duty, person, kept, _body in facts),
        rules.timeline,
        {rates: key for key, rates in rules.versions.items()},
        month=month,
        years=frozenset(years),
    )
    paid, whose = _paid(month, sorted(years))
    whose |= {duty: (person, body) for duty, person, _facts, body in facts}
    rows = differences(
        found.worths,
        paid,
        changed=frozenset(row[0] for row in changed),
        changed_versions=frozenset(altered),
        kept=frozenset(found.refused),
    )
    return Reckoning(rows, whose, found, _last(changed, earlier))


def _last(changed: list[tuple[Any, ...]], earlier: Before) -> int:
    return max((row[2] for row in changed), default=earlier.facts_up_to)


def _altered(rules: KnownRules, earlier: Before) -> list[int]:
    """Give the versions that the run before did not know as they are; all, for the first."""
    return [
        key for key, rates in rules.versions.items() if earlier.hashes.get(key) != rates.sha256
    ]


def _paid(
    month: dt.date, years: list[int]
) -> tuple[dict[Key, Paid], dict[int, tuple[int, int]]]:
    paid: dict[Key, Paid] = {}
    whose: dict[int, tuple[int, int]] = {}
    for duty, rule, on, person, body, *rest in asked(_PAID, month=month, years=years):
        amount, tax_free, minutes, first, version, title, pays, clause = rest
        whose[duty] = (person, body)
        paid[duty, rule, on] = Paid(
            amount, tax_free, minutes, first, version, title, Pays(pays), clause
        )
    return paid, whose


def rules_of_run(run: Run) -> KnownRules:
    """Give the rules that a closed run was settled by, with the figures it kept."""
    kept = list(
        RunVersion.objects.filter(run=run)
        .order_by("version__effective_from", "version__confirmed_at", "version_id")
        .values_list("version_id", "version__sha256", "figures__sha256", "figures__files")
    )
    hashes = {key: sha for key, sha, _figure, _files in kept}
    figures = shipped_figures()
    if kept and kept[0][2] != figures.sha256:
        figures = load_figures(kept[0][3])
    return rules_of(hashes, figures)


def settled_again(run: Run) -> Reckoning:
    """Settle a closed run again, from the facts and the rules that it knew."""
    return reckoned(run.month, rules_of_run(run), before(run.month), up_to=run.facts_up_to or 0)
