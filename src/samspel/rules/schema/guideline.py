"""Reading what surrounds the provisions: the index, the clauses and the cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samspel.foundation.labels import mark as _
from samspel.rules.amounts.reading_cases import is_amount_case
from samspel.rules.catalogue import ACTS, AREAS, FACTS, SETTINGS, Act, FactValue, Kind
from samspel.rules.dated import Period
from samspel.rules.provisions import (
    Case,
    Clause,
    Decision,
    Expectation,
    Outcome,
    Source,
    Status,
)
from samspel.rules.sentence import sentence
from samspel.rules.tree import Block, Node, Scalar
from samspel.rules.values import (
    BadValue,
    read_choice,
    read_day,
    read_key,
    read_text,
    read_yes_no,
)

from .conditions import read_fact_value
from .provisions import read_decision
from .reader import Fields, Notes
from .values import read_setting_value

INDEX = (
    "title",
    "area",
    "owner",
    "decision",
    "registry_number",
    "effective_from",
    "effective_to",
    "may_precede_decision",
    "status",
    "source",
    "checked_on",
)
CASE = ("it", "cites", "act", "on", "given", "expect")
EXPECT = ("outcome", "not_met", "unknown", "settings", "refused")
REFUSALS = ("NoRuleInForce", "FactMissing")
_CASE = sentence(_("Fallet"))


@dataclass(frozen=True, slots=True)
class Index:
    """The guideline's title page."""

    title: str
    area: str
    owner: str
    decision: Decision
    registry_number: str
    period: Period
    may_precede_decision: bool
    status: Status
    source: Source
    checked_on: dt.date


def read_area(text: str) -> str:
    """Read the area that the guideline governs."""
    if text not in AREAS:
        raise BadValue(sentence(_("Skriv något av: %(areas)s."), areas=", ".join(AREAS)))
    return text


def read_status(text: str) -> Status:
    """Read whether the guideline is adopted or an example."""
    return Status(read_choice(text, Status))


def read_index(node: Node, notes: Notes) -> Index | None:
    """Read the index, or give ``None`` when what it must have is not there."""
    fields = Fields(node, notes, sentence(_("Förteckningen")), INDEX)
    title = fields.read("title", read_text, required=True)
    area = fields.read("area", read_area, required=True)
    owner = fields.read("owner", read_text, required=True)
    decision = fields.read("decision", read_decision, required=True)
    first = fields.read("effective_from", read_day, required=True)
    status = fields.read("status", read_status, required=True)
    source = _read_source(fields, notes)
    checked_on = fields.read("checked_on", read_day, required=True)
    if not (title and area and owner and decision and first and status and checked_on):
        return None
    index = Index(
        title=title,
        area=area,
        owner=owner,
        decision=decision,
        registry_number=fields.read("registry_number", str) or "",
        period=Period(first, fields.read("effective_to", read_day)),
        may_precede_decision=fields.read("may_precede_decision", read_yes_no) or False,
        status=status,
        source=source or Source(title),
        checked_on=checked_on,
    )
    _check_index(index, fields, notes)
    return index


def _read_source(fields: Fields, notes: Notes) -> Source | None:
    node = fields.node("source", required=True)
    if node is None:
        return None
    inner = Fields(node, notes, sentence(_("Källan")), ("name", "address"))
    name = inner.read("name", read_text, required=True)
    return Source(name or "", inner.read("address", str) or "")


def _check_index(index: Index, fields: Fields, notes: Notes) -> None:
    if index.period.is_empty:
        notes.add(
            fields.line_of("effective_to"),
            sentence(_("Riktlinjerna slutar gälla innan de börjar.")),
            sentence(_("Ange en senare dag, eller ta bort raden.")),
        )
    if index.status is Status.ADOPTED and not index.decision.is_complete:
        notes.add(
            fields.line_of("decision"),
            sentence(_("Beslutet saknar dag eller paragraf.")),
            sentence(_("Skriv till exempel ”kommunstyrelsen 2023-02-14 § 18”.")),
        )
    decided = index.decision.day
    if decided and index.period.first < decided and not index.may_precede_decision:
        notes.add(
            fields.line_of("effective_from"),
            sentence(_("Riktlinjerna börjar gälla före beslutet.")),
            sentence(
                _("Låt dem gälla från beslutets dag, %(day)s, eller senare."), day=decided
            ),
        )


def read_clauses(node: Node, notes: Notes) -> list[Clause]:
    """Read the guideline's own wording, paragraph by paragraph."""
    clauses: list[Clause] = []
    for part in notes.parts(node):
        fields = Fields(part, notes, sentence(_("Stycket")), ("id", "heading", "text"))
        id_ = fields.read("id", read_key, required=True)
        heading = fields.read("heading", read_text, required=True)
        text = fields.read("text", read_text, required=True)
        if id_ in {clause.id for clause in clauses}:
            notes.add(
                fields.line_of("id"),
                sentence(_("Två stycken heter ”%(id)s”."), id=id_),
                sentence(_("Ge det ena ett annat id.")),
            )
        elif id_ and heading and text:
            clauses.append(Clause(id_, heading, text))
    return clauses


def read_cases(node: Node, notes: Notes) -> list[Case]:
    """Read the cases, each resting on the facts that its act has in common."""
    fields = Fields(node, notes, sentence(_("Fallen")), ("common", "cases"))
    common = _read_common(fields.node("common"), notes)
    parts = notes.parts(fields.node("cases", required=True))
    found = (_read_case(part, common, notes) for part in parts if not is_amount_case(part))
    return [each for each in found if each is not None]


Given = Mapping[str, FactValue | None]


def _read_common(node: Node | None, notes: Notes) -> dict[str, Given]:
    if node is None:
        return {}
    fields = Fields(node, notes, sentence(_("Utgångsläget")), (*ACTS, "duty"))
    return {
        key: _read_given(part, ACTS[key], notes)
        for key, part in fields.block.parts.items()
        if key in ACTS
    }


def _read_given(node: Node | None, act: Act, notes: Notes) -> dict[str, FactValue | None]:
    if node is None:
        return {}
    fields = Fields(node, notes, sentence(_("Läget")), act.facts)
    return {
        name: read_fact_value(part, FACTS[name], notes)
        for name, part in fields.block.parts.items()
        if name in act.facts
    }


def _read_act(text: str) -> Act:
    if text not in ACTS:
        raise BadValue(sentence(_("Skriv något av: %(acts)s."), acts=", ".join(ACTS)))
    return ACTS[text]


def _read_case(node: Node, common: Mapping[str, Given], notes: Notes) -> Case | None:
    fields = Fields(node, notes, _CASE, CASE)
    it = fields.read("it", read_text, required=True)
    cites = fields.read("cites", read_key, required=True)
    act = fields.read("act", _read_act, required=True)
    on = fields.read("on", read_day, required=True)
    expected = fields.node("expect", required=True)
    if not (it and cites and act and on and expected):
        return None
    given = {**common.get(act.key, {}), **_read_given(fields.node("given"), act, notes)}
    expect = _read_expectation(expected, act, notes)
    return Case(it, cites, act.key, on, given, expect, notes.file, fields.line)


def _read_expectation(node: Node, act: Act, notes: Notes) -> Expectation:
    fields = Fields(node, notes, sentence(_("Det väntade")), EXPECT)
    if not any(key in fields for key in ("outcome", "settings", "refused")):
        notes.add(
            fields.line,
            sentence(_("Fallet väntar sig ingenting.")),
            sentence(_("Ange ”outcome”, ”settings” eller ”refused”.")),
        )
    outcome = fields.read("outcome", lambda text: read_choice(text, Outcome))
    return Expectation(
        outcome=None if outcome is None else Outcome(outcome),
        not_met=_read_ids(fields.node("not_met"), notes),
        unknown=_read_ids(fields.node("unknown"), notes),
        settings=_read_settings(fields.node("settings"), act, notes),
        refused=fields.read("refused", _read_refusal) or "",
    )


def _read_refusal(text: str) -> str:
    if text not in REFUSALS:
        raise BadValue(sentence(_("Skriv något av: %(names)s."), names=", ".join(REFUSALS)))
    return text


def _read_ids(node: Node | None, notes: Notes) -> frozenset[str]:
    ids = (notes.read(part, read_key) for part in notes.parts(node))
    return frozenset(id_ for id_ in ids if id_ is not None)


def _read_settings(node: Node | None, act: Act, notes: Notes) -> dict[str, object]:
    if node is None:
        return {}
    names = tuple(name for name, kind in SETTINGS.items() if kind.act == act.key)
    fields = Fields(node, notes, sentence(_("De väntade inställningarna")), names)
    block: Block = fields.block
    return {
        name: _read_expected(part, name, notes)
        for name, part in block.parts.items()
        if name in names
    }


def _read_expected(node: Node, name: str, notes: Notes) -> object:
    """Read an expected value: *inget* is silence, and a list of points is its keys."""
    if isinstance(node, Scalar) and node.text == "inget":
        return None
    kind = SETTINGS[name]
    if kind.kind in (Kind.ITEMS, Kind.SECTIONS):
        return tuple(notes.read(part, read_key) for part in notes.parts(node))
    return read_setting_value(node, kind, notes)
