"""Publishing: the catalogue as a page to read, and the form of rule files as a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .amounts.published import amount_defs, amounts_page
from .catalogue import ACTS, ALL_ACTS, ALL_SETTINGS, AREAS, FACTS, SETTINGS, Kind, Role, Unit
from .catalogue.english import english
from .catalogue.model import Fact, SettingKind
from .conditions import Op
from .provisions import Outcome, Status, Strength
from .schema.guideline import CASE, EXPECT, INDEX, REFUSALS
from .schema.provisions import COMMON, REQUIRING, SETTING

Json = dict[str, object]


def reference_page() -> str:
    """Give the page ``docs/reference/acts-and-facts.md``."""
    return "\n".join([*_HEAD, *_acts(), *_facts(), *_settings()]) + "\n"


_HEAD = (
    "# Acts, facts and settings",
    "",
    "What a guideline can speak of. Made from `samspel.rules.catalogue`; change it there and",
    "run `python -m samspel.rules.publish` to write this page and the JSON Schema again.",
    "",
    "Keys are English, labels are the Swedish that people see. A fact may be unknown.",
)


def _acts() -> Iterator[str]:
    yield from ("", "## Acts", "")
    for act in ALL_ACTS:
        yield from (
            f"### `{act.key}`: {act.label}",
            "",
            f"{act.english[1]} *{act.meaning}*",
            "",
        )
        yield f"Facts: {_coded(act.facts)}"
        own = [kind.name for kind in ALL_SETTINGS if kind.act == act.key]
        yield from ("", f"Settings: {_coded(own) if own else 'none'}", "")


def _coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _facts() -> Iterator[str]:
    yield from ("## Facts", "")
    yield from _table(FACTS.values())


def _settings() -> Iterator[str]:
    yield from ("", "## Settings", "")
    yield from _table(ALL_SETTINGS)


def _table(rows: Iterable[Fact | SettingKind]) -> Iterator[str]:
    told = english()
    yield "| Key | Label | Kind | Meaning |"
    yield "|---|---|---|---|"
    for row in rows:
        kind = told[row.kind.label]
        if row.choices is not None:
            kind += ": " + _coded(each.value for each in row.choices)
        if row.unit is not None:
            kind += f", {told[row.unit.label]}"
        yield f"| `{row.name}` | {row.label} | {kind} | {row.english[1]} |"


def published_schema() -> Json:
    """Give the JSON Schema of rule files, for editors and for other makers of rule files.

    It says what form a file has. What only shows when the parts are seen together
    (that a clause exists, that dates do not overlap, that cases hold) the loader says.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Samspel: a guideline as rule files",
        "description": "One property per file; the rest hold provisions (a list) or amounts.",
        "type": "object",
        "required": ["index.yaml", "text.yaml", "cases.yaml"],
        "properties": {
            "index.yaml": {"$ref": "#/$defs/index"},
            "text.yaml": {"type": "array", "items": {"$ref": "#/$defs/clause"}},
            "cases.yaml": {"$ref": "#/$defs/cases"},
        },
        "additionalProperties": {
            "oneOf": [
                {"type": "array", "items": {"$ref": "#/$defs/provision"}},
                {"$ref": "#/$defs/amounts"},
            ]
        },
        "$defs": {
            **_simple_defs(),
            "index": _index(),
            "clause": _object({"id": _KEY, "heading": _TEXT, "text": _TEXT}),
            "provision": _provision(),
            "condition": _condition(),
            "given": _given(),
            "operand": _operand(),
            "item": _object({"key": _KEY, "label": _TEXT, "help": _TEXT}, optional=("help",)),
            "section": _object(
                {"key": _KEY, "label": _TEXT, "help": _TEXT, "required": _SCALAR},
                optional=("help",),
            ),
            "case": _case(),
            "cases": _object(
                {
                    "common": _common(),
                    "cases": {
                        "type": "array",
                        "items": {"oneOf": [_ref("case"), _ref("amount_case")]},
                    },
                },
                optional=("common",),
            ),
            **amount_defs(),
        },
    }


def _common() -> Json:
    """What the cases have in common: facts by act, and parts of a duty."""
    return {
        "type": "object",
        "properties": {"duty": _ref("duty"), **dict.fromkeys(ACTS, _ref("given"))},
        "additionalProperties": False,
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


_SCALAR, _TEXT, _KEY, _DAY = _ref("scalar"), _ref("text"), _ref("key"), _ref("day")


def _simple_defs() -> Json:
    """A scalar may be typed by the reader's YAML; Samspel itself reads every one as text."""
    return {
        "scalar": {"type": ["string", "number", "boolean"]},
        "text": {"type": ["string", "number", "boolean"]},
        "key": {"type": ["string", "number"], "pattern": "^[a-zåäö0-9][a-zåäö0-9_-]{0,63}$"},
        "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "act": _one_of(ACTS),
        "fact": _one_of(FACTS),
        "question": _one_of(n for n, fact in FACTS.items() if fact.kind is Kind.YES_NO),
        "setting": _one_of(SETTINGS),
    }


def _object(properties: Json, *, optional: Iterable[str] = ()) -> Json:
    left_out = set(optional)
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }


def _one_of(values: Iterable[str]) -> Json:
    return {"enum": [str(value) for value in values]}


def _index() -> Json:
    properties: Json = dict.fromkeys(INDEX, _TEXT)
    properties |= dict.fromkeys(("effective_from", "effective_to", "checked_on"), _DAY)
    properties |= {
        "area": _one_of(AREAS),
        "status": _one_of(Status),
        "source": _object({"name": _TEXT, "address": _TEXT}, optional=("address",)),
    }
    return _object(
        properties, optional=("registry_number", "effective_to", "may_precede_decision")
    )


def _provision() -> Json:
    properties: Json = dict.fromkeys((*COMMON, *REQUIRING, *SETTING), _TEXT)
    properties |= dict.fromkeys(("valid_from", "valid_to", "checked_on"), _DAY)
    dated = _object({"value": _value(), "decided": _TEXT})
    properties |= {
        "id": _KEY,
        "clause": _KEY,
        "act": _ref("act"),
        "strength": _one_of(Strength),
        "when": _ref("condition"),
        "require": _ref("condition"),
        "who_can": _object({"role": _one_of(Role), "text": _TEXT}),
        "set": _ref("setting"),
        "unit": _one_of([text for unit in Unit for text in (unit.label, unit.value)]),
        "value": _value(),
        "values": {"type": "object", "minProperties": 1, "additionalProperties": dated},
    }
    told: Json = {
        "type": "object",
        "properties": properties,
        "required": ["id", "title", "act", "clause", "decided"],
        "additionalProperties": False,
        "oneOf": [
            {"required": ["strength", "require", "say", "instead"], **_without(SETTING)},
            {"required": ["set"], **_without(REQUIRING), "oneOf": _VALUE_OR_VALUES},
        ],
    }
    return told


_VALUE_OR_VALUES = ({"required": ["value"]}, {"required": ["values"]})


def _without(names: Iterable[str]) -> Json:
    return {"properties": dict.fromkeys(names, False)}


def _value() -> Json:
    part = {"anyOf": [_SCALAR, _ref("item"), _ref("section")]}
    return {"anyOf": [_SCALAR, {"type": "array", "items": part}]}


def _condition() -> Json:
    several: Json = {"type": "array", "minItems": 1, "items": _ref("condition")}
    comparisons = [
        _object({"fact": _ref("fact"), op.value: _ref("operand")})
        for op in Op
        if op is not Op.KNOWN
    ]
    return {
        "oneOf": [
            _object({"all": several}),
            _object({"any": several}),
            _object({"not": _ref("condition")}),
            _object({"is": _ref("question")}),
            _object({"is_not": _ref("question")}),
            _object({"known": _ref("fact")}),
            *comparisons,
        ]
    }


def _operand() -> Json:
    single: list[Json] = [
        _SCALAR,
        _object({"fact": _ref("fact")}),
        _object({"setting": _ref("setting")}),
    ]
    many: Json = {"type": "array", "minItems": 1, "items": {"anyOf": single}}
    return {"anyOf": [*single, many]}


def _given() -> Json:
    value: Json = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
    return _named(_ref("fact"), value)


def _named(names: Json, values: Json) -> Json:
    return {"type": "object", "propertyNames": names, "additionalProperties": values}


def _case() -> Json:
    ids: Json = {"type": "array", "items": _KEY}
    properties: Json = dict.fromkeys(CASE, _TEXT)
    expect: Json = dict.fromkeys(EXPECT, _TEXT)
    expect |= {
        "outcome": _one_of(Outcome),
        "not_met": ids,
        "unknown": ids,
        "refused": _one_of(REFUSALS),
        "settings": _named(_ref("setting"), _value()),
    }
    properties |= {
        "cites": _KEY,
        "act": _ref("act"),
        "on": _DAY,
        "given": _ref("given"),
        "expect": _object(expect, optional=EXPECT),
    }
    return _object(properties, optional=("given",))


def schema_text() -> str:
    """Give the text of ``docs/reference/ruleset-schema.json``."""
    return json.dumps(published_schema(), ensure_ascii=False, indent=1) + "\n"


def main(folder: Path) -> None:
    """Write the files into the folder of reference docs."""
    (folder / "acts-and-facts.md").write_text(reference_page(), encoding="utf-8")
    (folder / "amounts.md").write_text(amounts_page(), encoding="utf-8")
    (folder / "ruleset-schema.json").write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":  # pragma: no cover
    main(Path("docs/reference"))
