"""Reading the cases of a remuneration rule set: duties as a secretary would tell them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from samspel.foundation.labels import mark as _
from samspel.rules.schema.reader import Fields, Notes
from samspel.rules.sentence import sentence
from samspel.rules.tree import Block, Node
from samspel.rules.values import (
    BadValue,
    read_count,
    read_day,
    read_key,
    read_text,
    read_time,
    read_yes_no,
)

from .casebook import AmountCase, AmountExpectation
from .choices import Certifier, CostKind, DutyKind, Income, Presence, Role
from .duties import NOTHING, Away, Cost, Duty, Loss
from .reading_quantities import choice, read_body, read_length
from .reading_values import read_amount

DUTY = (
    "kind",
    "on",
    "role",
    "presence",
    "body",
    "office",
    "time",
    "scheduled",
    "starts",
    "travel",
    "km",
    "occupancy",
    "count",
    "limit",
    "minuted",
    "approved",
    "until",
    "claimed_on",
    "loss",
    "costs",
    "away",
)
LOSS = ("time", "income", "hourly", "monthly", "yearly", "proved_until", "holiday_pay")
COST = ("kind", "amount", "receipt")
MEALS = ("breakfasts", "lunches", "dinners")
AWAY = ("left", "back", "km", *MEALS, "own_nights")
CASE = ("it", "cites", "duties", "expect")
EXPECT = (
    "amount",
    "tax_free",
    "lines",
    "because",
    "unpaid",
    "claim_by",
    "paid_on",
    "certified_by",
    "refused",
)
REFUSED = "NoRuleInForce"
_THING = sentence(_("Uppdraget"))


def is_amount_case(node: Node) -> bool:
    """Tell whether a case gives duties, and not the facts of an act."""
    return isinstance(node, Block) and "duties" in node.parts


def read_amount_cases(node: Node, notes: Notes) -> list[AmountCase]:
    """Read the cases that give duties, each resting on what they have in common."""
    if not isinstance(node, Block):  # whoever reads the other cases has noted it
        return []
    common = _common(node, notes)
    cases = node.parts.get("cases")
    parts = () if cases is None else notes.parts(cases)
    found = (_case(part, common, notes) for part in parts if is_amount_case(part))
    return [each for each in found if each is not None]


def _common(node: Block, notes: Notes) -> dict[str, Any]:
    shared = node.parts.get("common")
    if not isinstance(shared, Block) or "duty" not in shared.parts:
        return {}
    return _duty_parts(shared.parts["duty"], notes)


def _minutes(text: str) -> int:
    return int(read_length(text))


def _starts(text: str) -> int:
    at = read_time(text)
    return at.hour * 60 + at.minute


_READERS: dict[str, tuple[str, Any]] = {
    "kind": ("kind", choice(DutyKind)),
    "on": ("on", read_day),
    "role": ("role", choice(Role)),
    "presence": ("presence", choice(Presence)),
    "body": ("body", read_body),
    "office": ("office", read_key),
    "time": ("minutes", _minutes),
    "scheduled": ("scheduled", _minutes),
    "starts": ("starts", _starts),
    "travel": ("travel_minutes", _minutes),
    "km": ("km", read_amount),
    "occupancy": ("occupancy", read_amount),
    "count": ("times", read_count),
    "limit": ("limit", _minutes),
    "minuted": ("is_minuted", read_yes_no),
    "approved": ("is_approved", read_yes_no),
    "until": ("until", read_day),
    "claimed_on": ("claimed_on", read_day),
}


def _duty_parts(node: Node, notes: Notes) -> dict[str, Any]:
    fields = Fields(node, notes, _THING, DUTY)
    parts = {
        attribute: fields.read(name, reader)
        for name, (attribute, reader) in _READERS.items()
        if name in fields
    }
    loss = fields.node("loss")
    if loss is not None:
        parts["loss"] = _loss(loss, notes)
    costs = [_cost(each, notes) for each in notes.parts(fields.node("costs"))]
    if costs:
        parts["costs"] = tuple(each for each in costs if each is not None)
    away = fields.node("away")
    if away is not None:
        parts["away"] = _away(away, notes)
    return {name: value for name, value in parts.items() if value is not None}


def _away(node: Node, notes: Notes) -> Away | None:
    fields = Fields(node, notes, sentence(_("Resan")), AWAY)
    left = fields.read("left", _read_moment, required=True)
    back = fields.read("back", _read_moment, required=True)
    breakfasts, lunches, dinners = (_days(fields.node(name), notes) for name in MEALS)
    if left is None or back is None:
        return None
    if back <= left:
        notes.add(
            fields.line_of("back"),
            sentence(_("Hemkomsten är före avresan.")),
            sentence(_("Se efter dagarna och klockslagen.")),
        )
        return None
    return Away(
        *left,
        *back,
        km=fields.read("km", read_amount) or NOTHING,
        breakfasts=breakfasts,
        lunches=lunches,
        dinners=dinners,
        own_nights=fields.read("own_nights", read_count) or 0,
    )


def _read_moment(text: str) -> tuple[dt.date, int]:
    day, _space, at = text.partition(" ")
    try:
        return read_day(day), _starts(at)
    except BadValue:
        right = sentence(_("Skriv dag och klockslag, till exempel 2026-05-06 08.30."))
        raise BadValue(right) from None


def _days(node: Node | None, notes: Notes) -> tuple[dt.date, ...]:
    found = (notes.read(each, read_day) for each in notes.parts(node))
    return tuple(sorted(each for each in found if each is not None))


def _loss(node: Node, notes: Notes) -> Loss | None:
    fields = Fields(node, notes, sentence(_("Förlusten")), LOSS)
    minutes = fields.read("time", _minutes, required=True)
    if minutes is None:
        return None
    return Loss(
        minutes,
        fields.read("income", choice(Income)) or Income.EMPLOYED,
        fields.read("hourly", read_amount),
        fields.read("monthly", read_amount),
        fields.read("yearly", read_amount),
        fields.read("proved_until", read_day),
        fields.read("holiday_pay", read_yes_no) or False,
    )


def _cost(node: Node, notes: Notes) -> Cost | None:
    fields = Fields(node, notes, sentence(_("Kostnaden")), COST)
    kind = fields.read("kind", choice(CostKind), required=True)
    amount = fields.read("amount", read_amount, required=True)
    receipt = fields.read("receipt", read_yes_no)
    return None if kind is None or amount is None else Cost(kind, amount, receipt is not False)


def _case(node: Node, common: dict[str, Any], notes: Notes) -> AmountCase | None:
    fields = Fields(node, notes, sentence(_("Fallet")), CASE)
    it = fields.read("it", read_text, required=True)
    cites = fields.read("cites", read_key, required=True)
    expect = _expectation(fields.node("expect", required=True), notes)
    duties = list(_duties(notes.parts(fields.node("duties")), common, notes))
    if not (it and cites and expect and duties) or None in duties:
        return None
    given = tuple(each for each in duties if each is not None)
    return AmountCase(it, cites, given, expect, notes.file, fields.line)


def _duties(
    parts: Iterable[Node], common: dict[str, Any], notes: Notes
) -> Iterable[Duty | None]:
    for number, part in enumerate(parts, 1):
        given = {**common, **_duty_parts(part, notes)}
        if "kind" not in given or "on" not in given or not _has_end(given):
            notes.add(
                part.line,
                sentence(_("Uppdraget saknar slag eller dag.")),
                sentence(
                    _("Ange ”kind” och ”on”, och ”until” för ett uppdrag med fast arvode.")
                ),
            )
            yield None
        else:
            yield Duty(key=f"{number:04}", **given)


def _has_end(given: dict[str, Any]) -> bool:
    return given["kind"] is not DutyKind.OFFICE or given.get("until", dt.date.min) > given["on"]


def _expectation(node: Node | None, notes: Notes) -> AmountExpectation | None:
    if node is None:
        return None
    fields = Fields(node, notes, sentence(_("Det väntade")), EXPECT)
    if not any(key in fields for key in EXPECT):
        notes.add(
            fields.line,
            sentence(_("Fallet väntar sig ingenting.")),
            sentence(_("Ange till exempel ”amount” eller ”refused”.")),
        )
    because = fields.node("because")
    return AmountExpectation(
        amount=fields.read("amount", read_amount),
        tax_free=fields.read("tax_free", read_amount),
        lines=_named(fields, "lines", read_amount, notes),
        because=None if because is None else _ids(because, notes),
        unpaid=fields.read("unpaid", read_yes_no) or False,
        claim_by=_named(fields, "claim_by", read_day, notes),
        paid_on=fields.read("paid_on", read_day),
        certified_by=tuple(
            step
            for each in notes.parts(fields.node("certified_by"))
            if (step := notes.read(each, choice(Certifier))) is not None
        ),
        refused=fields.read("refused", _read_refusal) or "",
    )


def _ids(node: Node, notes: Notes) -> frozenset[str]:
    found = (notes.read(each, read_key) for each in notes.parts(node))
    return frozenset(each for each in found if each is not None)


def _named(fields: Fields, key: str, reader: Any, notes: Notes) -> dict[str, Any]:
    node = fields.node(key)
    if node is None:
        return {}
    if not isinstance(node, Block):
        notes.add(
            node.line,
            sentence(_("Här ska det stå ett namn och ett värde på varje rad.")),
            sentence(_("Skriv ersättningens id, ett kolon och värdet.")),
        )
        return {}
    read = {name: notes.read(part, reader) for name, part in node.parts.items()}
    return {name: value for name, value in read.items() if value is not None}


def _read_refusal(text: str) -> str:
    if text != REFUSED:
        raise BadValue(sentence(_("Skriv något av: %(names)s."), names=REFUSED))
    return text
