"""Simple conditions as rows that a form can show: a fact, a comparison, a value.

A condition is simple when it is one comparison, or several joined by *all* or *any*.
What is nested deeper is shown in words and changed in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from samspel.foundation.labels import mark as _
from samspel.rules.catalogue import FACTS, SETTINGS, Fact, Kind
from samspel.rules.conditions import Op
from samspel.rules.schema.conditions import family, suits
from samspel.rules.values import Described
from samspel.rules.writing import Plain

IS, IS_NOT, KNOWN = "is", "is_not", "known"
ALL, ANY = "all", "any"

_YES_NO_OPS = ((IS, _("ja")), (IS_NOT, _("nej")), (KNOWN, _("uppgiften finns")))
_OFFERED = (
    Op.EQ,
    Op.NE,
    Op.LT,
    Op.LTE,
    Op.GTE,
    Op.GT,
    Op.IN,
    Op.NOT_IN,
    Op.HAS_ALL,
    Op.HAS_ANY,
    Op.HAS_NONE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: ``against`` names a setting or another fact instead of values."""

    fact: str
    op: str
    values: tuple[str, ...] = ()
    against: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A simple condition: its rows, and whether all or any of them must be met."""

    join: str = ALL
    rows: tuple[Row, ...] = field(default=())


def ops_for(fact: Fact) -> list[tuple[str, str]]:
    """Give the comparisons that suit a fact, each with its Swedish words."""
    if fact.kind is Kind.YES_NO:
        return list(_YES_NO_OPS)
    fitting = [(op.value, op.label) for op in _OFFERED if suits(op, fact.kind)]
    return [*fitting, (KNOWN, _("uppgiften finns"))]


def takes_many(op: str) -> bool:
    """Whether the comparison is with a list."""
    return op not in (IS, IS_NOT, KNOWN) and Op(op).takes_many


def comparable(fact: Fact, settings: Iterable[str], facts: Iterable[str]) -> list[Described]:
    """Give the settings and other facts that a fact can be compared with, of those named."""
    wanted = family(fact)
    others: list[Described] = [SETTINGS[name] for name in settings]
    others += [FACTS[name] for name in facts if name != fact.name]
    if fact.kind is Kind.YES_NO:
        return []
    return [each for each in others if family(each) == wanted]


def rows_of(condition: Plain | None) -> Rows | None:
    """Read a condition as rows; None when it is not simple."""
    if condition is None:
        return Rows()
    if not isinstance(condition, dict):
        return None
    for join in (ALL, ANY):
        if join in condition:
            parts = condition[join]
            found = [_row(each) for each in parts] if isinstance(parts, list) else [None]
            rows = tuple(each for each in found if each is not None)
            return Rows(join, rows) if len(rows) == len(found) else None
    row = _row(condition)
    return None if row is None else Rows(ALL, (row,))


def _row(part: Plain) -> Row | None:
    if not isinstance(part, dict):
        return None
    for shape in (IS, IS_NOT, KNOWN):
        if shape in part:
            return Row(str(part[shape]), shape)
    fact, ops = part.get("fact"), [op.value for op in _OFFERED if op.value in part]
    if not isinstance(fact, str) or len(ops) != 1:
        return None
    return _compared(fact, ops[0], part[ops[0]])


def _compared(fact: str, op: str, operand: Plain) -> Row | None:
    if isinstance(operand, dict):
        kind, name = next(iter(operand.items()), ("", ""))
        return Row(fact, op, against=f"{kind}:{name}")
    if isinstance(operand, str):
        if fact in FACTS and FACTS[fact].kind is Kind.YES_NO:
            return _yes_no(fact, op, operand)
        return Row(fact, op, (operand,))
    if all(isinstance(each, str) for each in operand):
        return Row(fact, op, tuple(str(each) for each in operand))
    return None


def _yes_no(fact: str, op: str, operand: str) -> Row | None:
    says_yes = (operand in {"ja", "yes", "true"}) == (op == Op.EQ.value)
    return Row(fact, IS if says_yes else IS_NOT)


def condition_of(rows: Rows) -> Plain | None:
    """Write rows as a condition; None when there are none."""
    parts: list[Plain] = [_part(each) for each in rows.rows]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {rows.join: parts}


def _part(row: Row) -> Plain:
    if row.op in (IS, IS_NOT, KNOWN):
        return {row.op: row.fact}
    if row.against:
        kind, _colon, name = row.against.partition(":")
        return {"fact": row.fact, row.op: {kind: name}}
    values: Plain = list(row.values) if takes_many(row.op) else "".join(row.values[:1])
    return {"fact": row.fact, row.op: values}
