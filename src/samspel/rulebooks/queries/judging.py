"""What the rules say about an act: a verdict with the version it was reached under.

Judging is pure: it reads the version in force and asks the engine. Keeping the
verdict is a service.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries.versions import CONTACT_POLITICIANS, compiled, ruleset_in_force
from samspel.rules.explanation import Finding, Settings, State, Verdict
from samspel.rules.facts import Facts
from samspel.rules.provisions import Outcome


@dataclass(frozen=True)
class Judgement:
    """A verdict with the version that it was reached under, and what the version lays down."""

    verdict: Verdict
    version: RulesetVersion
    body_id: int

    @property
    def outcome(self) -> Outcome:
        """Allowed, warned or stopped."""
        return self.verdict.outcome

    @property
    def is_stopped(self) -> bool:
        """Whether the act can't go on."""
        return self.outcome is Outcome.STOPPED

    @property
    def is_warned(self) -> bool:
        """Whether a reason is asked for."""
        return self.outcome is Outcome.WARNED

    @property
    def findings(self) -> Sequence[Mapping[str, Any]]:
        """The findings as a page draws them, each with the address of its clause."""
        return self._shown

    @cached_property
    def _shown(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(
            shown_finding(self.version, each)
            for each in self.verdict.findings
            if each.state is not State.NOT_APPLICABLE
        )

    def words(self) -> str:
        """Say why, and what to do instead, in a few sentences."""
        wanting = self.verdict.stopping or self.verdict.warning
        said = [text for each in wanting for text in (each.say, each.instead) if text]
        return " ".join(said) or gettext("Riktlinjen tillåter det inte.")


def shown_finding(version: RulesetVersion, finding: Finding) -> Mapping[str, Any]:
    """Give a finding in the form that the verdict component draws."""
    wanting = finding.state in {State.NOT_MET, State.UNKNOWN}
    decided = finding.citation.rpartition(" · ")[2]
    return {
        "id": finding.id,
        "strength": finding.strength.value if finding.strength else "",
        "state": "unmet" if wanting else finding.state.value,
        "title": f"{finding.title}.",
        "say": finding.say,
        "instead": finding.instead,
        "who_can": finding.who_can.text if finding.who_can else "",
        "clause_heading": f"{version.title}, {finding.clause.heading}",
        "clause_text": finding.clause.text,
        "citation": decided,
        "url": clause_url(version, finding.clause.id),
    }


def clause_url(version: RulesetVersion, clause_id: str) -> str:
    """Give the address of the full text at a clause, as it stood in that version."""
    return reverse("rulebooks:text", args=[version.uuid]) + f"#{clause_id}"


def judge(
    act: str,
    facts: Facts,
    *,
    body_id: int,
    on: dt.date,
    area: str = CONTACT_POLITICIANS,
    version: RulesetVersion | None = None,
) -> Judgement:
    """Judge an act under what applies to the body on the day.

    Raises NoRuleInForce. A caller that judges many acts gives the version it
    has already found.
    """
    chosen = version or ruleset_in_force(body_id, area, on=on)
    return Judgement(compiled(chosen).judge(act, facts, on), chosen, body_id)


def settings_for(
    act: str,
    facts: Facts,
    *,
    body_id: int,
    on: dt.date,
    area: str = CONTACT_POLITICIANS,
    version: RulesetVersion | None = None,
) -> Settings:
    """Give what the guideline lays down for an act on the day. Raises NoRuleInForce."""
    chosen = version or ruleset_in_force(body_id, area, on=on)
    return compiled(chosen).settings(act, facts, on)
