"""The versions that amounts rest on: the addresses of their clauses, each as on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from samspel.remuneration.queries.rates import KnownRules
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import clause_url
from samspel.rules.errors import NoRuleInForce


class Links:
    """The rows of the versions that are known; called, the address of a clause on a day."""

    def __init__(self, rules: KnownRules | None) -> None:
        self.rules = rules
        self._rows = {} if rules is None else rules.rows or _rows_of(rules)

    def version(self, on: dt.date) -> RulesetVersion:
        """Give the version that applies on the day. Raises NoRuleInForce."""
        if self.rules is None:
            raise NoRuleInForce("", on)
        return self._rows[self.rules.version_on(on)]

    def __call__(self, on: dt.date, clause: str) -> str:
        """Give the address of a clause as it stood on the day; nothing where there is none."""
        try:
            return clause_url(self.version(on), clause) if clause else ""
        except NoRuleInForce:
            return ""


def _rows_of(rules: KnownRules) -> Mapping[int, RulesetVersion]:
    rows = RulesetVersion.objects.defer("files").select_related("rulebook")
    return rows.in_bulk(list(rules.versions))


def clause_links(rules: KnownRules | None) -> Links:
    """Give the links of the rules that are known; one statement where no rows came along."""
    return Links(rules)
