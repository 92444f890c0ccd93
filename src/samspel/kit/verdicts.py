"""Verdicts as they are shown: what the rules say, sorted for the eye.

The kit knows no rules. It takes anything with the attributes (or keys) named here and
gives a plain thing that the macro can draw. Missing ones count as empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALLOWED, WARNED, STOPPED = "allowed", "warned", "stopped"
_UNMET = frozenset({"unmet", "not_met", "broken", "failed", WARNED, STOPPED})
_STRENGTH_SHOWN = {"ska": STOPPED, "must": STOPPED, "bör": WARNED, "should": WARNED}


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause in the guideline's own words, and where it stands."""

    text: str = ""
    heading: str = ""
    citation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One thing the rules say: how hard, in words, what to do instead, and the clause."""

    outcome: str
    title: str
    say: str
    instead: str
    who_can: str
    clause: ShownClause


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """The whole verdict: its outcome, what stands in the way, and what it rests on."""

    outcome: str
    against: tuple[ShownFinding, ...]
    rests_on: tuple[ShownFinding, ...]

    @property
    def needs_reason(self) -> bool:
        """Whether the act may go on if the person writes why."""
        return self.outcome == WARNED


def shown(verdict: object) -> ShownVerdict:
    """Give the verdict as it is shown, hardest first.

    Takes ``outcome`` (allowed, warned, stopped) and ``findings``, each with ``strength``
    (ska, bör), ``state`` (unmet, or anything else), ``title``, ``say``, ``instead``,
    ``who_can``, ``clause_heading``, ``clause_text``, ``citation`` and ``url``.
    """
    if isinstance(verdict, ShownVerdict):
        return verdict
    outcome = _text(verdict, "outcome") or ALLOWED
    findings = [_finding(each) for each in _get(verdict, "findings") or ()]
    against = [each for each in findings if each.outcome != ALLOWED]
    against.sort(key=lambda each: each.outcome != STOPPED)
    rests_on = tuple(each for each in findings if each.outcome == ALLOWED)
    return ShownVerdict(outcome, tuple(against), rests_on)


def _finding(raw: object) -> ShownFinding:
    """Read one finding."""
    unmet = _text(raw, "state").lower() in _UNMET
    strength = _text(raw, "strength").lower()
    return ShownFinding(
        outcome=_STRENGTH_SHOWN.get(strength, WARNED) if unmet else ALLOWED,
        title=_text(raw, "title"),
        say=_text(raw, "say"),
        instead=_text(raw, "instead"),
        who_can=_text(raw, "who_can"),
        clause=ShownClause(
            _text(raw, "clause_text"),
            _text(raw, "clause_heading"),
            _text(raw, "citation"),
            _text(raw, "url"),
        ),
    )


def _get(raw: object, name: str) -> Any:
    """Read a key or an attribute, or nothing."""
    if isinstance(raw, Mapping):
        return raw.get(name)
    return getattr(raw, name, None)


def _text(raw: object, name: str) -> str:
    """Read a text; enums give their value, nothing gives the empty text."""
    value = _get(raw, name)
    return "" if value is None else str(getattr(value, "value", value))
